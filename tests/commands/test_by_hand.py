"""One thing at a time: ``session``, ``offering``, ``attendee``, ``registration``, ``badge``,
``staff``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.building import CODES
from tests.commands.refusing import refused
from tests.running import Command, Said


def done(said: Said) -> str:
    assert said.status == 0, said.err
    return said.out.strip()


def listed(school: Command, session: str) -> dict[str, object]:
    rows: list[dict[str, object]] = school("sessions", "--all", "--json").rows
    return next(row for row in rows if row["id"] == session)


def test_a_session_on_the_wall_clock_of_its_place(school: Command) -> None:
    done(school("session", "pp-1", "--start", "2026-04-10T09:30", "--room", "Room Z"))
    row = listed(school, "pp-1")
    assert (row["start"], row["room"]) == ("2026-04-10T09:30:00-04:00", "Room Z")
    added = done(
        school("session", "--offering", "pp", "--start", "2026-04-12 09:00", "--end",
               "2026-04-12 12:00")
    )  # fmt: skip
    assert added == "pp-4"
    assert listed(school, "pp-4")["start"] == "2026-04-12T09:00:00-04:00"
    done(school("session", "pp-4", "--cancelled"))
    assert listed(school, "pp-4")["state"] == "cancelled"
    done(school("session", "pp-4", "--not-cancelled"))
    assert listed(school, "pp-4")["state"] == "upcoming"


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["nothing", "--room", "x"], "no session nothing"),
        (["--offering", "nothing"], "no offering nothing"),
        (["--offering", "pp"], "a start and an end"),
        (["pp-1", "--end", "2026-04-10T08:00"], "ends before it starts"),
        (["pp-1", "--part", "3"], "has 0 parts"),
        (["pp-1", "--part", "0"], "counted from 1"),
    ],
)
def test_what_a_session_cannot_be(school: Command, args: list[str], words: str) -> None:
    refused(school("session", *args), words)


@pytest.mark.parametrize("time", ["soon", "2026-03-08T02:30", "9999-12-31T23:00"])
def test_times_that_are_none(school: Command, time: str) -> None:
    said = school("session", "pp-1", "--start", time)
    assert said.status == 2
    assert "Traceback" not in said.err
    assert listed(school, "pp-1")["start"] == "2026-04-10T09:00:00-04:00"


def test_an_offering(school: Command) -> None:
    done(school("offering", "pp", "--room", "Room Q", "--capacity", "3", "--online"))
    row = listed(school, "pp-1")
    assert (row["room"], row["capacity"], row["online"]) == ("Room Q", 3, True)
    new = ["--school", "spring", "--workshop", "financial", "--facilitator", "Fay Ito"]
    assert done(school("offering", "fin-b", *new)) == "fin-b"
    times = ["--start", "2026-04-12 09:00", "--end", "2026-04-12 12:00"]
    assert done(school("session", "--offering", "fin-b", *times)) == "fin-b-1"
    done(school("offering", "fin-b", "--cancelled"))
    assert listed(school, "fin-b-1")["state"] == "cancelled"
    refused(school("offering", "Not An Id", *new), "lower-case letters")
    refused(school("offering", "x", "--school", "spring"), "id of its workshop")
    refused(school("offering", "pp", "--school", "nothing"), "no school nothing")


def test_a_person(school: Command) -> None:
    made = done(
        school("attendee", "--name", "Zoë Li", "--member-number", "7", "--local", "Local 5",
               "--position", "steward", "--position", "president", "--language", "fr",
               "--good-standing")
    )  # fmt: skip
    (row,) = school("attendees", "--find", "zoe", "--json", "--codes").rows
    assert (row["id"], row["member_number"], row["local"]) == (made, "7", "Local 5")
    assert row["badge_code"]
    done(school("attendee", "7", "--name", "Zoë Li-Roy", "--member-number", ""))
    (row,) = school("attendees", "--find", "zoe", "--json").rows
    assert (row["name"], row["member_number"]) == ("Zoë Li-Roy", "")
    refused(school("attendee", "Nobody", "--name", "x"), "Nobody is found")
    refused(school("attendee", "Eva Roy", "--local", "x"), "eva1")
    refused(school("attendee", "--name", " "), "needs a name")
    refused(school("attendee", "ana", "--member-number", "1002"), "is Ben O'Hara's")
    refused(school("attendee", "ana", "--email", "x"), "not an email address")


def test_a_registration(school: Command) -> None:
    said = school("registration", "1008", "pp")
    assert (said.status, said.out) == (0, "")
    assert "registered: 1008 in pp" in said.err
    assert school("scan", "--json", stdin="1008").row["outcome"] == "checked_in"
    done(school("registration", "Cleo Park", "pp", "--status", "registered"))
    assert school("scan", "--json", stdin="1003").row["outcome"] == "checked_in"
    done(school("registration", "1005", "fin", "--status", "cancelled"))
    assert school("scan", "--json", stdin="1005").row["outcome"] == "registration_cancelled"
    refused(school("registration", "ana", "nothing"), "no offering nothing")
    refused(school("registration", "nobody", "pp"), "Nobody is found")


def test_a_badge(school: Command) -> None:
    done(school("badge", "--assign", CODES["blank"], "1008"))
    new = done(school("badge", "--replace", "1001"))
    done(school("badge", "--revoke", new))
    outcomes = [
        school("scan", "--json", stdin=code).row["outcome"]
        for code in (CODES["blank"], CODES["ana"], new)
    ]
    assert outcomes == ["not_registered", "revoked_code", "revoked_code"]
    refused(school("badge", "--revoke", "nonsense"), "not one of our badge codes")
    refused(school("badge", "--assign", CODES["blank"], "1001"), "somebody else's")
    refused(school("badge", "--replace", "nobody"), "Nobody is found")


def test_staff(school: Command) -> None:
    lines = done(school("staff")).splitlines()
    assert [line.split("  ")[0] for line in lines] == ["Fay Ito", "Rae Diaz"]
    done(school("staff", "Léo Roy", "--role", "facilitator", "--pin", KIOSK_PIN="5555"))
    said = school("close", "pp-1", "--by", "leo roy", KIOSK_PIN="5555")
    assert said.status == 0
    assert "signed by Léo Roy" in said.out
    refused(school("staff", "Wim Moss"), "Say what they are")
    refused(school("staff", "Wim", "--role", "rep", "--pin", KIOSK_PIN="12"), "four to twelve")
    refused(school("staff", " ", "--role", "rep"), "need a name")
    assert len(done(school("staff")).splitlines()) == 3


def test_control_characters_do_not_reach_a_terminal(
    school: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A terminal is shown what a pipe is not.
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda *_: False)
    done(school("offering", "pp", "--room", "\x1b[31mRoom\x07"))
    done(school("attendee", "ana", "--name", "Ana\x1b]0;x\x07 Núñez"))
    done(school("staff", "Wim\x1b[5m Moss", "--role", "rep"))
    for args in (["sessions"], ["attendees"], ["staff"], ["completions"]):
        assert "\x1b" not in school(*args).out
    roster = tmp_path / "r.csv"
    roster.write_text("name,good_standing\nX,no\x1b[31mthing\n")
    said = school("import", "attendees", roster)
    assert (said.status, said.err) == (
        1,
        "row 2, “good_standing”: “no�[31mthing” is neither yes nor no\n",
    )
    assert "\x1b" not in school("scan", stdin="\x1b[31mNobody\n").out
    assert "\x1b" not in school("close", "\x1b[31m", "--by", "x").err
    assert "\x1b" not in school("scan", "--session", "\x1b[31m").err


@pytest.mark.parametrize("what", [["session", "fin-1"], ["offering", "fin"]])
def test_a_door_by_hand(school: Command, what: list[str]) -> None:
    walk_in = ("scan", "--session", "fin-1", "--json")
    (row,) = school(*walk_in, stdin="1008\n").rows
    assert row["outcome"] == "not_registered"
    done(school(*what, "--walk-ins", "--departures", "--grace", "5"))
    rows = [
        school(*walk_in, stdin="1008\n", KIOSK_NOW=f"2026-04-10T{time}").row
        for time in ("09:00", "10:00", "10:20")
    ]
    assert [r["outcome"] for r in rows] == ["checked_in", "checked_out", "checked_in"]
    assert rows[0]["walk_in"] is True
    done(school(*what, "--no-departures"))
    (row,) = school(*walk_in, stdin="1008\n").rows
    assert row["outcome"] == "already_checked_in"
    assert row["walk_in"] is True


def test_a_room_that_there_is_not(school: Command) -> None:
    said = school("--room", "Room A", "sessions")
    assert said.status == 2
    assert "without a command" in said.err
