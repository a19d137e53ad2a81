"""How far it is, for whoever waits at a terminal."""

from __future__ import annotations

import io
import sys
import time

import pytest

from kiosk.commands import progress
from kiosk.commands.progress import Progress


class Terminal(io.StringIO):
    def __init__(self, is_terminal: bool = True) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


def terminal(monkeypatch: pytest.MonkeyPatch, patience: float = 0.01) -> Terminal:
    """In place of standard error, from here on."""
    found = Terminal()
    monkeypatch.setattr(sys, "stderr", found)
    monkeypatch.setattr(progress, "_PATIENCE", patience)
    return found


def test_that_it_is_at_work_is_said_where_nobody_can_tell_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = terminal(monkeypatch)
    with Progress("Reading"):
        deadline = time.monotonic() + 30
        while "Reading…" not in shown.getvalue():
            assert time.monotonic() < deadline
    assert shown.getvalue().endswith("\r\x1b[K"), "no line is left behind"


def test_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch)
    with Progress("Reading") as tell:
        deadline = time.monotonic() + 30
        while ": 50 %" not in shown.getvalue():
            tell(1, 2)
            assert time.monotonic() < deadline
    assert shown.getvalue().endswith("\r\x1b[K")


def test_what_is_soon_done_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = terminal(monkeypatch, patience=3600)
    with Progress("Reading") as tell:
        tell(1, 2)
    assert shown.getvalue() == ""


def test_off_a_terminal_it_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    pipe = Terminal(is_terminal=False)
    monkeypatch.setattr(sys, "stderr", pipe)
    monkeypatch.setattr(progress, "_PATIENCE", 0)
    with Progress("Reading") as tell:
        tell(1, 2)
    assert pipe.getvalue() == ""
