from __future__ import annotations

import stat
import sys
from pathlib import Path

import pytest

from store.errors import NotAFolder
from store.folder import open_pins
from store.pins import Pins, wait_after


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture
def pins(tmp_path: Path, waits: list[float]) -> Pins:
    return Pins(tmp_path / "pins.json", tmp_path / "pins.lock", sleep=waits.append)


def test_a_pin_is_known_to_who_set_it_and_to_nobody_else(pins: Pins, tmp_path: Path) -> None:
    pins.set("s-1", "2468")
    assert pins.has("s-1")
    assert not pins.has("s-2")
    assert pins.staff() == ["s-1"]
    assert pins.check("s-1", "2468")
    assert not pins.check("s-1", "2469")
    assert not pins.check("s-2", "2468")
    assert b"2468" not in (tmp_path / "pins.json").read_bytes()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no mode bits")
def test_only_the_owner_reads_the_file(pins: Pins, tmp_path: Path) -> None:
    pins.set("s-1", "2468")
    assert stat.S_IMODE((tmp_path / "pins.json").stat().st_mode) == 0o600


def test_wrong_tries_cost_time_also_after_starting_again(
    pins: Pins, tmp_path: Path, waits: list[float]
) -> None:
    pins.set("s-1", "2468")
    for _ in range(5):
        assert not pins.check("s-1", "0000")
    again = Pins(tmp_path / "pins.json", tmp_path / "pins.lock", sleep=waits.append)
    assert again.check("s-1", "2468")
    assert again.check("s-1", "2468")
    assert waits == [0, 0, 0, 1, 2, 4, 0]
    assert [wait_after(n) for n in (8, 9, 10, 99)] == [32, 60, 60, 60]


def test_a_damaged_file_is_said(folder: Path) -> None:
    (folder / "pins.json").write_text("{")
    with pytest.raises(NotAFolder, match="damaged"):
        open_pins(folder).staff()
