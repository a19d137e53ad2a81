"""What may arrive at the laptop's terminal besides names and badges, and its end."""

from __future__ import annotations

import os
import random
import signal

import pytest

from tests.terminal.conftest import ENTER, F10, Door, Terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pty")

READY = "Scan your badge, or type your name"
WELCOME = "Bienvenue, Marie-Ève"


@pytest.fixture
def terminal(door: Door) -> Terminal:
    opened = door.open()
    opened.shows(READY)
    return opened


def scans(terminal: Terminal, door: Door) -> None:
    """The next badge is read, once, and shown on the public screen. What was sent before may
    be a member number and Enter by chance, which is a check-in of its own."""
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows(WELCOME, seconds=60)
    assert terminal.process.poll() is None
    assert door.scanned() == 1


NO_SUCH_KEY = [
    b"\x1b[1114112u",  # a character after the last there is
    b"\x1b[99999999999999999999u",
    b"\x1b[97:65;2u",  # more than was asked of the terminal
    b"\x1b[97;1:3u",
    b"\x1b[97;;55296u",  # half a character
    b"\x1b[;;u",
    b"\x1b[57441;1u\x1b[57441;1:3u",  # Shift alone
]
CLICKS = [
    b"\x1b[<0;5;2M\x1b[<32;60;20M\x1b[<0;60;20m",  # dragged over everything
    b"\x1b[<64;10;10M" * 50 + b"\x1b[<65;10;10M" * 50,
    b"\x1b[<0;99999999;99999999M\x1b[<0;99999999;99999999m",
    b"\x1b[<35;-3;-9M\x1b[M !!\x1b[<2;9;9M\x1b[<2;9;9m",
]
SAID_BY_A_TERMINAL = [
    b"\x1b[?2048;2$y\x1b[48;1;1;1;1t",  # the window is said to be one letter large
    b"\x1b[48;99999;99999;99999;99999t",
    b"\x1b[?2026;1$y",
    b"\x1b[5;5R",
    b"\x1b[O",  # another window has the focus
    b"\x1b[O\x1b[I\x1b[O",
]


@pytest.mark.parametrize("sent", NO_SUCH_KEY + CLICKS + SAID_BY_A_TERMINAL)
def test_a_sequence_of_a_terminal_does_no_harm(terminal: Terminal, door: Door, sent: bytes) -> None:
    terminal.send(sent)
    scans(terminal, door)


def test_a_paste_without_an_end_does_not_swallow_the_next_scan(
    terminal: Terminal, door: Door
) -> None:
    terminal.send(b"\x1b[200~tremblay")
    terminal.shows("Gisèle Tremblay")  # taken as pasted, when nothing more comes
    scans(terminal, door)


def test_a_paste_of_a_megabyte(terminal: Terminal, door: Door) -> None:
    line = b"[@click=app.quit]x[/] \x00\x07\x9b " * 20 + b"\n"
    terminal.send(b"\x1b[200~" + line * (1_000_000 // len(line)) + b"\x1b[201~")
    scans(terminal, door)


@pytest.mark.parametrize("seed", range(3))
def test_a_storm_of_bytes(terminal: Terminal, door: Door, seed: int) -> None:
    """Everything a broken scanner may send, and what only an attacker would."""
    chance = random.Random(seed)
    parts = [b"\x1b[", b"\x1b", b"\x1bO", b"u", b"~", b"M", b";", b"<", b"\x1b[200~", b"9", b"\r"]
    sent = bytearray()
    while len(sent) < 4_000:
        sent += chance.choice(parts) if chance.random() < 0.6 else bytes([chance.randrange(256)])
    terminal.send(bytes(sent))
    terminal.send(b"\x1b[201~\x1b\x1b")
    scans(terminal, door)


def test_a_window_of_one_letter_and_back(terminal: Terminal, door: Door) -> None:
    for columns, lines in ((1, 1), (2, 300), (300, 2), (1, 24), (80, 1), (0, 0), (80, 24)):
        terminal.resize(columns or 1, lines or 1)
        terminal.read(0.05)
    terminal.shows(READY)
    scans(terminal, door)


# ---- when it is gone


def test_when_the_terminal_is_gone_it_ends(terminal: Terminal, door: Door) -> None:
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.until(lambda: door.checked_in() == 1)
    terminal.vanish()
    assert terminal.process.wait(5) == 0
    assert not list((door.data / "log").glob("kiosk.log")) or "Traceback" not in (
        door.data / "log" / "kiosk.log"
    ).read_text(encoding="utf-8")


def test_it_ends_while_a_pin_is_being_looked_at(terminal: Terminal) -> None:
    """The wait after wrong PINs is not waited for."""
    terminal.send(F10)
    terminal.shows("Who are you?")
    for _ in range(6):  # the last of them waits for four seconds, the next one for eight
        terminal.send("00000" + ENTER)
        terminal.shows("One moment", seconds=10)
        terminal.until(lambda: "One moment" not in terminal.text)
    terminal.send("00000" + ENTER)
    terminal.shows("One moment")
    os.kill(terminal.process.pid, signal.SIGTERM)
    terminal.process.wait(6)
