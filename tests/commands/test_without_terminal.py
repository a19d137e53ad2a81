"""Commands without a terminal: the default is taken, or what is needed is named."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

GIVEN = {
    "--organisation": "Local 79",
    "--zone": "America/Toronto",
    "--facilitator": "Ada Roy",
    "--facilitator-pin": "4821",
    "--rep": "Bo Lee",
    "--rep-pin": "7153",
}


def _run(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from kiosk.commands import main; main()", *words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        env={"KIOSK_DATA": str(data), "PATH": "", "HOME": str(data.parent)},
        start_new_session=True,  # so that there is no terminal to open either
        check=False,
    )


def _init(data: Path, without: str = "") -> subprocess.CompletedProcess[str]:
    return _run(
        data, "init", *(word for pair in GIVEN.items() if pair[0] != without for word in pair)
    )


def test_languages_have_a_default(tmp_path: Path) -> None:
    done = _init(tmp_path / "data")
    assert (done.returncode, done.stderr.strip()) == (0, "")


@pytest.mark.parametrize("option", ["--organisation", "--zone", "--facilitator", "--rep"])
def test_what_has_no_default_is_named(tmp_path: Path, option: str) -> None:
    done = _init(tmp_path / "data", without=option)
    assert done.returncode == 2
    assert f"Without a terminal {option} is needed." in done.stderr
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("option", ["--facilitator-pin", "--rep-pin"])
def test_a_pin_names_its_variable(tmp_path: Path, option: str) -> None:
    done = _init(tmp_path / "data", without=option)
    assert done.returncode == 1
    assert "KIOSK_PIN" in done.stderr
    assert "Stopped." not in done.stderr


def test_a_pin_of_staff_names_its_variable(tmp_path: Path) -> None:
    _init(tmp_path / "data")
    done = _run(tmp_path / "data", "staff", "Ada Roy", "--pin")
    assert (done.returncode, "KIOSK_PIN" in done.stderr) == (1, True)
