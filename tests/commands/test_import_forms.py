"""``kiosk import`` with the files that reps have, what it asks, and taking it back."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import pytest

from kiosk.files.attendees import read_attendees
from tests.commands.refusing import journals
from tests.files import rosters
from tests.running import Command, Said


@pytest.fixture
def roster(tmp_path: Path) -> Path:
    return tmp_path / "roster.csv"


def batch(said: Said) -> str:
    found = re.search(r"kiosk import --undo (\S+)", said.err)
    assert found is not None
    return found[1]


def test_what_was_recognised_is_said_and_all_come_for_one_offering(
    school: Command, roster: Path
) -> None:
    roster.write_text(rosters.EVENTBRITE, encoding="utf-8")
    said = school("import", "attendees", roster, "--offering", "fin")
    assert said.status == 0
    assert "Recognised as a list of attendees from Eventbrite:" in said.err
    assert "“Attendee Status”: status" in said.err
    assert "“Ticket Type”: not used" in said.err
    assert said.out == "Brought in: 8 new, 0 changed, 0 as before; 0 wrong, 1 left out.\n"
    names = {row["name"]: row["sessions"] for row in school("attendees", "--json").rows}
    assert (names["Ana Roy"], names["Ben Li"]) == (["fin-1"], [])
    before = journals(school)
    again = school("import", "attendees", roster, "--offering", "fin")
    assert again.out.startswith("Brought in: 0 new, 0 changed, 8 as before")
    assert journals(school) == before


def test_an_offering_that_is_not_there(school: Command, roster: Path) -> None:
    roster.write_text("name\nAna\n")
    said = school("import", "attendees", roster, "--offering", "nope")
    assert (said.status, said.out) == (1, "")
    assert "There is no offering nope." in said.err


def test_a_column_that_is_said_is_kept_for_the_next_file(school: Command, roster: Path) -> None:
    roster.write_text("Name,Ticket\nZoë Li,fin\n", encoding="utf-8")
    assert school("import", "attendees", roster, "--column", "Ticket=offering").status == 0
    roster.write_text("Name,Ticket\nYan Wu,pp\n", encoding="utf-8")
    assert school("import", "attendees", roster).status == 0
    sessions = {row["name"]: row["sessions"] for row in school("attendees", "--json").rows}
    assert (sessions["Zoë Li"], len(sessions["Yan Wu"])) == (["fin-1"], 3)


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--column", "Ticket"], 2, "--column takes HEADING=FIELD"),
        (["--column", "Nothing=name"], 1, "there is no column “Nothing”"),
        (["--column", "Name=nickname"], 1, "“nickname” is none of"),
        (["--same", "two=ana"], 2, "--same takes ROW=WHO"),
        (["--same", "2=nobody at all"], 1, "Nobody is found by “nobody at all”"),
        (["--new", "x"], 2, "not a valid integer"),
    ],
)
def test_what_cannot_be_said(
    school: Command, roster: Path, options: list[str], status: int, said: str
) -> None:
    roster.write_text("Name,Ticket\nZoë Li,fin\n", encoding="utf-8")
    before = journals(school)
    found = school("import", "attendees", roster, *options)
    assert (found.status, found.out) == (status, "")
    assert said in found.err
    assert journals(school) == before


def test_who_is_not_clear_is_listed_with_what_to_do(school: Command, roster: Path) -> None:
    roster.write_text("name,email\nAna Núñez,ana@x.org\nEva Roy,\n", encoding="utf-8")
    said = school("import", "attendees", roster)
    assert said.status == 1
    assert "not clear: row 2, “Ana Núñez”" in said.err
    assert "(Ana Núñez, 1001, Local 1, ana). Say --same 2=ana or --new 2" in said.err
    assert said.out == "Brought in: 0 new, 0 changed, 0 as before; 0 wrong, 2 not clear.\n"
    rows = school("import", "attendees", roster, "--json", "--dry-run").row["unclear"]
    assert [(row["where"], [p["id"] for p in row["may_be"]]) for row in rows] == [
        ("row 2", ["ana"]),
        ("row 3", ["eva1", "eva2"]),
    ]
    answered = school("import", "attendees", roster, "--same", "2=1001", "--new", "3")
    assert answered.status == 0
    assert answered.out == "Brought in: 1 new, 1 changed, 0 as before; 0 wrong.\n"
    again = school("import", "attendees", roster, "--same", "2=1001")
    assert again.out.startswith("Brought in: 0 new, 0 changed")


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_what_stays_out_is_mended_and_brought_in(
    school: Command, tmp_path: Path, ending: str
) -> None:
    given, out = tmp_path / f"given{ending}", tmp_path / f"out{ending}"
    table = [
        ["Nom complet", "Courriel", "Atelier"],
        ["Zoë Li", "zoe at example", "fin"],
        ["Yan Wu", "yan@x.org", "fin"],
        ["=Zed+1", "", "nothing"],
        ["Eva Roy", "", "fin"],
    ]
    if ending == ".csv":
        lines = "\r\n".join(";".join(row) for row in table)
        given.write_bytes(lines.encode("windows-1252"))
    else:
        book = openpyxl.Workbook()
        for row in table:
            book.worksheets[0].append([f"'{c}" if c.startswith("=") else c for c in row])
        book.save(given)
    said = school("import", "attendees", given, "--rejected", out)
    assert said.status == 1
    assert f"The rows that stay out are in {out}." in said.err
    read = read_attendees(out)
    assert read.table is not None
    assert [row.cells[0] for row in read.table.rows] == ["Zoë Li", "=Zed+1", "Eva Roy"]
    assert read.table.headings == ("Nom complet", "Courriel", "Atelier")
    if ending == ".csv":
        content = out.read_bytes().decode("windows-1252")
        assert "'=Zed+1" in content, "no spreadsheet runs it"
        out.write_bytes(
            content.replace("zoe at example", "zoe@x.org").replace("nothing", "pp").encode("cp1252")
        )
        mended = school("import", "attendees", out, "--new", "4")
        assert mended.status == 0
        assert mended.out.startswith("Brought in: 6 new, 0 changed")


def test_nothing_is_written_over(school: Command, roster: Path) -> None:
    roster.write_text("name\n---\n")
    before = roster.read_bytes()
    said = school("import", "attendees", roster, "--rejected", roster)
    assert said.status == 1
    assert "is there already" in said.err
    assert roster.read_bytes() == before


def test_the_entries_of_a_toml_file_that_stay_out(school: Command, tmp_path: Path) -> None:
    given, out = tmp_path / "given.toml", tmp_path / "out.toml"
    given.write_text(
        '# all\n[[attendee]]\nname = "Zoë Li"\n\n[[attendee]]\nname = "---"\n\n'
        '[[attendee]]\nname = "Yan Wu"\nlanguage = "xx"\n',
        encoding="utf-8",
    )
    assert school("import", "attendees", given, "--rejected", out).status == 1
    assert out.read_text(encoding="utf-8") == (
        '# all\n[[attendee]]\nname = "---"\n\n[[attendee]]\nname = "Yan Wu"\nlanguage = "xx"\n'
    )


def test_the_offerings_of_a_toml_file_that_stay_out(school: Command, tmp_path: Path) -> None:
    given, out = tmp_path / "given.toml", tmp_path / "out.toml"
    head = '[school]\nid = "summer"\nname = "Summer"\n'
    good = '[[offering]]\nid = "a"\nworkshop = "financial"\nsessions = []\n'
    bad = (
        '[[offering]]\nid = "b"\nworkshop = "financial"\n'
        "sessions = [\n  { start = 2026-07-10T09:00:00, hours = 99 },\n]\n"
    )
    given.write_text(head + good + bad)
    assert school("import", "sessions", given, "--rejected", out).status == 1
    assert out.read_text() == head + bad


def test_what_cannot_be_written_by_itself_is_said_after_what_came_in(
    school: Command, tmp_path: Path
) -> None:
    given, out = tmp_path / "given.toml", tmp_path / "out.toml"
    given.write_text(
        '[school]\nid = "summer"\nname = "Summer"\n'
        '[series]\nrule = "FREQ=DAILY"\nfrom = 2026-07-10\nuntil = 2026-07-11\n'
        "start = 09:00:00\nhours = 2\ncourses = [\n"
        '  { offering = "a", workshop = "financial" },\n'
        '  { offering = "b", workshop = "nothing" },\n]\n'
    )
    said = school("import", "sessions", given, "--rejected", out)
    assert said.status == 1
    assert said.out.startswith("Brought in: 3 new")
    assert "there is no workshop nothing" in said.err
    assert "cannot be told apart; mend them in it." in said.err
    assert not out.exists()


TIMES = "offering,workshop,start,end,school\nnew,financial,{0} 09:00,{0} 12:00,spring\n"


def test_a_date_that_could_be_two_days_is_asked_and_kept(school: Command, roster: Path) -> None:
    roster.write_text(TIMES.format("03/04/2026"))
    before = journals(school)
    said = school("import", "sessions", roster)
    assert said.status == 1
    assert "03/04/2026 could be two days. Say --dayfirst or --monthfirst." in said.err
    assert journals(school) == before
    assert school("import", "sessions", roster, "--dayfirst").status == 0
    roster.write_text(TIMES.format("05/06/2026").replace("new,", "other,"))
    assert school("import", "sessions", roster).status == 0
    starts = {row["offering"]: row["start"] for row in school("sessions", "--all", "--json").rows}
    assert starts["new"].startswith("2026-04-03T09:00")
    assert starts["other"].startswith("2026-06-05T09:00")


def test_a_dry_run_says_what_would_change(school: Command, roster: Path) -> None:
    roster.write_text("member_number,name,local\n1001,Ana Núñez,Local 9\n", encoding="utf-8")
    said = school("import", "attendees", roster, "--dry-run")
    assert "~ Ana Núñez, 1001, Local 9 (local: Local 1 → Local 9)" in said.err
    assert "--undo" not in said.err


def test_a_calendar(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "school.ics"
    path.write_text(
        "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:1\nSUMMARY:Financial Essentials\n"
        "DTSTART;TZID=America/Toronto:20260417T090000\nDURATION:PT3H\n"
        "RRULE:FREQ=WEEKLY;COUNT=2\nEND:VEVENT\nBEGIN:VEVENT\nUID:2\nSUMMARY:Lunch\n"
        "DTSTART:20260417T120000\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n"
    )
    out = tmp_path / "out.ics"
    said = school("import", "sessions", path, "--rejected", out)
    assert said.status == 1
    assert "event 2" in said.err
    assert said.out.startswith("Brought in: 2 new, 1 changed")
    assert b"Lunch" in out.read_bytes()
    assert b"Financial" not in out.read_bytes()


# ---- taking it back


def test_an_import_is_listed_and_taken_back(school: Command, roster: Path) -> None:
    roster.write_text("member_number,name,offering\n7,Zoë Li,fin\n", encoding="utf-8")
    done = batch(school("import", "attendees", roster))
    listed = school("import", "--batches", "--json").row
    assert (listed["batch"], listed["file"], listed["added"]) == (done, "roster.csv", 2)
    assert school("import", "--undo", done, "--dry-run").out.startswith(
        "Would take back: 2 removed"
    )
    assert school("import", "--undo", done).out == "Taken back: 2 removed, 0 as before.\n"
    assert "Zoë Li" not in school("attendees").out
    assert "taken back" in school("import", "--batches").out
    again = school("import", "--undo", done)
    assert (again.status, "was taken back already" in again.err) == (1, True)
    assert school("check").status == 0


def test_what_was_used_stands_in_the_way(school: Command, roster: Path) -> None:
    roster.write_text("member_number,name,offering\n7,Zoë Li,fin\n", encoding="utf-8")
    done = batch(school("import", "attendees", roster))
    school("scan", stdin="7\n")
    before = journals(school)
    said = school("import", "--undo", done)
    assert said.status == 1
    assert "Zoë Li was checked in" in said.err
    assert journals(school) == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Say what the file holds"),
        (["--undo", "k-1", "attendees", "x.csv"], "stand alone"),
        (["--undo", "nonsense"], "There is no import nonsense"),
    ],
)
def test_a_call_that_means_nothing(school: Command, arguments: list[str], said: str) -> None:
    found = school("import", *arguments)
    assert found.status in (1, 2)
    assert said in found.err


# ---- a large one, on a terminal


def large(path: Path, people: int) -> None:
    rows = (f"{n},Person Number{n},Local {n % 9},fin" for n in range(700_000, 700_000 + people))
    path.write_text("member_number,name,local,offering\n" + "\n".join(rows), encoding="utf-8")


HALFWAY = """
import select
from kiosk.commands import main, progress

