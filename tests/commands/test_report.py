"""``kiosk export report`` and ``kiosk transcript -o``: one page of a school, and papers of a
member."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from kiosk.files.paper.report import Bar, Report, RoomUse, SessionBar, report_pdf
from kiosk.files.paper.transcript import Done, Member, Stamped, transcript_pdf
from kiosk.files.paper.transcript import Programme as OnPaper
from kiosk.model import Offering, Programme, School, Session, Sitting, Workshop
from kiosk.words import LANGUAGES, words
from tests.building import TORONTO
from tests.files.paperwork import MADE, pages, text
from tests.running import Command

SIGNED = {"KIOSK_PIN": "1111"}


def test_a_school_on_one_page(school: Command, tmp_path: Path) -> None:
    school("scan", "--session", "fin-1", stdin="1005\n1002\n")
    school("close", "fin-1", "--by", "Fay Ito", **SIGNED)
    school("scan", "--session", "pp-1", stdin="1001\n")
    path = tmp_path / "report.pdf"
    said = school("export", "report", "-o", path)
    assert (said.status, said.out, said.err) == (0, "", f"The report is in {path}.\n")
    (page,) = pages(path.read_bytes())
    here = text(page)
    for part in (
        "Spring School",
        "5 people registered",  # in pp Ana and Ben, in fin the two Evas, in open Finn
        "3 people came",
        "1/5 sessions signed",
        "2 completions",
        "Apr 10 09:00 Financial Essentials 2 / 3",
        "Parliamentary Procedures 1 / 2*",
        "Financial Essentials 2 / 3",
        "Local 1 2 / 4",
        "Room A 3 9 1",
        "Room B 1 3 2",
        "Online 1 2 0",
    ):
        assert part in here, part


def test_one_local_and_one_room_in_many_spellings_are_one(school: Command, tmp_path: Path) -> None:
    for who, local in (("1002", "503"), ("1005", "Local 503"), ("1006", "Loc. 0503")):
        assert school("attendee", who, "--local", local).status == 0
    for session, room in (("pp-1", "Room A"), ("pp-2", "room a"), ("pp-3", "ROOM  A")):
        assert school("session", session, "--room", room).status == 0
    path = tmp_path / "report.pdf"
    assert school("export", "report", "-o", path).status == 0
    here = text(pages(path.read_bytes())[0])
    assert "Local 503 0 / 4" in here
    assert "Room A 3 9 0" in here


def test_of_which_school(school: Command, tmp_path: Path) -> None:
    path = tmp_path / "report.pdf"
    assert school("export", "report", "--school", "spring", "-o", path).status == 0
    said = school("export", "report", "--school", "winter", "-o", path)
    assert (said.status, "no school winter" in said.err) == (1, True)
    assert school("export", "report").status == 2


def full(sessions: int, others: int) -> Report:
    """A school of many sessions, workshops, locals and rooms, all with long names."""
    start = dt.datetime(2026, 4, 10, 9, tzinfo=dt.UTC)
    spring = School(
        id="s",
        name="École régionale d’automne des syndicats affiliés de la Montérégie et d’ailleurs",
        zone=TORONTO,
        place="Hôtel des Gouverneurs, Saint-Jean-sur-Richelieu",
        starts=start.date(),
        ends=start.date(),
    )

    def sitting(n: int) -> Sitting:
        begins = start + dt.timedelta(hours=n)
        return Sitting(
            Session(id=f"s{n}", offering="o", start=begins, end=begins + dt.timedelta(hours=1)),
            Offering(id="o", school="s", workshop="w"),
            Workshop(id="w", programme="p", title={"fr": f"Procédures parlementaires, {n}"}),
            Programme(id="p", title={}),
            spring,
            1,
            1,
        )

    return Report(
        "Syndicat canadien de la fonction publique",
        spring,
        MADE,
        1240,
        1221,
        1190,
        2260,
        tuple(SessionBar(sitting(n), 30, 31 - n % 30, n % 3 > 0) for n in range(sessions)),
        tuple(RoomUse(f"Salle Édouard-Montpetit {n}", 5, 950, 27) for n in range(others)),
        tuple(Bar(f"Santé et sécurité du travail {n}", 20, 25) for n in range(others)),
        tuple(Bar(f"Section locale {n}", 40, 42) for n in range(others)),
    )


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(("sessions", "others"), [(0, 0), (1, 1), (35, 13), (36, 14), (300, 90)])
def test_it_is_one_page_however_much_was_held(sessions: int, others: int, paper: str) -> None:
    content = report_pdf(full(sessions, others), words("fr"), paper=paper).content
    (page,) = pages(content)
    assert pypdfium2.PdfDocument(content).is_tagged()
    if sessions > 35:
        assert f"{sessions - 34} " in text(page)


LONG = "La mobilisation numérique : la technologie au service de l’action collective"


def with_long_names(report: Report, workshops: int, locals_: int, rooms: int) -> Report:
    """Of so many of each; every name is longer than its line."""

    def renamed(bar: SessionBar, n: int) -> SessionBar:
        workshop = replace(bar.sitting.workshop, title={"fr": f"{LONG} {n}"})
        return replace(bar, sitting=replace(bar.sitting, workshop=workshop))

    return replace(
        report,
        sessions=tuple(renamed(bar, n) for n, bar in enumerate(report.sessions)),
        workshops=tuple(Bar(f"{LONG} {n}", 20, 25) for n in range(workshops)),
        locals=tuple(Bar(f"{LONG} {n}", 40, 42) for n in range(locals_)),
        rooms=tuple(RoomUse(f"{LONG} {n}", 5, 950, 27) for n in range(rooms)),
    )


@pytest.mark.parametrize("paper", ["letter", "a4"])
@pytest.mark.parametrize(
    ("sessions", "others"),
    [(1, (1, 1, 1)), (15, (5, 5, 5)), (16, (8, 7, 1)), (35, (8, 13, 6)), (40, (20, 20, 20))],
)
def test_long_names_take_two_lines_where_there_is_room(
    sessions: int, others: tuple[int, int, int], paper: str
) -> None:
    report = with_long_names(full(sessions, 0), *others)
    (page,) = pages(report_pdf(report, words("fr"), paper=paper))
    said = text(page)
    assert ("technologie" in said) == (sessions <= 15 or others[0] <= 8)
    assert "…" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language(school: Command, tmp_path: Path, language: str) -> None:
    path = tmp_path / "report.pdf"
    assert school("export", "report", "--language", language, "-o", path).status == 0
    assert words(language)("Rooms") in text(pages(path.read_bytes())[0])


# ---- a member's transcript


def test_a_transcript_on_paper(school: Command, tmp_path: Path) -> None:
    school("scan", "--session", "fin-1", stdin="1005\n")
    school("close", "fin-1", "--by", "Fay Ito", **SIGNED)
    path = tmp_path / "transcript.pdf"
    said = school("transcript", "1005", "-o", path)
    assert (said.status, said.out, said.err) == (0, "", f"The transcript is in {path}.\n")
    (page,) = pages(path.read_bytes())
    here = text(page)
    for part in ("Eva Roy", "Member number 1005", "Local Executive Training", "Apr 10, 2026"):
        assert part in here, part
    assert "Financial Essentials Spring School 3" in here
    assert school("transcript", "1008", "-o", path).status == 0
    assert "Nothing completed yet." in text(pages(path.read_bytes())[0])
    assert school("transcript", "1005", "--json", "-o", path).status == 2


def test_names_that_no_font_has_stop_neither_transcript_nor_report(
    school: Command, tmp_path: Path
) -> None:
    path = tmp_path / "one.pdf"
    school("attendee", "ben", "--name", "王小明", "--local", "地方 9")
    said = school("transcript", "1002", "-o", path)
    assert (said.status, "王小明: no font has 王 小 明" in said.err) == (1, True)
    on_it = text(pages(path.read_bytes())[0])
    assert "Member number 1002" in on_it
    assert "no font for this name" in on_it
    said = school("export", "report", "-o", path)
    assert (said.status, "地方 9: no font has 地 方" in said.err) == (1, True)
    assert "… 9" in text(pages(path.read_bytes())[0])


def test_a_passport_shows_what_is_missing() -> None:
    stamps = tuple(
        Stamped(f"Griefs {n}", dt.date(2026, 4, 10) if n % 3 else None) for n in range(30)
    )
    done = tuple(Done(dt.date(2026, 4, n + 1), f"Griefs {n}", "École", 90) for n in range(28))
    flagged = Done(None, "Santé et sécurité", "École", 45)
    programme = OnPaper("Formation", (*done, flagged), stamps)
    member = Member("Marie-Ève Tremblay", "007", "Section locale 1000")
    content = transcript_pdf("SCFP", member, [programme], words("fr"), MADE).content
    said = " ".join(text(page) for page in pages(content))
    assert "Passeport\u00a0: 20 sur 30" in " ".join(page.extract_text() for page in pages(content))
    assert "1,5" in said
    assert "42" in said, "28 times an hour and a half; what is being looked at is not counted"
    assert all(f"Griefs {n}" in said for n in range(30))
    assert len(pages(content)) > 1
    assert pypdfium2.PdfDocument(content).is_tagged()


def test_a_title_in_a_passport_never_meets_its_day() -> None:
    """However long: the box is as high as it needs."""
    day = dt.date(2026, 11, 23)
    stamps = (Stamped(f"{LONG}, {LONG}, {LONG}", day), Stamped("Griefs", day), Stamped(LONG, None))
    programme = OnPaper("Formation", (), stamps)
    content = transcript_pdf("SCFP", Member("Ana", "", ""), [programme], words("fr"), MADE).content
    said = pypdfium2.PdfDocument(content)[0].get_textpage()
    letters = [
        (said.get_text_range(n, 1), said.get_charbox(n, loose=True))
        for n in range(said.count_chars())
    ]
    whole = "".join(letter for letter, _ in letters)
    last, first = whole.index("23 nov."), whole.index("La mobilisation")
    lowest = min(box[1] for letter, box in letters[first:last] if letter.strip())
    assert lowest >= max(box[3] for _, box in letters[last : last + 7]), "the day stands below"
