"""Closing a session of two hundred people by keyboard; answers for many, with reasons."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from kiosk.desk import door, roster, unclear
from kiosk.model import AttendanceRule, AttendanceStatus, Closing, NoDeparture, Programme
from kiosk.rules import attendance
from kiosk.rules.schedule import standing_closing
from screens.closed import ClosedScreen
from screens.closing import ClosingScreen
from screens.roster import RosterScreen
from screens.walk_in import WhyForm
from tests.screens.answering import saved
from tests.screens.crowding import Typist, crowd
from tests.screens.showing import School, running, shows, text_of, top, until
from tests.screens.signing_in import facilitator

pytestmark = pytest.mark.asyncio

KEYS_OF_A_MINUTE = 120
"""Two keys a second: whoever looks for each of them is as quick."""


def signed(school: School, session: str) -> Closing:
    found = standing_closing(school.store.session_facts(session))
    assert found is not None
    return found


async def test_two_hundred_are_closed_in_less_than_a_minute_of_typing(school: School) -> None:
    session = crowd(school, 200, seen=168)
    asked = unclear.read(school.desk, session).unclear
    assert len(asked) == 32
    app = school.app()
    async with running(app) as pilot:
        typist = Typist(pilot)
        await typist.press("f10")
        await shows(pilot, "Who are you?")
        await typist.press("enter", *"2468", "enter")
        await shows(pilot, "Today", "Duty of Fair")
        await typist.press("enter")
        await top(pilot, RosterScreen)
        await shows(pilot, "32 expected", "168 present")
        await typist.press("c")
        await shows(pilot, "1  32 people were never seen", "✓ 168 present", "✗  32 absent")
        # Each of the first twenty by its own key; the others were on a paper list.
        keys = {
            "l": AttendanceStatus.LATE,
            "e": AttendanceStatus.EXCUSED,
            "x": AttendanceStatus.ABSENT,
            "space": AttendanceStatus.PRESENT,
        }
        said = [list(keys)[number % 4] for number in range(20)]
        await typist.press(*said)
        await typist.press("a", "space")
        await shows(pilot, "✓ 185 present", "◔   5 late", "–   5 excused", "✗   5 absent")
        await typist.press("enter", *"2468", "enter")
        await top(pilot, ClosedScreen)
        await shows(pilot, "185 present, 5 late, 5 excused, 5 absent")
        assert typist.count <= KEYS_OF_A_MINUTE
    closing = signed(school, session)
    lines = {line.attendee: line for line in closing.roster}
    assert len(lines) == 200
    for row, key in zip(asked, said, strict=False):
        assert lines[row.attendee.id].status is keys[key], row.attendee.name
    statuses = Counter(line.status.value for line in closing.roster)
    assert statuses == {"present": 185, "late": 5, "excused": 5, "absent": 5}
    assert closing.by == facilitator(school).id
    again = attendance.roster_hash(session, closing.minutes, closing.roster)
    assert closing.hash == again


async def open_closing(school: School, pilot: object, session: str) -> ClosingScreen:
    screen = ClosingScreen(facilitator(school), session)
    pilot.app.push_screen(screen)  # type: ignore[attr-defined]
    await until(pilot, lambda: bool(screen._unclear))  # type: ignore[arg-type]
    return screen


async def test_one_reason_for_all_who_are_selected(school: School) -> None:
    session = crowd(school, 20, seen=0)
    app = school.app()
    async with running(app) as pilot:
        screen = await open_closing(school, pilot, session)
        await pilot.press("r")
        await shows(pilot, "Say first what is so; then why.")
        await pilot.press("s", "down", "s")
        await shows(pilot, "2 people selected")
        await pilot.press("e")
        await until(pilot, lambda: len(screen._answers) == 2)
        await pilot.press("up", "up", "up", "s", "down", "s", "r")
        await top(pilot, WhyForm)
        await pilot.press("ctrl+s")
        await shows(pilot, "Say why first.")
        await saved(pilot, "snow")
        await shows(pilot, "– excused  snow")
        await pilot.press(*"2468", "enter")
        await top(pilot, ClosedScreen)
    rows = {r.attendee.id: r for r in roster.read(school.desk, session).rows}
    marks = {who: attendance.standing(school.store.person_facts(session, who)).mark for who in rows}
    assert [mark.reason for mark in marks.values() if mark] == ["snow", "snow"]


async def test_whoever_is_in_without_a_departure_is_asked_about_where_it_counts_for_nothing(
    school: School,
) -> None:
    """And a word against the badge needs a reason."""
    session = crowd(school, 16, seen=0)
    person = school.person("Marie-Ève Tremblay")
    assert door.check_in(school.desk, person.id).outcome.is_in
    with school.desk.store.change() as tx:
        for programme in tx.all(Programme):
            rule = AttendanceRule(no_departure=NoDeparture.LEFT)
            tx.put(replace(programme, attendance=rule))
    async with running(school.app()) as pilot:
        screen = await open_closing(school, pilot, session)
        await shows(pilot, "1  16 people are not clear", "○ no departure:")
        place = [row.attendee.id for row in screen._unclear].index(person.id)
        screen.table.move_cursor(row=place)
        await until(pilot, lambda: screen.table.cursor_row == place)
        await pilot.press("x")
        await top(pilot, WhyForm)
        await shows(pilot, "Something else is recorded of Marie-Ève Tremblay")
        await pilot.press("escape")
        await top(pilot, ClosingScreen)
        assert screen._answers == {}
        await pilot.press("x")
        await top(pilot, WhyForm)
        await saved(pilot, "sister")
        await shows(pilot, "✗ absent  sister")
        await pilot.press("up", "space")
        await until(pilot, lambda: "sister" not in text_of(pilot.app), what="no reason any more")
        await pilot.press("up", "x")
        await top(pilot, WhyForm)
        await saved(pilot, "cousin")
        await shows(pilot, "✗ absent  cousin")
        await pilot.press(*"2468", "enter")
        await top(pilot, ClosedScreen)
    (line,) = (x for x in signed(school, session).roster if x.attendee == person.id)
    assert line.status is AttendanceStatus.ABSENT
    mark = attendance.standing(school.store.person_facts(session, person.id)).mark
    assert mark is not None
    assert mark.reason == "cousin"


async def test_answers_are_not_lost_with_the_first_esc(school: School) -> None:
    session = crowd(school, 16, seen=0)
    app = school.app()
    async with running(app) as pilot:
        screen = await open_closing(school, pilot, session)
        await pilot.press("a")
        await shows(pilot, "16 people selected")
        await pilot.press("escape")
        await until(pilot, lambda: screen._chosen == set())
        await pilot.press("l", "escape")
        await shows(pilot, "This is not signed. Esc again leaves without signing.", "◔ late")
        await pilot.press("escape")
        await until(pilot, lambda: app.screen is not screen)
    assert standing_closing(school.store.session_facts(session)) is None
