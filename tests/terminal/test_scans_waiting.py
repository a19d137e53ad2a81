"""Badges scanned while staff have something open on the same laptop."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.terminal.conftest import ENTER, F10, Door
from tests.terminal.test_kiosk_terminal import READY, crowd

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a pty")

ESC = b"\x1b"
FAULTY = """
from screens.pin import PinScreen
def broken(self):
    raise RuntimeError("not foreseen")
PinScreen._enter = broken
from kiosk.commands import main
main()
"""


@pytest.mark.parametrize("end", ["\r", "\n", ""], ids=["enter", "line feed", "none"])
def test_a_burst_at_the_pin_waits_and_is_decided_when_it_closes(
    door: Door, tmp_path: Path, end: str
) -> None:
    codes = crowd(door, tmp_path, 50)
    terminal = door.open()
    terminal.shows(READY)
    terminal.send(F10)
    terminal.shows("Who are you?")
    terminal.send("2" + "".join(code + end for code in codes))
    terminal.shows("50 badges wait until this closes.", "Who are you?")
    assert door.checked_in() == 0
    terminal.send(ESC)
    terminal.until(lambda: door.checked_in() == 50, seconds=60, what="50 check-ins")
    terminal.shows("Welcome, Crowd")


def test_a_burst_at_a_form_writes_nothing_into_it(door: Door, tmp_path: Path) -> None:
    codes = crowd(door, tmp_path, 20)
    terminal = door.open()
    terminal.shows(READY)
    terminal.send(F10)
    terminal.shows("Who are you?")
    terminal.send("2468" + ENTER)
    terminal.shows("Today")
    terminal.send(ENTER)
    terminal.shows("Status")
    terminal.send("w")
    terminal.shows("Back  Esc")
    terminal.send("zora")
    terminal.shows("zora")
    terminal.send("".join(code + ENTER for code in codes))
    terminal.shows("20 badges wait until this closes.", "zora")
    assert "KJK" not in terminal.text
    terminal.send(ESC)
    terminal.send(ESC)
    terminal.until(lambda: door.checked_in() == 20, seconds=60, what="20 check-ins")


def test_badges_that_wait_outlive_an_error_nobody_foresaw(door: Door, tmp_path: Path) -> None:
    codes = crowd(door, tmp_path, 5)
    terminal = door.open(program=FAULTY)
    terminal.shows(READY)
    terminal.send(F10)
    terminal.shows("Who are you?")
    terminal.send("".join(code + ENTER for code in codes))
    terminal.shows("5 badges wait until this closes.")
    terminal.send("2" + ENTER)
    terminal.until(lambda: door.checked_in() == 5, seconds=60, what="5 check-ins")
    terminal.shows("Welcome, Crowd")
