"""Commands that wait for a window which stands still: said on standard error, and done
once the lock is free."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.building import CODES
from tests.holding_lock import holding
from tests.running import Command

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process is suspended there")

SOON = """
import sys
from kiosk.rules import lock_waits
lock_waits.SAID_AFTER, lock_waits.HOLDER_AFTER = 0.1, 0.3
from kiosk.commands import main
sys.argv[0] = "kiosk"
main()
"""
"""The command, said to be patient for less long."""


def start(kiosk: Command, *args: str | Path, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SOON, *map(str, args)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=kiosk.environment(**env),
    )


def said(process: subprocess.Popen[str], *, last: str) -> str:
    """What stands on standard error, up to a line that holds a text."""
    assert process.stderr
    watch = threading.Timer(60, process.kill)
    watch.start()
    heard = ""
    for line in process.stderr:
        heard += line
        if last in line:
            break
    watch.cancel()
    assert last in heard, heard
    return heard


def test_a_station_says_what_it_waits_for_and_answers_in_order(school: Command) -> None:
    with holding(school.data) as holder:
        holder.suspend()
        process = start(school, "scan", "--json")
        assert process.stdin
        process.stdin.write(f"{CODES['ana']}\n1006\n1001\n")
        process.stdin.close()
        heard = said(process, last="suspended")
        assert heard.startswith(
            "Another window on this laptop is still recording. Please wait: nothing is lost"
        )
        assert f"“kiosk import” (process {holder.pid}" in heard
        assert "type “fg”" in heard
        holder.go_on()
        holder.end()
        assert process.stdout
        answers = [json.loads(line) for line in process.stdout]
        assert process.stderr
        assert process.stderr.read() == "It goes on.\n"
        assert process.wait(30) == 0
        process.stdout.close()
        process.stderr.close()
    assert [(answer["attendee"]["id"], answer["outcome"]) for answer in answers] == [
        ("ana", "checked_in"),
        ("eva2", "checked_in"),
        ("ana", "already_checked_in"),
    ]


def roster(school: Command, tmp_path: Path) -> tuple[str | Path, ...]:
    (tmp_path / "more.csv").write_text("name\nZora New\n")
    return "import", "attendees", tmp_path / "more.csv", "--yes"


COMMANDS: dict[str, Callable[[Command, Path], tuple[str | Path, ...]]] = {
    "import": roster,
    "close": lambda school, tmp_path: ("close", "pp-1", "--by", "Fay Ito"),
    "attendee": lambda school, tmp_path: ("attendee", "--name", "Zora New"),
    "session": lambda school, tmp_path: ("session", "pp-1", "--room", "Room Z"),
    "badges": lambda school, tmp_path: ("badges", "-o", tmp_path / "badges"),
    "backup": lambda school, tmp_path: ("backup", tmp_path / "backup.zip"),
    "keys": lambda school, tmp_path: ("keys", "rotate", "--yes"),
    "forget": lambda school, tmp_path: ("forget", "ana", "--yes"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_that_waits_says_so_and_is_done_then(
    school: Command, tmp_path: Path, name: str
) -> None:
    args = COMMANDS[name](school, tmp_path)
    with holding(school.data) as holder:
        process = start(school, *args, KIOSK_PIN="1111")
        heard = said(process, last=f"(process {holder.pid}")
        assert heard.startswith("Another window on this laptop is still recording.")
        assert "Staff: go to its window, or end it" in heard
        holder.end()
        _, err = process.communicate(timeout=60)
    assert err.startswith("It goes on.\n")
    assert process.returncode == 0, err


def test_who_does_not_wait_hears_nothing(school: Command) -> None:
    said = school("scan", "--json", stdin="1001\n")
    assert (said.status, said.err) == (0, "")


def test_a_command_that_only_reads_does_not_wait(school: Command) -> None:
    with holding(school.data) as holder:
        holder.suspend()
        said = school.apart("sessions", "--json")
        assert (said.status, said.err) == (0, "")
        assert said.rows
        holder.go_on()
