"""Scanning, locking and leaving, as they happen on the laptop."""

from __future__ import annotations

import os
import signal
import termios
from pathlib import Path

import pytest

from tests.terminal.conftest import ENTER, F10, Door

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pty")

UP, DOWN = "\x1b[A", "\x1b[B"
READY = "Scan your badge, or type your name"


def crowd(door: Door, folder: Path, count: int) -> list[str]:
    """So many more people, registered for the session that is open now; their codes."""
    offering = next(
        str(row["offering"]) for row in door.rows("sessions") if "now" in str(row["id"])
    )
    roster = folder / "crowd.csv"
    lines = [f"{9_000_000 + n},Crowd N{n:03},Local 9,{offering}" for n in range(count)]
    roster.write_text("member_number,name,local,offering\n" + "\n".join(lines), encoding="utf-8")
    door.kiosk("import", "attendees", str(roster))
    return [str(row["badge_code"]) for row in door.rows("attendees", "--codes", "--find", "crowd")]


@pytest.mark.parametrize("end", ["\r", "\t", "\n", ""], ids=["enter", "tab", "line feed", "none"])
def test_200_codes_in_one_write_are_200_check_ins(door: Door, tmp_path: Path, end: str) -> None:
    codes = crowd(door, tmp_path, 200)
    assert len(set(codes)) == 200
    terminal = door.open()
    terminal.shows(READY)
    terminal.send("".join(code + end for code in codes))
    terminal.until(lambda: door.checked_in() == 200, seconds=60, what="200 check-ins")
    terminal.shows("Welcome, Crowd")
    assert "KJK" not in terminal.text


def test_two_visitors_in_a_row_never_see_each_others_text(door: Door) -> None:
    terminal = door.open()
    terminal.shows(READY)
    terminal.send("dominique")
    terminal.shows("Dominique Roy")
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("Bienvenue, Marie-Ève")
    # The frame may have arrived by half.
    terminal.until(lambda: "dominique" not in terminal.text.lower(), what="no Dominique")
    terminal.send("joa")
    terminal.shows("Joaquín de los Santos")
    terminal.until(lambda: "Marie" not in terminal.text, what="no Marie")


@pytest.mark.parametrize(
    "keys",
    [b"\x03", b"\x11", b"\x1a", b"\x10", b"\x1c", b"\xff", b"\xc3\x28\x80", b"\x1b[27u", b"\x04"],
    ids=["ctrl+c", "ctrl+q", "ctrl+z", "ctrl+p", "ctrl+\\", "0xff", "no UTF-8", "kitty", "ctrl+d"],
)
def test_nothing_typed_ends_it_and_the_next_scan_works(door: Door, keys: bytes) -> None:
    terminal = door.open()
    terminal.shows(READY)
    terminal.send(keys)
    terminal.send(b"\x1b")
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("Bienvenue, Marie-Ève")
    assert terminal.process.poll() is None


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_restores_the_terminal(door: Door, name: str) -> None:
    terminal = door.open()
    terminal.shows(READY)
    os.kill(terminal.process.pid, getattr(signal, name))
    assert terminal.ended() == 0
    assert terminal.raw.rstrip().endswith(b"\x1b[?1004l") or b"\x1b[?1049l" in terminal.raw
    assert termios.tcgetattr(terminal.slave)[3] == terminal.before[3]
    assert "Traceback" not in terminal.text


def test_a_scan_in_another_window_appears(door: Door) -> None:
    terminal = door.open()
    terminal.shows(READY, "0 / 20")
    door.kiosk("scan", stdin=str(door.demo["badge_code"]))
    terminal.shows("1 / 20", seconds=5)


def test_two_kiosks_on_one_folder_answer_alike(door: Door) -> None:
    one, two = door.open(), door.open(120, 40)
    one.shows(READY)
    two.shows(READY)
    one.send(str(door.demo["badge_code"]) + ENTER)
    one.shows("Bienvenue, Marie-Ève")
    two.send(str(door.demo["badge_code"]) + ENTER)
    two.shows("Présence déjà notée, Marie-Ève")
    assert door.checked_in() == 1


def test_resizing_keeps_it_alive(door: Door) -> None:
    terminal = door.open()
    terminal.shows(READY)
    for columns, lines in ((120, 40), (60, 20), (40, 10), (200, 60), (80, 24)):
        terminal.resize(columns, lines)
        terminal.send("x")
    terminal.send(b"\x1b")
    terminal.shows(READY)
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("Bienvenue, Marie-Ève")


def test_a_window_that_is_too_small_is_said(door: Door) -> None:
    terminal = door.open(50, 15)
    assert terminal.ended() == 1
    assert "50 columns and 15 lines" in terminal.text
    assert "Make it larger" in terminal.text.replace("\n", "")


def test_without_a_terminal_it_says_so(door: Door) -> None:
    assert door.kiosk() == ""


FAULTY = """
from screens.kiosk import KioskScreen
def broken(self):
    secret = "Marie-Eve Tremblay"
    raise RuntimeError("not foreseen: " + secret)
KioskScreen.action_help = broken
from kiosk.commands import main
main()
"""


def test_an_error_nobody_foresaw_is_logged_and_the_kiosk_goes_on(door: Door) -> None:
    terminal = door.open(program=FAULTY)
    terminal.shows(READY)
    terminal.send("?")
    terminal.shows("Something went wrong.", "reference")
    assert "Traceback" not in terminal.text
    assert "Tremblay" not in terminal.text
    reference = terminal.text.split("reference ")[1][:6]
    log = door.data / "log" / "kiosk.log"  # written once the folder is open
    terminal.until(lambda: log.exists() and reference in log.read_text(encoding="utf-8"))
    assert "not foreseen" in log.read_text(encoding="utf-8")
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("Bienvenue, Marie-Ève")


def test_a_session_is_closed_from_the_keyboard(door: Door) -> None:
    terminal = door.open()
    terminal.shows(READY)
    terminal.send(str(door.demo["badge_code"]) + ENTER)
    terminal.shows("Bienvenue, Marie-Ève")
    terminal.send(F10)
    terminal.shows("Who are you?")
    terminal.send(ENTER)
    terminal.send("2468" + ENTER)
    terminal.shows("Today")
    # The cursor stands on the first in a room that is open or runs; at some hours others do.
    listed = door.rows("sessions")
    opened = [row for row in listed if row["state"] in ("open", "running")]
    first = min(opened, key=lambda row: bool(row["online"]))
    (wanted,) = (row for row in listed if "now" in str(row["id"]))
    way = listed.index(wanted) - listed.index(first)
    terminal.send((DOWN if way > 0 else UP) * abs(way) + ENTER)
    terminal.shows("Status", "Marie-Ève Tremblay")
    terminal.send("c")
    terminal.shows("15 people were never seen")
    terminal.send(ENTER)
    terminal.send("2468" + ENTER)
    terminal.shows("✓  Closed", "1 has completed the workshop")
    closed = [row for row in door.rows("sessions") if row["state"] == "closed"]
    assert len(closed) == 1
