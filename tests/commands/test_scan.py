"""``kiosk scan``: a station without a screen."""

from __future__ import annotations

import json
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.building import CODES
from tests.commands.refusing import journals
from tests.running import SCRIPT, Command

FIELDS = {"outcome", "attendee", "session", "at", "first_at", "walk_in", "message"}


def outcomes(rows: list[dict[str, Any]]) -> list[str]:
    return [row["outcome"] for row in rows]


def test_what_is_said_of_a_scan(school: Command) -> None:
    first = school("scan", "--json", stdin=CODES["ana"] + "\n")
    assert first.status == 0
    row = first.row
    assert set(row) >= FIELDS
    assert (row["outcome"], row["first_at"], row["walk_in"]) == ("checked_in", None, False)
    assert row["attendee"] == {"id": "ana", "name": "Ana Núñez"}
    assert row["session"] == {
        "id": "pp-1",
        "title": "Parliamentary Procedures",
        "room": "Room A",
    }
    assert row["at"].startswith("2026-04-10T09:00:0")
    assert row["at"].endswith("-04:00")
    assert "Room A" in row["message"]
    again = school("scan", "--json", stdin=CODES["ana"])
    assert (again.status, again.row["outcome"]) == (0, "already_checked_in")
    assert again.row["first_at"] == row["at"]


def test_one_answer_a_line_in_order(school: Command) -> None:
    unknown = "KJKVVVVVVVVVVVVVVVVVB"
    lines = {
        "1001": "checked_in",
        CODES["ana"]: "already_checked_in",
        unknown: "unknown_code",
        CODES["blank"]: "unassigned_code",
        CODES["revoked"]: "revoked_code",
        "Nobody": "unknown_name",
        "Eva Roy": "ambiguous_name",
        "Gus Hart": "not_registered",
        "1002": "choose_session",
        "1007": "too_early",
        "1004": "registration_cancelled",
        "1003": "waitlisted",
        "1006": "checked_in",
    }
    said = school("scan", "--json", stdin="\n".join(lines) + "\n")
    assert outcomes(said.rows) == list(lines.values())
    assert said.status == 1, "someone was refused"
    for row in said.rows:
        assert set(row) >= FIELDS
        assert row["message"]
    by_outcome = {row["outcome"]: row for row in said.rows}
    for outcome in ("unknown_code", "unassigned_code", "revoked_code", "unknown_name"):
        assert (by_outcome[outcome]["attendee"], by_outcome[outcome]["session"]) == (None, None)
    assert by_outcome["choose_session"]["choices"] == ["pp-1", "fin-1"]
    assert by_outcome["not_registered"]["attendee"]["id"] == "gus"
    assert by_outcome["too_early"]["session"]["id"] == "open-1"


def test_the_other_outcomes(school: Command) -> None:
    def scan(line: str, *args: str, now: str = "2026-04-10T09:00") -> str:
        return str(school("scan", "--json", *args, stdin=line, KIOSK_NOW=now).row["outcome"])

    assert scan("1001", "--session", "fin-1") == "wrong_session"
    assert scan("1001", now="2026-04-11T12:30") == "too_late"
    school("close", "pp-1", "--by", "Fay Ito", KIOSK_PIN="1111")
    assert scan("1001") == "session_closed"
    school("session", "fin-1", "--cancelled")
    assert scan("1005") == "session_cancelled"


def test_for_people(school: Command) -> None:
    said = school("scan", stdin="1001\nNobody\n")
    assert said.status == 1
    first, second = said.out.splitlines()
    assert first.startswith("checked_in\tAna Núñez: Welcome, Ana: Parliamentary Procedures")
    assert second.startswith("unknown_name\tWe cannot find this name.")


def test_for_one_session_only(school: Command) -> None:
    said = school("scan", "--json", "--session", "fin-1", stdin="1002\n1001\n")
    assert outcomes(said.rows) == ["checked_in", "wrong_session"]
    assert said.rows[0]["session"]["id"] == "fin-1"
    assert said.rows[1]["session"]["id"] == "pp-1"


