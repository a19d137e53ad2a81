"""Marking on the roster: one, several who are selected, all who are unmarked; with one reason
where what was recorded says otherwise."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from kiosk.desk import closing, door, roster
from kiosk.desk.roster import Seen
from kiosk.model import Mark
from screens.roster import RosterScreen
from screens.walk_in import WhyForm
from tests.screens.answering import saved
from tests.screens.crowding import crowd
from tests.screens.showing import School, burst, running, shows, text_of, top, until
from tests.screens.signing_in import facilitator

pytestmark = pytest.mark.asyncio


@asynccontextmanager
async def opened(school: School) -> AsyncIterator[tuple[Pilot[object], RosterScreen]]:
    app = school.app()
    async with running(app) as pilot:
        screen = RosterScreen(facilitator(school), now(school))
        app.push_screen(screen)
        await until(pilot, lambda: screen._roster is not None)
        yield pilot, screen


def now(school: School) -> str:
    return school.session("now-0830-1")


def counts(school: School) -> dict[Seen, int]:
    found = roster.read(school.desk, now(school))
    return {seen: n for seen in Seen if (n := found.count(seen))}


def marks(school: School) -> list[Mark]:
    session = now(school)
    return [
        fact
        for person in school.store.people_in(session)
        for fact in school.store.person_facts(session, person)
        if isinstance(fact, Mark)
    ]


async def test_a_mark_against_a_badge_asks_why(school: School) -> None:
    person = school.person("Aïssatou N'Diaye")
    door.check_in(school.desk, person.id)
    async with opened(school) as (pilot, _):
        await pilot.press("x")
        await top(pilot, WhyForm)
        await shows(pilot, "Something else is recorded of Aïssatou N'Diaye.", "“absent”")
        await pilot.press("escape")
        await top(pilot, RosterScreen)
        assert marks(school) == []
        await pilot.press("x")
        await top(pilot, WhyForm)
        await pilot.press("ctrl+s")
        await shows(pilot, "Say why first.")
        await saved(pilot, "sister")
        await shows(pilot, "✗ absent", "marked: sister")
        # The same mark again takes it back, and what was recorded shows again.
        await pilot.press("x")
        await until(pilot, lambda: counts(school).get(Seen.PRESENT) == 1, what="in again")
    (mark,) = marks(school)
    assert (mark.reason, mark.by) == ("sister", facilitator(school).id)


async def test_several_are_marked_at_once_with_one_reason(school: School) -> None:
    people = [row.attendee for row in roster.read(school.desk, now(school)).rows[:3]]
    for person in people[:2]:
        door.check_in(school.desk, person.id)
    async with opened(school) as (pilot, screen):
        await pilot.press("s", "s", "s")
        await shows(pilot, "3 people selected", "▸ Aïssatou N'Diaye")
        await pilot.press("s", "up", "s")
        await shows(pilot, "3 people selected")
        await pilot.press("e")
        await top(pilot, WhyForm)
        await shows(pilot, "Something else is recorded of 2 people.")
        await saved(pilot, "fire")
        await shows(pilot, "3 people marked: excused.")
        await until(pilot, lambda: screen.table.chosen == set(), what="nobody selected")
    assert counts(school) == {Seen.EXPECTED: 13, Seen.EXCUSED: 3}
    assert [mark.reason for mark in marks(school)] == ["fire"] * 3


async def test_all_who_are_unmarked_are_marked_with_two_keys(school: School) -> None:
    crowd(school, 60, seen=20)
    async with opened(school) as (pilot, _):
        await shows(pilot, "40 expected")
        await pilot.press("a", "x")
        await shows(pilot, "40 people marked: absent.")
    assert counts(school) == {Seen.PRESENT: 20, Seen.ABSENT: 40}


async def test_a_selection_is_of_those_who_are_found_and_esc_lets_it_go(school: School) -> None:
    crowd(school, 30, seen=0)
    async with opened(school) as (pilot, screen):
        await pilot.press("slash", *"crowd", "enter")
        await until(pilot, lambda: len(screen.table.rows_shown) == 14)
        await pilot.press("a")
        await shows(pilot, "14 people selected")
        await pilot.press("a")
        await until(pilot, lambda: screen.table.chosen == set(), what="nobody selected")
        await pilot.press("a")
        await shows(pilot, "▸ Crowd N000")
        await pilot.press("escape")  # what was opened last
        await until(pilot, lambda: "▸" not in text_of(pilot.app), what="nobody selected")
        assert len(screen.table.rows_shown) == 14
        await pilot.press("escape")  # out of the field
        await until(pilot, lambda: len(screen.table.rows_shown) == 30)
        assert isinstance(pilot.app.screen, RosterScreen)
    assert marks(school) == []


async def test_what_is_looked_for_marks_nobody_however_fast_it_is_typed(school: School) -> None:
    async with opened(school) as (pilot, screen):
        burst(screen.app, "/lex")
        await until(pilot, lambda: screen.find.value == "lex")
        await shows(pilot, "Nobody here has this name or number.")
        await pilot.press("escape")
        await until(pilot, lambda: screen.focused is screen.table)
    assert marks(school) == []


async def test_a_session_that_is_closed_meanwhile_marks_nobody(school: School) -> None:
    person = school.person("Aïssatou N'Diaye")
    door.check_in(school.desk, person.id)
    school.clock.moment = school.clock.moment.replace(hour=10)
    async with opened(school) as (pilot, screen):
        await pilot.press("x")
        await top(pilot, WhyForm)
        closing.close(school.desk, now(school), facilitator(school))
        await saved(pilot, "sister")
        await shows(pilot, "This session is closed. Reopen it with a reason first.")
        await until(pilot, lambda: bool(screen._roster and screen._roster.closing))
        await pilot.press("s", "l")
        assert screen.table.chosen == set()
    assert marks(school) == []
