"""``kiosk close`` and ``kiosk reopen``."""

from __future__ import annotations

from pathlib import Path

import pytest

from store import pins
from tests.commands.refusing import journals, refused
from tests.running import Command

SIGNED = {"KIOSK_PIN": "1111"}


def test_who_was_never_seen_is_absent_and_no_departure_is_to_the_end(school: Command) -> None:
    school("scan", stdin="1001\n")
    said = school("close", "pp-1", "--by", "Fay Ito", **SIGNED)
    assert (said.status, said.err) == (0, "")
    assert said.out == "Closed pp-1, signed by Fay Ito: 1 present, 1 absent.\n"


def test_for_programs(school: Command) -> None:
    school("scan", stdin="1001\n")
    said = school("close", "pp-1", "--by", "fay ITO", "--json", **SIGNED)
    row = said.row
    assert len(row.pop("hash")) == 64
    assert row == {
        "session": "pp-1",
        "by": "Fay Ito",
        "minutes": 180,
        "ended": None,
        "counts": {"present": 1, "absent": 1},
    }


@pytest.mark.parametrize(
    ("session", "name", "pin", "words"),
    [
        ("pp-1", "Fay Ito", "9999", ["That PIN is not right"]),
        ("pp-1", "Fay Ito", "2222", ["That PIN is not right"]),
        ("pp-1", "Rae Diaz", "2222", ["Rae Diaz is not a facilitator"]),
        ("pp-1", "Nobody", "1111", ["Nobody on the staff is called “Nobody”"]),
        ("pp-1", "", "1111", ["Nobody on the staff"]),
        ("nothing", "Fay Ito", "1111", ["There is no session nothing", "kiosk sessions --all"]),
        ("", "Fay Ito", "1111", ["There is no session"]),
        ("pp-2", "Fay Ito", "1111", ["has not started", "2026-04-10 at 13:00"]),
        ("open-1", "Fay Ito", "1111", ["say how many minutes"]),
    ],
)
def test_what_is_not_signed(
    school: Command, session: str, name: str, pin: str, words: list[str]
) -> None:
    before = journals(school)
    refused(school("close", session, "--by", name, KIOSK_PIN=pin), *words)
    assert journals(school) == before


def test_a_length_that_varies(school: Command) -> None:
    evening = {"KIOSK_NOW": "2026-04-10T18:05"}
    school("scan", stdin="1007\n", **evening)
    refused(school("close", "open-1", "--by", "Fay Ito", **evening, **SIGNED), "how many minutes")
    said = school(
        "close", "open-1", "--by", "Fay Ito", "--minutes", "95", "--json", **evening, **SIGNED
    )
    assert said.row["minutes"] == 95
    row = school("completions", "--json", "--offering", "open").row
    assert (row["complete"], row["minutes"], row["scheduled_minutes"]) == (True, 90, 95)


def test_no_terminal_and_no_pin(school: Command) -> None:
    before = journals(school)
    said = school.apart("close", "pp-1", "--by", "Fay Ito")
    assert said.status == 1
    assert "Traceback" not in said.err
    assert "PIN of Fay Ito" in said.err
    assert journals(school) == before


def test_not_twice(school: Command) -> None:
    school("close", "pp-1", "--by", "Fay Ito", **SIGNED)
    refused(school("close", "pp-1", "--by", "Fay Ito", **SIGNED), "closed already", "reopen")


def test_reopened_with_a_reason(school: Command) -> None:
    school("close", "pp-1", "--by", "Fay Ito", **SIGNED)
    assert school("scan", "--json", stdin="1001").row["outcome"] == "session_closed"
    said = school("reopen", "pp-1", "--by", "Fay Ito", "--reason", "too soon", **SIGNED)
    assert (said.status, said.out, said.err) == (0, "Reopened pp-1.\n", "")
    assert school("scan", "--json", stdin="1001").row["outcome"] == "checked_in"
    again = school("close", "pp-1", "--by", "Fay Ito", "--json", **SIGNED)
    assert again.row["counts"] == {"present": 1, "absent": 1}


