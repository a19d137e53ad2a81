"""Who was turned away is kept on this laptop, without what anyone typed."""

from __future__ import annotations

import datetime as dt
import os
import stat
from pathlib import Path

import pytest

import store.refusals
from kiosk.model.refusal import Refusal
from store.refusals import open_refusals

NOON = dt.datetime(2026, 4, 10, 16, tzinfo=dt.UTC)


def refusal(minute: int, outcome: str = "too_early") -> Refusal:
    return Refusal(NOON + dt.timedelta(minutes=minute), outcome, f"a-{minute}", "pp-1")


def test_the_latest_comes_first(tmp_path: Path) -> None:
    log = open_refusals(tmp_path)
    for minute in range(5):
        log.note(refusal(minute))
    assert log.latest(3) == [refusal(4), refusal(3), refusal(2)]
    log.close()
    assert open_refusals(tmp_path).latest(100) == [refusal(n) for n in (4, 3, 2, 1, 0)]


def test_there_is_nothing_before_the_first(tmp_path: Path) -> None:
    assert open_refusals(tmp_path).latest(10) == []
    assert not (tmp_path / "log").exists()


def test_it_rotates_and_reads_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.refusals, "LARGEST", 1000)
    log = open_refusals(tmp_path)
    for minute in range(60):
        log.note(refusal(minute))
    files = sorted(path.name for path in (tmp_path / "log").iterdir())
    assert files == ["refusals.log", "refusals.log.1", "refusals.log.2", "refusals.log.3"]
    latest = log.latest(60)
    log.close()
    assert 10 < len(latest) < 60
    assert latest == [refusal(59 - n) for n in range(len(latest))]


def test_a_damaged_line_is_passed_over(tmp_path: Path) -> None:
    log = open_refusals(tmp_path)
    log.note(refusal(1))
    file = tmp_path / "log" / "refusals.log"
    with file.open("ab") as out:
        out.write(b'{"at": "never"}\n\xff\xfe\n')
    log.note(refusal(2))
    log.close()
    assert log.latest(10) == [refusal(2), refusal(1)]


def test_a_log_that_cannot_be_written_holds_nobody_up(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("in the way")
    log = open_refusals(tmp_path)
    log.note(refusal(1))
    assert log.latest(10) == []


@pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")
def test_others_on_the_laptop_cannot_read_it(tmp_path: Path) -> None:
    log = open_refusals(tmp_path)
    log.note(refusal(1))
    log.close()
    assert stat.S_IMODE((tmp_path / "log" / "refusals.log").stat().st_mode) == 0o600
