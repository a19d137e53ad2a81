"""Someone who was forgotten has no name any more; lists and cards say so."""

from __future__ import annotations

import csv
import io

import pytest

from kiosk.desk import door, forgetting, people
from kiosk.desk.taking import tables
from kiosk.desk.taking.source import Wanted
from kiosk.files import exports
from kiosk.model import Staff
from kiosk.words import words
from screens.card import drawn
from screens.closing import ClosingScreen
from screens.completions import CompletionsScreen
from screens.roster import RosterScreen
from tests.screens.answering import saved
from tests.screens.showing import MORNING, School, running, shows, text_of, until
from tests.screens.signing_in import sign_in

pytestmark = pytest.mark.asyncio


@pytest.fixture
def forgotten(school: School) -> School:
    """Marie-Ève came this morning, and asked to be forgotten."""
    person = school.person("Marie-Ève Tremblay")
    door.scan(school.desk, school.code(person))
    forgetting.forget(school.desk, person.id)
    return school


async def test_on_the_roster_and_while_closing(forgotten: School) -> None:
    app = forgotten.app()
    async with running(app) as pilot:
        await sign_in(pilot)
        await shows(pilot, "Duty of Fair")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, RosterScreen))
        await shows(pilot, "✓ in        (forgotten)")
        await pilot.press("l")
        await shows(pilot, "Something else is recorded of (forgotten).")
        await saved(pilot, "heard")
        await shows(pilot, "◔ late      (forgotten)")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(app.screen, ClosingScreen))
        await shows(pilot, "late", "(forgotten)")
        assert "Tremblay" not in text_of(app)


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "(forgotten)"), ("fr", "(nom effacé)"), ("es", "(nombre borrado)")],
)
async def test_among_the_completions(forgotten: School, language: str, said: str) -> None:
    app = forgotten.app()
    async with running(app) as pilot:
        app.speak(language)
        await sign_in(pilot)
        staff = next(s for s in forgotten.store.all(Staff) if s.name == "Alex Morin")
        app.go_to("completions", staff)
        await until(pilot, lambda: isinstance(app.screen, CompletionsScreen))
        await shows(pilot, said)


async def test_on_a_card(forgotten: School) -> None:
    (attendee,) = forgotten.store.forgotten
    card = people.card(forgotten.desk, attendee)
    assert drawn(card, words("en"), MORNING.date()).plain.startswith("(forgotten)")


async def test_in_a_file_the_name_is_empty(forgotten: School) -> None:
    (attendee,) = forgotten.store.forgotten
    table = tables.take(
        forgotten.desk, "completions", words("en"), Wanted(person=attendee, status="all")
    )
    content = exports.written(table, "csv", made=MORNING, mark=False)
    assert [row["name"] for row in csv.DictReader(io.StringIO(content.decode()))] == [""]