@pytest.mark.parametrize(
    ("session", "name", "pin", "reason", "words"),
    [
        ("pp-1", "Fay Ito", "9999", "x", ["That PIN is not right"]),
        ("pp-1", "Fay Ito", "1111", " ", ["Say why"]),
        ("pp-1", "Nobody", "1111", "x", ["Nobody on the staff"]),
        ("pp-1", "Rae Diaz", "2222", "x", ["not a facilitator"]),
        ("fin-1", "Fay Ito", "1111", "x", ["not closed"]),
        ("nothing", "Fay Ito", "1111", "x", ["no session nothing"]),
    ],
)
def test_what_is_not_reopened(
    school: Command, session: str, name: str, pin: str, reason: str, words: list[str]
) -> None:
    school("close", "pp-1", "--by", "Fay Ito", **SIGNED)
    before = journals(school)
    said = school("reopen", session, "--by", name, "--reason", reason, KIOSK_PIN=pin)
    refused(said, *words)
    assert journals(school) == before


def test_wrong_pins_slow_down_also_over_several_processes(
    school: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(pins.Pins.__init__, "__defaults__", (waits.append,))
    for _ in range(6):
        refused(school("close", "pp-1", "--by", "Fay Ito", KIOSK_PIN="0000"), "not right")
    assert waits == sorted(waits)
    assert waits[0] == 0
    assert waits[-1] >= 4
    assert school("close", "pp-1", "--by", "Fay Ito", **SIGNED).status == 0
    waits.clear()
    school("reopen", "pp-1", "--by", "Fay Ito", "--reason", "x", **SIGNED)
    assert waits == [0], "the right one ends it"


def test_the_pin_is_nowhere_in_the_folder(school: Command) -> None:
    school("close", "pp-1", "--by", "Fay Ito", KIOSK_PIN="1111")
    for path in Path(school.data).rglob("*"):
        if path.is_file():
            assert b"KIOSK_PIN" not in path.read_bytes()
            assert b'"1111"' not in path.read_bytes()


@pytest.fixture
def default_rule(school: Command) -> Command:
    """The programme says nothing of how early a session may be signed."""
    said = school("session", "pp-1", "--signing-before", "15")
    assert said.status == 0, said.err
    return school


def test_long_before_its_end_it_is_asked_when_it_ended(default_rule: Command) -> None:
    default_rule("scan", stdin="1001\n")
    early = {"KIOSK_NOW": "2026-04-10T10:30"}
    before = journals(default_rule)
    said = default_rule("close", "pp-1", "--by", "Fay Ito", **SIGNED, **early)
    refused(said, "ends at 2026-04-10 at 12:00", "--ended TIME")
    assert journals(default_rule) == before
    said = default_rule(
        "close", "pp-1", "--by", "Fay Ito", "--ended", "10:20", "--json", **SIGNED, **early
    )
    assert said.status == 0, said.err
    assert (said.row["minutes"], said.row["ended"]) == (80, "2026-04-10T10:20:00-04:00")


@pytest.mark.parametrize(
    ("ended", "status", "words"),
    [
        ("25:00", 2, "is not a time"),
        ("soon", 2, "is not a time"),
        ("", 2, "is not a time"),
        ("08:00", 1, "began at 2026-04-10 at 09:00"),
        ("11:00", 1, "is still to come"),
        ("12:30", 1, "ends at 2026-04-10 at 12:00 by its schedule"),
        ("2026-04-09 10:00", 1, "began at"),
        ("2026-04-11T10:00", 1, "by its schedule"),
    ],
)
def test_an_end_that_cannot_be_meant(
    default_rule: Command, ended: str, status: int, words: str
) -> None:
    said = default_rule(
        "close", "pp-1", "--by", "Fay Ito", "--ended", ended, **SIGNED, KIOSK_NOW="2026-04-10T10:30"
    )
    assert (said.status, words in said.err) == (status, True), said.err


def test_one_length_is_said(school: Command) -> None:
    said = school("close", "pp-1", "--by", "Fay Ito", "--ended", "9:30", "--minutes", "30")
    assert (said.status, "not both" in said.err) == (2, True)


def test_on_a_terminal_it_asks_when_it_ended(default_rule: Command) -> None:
    early = {"KIOSK_NOW": "2026-04-10T10:30"}
    said = default_rule("close", "pp-1", "--by", "Fay Ito", typed="10:20\n", **SIGNED, **early)
    assert (said.status, "ended at 10:20" in said.out) == (0, True), said.err
    default_rule("reopen", "pp-1", "--by", "Fay Ito", "--reason", "it went on", **SIGNED, **early)
    said = default_rule("close", "pp-1", "--by", "Fay Ito", typed="\n", **SIGNED, **early)
    refused(said, "It is not over, and not signed.")