def test_an_unknown_session(school: Command) -> None:
    said = school("scan", "--session", "nothing", stdin="1001\n")
    assert (said.status, said.out) == (1, "")
    assert "There is no session nothing" in said.err


def test_nothing_on_standard_input(school: Command) -> None:
    said = school("scan", "--json", stdin="")
    assert (said.status, said.out, said.err) == (0, "", "")


# ---- lines that are not what they should be


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_any_line_end_and_none(school: Command, end: str) -> None:
    assert school("scan", "--json", stdin=f"1001{end}").row["outcome"] == "checked_in"


@pytest.mark.parametrize(
    "line",
    [
        b"\x00\n",
        b"\x1b[A\x1b[31m\n",
        b"\x07\x08\x7f\n",
        b"\xff\xfe\xfd\n",
        b"\xc3\n",
        "\u202eanA\n".encode(),
        b"-\n",
        b"x" * 1_000_000 + b"\n",
        b"x" * 1_000_000,
        b"\xff" * 1_000_000 + b"\n",
        "😀".encode() * 250_000 + b"\n",
    ],
    ids=lambda line: repr(line[:10]) + str(len(line)),
)
def test_lines_that_are_nothing_are_refused_and_store_nothing(school: Command, line: bytes) -> None:
    before = journals(school)
    said = school("scan", "--json", stdin=line)
    assert said.status == 1
    assert said.row["outcome"] == "unknown_name"
    assert (said.row["attendee"], said.err) == (None, "")
    assert journals(school) == before


@pytest.mark.parametrize("filler", [b" ", b"x", b"\t", "é".encode(), "😀".encode()])
@pytest.mark.parametrize("who", [b"1001", CODES["ana"].encode()])
def test_a_line_that_is_too_long_is_refused_whatever_it_begins_with(
    school: Command, filler: bytes, who: bytes
) -> None:
    """What was cut off is never taken for the whole line."""
    before = journals(school)
    said = school("scan", "--json", stdin=who + filler * 100_000 + b"x\n1006\n")
    assert outcomes(said.rows) == ["unknown_name", "checked_in"]
    assert len(journals(school)) > len(before)
    assert '"ana"' not in journals(school)[len(before) :].decode()


def test_a_line_too_long_and_a_code_at_its_end(school: Command) -> None:
    line = b"x" * 1_000_000 + CODES["ana"].encode() + b"\n"
    assert school("scan", "--json", stdin=line).row["outcome"] == "unknown_name"


def test_a_megabyte_of_short_lines(school: Command) -> None:
    said = school("scan", "--json", stdin=b"-\n" * 2000 + b"1001\n")
    assert outcomes(said.rows) == ["unknown_name"] * 2000 + ["checked_in"]


@pytest.mark.parametrize("blank", [b"\n", b"   \n", b"\t\r\n", b"\r", "\u00a0\n".encode(), b"  "])
def test_a_blank_line_is_nothing(school: Command, blank: bytes) -> None:
    before = journals(school)
    said = school("scan", "--json", stdin=blank * 3)
    assert (said.status, said.out, said.err) == (0, "", "")
    assert journals(school) == before
    assert not (school.data / "log" / "refusals.log").exists(), "nobody was turned away"
    said = school("scan", "--json", stdin=blank + b"\n1001\n" + blank)
    assert outcomes(said.rows) == ["checked_in"]


# ---- what a scanner types around a code


