"""Help, and what starting the command costs: nothing is imported before it is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import version

import pytest

from kiosk.commands import SUMMARIES
from tests.running import Command

GROUPS = {
    "import": ["programme", "sessions", "attendees"],
    "export": ["completions", "audit", "signin", "present"],
}
CALLS = [
    [],
    *([name] for name in SUMMARIES),
    *([group, name] for group, names in GROUPS.items() for name in names),
]

WATCH = """
import json, sys
from kiosk.commands import main
for args in json.loads(sys.argv[1]):
    sys.argv = ["kiosk", *args]
    try:
        main()
    except SystemExit as end:
        assert not end.code, (args, end.code)
heavy = {
    "textual", "rich", "tinydb", "babel", "qrcode", "dateutil", "asyncio", "portalocker", "typst",
    "cryptography", "joserfc", "icalendar", "pypdf", "python_calamine", "xlsxwriter",
}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}), file=sys.stderr)
"""


def imported(kiosk: Command, calls: list[list[str]], stdin: str = "") -> list[str]:
    """What of the heavy libraries a new process has imported after these calls."""
    import json

    done = subprocess.run(
        [sys.executable, "-c", WATCH, json.dumps(calls)],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**kiosk.environment(), "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    found: list[str] = eval(done.stderr.splitlines()[-1])  # noqa: S307 - a list of names, ours
    return found


def test_no_help_imports_anything_heavy(kiosk: Command) -> None:
    assert imported(kiosk, [[*call, "--help"] for call in CALLS]) == []


def test_a_station_without_a_screen_imports_no_screens(school: Command) -> None:
    found = imported(school, [["scan", "--json"]], stdin="1001\n")
    assert "textual" not in found
    assert "rich" not in found
    assert "tinydb" in found, "else this test would not see what is imported"


@pytest.mark.parametrize("call", ["sessions", "attendees", "completions", "present"])
def test_lists_import_no_screens(school: Command, call: str) -> None:
    assert not {"textual", "rich", "asyncio", "qrcode", "typst"} & set(imported(school, [[call]]))


def test_only_what_prints_imports_the_typesetter(school: Command) -> None:
    assert "typst" not in imported(school, [["export", "completions"]])
    found = imported(school, [["export", "signin", "-o", str(school.home / "x.pdf")]])
    assert "typst" in found
    assert not {"textual", "rich", "asyncio"} & set(found)


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call) or "kiosk")
def test_every_command_has_help(kiosk: Command, call: list[str]) -> None:
    said = kiosk(*call, "--help")
    assert said.status == 0
    assert said.out.startswith("Usage: kiosk")
    assert said.err == ""
    if call not in (["import"], ["export"]):
        assert "--data" in said.out


def test_the_overview_names_every_command(kiosk: Command) -> None:
    lines = kiosk("--help").out.split("Commands:\n")[1].splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ") and line[2] != " "] == list(
        SUMMARIES
    )


def test_the_summaries_are_those_of_design(kiosk: Command) -> None:
    assert {
        "demo", "init", "import", "sessions", "attendees", "scan", "close", "reopen",
        "completions", "export", "badges",
    } <= set(SUMMARIES)  # fmt: skip


def test_the_version(kiosk: Command) -> None:
    said = kiosk("--version")
    assert (said.status, said.out.strip()) == (0, f"kiosk, version {version('session-kiosk')}")


@pytest.mark.parametrize(
    "args",
    [
        ["nonsense"],
        ["scan", "--nonsense"],
        ["close"],
        ["close", "pp-1"],
        ["close", "pp-1", "--by", "x", "--countersign", "--minutes", "5"],
        ["transcript"],
        ["export", "audit", "--format", "pdf"],
        ["reopen", "pp-1", "--by", "Fay Ito"],
        ["import"],
        ["import", "nonsense", "x.csv"],
        ["import", "attendees"],
        ["export"],
        ["badges"],
        ["badges", "-o", "x", "--blank", "0"],
        ["sessions", "--date", "2026-04-10", "--all"],
        ["attendee"],
        ["attendee", "--language", "de"],
        ["session"],
        ["session", "pp-1", "--offering", "pp"],
        ["badge"],
        ["badge", "--revoke", "x", "--replace", "y"],
        ["registration", "ana"],
        ["registration", "ana", "pp", "--status", "maybe"],
        ["staff", "Léo", "--role", "king"],
        ["offering", "x", "--capacity", "0"],
        ["export", "completions", "--format", "pdf"],
        ["export", "signin"],
        ["export", "signin", "-o", "x.pdf", "--paper", "a3"],
        ["export", "signin", "-o", "x.pdf", "--language", "de"],
        ["export", "signin", "-o", "x.pdf", "--date", "tomorrow"],
        ["export", "signin", "-o", "x.pdf", "--date", "2026-04-10", "--session", "pp-1"],
        ["export", "present"],
        ["close", "pp-1", "--by", "x", "--minutes", "long"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_two_and_says_why(school: Command, args: list[str]) -> None:
    said = school(*args)
    assert said.status == 2
    assert said.out == ""
    assert said.err.startswith("Usage: kiosk")
    assert "Error: " in said.err or "Commands:" in said.err


def test_the_first_frame_needs_nothing_of_what_reads_and_decides() -> None:
    """It stands while that is loaded behind it."""
    watch = (
        "import sys, kiosk.app, kiosk.commands.run, screens.terminal\n"
        "print(*(n for n in sys.modules if n.startswith(('kiosk.', 'store.', 'screens.'))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", watch], capture_output=True, text=True, check=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert "screens.kiosk" in loaded
    later = {"kiosk.model", "kiosk.desk.door", "kiosk.desk.board", "kiosk.rules.checkin"}
    assert not loaded & {*later, "store.store", "screens.staff", "screens.verdict_layout"}
