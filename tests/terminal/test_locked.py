"""What a locked laptop does around the kiosk, as docs/kiosk-mode.md has it: the scanner is
checked in the morning, what ends is opened again, and staff get out."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from kiosk.rules.layouts import Layout, typed
from kiosk.rules.scanner import CARD
from tests.terminal.conftest import ENTER, F10, RUN, Door, Terminal

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pty")

PAGE = Path(__file__).parents[2] / "docs" / "kiosk-mode.md"
F8 = "\x1b[19~"
DOWN = "\x1b[B"
READY = "Scan your badge, or type your name"


def to_set_up(terminal: Terminal) -> None:
    """Signed in as the facilitator."""
    terminal.shows(READY)
    terminal.send(F10)
    terminal.shows("Who are you?")
    terminal.send("2468" + ENTER)
    terminal.shows("Today")
    terminal.send(F8)
    terminal.shows("Check the scanner", "Close the kiosk")


def close(terminal: Terminal) -> None:
    """By staff, with their PIN."""
    to_set_up(terminal)
    terminal.send(DOWN + ENTER)
    terminal.shows("PIN of Alex Morin")
    terminal.send("2468" + ENTER)


def test_staff_close_it_and_it_ends_with_0(door: Door) -> None:
    terminal = door.open()
    close(terminal)
    assert terminal.ended() == 0
    assert "Traceback" not in terminal.text


@pytest.mark.parametrize("end", ["\r", "\n", "\t", "\r\n"], ids=["enter", "lf", "tab", "both"])
def test_the_card_comes_through_a_terminal_as_it_was_scanned(door: Door, end: str) -> None:
    terminal = door.open()
    to_set_up(terminal)
    terminal.send(ENTER)
    terminal.shows("Scan the set-up card now.")
    terminal.send(CARD + end)
    terminal.shows("✓ Scanner and laptop agree.")
    for laptop, name in ((Layout.FRENCH, "AZERTY"), (Layout.GERMAN, "QWERTZ")):
        terminal.send("".join(filter(None, typed(CARD, Layout.US, laptop))) + end)
        terminal.shows("Badges are read. 1 thing could be better:", name)


# ---- opened again


@pytest.fixture
def again(door: Door, tmp_path: Path) -> Callable[[], Terminal]:
    """Opens a terminal with the page's script in it, on this school, without its pause."""
    (script,) = re.findall(r"```sh\n(#!/bin/sh\n# Opens the kiosk,.*?)```", PAGE.read_text(), re.S)
    program, run = tmp_path / "kiosk", tmp_path / "kiosk-again"
    fails = f"[ ! -e {tmp_path}/fails ] || exit 1"
    kiosk = f"exec {sys.executable} -c '{RUN}'"
    program.write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\n{fails}\n{kiosk}\n")
    program.chmod(0o755)
    told = {"$HOME/school": str(door.data), "/opt/kiosk/bin/kiosk": str(program), " 3\n": " 0.1\n"}
    for text, here in told.items():
        assert script.count(text) == 1
        script = script.replace(text, here)
    run.write_text(script)

    def opened() -> Terminal:
        # The terminal is the one whose keys send signals.
        take = "import fcntl, os, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
        shell = f"{take}; os.execv('/bin/sh', ['sh', {str(run)!r}])"
        terminal = Terminal([], 80, 24, {}, shell)
        door.terminals.append(terminal)
        return terminal

    return opened


def running(folder: Path, other_than: int = 0) -> int:
    """The process id of the kiosk that was opened last; 0 when there is no other yet."""
    written = folder / "pid"
    found = int(written.read_text().strip() or 0) if written.exists() else 0
    return 0 if found == other_than else found


def test_killed_it_is_opened_again_and_closed_by_staff_it_is_not(
    again: Callable[[], Terminal], door: Door, tmp_path: Path
) -> None:
    terminal = again()
    terminal.shows(READY)
    first = running(tmp_path)
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("Bienvenue, Marie-Ève")
    os.kill(first, signal.SIGKILL)
    terminal.until(lambda: bool(running(tmp_path, first)), what="opened again")
    terminal.shows(READY, "1 / 20")
    terminal.send(b"\x03\x1a\x1c")
    close(terminal)
    assert terminal.ended() == 0


def test_while_it_is_not_open_no_key_stops_what_opens_it(
    again: Callable[[], Terminal], tmp_path: Path
) -> None:
    """It ends as soon as it starts, for a while; someone presses what stops programs."""
    fails = tmp_path / "fails"
    fails.touch()
    terminal = again()
    last = 0
    for keys in (b"", b"\x03", b"\x1a", b"\x1c"):
        terminal.send(keys)
        for _ in range(3):  # what was on its way when the key came does not count
            seen = last
            terminal.until(partial(opened_since, tmp_path, seen), what=f"tried after {keys!r}")
            last = running(tmp_path)
    fails.unlink()
    close(terminal)
    assert terminal.ended() == 0


def opened_since(folder: Path, other_than: int) -> bool:
    return bool(running(folder, other_than))