@pytest.mark.parametrize(
    "around",
    ["*{}*", "{}#", "]C0{}", "]Q1{}", "\x02{}\x03", "{}\t", "\t{}", "\x1d{}", "trembl{}", "{}{}"],
)
@pytest.mark.parametrize("end", ["\r", "\n", "\r\n", "\n\r", ""])
def test_a_code_is_read_whatever_stands_around_it(school: Command, around: str, end: str) -> None:
    line = around.replace("{}", CODES["ana"]) + end
    said = school("scan", "--json", stdin=line)
    assert (said.status, said.row["outcome"], said.err) == (0, "checked_in", "")
    assert said.row["attendee"]["id"] == "ana"


def test_two_codes_in_one_line_are_answered_each_and_said(school: Command) -> None:
    said = school("scan", "--json", stdin=f"{CODES['ana']}{CODES['revoked']}\n1006\n")
    assert outcomes(said.rows) == ["checked_in", "revoked_code", "checked_in"]
    assert said.err.startswith("One line held 2 codes; each is answered, in this order.")


def test_a_misread_code_between_marks_is_an_unknown_code(school: Command) -> None:
    said = school("scan", "--json", stdin="*KJKCCCCCCCCCCCCCCCCCB*\n")
    assert said.row["outcome"] == "unknown_code"


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n"])
def test_each_is_answered_at_once_whichever_end_the_scanner_sends(
    school: Command, end: bytes
) -> None:
    process = school.start("scan", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    for who, outcome in ((b"1001", "checked_in"), (b"1006", "checked_in")):
        process.stdin.write(who + end)
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["outcome"] == outcome
    assert process.communicate() == (b"", b"")


def test_names_with_accents_in_any_locale(school: Command) -> None:
    said = school.apart("scan", stdin="Ana Núñez\n")
    assert said.status == 0, said.err
    assert said.out.startswith("checked_in\tAna Núñez: ")


# ---- the time a check-in speaks of


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2026-04-10T08:45", "2026-04-10T08:45:00-04:00"),
        ("2026-04-10 08:45", "2026-04-10T08:45:00-04:00"),
        ("2026-04-10T12:45:00Z", "2026-04-10T08:45:00-04:00"),
        ("2026-04-10T08:45:30-04:00", "2026-04-10T08:45:30-04:00"),
    ],
)
def test_a_paper_list_entered_afterwards(school: Command, at: str, told: str) -> None:
    late = {"KIOSK_NOW": "2026-04-10T18:00"}
    said = school("scan", "--json", "--at", at, "--session", "pp-1", stdin="1001\n1002\n", **late)
    assert outcomes(said.rows) == ["checked_in", "checked_in"]
    assert {row["at"] for row in said.rows} == {told}


def test_before_the_first_check_in_it_says_the_new_first_time(school: Command) -> None:
    school("scan", stdin="1001\n")
    said = school("scan", "--json", "--at", "2026-04-10T08:45", stdin="1001\n")
    assert (said.status, said.row["outcome"]) == (0, "already_checked_in")
    assert said.row["first_at"] == "2026-04-10T08:45:00-04:00"
    again = school("scan", "--json", stdin="1001\n")
    assert again.row["first_at"] == "2026-04-10T08:45:00-04:00"


def test_at_the_minute_where_one_session_ends_and_the_next_begins(school: Command) -> None:
    school(
        "session", "--offering", "pp", "--start", "2026-04-10T12:00", "--end", "2026-04-10T13:00"
    )
    said = school("scan", "--json", "--at", "2026-04-10T12:00", stdin="1001\n")
    assert (said.row["outcome"], said.row["session"]["id"]) == ("checked_in", "pp-4")


@pytest.mark.parametrize(
    "at",
    [
        "",
        "yesterday",
        "25:00",
        "2026-02-30T09:00",
        "2026-03-08T02:30",
        "0001-01-01T00:00",
        "9999-12-31T23:59",
        "2026-04-10T09:00+99:00",
    ],
)
def test_a_time_that_is_none(school: Command, at: str) -> None:
    before = journals(school)
    said = school("scan", "--json", "--at", at, stdin="1001\n")
    assert said.status == 2
    assert said.out == ""
    assert at in said.err or at.replace("T", " ") in said.err
    assert "Traceback" not in said.err
    assert "not foreseen" not in said.err
    assert journals(school) == before


