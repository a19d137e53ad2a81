"""Sign-in sheets and the list of who is here, as they come out of the printer."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PageObject, PdfReader

from kiosk.files.paper.letters import printable
from kiosk.files.paper.present import OTHERS, Here, RoomList, present_pdf
from kiosk.files.paper.signin import STRANGERS, Expected, Sheet, signin_pdf
from kiosk.model import Sitting
from kiosk.words import LANGUAGES, words
from tests.building import at, sitting
from tests.files.paperwork import pages, text

MADE = at("2026-04-10 08:12")
MILLIMETRE = 72 / 25.4
SIZES = {"letter": (612, 792), "a4": (595, 842)}

LONG = "Wolfeschlegelsteinhausenbergerdorff"


def one_of_three(**fields: Any) -> Sitting:
    made = sitting()
    held = replace(made.offering, facilitators=("Alex Morin", "Rosa Delgado"), **fields)
    return replace(made, offering=held, number=1, count=3)


def people(count: int) -> tuple[Expected, ...]:
    return tuple(
        Expected(f"Zoë {chr(65 + n % 26)}lvarez-{n:03}", f"Local {n % 7}") for n in range(count)
    )


def sheet(count: int = 2, waiting: int = 0, held: Sitting | None = None) -> Sheet:
    return Sheet("Test Union", held or one_of_three(), people(count), people(waiting))


def places(page: PageObject) -> list[tuple[str, float, float, float]]:
    """Each text of a page with its left end and its height above the foot, in points, and
    the size of its letters."""
    found: list[tuple[str, float, float, float]] = []

    def see(said: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if said.strip():
            x, y = tm[4] * cm[0] + cm[4], tm[5] * cm[3] + cm[5]
            found.append((said.strip(), x, y, size))

    page.extract_text(visitor_text=see)
    return found


# ---- sign-in sheets


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize(("language", "count"), [*((x, 2) for x in LANGUAGES), ("fr", 60)])
def test_everyone_stands_on_the_sheets_once(paper: str, language: str, count: int) -> None:
    content = signin_pdf([sheet(count, waiting=0)], words(language), MADE, paper=paper).content
    found = pages(content)
    said = " ".join(map(text, found))
    assert [said.count(person.name) for person in people(count)] == [1] * count
    for page in found:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == SIZES[paper]
    assert str(PdfReader(io.BytesIO(content)).root_object["/Lang"]) == language


def test_what_the_head_says() -> None:
    (page,) = pages(signin_pdf([sheet()], words("en"), MADE))
    said = text(page)
    for part in (
        "Test Union · Spring School",
        "Parliamentary Procedures Room A",
        "Friday, April 10, 2026, 09:00–12:00",
        "Session 1 of 3",
        "Facilitators: Alex Morin, Rosa Delgado",
        "2 people registered",
        "Name Local Time Signature",
        "As known on Friday, April 10, 2026, 08:12",
        "Page 1 of 1",
    ):
        assert part in said
    assert "Waiting list" not in said


@pytest.mark.parametrize("paper", SIZES)
def test_there_is_room_to_sign_and_letters_to_read(paper: str) -> None:
    found = [places(p) for p in pages(signin_pdf([sheet(40)], words("en"), MADE, paper=paper))]
    rows = [[text for text in page if text[0].startswith("Zoë")] for page in found]
    assert sum(map(len, rows)) == 40
    for page in rows:
        gaps = [upper[2] - lower[2] for upper, lower in pairwise(page)]
        assert all(gap >= 9 * MILLIMETRE for gap in gaps)
    assert {size for page in rows for *_, size in page} == {13}
    assert min(size for page in found for *_, size in page) >= 9


def test_each_session_begins_on_a_page_and_is_counted_by_itself() -> None:
    sheets = [sheet(40), sheet(1), sheet(30)]
    found = [text(page) for page in pages(signin_pdf(sheets, words("en"), MADE))]
    counted = [page.split("Page ")[-1] for page in found]
    assert counted[:3] == ["1 of 3", "2 of 3", "3 of 3"]
    assert counted[3] == "1 of 1"
    assert counted[4].startswith("1 of ")
    firsts = [n for n, page in enumerate(found) if "Please find your name" in page]
    assert firsts == [0, 3, 4]
    for later in (found[1], found[2]):
        assert later.startswith("Parliamentary Procedures Friday, April 10, 2026, 09:00–12:00")


def test_a_long_title_ends_in_dots_where_a_page_goes_on() -> None:
    held = one_of_three(room="The Margaret Atwood Memorial Lecture Theatre, second floor")
    workshop = replace(held.workshop, title={"en": "Parliamentary procedures " * 5})
    first, second, *_ = pages(
        signin_pdf([sheet(40, held=replace(held, workshop=workshop))], words("en"), MADE)
    )
    assert text(first).split().count("procedures") == 5
    assert text(second).count("…") == 2  # the room's too
    line = next(y for said, _, y, _ in places(second) if "Parliamentary" in said)
    assert sum(said.count("procedures") for said, _, _, _ in places(second)) < 3
    assert any("…" in said and y == line for said, _, y, _ in places(second))


def test_the_waiting_list_stands_apart() -> None:
    said = text(pages(signin_pdf([sheet(1, waiting=2)], words("en"), MADE))[0])
    listed, waiting = said.split("Waiting list: 2 people")
    assert "Zoë Alvarez-000" in listed
    assert "Zoë Alvarez-000" in waiting
    assert "Zoë Blvarez-001" not in listed


def test_there_is_room_for_strangers() -> None:
    (page,) = pages(signin_pdf([sheet()], words("en"), MADE))
    _, below = text(page).split("Not on the list? Please write yourself in. ")
    assert below.count("Name Local Member number Email Time Signature") == STRANGERS


def test_who_is_checked_in_already_has_a_time() -> None:
    here = Expected("Ana Núñez", "Local 1", since=at("2026-04-10 12:52", "UTC"))
    held = one_of_three()
    said = text(pages(signin_pdf([Sheet("U", held, (here,))], words("en"), MADE))[0])
    assert "Ana Núñez Local 1 08:52" in said
    assert "Where a time is printed, it is known already." in said


def test_namesakes_are_told_apart() -> None:
    both = (Expected("Eva Roy", "Local 1", "…005"), Expected("Eva Roy", "Local 1", "…006"))
    said = text(pages(signin_pdf([Sheet("U", one_of_three(), both)], words("en"), MADE))[0])
    assert "Eva Roy …005" in said
    assert "Eva Roy …006" in said


def test_nobody_registered_is_a_sheet_to_write_on() -> None:
    (page,) = pages(signin_pdf([sheet(0)], words("en"), MADE))
    assert "0 people registered" in text(page)
    assert "Name Local Time Signature" not in text(page)


def test_the_wall_clock_is_that_of_where_it_is_held() -> None:
    held = sitting(zone="America/Vancouver", school_zone="America/Toronto")
    said = text(pages(signin_pdf([sheet(held=held)], words("en"), MADE))[0])
    assert "09:00–12:00" in said
    assert "As known on Friday, April 10, 2026, 05:12" in said


def test_what_is_online_says_so() -> None:
    (page,) = pages(signin_pdf([sheet(held=one_of_three(online=True))], words("en"), MADE))
    assert "Parliamentary Procedures Online" in text(page)


HOSTILE = (LONG * 4, "W" * 200, "Maria " * 40, '#read("/etc/passwd") $ * @x', "محمد علي", "-" * 90)


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_runs_off_the_paper(name: str) -> None:
    """However long a name, a title or a room: each letter stands between the margins."""
    held = one_of_three(room=name)
    held = replace(held, workshop=replace(held.workshop, title={"en": name}))
    someone = Expected(name, name, tail="…417")
    signed = signin_pdf([Sheet(name, held, (someone,) * 3, (someone,))], words("en"), MADE)
    room = RoomList(name, (held,), (Here(name, name, MADE),) * 3)
    here = present_pdf(name, [room], 0, words("en"), MADE)
    for page in pages(signed) + pages(here):
        for said, x, y, _ in places(page):
            assert 14 * MILLIMETRE <= x <= 612 - 14 * MILLIMETRE, said
            assert 5 * MILLIMETRE <= y <= 792 - 5 * MILLIMETRE, said


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=80), st.text(max_size=80))
def test_any_name_and_any_title_print_and_what_is_left_out_is_said(name: str, title: str) -> None:
    held = one_of_three(room=title)
    held = replace(held, workshop=replace(held.workshop, title={"en": title}))
    someone = Expected(name, name, name, number="10234")
    made = signin_pdf([Sheet(title, held, (someone,))], words("en"), MADE)
    said = text(pages(made)[0])
    assert "Page 1 of" in said
    if printable(name) in {fault.text for fault in made.faults}:
        assert "10234" in "".join(said.split()) or "234" in said
        assert all(fault.letters for fault in made.faults)


# ---- who is here now


def rooms(*counts: int) -> list[RoomList]:
    return [
        RoomList(
            f"Room {chr(65 + number)}",
            (one_of_three(),),
            tuple(Here(p.name, p.local, at("2026-04-10 08:52")) for p in people(count)),
        )
        for number, count in enumerate(counts)
    ]


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize(
    ("language", "counts"), [*((x, (2, 1)) for x in LANGUAGES), ("es", (40, 25, 10))]
)
def test_everyone_who_is_here_stands_on_the_list(
    paper: str, language: str, counts: tuple[int, ...]
) -> None:
    content = present_pdf("Test Union", rooms(*counts), 0, words(language), MADE, paper=paper)
    found = pages(content)
    said = " ".join(map(text, found))
    assert said.count("Zoë") == sum(counts)
    assert f" {sum(counts)} " in text(found[0])
    for name, count in zip("ABC", counts, strict=False):
        assert f"Room {name} · {count}" in said
    for page in found:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == SIZES[paper]


def test_each_page_says_when_and_which_room_goes_on() -> None:
    found = [text(p) for p in pages(present_pdf("U", rooms(70), 0, words("en"), MADE))]
    assert len(found) > 2
    for number, page in enumerate(found, start=1):
        assert "Who is here now · Friday, April 10, 2026, 08:12" in page
        assert f"Page {number} of {len(found)}" in page
    for page in found[:-1]:
        assert "Seen Name · Room A Local Since" in page


def test_a_room_says_what_is_held_in_it_and_who_is_not_on_the_list() -> None:
    found = rooms(1)[0]
    said = text(pages(present_pdf("U", [found], 3, words("en"), MADE))[0])
    assert "Parliamentary Procedures · 09:00–12:00 · Facilitators: Alex Morin, Rosa Delgado" in said
    assert "3 people are at a session online, and not on this list." in said
    assert "Zoë Alvarez-000 Local 0 08:52" in said


def test_nobody_here_is_said_too() -> None:
    (page,) = pages(present_pdf("U", [], 0, words("en"), MADE))
    assert "Who is here now" in text(page)
    assert "0 people" in text(page)
    assert OTHERS > 0
    assert "Others who are here" in text(page)


def test_a_room_without_a_name_and_a_person_who_was_forgotten() -> None:
    found = RoomList("", (one_of_three(),), (Here("", "Local 1", MADE),))
    said = text(pages(present_pdf("U", [found], 0, words("en"), MADE))[0])
    assert "No room named · 1" in said
    assert "(forgotten) Local 1" in said


# ---- what every paper has


@pytest.mark.parametrize("which", ["signin", "present"])
def test_fonts_are_inside_and_the_parts_are_named(which: str) -> None:
    if which == "signin":
        content = signin_pdf([sheet(3, waiting=1)], words("en"), MADE).content
    else:
        content = present_pdf("U", rooms(3), 0, words("en"), MADE).content
    fonts = 0
    page: Any
    for page in pages(content):
        for font in page["/Resources"]["/Font"].values():
            (inner,) = font["/DescendantFonts"]
            about = inner.get_object()["/FontDescriptor"]
            assert "/FontFile3" in about or "/FontFile2" in about
            assert "/ToUnicode" in font.get_object()
            fonts += 1
    assert fonts
    kinds = set(tags(PdfReader(io.BytesIO(content)).root_object["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/Table", "/TH", "/TR", "/TD"} <= kinds


def tags(node: Any) -> list[str]:
    """The kinds of the parts of a tagged PDF."""
    node = node.get_object()
    if isinstance(node, list):
        return [kind for part in node for kind in tags(part)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/S"])] if "/S" in node else []
    return own + (tags(node["/K"]) if "/K" in node else [])


def test_the_same_paper_twice_is_the_same_file() -> None:
    first = signin_pdf([sheet(40, 2)], words("fr"), MADE)
    assert signin_pdf([sheet(40, 2)], words("fr"), MADE) == first
    later = MADE + dt.timedelta(minutes=1)
    assert signin_pdf([sheet(40, 2)], words("fr"), later) != first
