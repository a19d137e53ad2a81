"""What nobody foresaw: a message with a reference, and the details in a file."""

from __future__ import annotations

import re
import stat
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from kiosk.commands.failing import visible
from kiosk.desk import door
from tests.running import Command


def break_down(*_: object, **__: object) -> None:
    raise ZeroDivisionError("of all things")


def test_never_a_traceback(
    school: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(door, "scan", break_down)
    said = school("scan", "--json", stdin="1001\n")
    assert (said.status, said.out) == (1, "")
    assert "Traceback" not in said.err
    assert "ZeroDivisionError" not in said.err
    reference = re.search(r"Reference ([0-9a-f]{6})", said.err)
    assert reference is not None
    (log,) = tmp_path.glob("kiosk-error-*.log")
    assert reference[1] in log.name
    assert str(log) in said.err
    assert "ZeroDivisionError: of all things" in log.read_text(encoding="utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_not_even_where_no_file_can_be_written(
    school: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    monkeypatch.setattr(door, "scan", break_down)
    said = school("scan", "--json", stdin="1001\n")
    assert said.status == 1
    assert said.err == "Something went wrong that was not foreseen (ZeroDivisionError).\n"


def test_stopped_by_hand(school: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(door, "scan", stop)
    said = school("scan", stdin="1001\n")
    assert (said.status, said.out) == (1, "")
    assert said.err.strip() == "Stopped."


def test_stopped_by_hand_once_something_is_recorded(
    school: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops an import in the moment in which it comes in must not bring it in again."""
    decide = door.scan
    scanned: list[object] = []

    def stop(*arguments: Any, **options: Any) -> object:
        if scanned:
            raise KeyboardInterrupt
        scanned.append(decide(*arguments, **options))
        return scanned[0]

    monkeypatch.setattr(door, "scan", stop)
    said = school("scan", stdin="1001\n1002\n")
    assert said.status == 1
    assert [*filter(None, said.err.splitlines())][-2:] == [
        "What was recorded by then stays.",
        "Stopped.",
    ]


def test_without_a_terminal_the_screens_are_not_opened(school: Command) -> None:
    said = school()
    assert (said.status, said.out) == (1, "")
    assert "needs a terminal" in said.err
    assert "kiosk scan" in said.err


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Room A", "Room A"),
        ("“Ève” – 1 000", "“Ève” – 1 000"),
        ("a\x1b[31mb", "a�[31mb"),
        ("a\u202eb\u200bc\x07\n", "a�b�c��"),
    ],
)
def test_what_would_steer_a_terminal_is_shown_as_a_mark(text: str, shown: str) -> None:
    assert visible(text) == shown