@pytest.mark.parametrize("now", ["now", "99", "2026-03-08T02:30", "9999-12-31T23:59"])
def test_a_now_that_is_none(school: Command, now: str) -> None:
    said = school("scan", "--json", stdin="1001\n", KIOSK_NOW=now)
    assert said.status == 2
    assert said.out == ""
    assert "Traceback" not in said.err
    assert now in said.err or now.replace("T", " ") in said.err


def test_now_ticks_from_there(school: Command) -> None:
    """A station that was started a moment before the door opens lets people in a moment
    later."""
    process = school.start("scan", "--json", KIOSK_NOW="2026-04-10T08:29:59")
    assert process.stdin is not None
    assert process.stdout is not None
    answers: list[str] = []
    try:
        while len(answers) < 200 and (not answers or answers[-1] == "too_early"):
            process.stdin.write(b"1001\n")
            process.stdin.flush()
            answers.append(json.loads(process.stdout.readline())["outcome"])
            time.sleep(0.02)
    finally:
        process.communicate()
    assert answers[-1] == "checked_in"
    assert answers[0] == "too_early"


def test_now_over_a_change_of_the_clocks_is_real_time(school: Command, tmp_path: Path) -> None:
    """From 01:59:59.9 the first time it goes on to 01:00 the second time, not to 02:00."""
    sessions = tmp_path / "night.toml"
    sessions.write_text(
        '[school]\nid = "night"\nname = "Night"\n[[offering]]\nid = "night"\n'
        'workshop = "financial"\nsessions = [{ start = 2026-11-01T01:50:00, hours = 2 }]\n'
    )
    assert school("import", "sessions", sessions).status == 0
    assert school("registration", "1008", "night").status == 0
    said = school("scan", "--json", stdin="1008\n" * 400, KIOSK_NOW="2026-11-01T01:59:59.99")
    assert {row["at"][-6:] for row in said.rows} == {"-04:00", "-05:00"}
    assert {row["at"][:16] for row in said.rows} == {"2026-11-01T01:59", "2026-11-01T01:00"}


def test_each_answer_comes_at_once(school: Command) -> None:
    """Whoever stands at the station waits for no one behind them."""
    process = school.start("scan", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    for line, outcome in (("1001", "checked_in"), ("1001", "already_checked_in")):
        process.stdin.write(f"{line}\n".encode())
        process.stdin.flush()
        assert json.loads(process.stdout.readline())["outcome"] == outcome
    out, err = process.communicate()
    assert (process.returncode, out, err) == (0, b"", b"")


def test_the_message_is_in_the_organisations_first_language(kiosk: Command) -> None:
    made = kiosk(
        "init", "--organisation", "U", "--zone", "America/Toronto", "--languages", "en,fr",
        "--facilitator", "F", "--rep", "R", KIOSK_PIN="1234",
    )  # fmt: skip
    assert made.status == 0
    said = kiosk("scan", "--json", stdin="Nobody\n")
    assert said.row["message"].startswith("We cannot find this name.")


def test_what_reads_the_answers_may_stop(school: Command) -> None:
    process = school.start("scan", "--json")
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b"1001\n")
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    with suppress(BrokenPipeError):
        process.stdin.write(b"1006\n" * 2000)
    with suppress(BrokenPipeError):
        process.stdin.close()
    assert process.stderr is not None
    err = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait(timeout=30) == 1
    assert "Traceback" not in err


# ---- where departures are recorded


@pytest.fixture
def goodbye(school: Command) -> Command:
    """A second scan says that someone goes."""
    assert school("session", "pp-1", "--departures").status == 0
    return school