class Progress(progress.Progress):
    def __call__(self, done, total):
        super().__call__(done, total)
        while self._said_at and self._what == "Bringing in":
            select.select([], [], [], 0.1)  # however late the test comes, it is not done

progress.Progress = Progress
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal")
def test_progress_is_told_and_ctrl_c_leaves_nothing_half_done(
    school: Command, roster: Path
) -> None:
    large(roster, 30_000)
    before = journals(school)
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", HALFWAY, "import", "attendees", str(roster)],
        stdin=slave, stdout=slave, stderr=slave, env={**os.environ, **school.environment()},
        start_new_session=True,
    )  # fmt: skip
    os.close(slave)
    seen, deadline = b"", time.monotonic() + 60
    try:
        while b"Bringing in: " not in seen:
            assert time.monotonic() < deadline, seen
            if select.select([master], [], [], 1)[0]:
                seen += os.read(master, 4096)
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 1
    finally:
        process.kill()
        process.wait()
        os.close(master)
    assert journals(school) == before
    assert school("check").status == 0


def test_what_few_files_need_is_loaded_when_one_comes() -> None:
    heavy = ("python_calamine", "icalendar", "xlsxwriter", "dateutil", "zipfile", "textual")
    program = (
        "import sys, kiosk.commands.bring; "
        f"print(*[name for name in {heavy!r} if name in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout.split() == []


# ---- what is told by what stands in a column


def test_what_was_told_by_content_is_said_so(school: Command, roster: Path) -> None:
    roster.write_text(
        "Name,Event Title,fin,Take [open],Company\nZoë Li,pp,x,,Local 79\n", encoding="utf-8"
    )
    said = school("import", "attendees", roster)
    assert said.status == 0
    assert "“Event Title”: offering, by what stands in it" in said.err
    assert "“fin”: cross\n" in said.err
    assert "“Take [open]”: cross, for open\n" in said.err
    assert "“Company”: local, by what stands in it" in said.err
    again = school("import", "attendees", roster, "--dry-run", "--json")
    assert again.rows[0]["columns"]["Company"] == "local"
    assert again.rows[0]["by_content"] == ["Event Title", "Company"]


def test_a_column_that_may_cancel_is_asked_about(
    school: Command, roster: Path, tmp_path: Path
) -> None:
    roster.write_text("Name,Workshop,Notes\nZoë Li,fin,\nYan Wu,fin,withdrawn\n", encoding="utf-8")
    said = school("import", "attendees", roster, "--rejected", tmp_path / "out.csv")
    assert said.status == 1
    assert said.out.endswith("0 wrong, 1 not clear.\n")
    assert (
        "not clear: row 3, “Yan Wu”: “Notes” says “withdrawn”, and is not used. "
        "Say --column “Notes=status”, or “Notes=-”" in said.err
    )
    assert "Yan Wu,fin,withdrawn" in (tmp_path / "out.csv").read_text(encoding="utf-8")
    (unclear,) = school("import", "attendees", roster, "--json").rows[0]["unclear"]
    assert (unclear["column"], unclear["field"], unclear["may_be"]) == ("Notes", "status", [])
    assert school("import", "attendees", roster, "--column", "Notes=status").status == 0
    sessions = {row["name"]: row["sessions"] for row in school("attendees", "--json").rows}
    assert (sessions["Zoë Li"], sessions["Yan Wu"]) == (["fin-1"], [])


def test_a_row_without_a_cross_is_answered_with_who_it_is(school: Command, roster: Path) -> None:
    roster.write_text("Name,fin\nZoë Li,x\nYan Wu,\n", encoding="utf-8")
    said = school("import", "attendees", roster)
    assert said.status == 1
    assert "not clear: row 3, “Yan Wu”: there is no cross in its row" in said.err
    assert "Say --same 3=WHO or --new 3" in said.err
    assert school("import", "attendees", roster, "--new", "3").status == 0


def test_a_calendar_of_other_programs_prints_no_librarys_warning(
    school: Command, tmp_path: Path
) -> None:
    """An exception without a zone, zones by path and as Outlook shows them, an end over the
    change of the clocks, and what names no time of its event."""
    path = tmp_path / "school.ics"
    by_path = ";TZID=/freeassociation.sourceforge.net/America/Toronto"
    shown = ';TZID="(UTC-05:00) Eastern Time (US & Canada)"'
    events = (
        f"UID:a\nSUMMARY:pp\nDTSTART{by_path}:20270601T090000\nDTEND{by_path}:20270601T100000\n"
        "RRULE:FREQ=DAILY;COUNT=3\nEXDATE:20270609T090000",
        f"UID:a\nSUMMARY:pp\nRECURRENCE-ID:20270602T090000\n"
        f"DTSTART{shown}:20270602T140000\nDTEND{shown}:20270602T150000",
        f"UID:b\nSUMMARY:pp\nDTSTART{shown}:20270314T010000\nDTEND{shown}:20270314T040000",
    )
    held = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    path.write_text(f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{held}END:VCALENDAR\n")
    said = school.apart("import", "sessions", path, "--yes")
    assert "Warning" not in said.err
    assert "guess" not in said.err
    assert (
        "event 1, “EXDATE”: “2027-06-09 09:00”: the event is not held then, so nothing is taken out"
        in said.err
    )
    listed = school("sessions", "--all", "--json").rows
    times = {(row["start"], row["end"]) for row in listed if row["start"] > "2027"}
    assert times == {
        ("2027-03-14T01:00:00-05:00", "2027-03-14T04:00:00-04:00"),
        ("2027-06-01T09:00:00-04:00", "2027-06-01T10:00:00-04:00"),
        ("2027-06-02T14:00:00-04:00", "2027-06-02T15:00:00-04:00"),
        ("2027-06-03T09:00:00-04:00", "2027-06-03T10:00:00-04:00"),
    }
