"""What a command asks for on a terminal: where there is none, it says how else to give it."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kiosk.desk.protocol import Desk
from tests.building import StillClock
from tests.commands.issued import able_to_issue
from tests.running import SCRIPT, Command, Said


def without_a_terminal(school: Command, *args: str | Path) -> Said:
    """In a session of its own: the terminal that the tests were started from is not there."""
    done = subprocess.run(
        [SCRIPT, *map(str, args)],
        input="",
        capture_output=True,
        env=school.environment(KIOSK_PIN=None),
        timeout=60,
        check=False,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    return Said(done.returncode, done.stdout, done.stderr)


@pytest.mark.parametrize(
    ("args", "needed"),
    [
        (("certificates",), "The PIN of Rae Diaz is needed: give it in KIOSK_PIN"),
        (("close", "pp-1", "--by", "Fay Ito"), "The PIN of Fay Ito is needed: give it in KIOSK"),
        (("staff", "Fay Ito", "--pin"), "The PIN of Fay Ito is needed: give it in KIOSK_PIN"),
        (("keys", "backup", "key.pem"), "The passphrase is needed: give it in KIOSK_PASSPHRASE"),
    ],
)
def test_without_a_terminal_it_says_what_is_needed(
    school: Command,
    desk: Desk,
    clock: StillClock,
    tmp_path: Path,
    args: tuple[str, ...],
    needed: str,
) -> None:
    given = able_to_issue(school, desk, clock)
    said = without_a_terminal(given, *(tmp_path / a if a == "key.pem" else a for a in args))
    assert (said.status, said.out) == (1, "")
    assert said.err.startswith(needed)
    assert said.err.endswith(", or run this at a terminal.\n")


def test_nor_is_a_data_folder_set_up_without_a_pin(school: Command, tmp_path: Path) -> None:
    options = ["--organisation", "Other", "--zone", "UTC", "--facilitator", "A B", "--rep", "A B"]
    path = tmp_path / "other"
    said = without_a_terminal(school, "init", "--languages", "en", *options, "--data", path)
    assert said.status == 1
    assert said.err.startswith("The PIN of A B is needed: give it in KIOSK_PIN")
    assert not path.exists()


@pytest.mark.parametrize(
    "args",
    [
        ("export", "completions", "--from"),
        ("export", "audit", "--to"),
        ("export", "signin", "-o", "x.pdf", "--date"),
        ("sessions", "--date"),
    ],
)
def test_what_is_no_day_is_said_to_be_none(school: Command, args: tuple[str, ...]) -> None:
    said = school(*args, "26/11/2026")
    assert (said.status, said.out) == (2, "")
    assert "“26/11/2026” is not a day; one looks like 2026-11-23" in said.err