@pytest.mark.parametrize("again", [CODES["ana"], CODES["ana"].lower(), "1001", "Ana Núñez"])
def test_who_scans_again_at_once_is_told_and_stays_in(goodbye: Command, again: str) -> None:
    said = goodbye.apart("scan", "--json", stdin=f"{CODES['ana']}\n{again}\n")
    assert outcomes(said.rows) == ["checked_in", "already_checked_in"]
    assert said.status == 0
    first, second = said.rows
    assert second["first_at"] == first["at"]
    assert second["message"] == (
        "You are checked in to Parliamentary Procedures, session 1 of 3. "
        "To leave, scan again in a minute."
    )
    later = goodbye("scan", "--json", stdin="1001\n", KIOSK_NOW="2026-04-10T09:02")
    assert later.row["outcome"] == "checked_out"


def test_who_has_just_gone_is_not_in_again_by_the_same_pass(goodbye: Command) -> None:
    goodbye("scan", stdin="1001\n", KIOSK_NOW="2026-04-10T09:00")
    before = journals(goodbye)
    said = goodbye.apart(
        "scan", "--json", stdin=f"{CODES['ana']}\n" * 2, KIOSK_NOW="2026-04-10T10:00"
    )
    assert outcomes(said.rows) == ["checked_out", "checked_out"]
    assert said.rows[0] == said.rows[1]
    assert journals(goodbye)[len(before) :].count(b"\n") == 1, "one departure"


def test_another_in_between_ends_a_pass(goodbye: Command) -> None:
    goodbye("scan", stdin="1001\n", KIOSK_NOW="2026-04-10T09:00")
    said = goodbye("scan", "--json", stdin="1001\n1006\n1001\n", KIOSK_NOW="2026-04-10T10:00")
    assert outcomes(said.rows) == ["checked_out", "checked_in", "checked_in"]


def test_a_file_is_nobody_who_stands_there(goodbye: Command, tmp_path: Path) -> None:
    listed = tmp_path / "names.txt"
    listed.write_text("1001\n1001\n1001\n")
    with listed.open("rb") as file:
        done = subprocess.run(
            [SCRIPT, "scan", "--json"],
            stdin=file,
            capture_output=True,
            env=goodbye.environment(),
            check=False,
        )
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert outcomes(rows) == ["checked_in", "checked_out", "checked_in"]


def test_a_paper_list_is_nobody_who_stands_there(goodbye: Command) -> None:
    goodbye("scan", stdin="1001\n", KIOSK_NOW="2026-04-10T09:00")
    late = {"KIOSK_NOW": "2026-04-10T18:00"}
    said = goodbye("scan", "--json", "--at", "2026-04-10T09:00:30", stdin="1001\n", **late)
    assert said.row["outcome"] == "checked_out"


def test_where_departures_are_not_recorded_nothing_is_said_of_leaving(school: Command) -> None:
    said = school.apart("scan", "--json", stdin="1001\n1001\n")
    assert outcomes(said.rows) == ["checked_in", "already_checked_in"]
    assert "leave" not in said.rows[1]["message"]


# ---- cards and tags that hold a member number


@pytest.mark.parametrize(
    "line", ["]C01001", "]Q11001", "*1001*", "]A0*1001*", "&àà&", "!))!", "8&àà&8", "$Cà&àà&"]
)
@pytest.mark.parametrize("end", ["\n", "\r"])
def test_a_member_number_is_read_off_a_card(school: Command, line: str, end: str) -> None:
    said = school("scan", "--json", stdin=line + end)
    assert (said.status, said.row["outcome"]) == (0, "checked_in")
    assert said.row["attendee"]["id"] == "ana"


@pytest.mark.parametrize("line", ["]C09999", "*9999*", "çççç", "]C0", "**", "]C0Ana Núñez"])
def test_a_card_of_nobody_is_an_unknown_name(school: Command, line: str) -> None:
    before = journals(school)
    assert school("scan", "--json", stdin=line + "\n").row["outcome"] == "unknown_name"
    assert journals(school) == before
