"""Paper at the shell: ``kiosk export signin``, ``kiosk export present``, ``kiosk present``,
and what was signed entered afterwards with ``kiosk scan --by``."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.commands.refusing import journals, refused
from tests.running import Command

FAY = {"KIOSK_PIN": "1111"}


def texts(path: Path) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(path).pages]


# ---- kiosk export signin


def test_a_sheet_for_each_session_of_today_that_is_not_over(school: Command) -> None:
    path = school.home / "sheets.pdf"
    said = school("export", "signin", "-o", path)
    assert (said.status, said.out, said.err) == (0, "", f"4 sessions in {path}.\n")
    found = texts(path)
    assert len(found) == 4
    assert "Parliamentary Procedures Room A" in found[0]
    assert "Session 1 of 3" in found[0]
    assert "Ana Núñez" in found[0]
    assert "Cleo Park" in found[0].split("Waiting list")[1]
    assert "Dan Wu" not in found[0]
    assert "Eva Roy …005" in found[1]
    assert "Session 2 of 3" in found[2]
    assert "Online" in found[3]
    late = school("export", "signin", "-o", path, KIOSK_NOW="2026-04-10T12:30")
    assert late.err.startswith("2 sessions in ")


def test_for_some_sessions_or_a_day(school: Command) -> None:
    path = school.home / "sheets.pdf"
    said = school("export", "signin", "--session", "pp-3", "--session", "fin-1", "-o", path)
    assert said.err.startswith("2 sessions in ")
    assert "Financial Essentials" in texts(path)[0]
    said = school("export", "signin", "--date", "2026-04-11", "-o", path)
    assert said.status == 0
    assert len(texts(path)) == 1
    assert "Saturday, April 11, 2026" in texts(path)[0]


@pytest.mark.parametrize(("paper", "height"), [("letter", 792), ("a4", 842), (None, 792)])
def test_on_the_paper_that_is_there(school: Command, paper: str | None, height: int) -> None:
    path = school.home / "sheets.pdf"
    said = school("export", "signin", *(["--paper", paper] if paper else []), "-o", path)
    assert said.status == 0
    assert {round(page.mediabox.height) for page in PdfReader(path).pages} == {height}


def test_in_the_first_language_or_in_another(school: Command) -> None:
    path = school.home / "sheets.pdf"
    assert school("export", "signin", "-o", path).status == 0
    assert "Friday, April 10, 2026" in texts(path)[0]
    assert school("export", "signin", "--language", "fr", "-o", path).status == 0
    assert "vendredi 10 avril 2026" in texts(path)[0]
    assert school("export", "signin", "--language", "es", "-o", path).status == 0
    assert "viernes, 10 de abril de 2026" in texts(path)[0]


@pytest.mark.parametrize(
    ("name", "shown", "letters"),
    [
        ("王小明", "Member number 1001 no font for this name", "王小明: no font has 王 小 明"),
        ("Ana 王", "Ana … 1001 · no font for this name", "Ana 王: no font has 王"),
        ("김 Ana 철수", "… Ana … 1001 · no font for this name", "no font has 김 철 수"),
        ("สมชาย", "Member number 1001 no font for this name", "no font has ส ม ช า ย"),
    ],
)
def test_whose_name_no_font_holds_is_on_the_sheet_by_number(
    school: Command, name: str, shown: str, letters: str
) -> None:
    path = school.home / "sheets.pdf"
    school("attendee", "ana", "--name", name)
    for what, where in (("signin", texts), ("present", texts)):
        if what == "present":
            school("scan", "--session", "pp-1", stdin="1001\n")
            shown = shown.replace("1001 no", "1001 · no").replace("… 1001", "… · 1001")
        said = school("export", what, "-o", path)
        assert (said.status, said.out) == (1, "")
        assert letters in said.err
        assert str(school.data / "fonts") in said.err
        sheets = " ".join(where(path))
        assert shown in sheets
        assert "Local 79" in sheets or "Local" in sheets


def test_a_title_and_a_room_that_no_font_holds_stop_no_sheet(school: Command) -> None:
    path = school.home / "sheets.pdf"
    assert school("session", "pp-1", "--room", "会議室 A").status == 0
    said = school("export", "signin", "--session", "pp-1", "-o", path)
    assert (said.status, said.out) == (1, "")
    assert "会議室 A: no font has 会 議 室" in said.err
    assert "… A" in texts(path)[0]


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["--session", "nothing"], ["There is no session nothing", "kiosk sessions --all"]),
        (["--date", "2026-04-12"], ["No session starts on 2026-04-12"]),
        (["--session", "pp-1"], ["cannot be written", "No such file or folder"]),
    ],
)
def test_what_cannot_be_printed(school: Command, args: list[str], words: list[str]) -> None:
    nowhere = school.home / "not" / "there.pdf"
    refused(school("export", "signin", *args, "-o", nowhere), *words)


def test_a_sheet_that_was_printed_before_is_printed_again(school: Command) -> None:
    path = school.home / "sheets.pdf"
    path.write_bytes(b"old")
    assert school("export", "signin", "--session", "pp-1", "-o", path).status == 0
    assert path.read_bytes().startswith(b"%PDF")


# ---- who is here now


def test_who_is_here_at_the_shell(school: Command) -> None:
    none = school("present")
    assert (none.status, none.out, none.err) == (0, "", "Nobody is here.\n")
    school("scan", stdin="1001\n1005\n")
    said = school("present", KIOSK_NOW="2026-04-10T09:30")
    assert said.status == 0
    assert said.out == (
        "Room A: 1\n  09:00  Ana Núñez  (Local 1)\nRoom B: 1\n  09:00  Eva Roy  (Local 1)\n"
    )
    assert said.err == "2 here.\n"


def test_who_is_here_for_programs(school: Command) -> None:
    school("scan", stdin="1001\n")
    school("scan", stdin="1007\n", KIOSK_NOW="2026-04-10T18:00")
    row = school("present", "--json").row
    assert row.pop("since").startswith("2026-04-10T09:00:0")
    assert row == {
        "attendee": {"id": "ana", "name": "Ana Núñez"},
        "local": "Local 1",
        "room": "Room A",
        "online": False,
        "session": "pp-1",
        "title": "Parliamentary Procedures",
    }
    evening = school("present", "--json", KIOSK_NOW="2026-04-10T18:30").row
    assert (evening["online"], evening["attendee"]["id"]) == (True, "finn")


def test_who_is_here_on_paper(school: Command) -> None:
    path = school.home / "here.pdf"
    school("scan", stdin="1001\n1005\n1006\n")
    said = school("export", "present", "-o", path, "--paper", "a4")
    assert (said.status, said.out, said.err) == (0, "", f"3 here, in {path}.\n")
    (page,) = texts(path)
    for part in ("Who is here now", "3 people", "Room A · 1", "Room B · 2", "Ana Núñez"):
        assert part in page


# ---- what was signed, entered afterwards


def test_a_paper_list_is_entered_under_a_staff_name(school: Command) -> None:
    said = school(
        "scan", "--json", "--at", "2026-04-10T08:45", "--session", "pp-1", "--by", "fay ITO",
        stdin="Ana Núñez\n1002\n", KIOSK_NOW="2026-04-10T18:00", **FAY,
    )  # fmt: skip
    assert said.status == 0
    assert [row["outcome"] for row in said.rows] == ["checked_in", "checked_in"]
    assert {row["at"] for row in said.rows} == {"2026-04-10T08:45:00-04:00"}
    facts = [line for line in journals(school).decode().splitlines() if "check_in" in line]
    assert len(facts) == 2
    assert all('"by":"fay"' in line for line in facts)


def test_a_representative_may_enter_it_too(school: Command) -> None:
    said = school("scan", "--by", "Rae Diaz", stdin="1001\n", KIOSK_PIN="2222")
    assert said.status == 0
    assert '"by":"rae"' in journals(school).decode()


def test_without_a_name_it_is_the_attendees_own(school: Command) -> None:
    assert school("scan", stdin="1001\n").status == 0
    assert '"by":"' not in journals(school).decode()


@pytest.mark.parametrize(
    ("name", "pin", "words"),
    [
        ("Fay Ito", "9999", ["That PIN is not right"]),
        ("Fay Ito", "2222", ["That PIN is not right"]),
        ("Nobody", "1111", ["Nobody on the staff is called “Nobody”"]),
        ("", "1111", ["Nobody on the staff"]),
    ],
)
def test_who_may_not_enter_it(school: Command, name: str, pin: str, words: list[str]) -> None:
    before = journals(school)
    refused(school("scan", "--by", name, stdin="1001\n", KIOSK_PIN=pin), *words)
    assert journals(school) == before
