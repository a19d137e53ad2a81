"""What is done about one person of a roster: merged, moved, noted, made up for."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

import pytest
from textual.pilot import Pilot

from kiosk.desk import beside, closing, door, editing, merging, moving, noting
from kiosk.model import Attendee, CheckIn, Void
from screens.choose import ChooseScreen
from screens.confirm import ConfirmScreen
from screens.roster import RosterScreen
from screens.roster_person import NoteForm
from screens.walk_in import WhyForm
from tests.screens.answering import entered, saved, typed
from tests.screens.showing import MORNING, School, running, shows, text_of, top, until
from tests.screens.signing_in import facilitator

pytestmark = pytest.mark.asyncio

MARIE = "Marie-Ève Tremblay"

Page = Callable[..., AbstractAsyncContextManager[tuple[Pilot[object], RosterScreen]]]


@pytest.fixture
def page(school: School) -> Page:
    """A roster with the cursor on somebody."""

    @asynccontextmanager
    async def opened(
        person: Attendee, session: str = "now-0830-1", size: tuple[int, int] = (120, 40)
    ) -> AsyncIterator[tuple[Pilot[object], RosterScreen]]:
        app = school.app()
        async with running(app, size) as pilot:
            screen = RosterScreen(facilitator(school), school.session(session))
            app.push_screen(screen)
            await until(pilot, lambda: screen._roster is not None)
            ids = [row.attendee.id for row in screen.table.rows_shown]
            screen.table.move_cursor(row=ids.index(person.id))
            await until(pilot, lambda: screen.table.under == person.id)
            yield pilot, screen

    return opened


@pytest.fixture
def walk_in(school: School) -> Attendee:
    """Someone whom staff let in under a name of their own."""
    person = editing.add_attendee(school.desk, name="Marie Tremblay")
    verdict = door.let_in(
        school.desk, person.id, school.session("now-0830-1"), facilitator(school), "not listed"
    )
    assert verdict.outcome.is_in
    return person


# ---- merging


async def test_a_walk_in_is_merged_with_who_they_are_and_parted_again(
    school: School, page: Page, walk_in: Attendee
) -> None:
    marie = school.person(MARIE)
    async with page(walk_in) as (pilot, screen):
        await pilot.press("m")
        await shows(pilot, "Marie Tremblay is really …")
        await typed(pilot, "marie-eve")
        await shows(pilot, MARIE)
        await pilot.press("enter")
        await top(pilot, ConfirmScreen)
        await shows(pilot, "no member number", marie.member_number, "here: in", "here: expected")
        await pilot.press("enter")
        await shows(pilot, f"They are one person now: {MARIE}.")
        await until(pilot, lambda: len(screen.table.rows_shown) == 16)
        names = [row.attendee.name for row in screen.table.rows_shown]
        assert "Marie Tremblay" not in names
        assert [one.id for one in merging.merged_with(school.desk.store, marie.id)] == [walk_in.id]
        screen.table.move_cursor(row=names.index(MARIE))
        await shows(pilot, "also entered as Marie")
        await pilot.press("m")
        await shows(pilot, "Undo: Marie Tremblay is somebody else")
        await pilot.press("enter")
        await top(pilot, WhyForm)
        await pilot.press("ctrl+s")
        await shows(pilot, "Say why first.")
        await saved(pilot, "cousins")
        await shows(pilot, "They are two people again")
        await until(pilot, lambda: len(screen.table.rows_shown) == 17)
    assert merging.merged_with(school.desk.store, marie.id) == []


async def test_nobody_is_merged_with_themselves(
    school: School, page: Page, walk_in: Attendee
) -> None:
    async with page(walk_in) as (pilot, _):
        await pilot.press("m")
        await top(pilot, ChooseScreen)
        await entered(pilot, "marie tremblay")
        await shows(pilot, "That is the same person")
    assert merging.merged_with(school.desk.store, walk_in.id) == []


async def test_two_members_are_not_merged(school: School, page: Page) -> None:
    async with page(school.person(MARIE)) as (pilot, _):
        await pilot.press("m")
        await top(pilot, ChooseScreen)
        await entered(pilot, "dominique")
        await top(pilot, ConfirmScreen)
        await pilot.press("enter")
        await shows(pilot, "different member numbers: they are two members")
    assert merging.merged_with(school.desk.store, school.person("Dominique Roy").id) == []


async def test_whom_another_window_merged_meanwhile_is_told(
    school: School, page: Page, walk_in: Attendee
) -> None:
    marie = school.person(MARIE)
    async with page(walk_in) as (pilot, screen):
        await pilot.press("m")
        await top(pilot, ChooseScreen)
        await entered(pilot, "marie-eve")
        await top(pilot, ConfirmScreen)
        merging.merge(school.desk, walk_in.id, marie.id, facilitator(school))
        await pilot.press("enter")
        await shows(pilot, "They are one person already.")
        await until(pilot, lambda: len(screen.table.rows_shown) == 16, what="it is read again")


async def test_going_back_merges_nobody(school: School, page: Page, walk_in: Attendee) -> None:
    async with page(walk_in) as (pilot, _):
        await pilot.press("m")
        await top(pilot, ChooseScreen)
        await entered(pilot, "marie-eve")
        await top(pilot, ConfirmScreen)
        await pilot.press("escape")
        await top(pilot, RosterScreen)
    assert merging.merged_with(school.desk.store, school.person(MARIE).id) == []


# ---- moving


async def test_someone_is_moved_to_another_session_with_history_kept(
    school: School, page: Page
) -> None:
    marie = school.person(MARIE)
    door.check_in(school.desk, marie.id)
    here, there = school.session("now-0830-1"), school.session("financial-1")
    async with page(marie) as (pilot, _):
        await pilot.press("v")
        await shows(pilot, f"Move {MARIE} to which session?", "Room A", "Room B")
        await entered(pilot, "financial")
        await top(pilot, WhyForm)
        await pilot.press("ctrl+s")
        await shows(pilot, "Say why first.")
        await saved(pilot, "door")
        await shows(pilot, f"{MARIE} is in Financial Essentials, session 1 of 2 now")
        await shows(pilot, "○ expected  Marie")
    first, taken_back = school.store.person_facts(here, marie.id)
    assert isinstance(first, CheckIn)
    assert isinstance(taken_back, Void)
    (came,) = school.store.person_facts(there, marie.id)
    assert isinstance(came, CheckIn)
    assert came.time == MORNING


async def test_nobody_is_moved_of_whom_nothing_is_recorded(school: School, page: Page) -> None:
    async with page(school.person(MARIE)) as (pilot, _):
        await pilot.press("v")
        await shows(pilot, "Nothing is recorded of them here that could be moved.")


async def test_nobody_is_moved_into_a_closed_session(school: School, page: Page) -> None:
    marie = school.person(MARIE)
    door.check_in(school.desk, marie.id)
    school.clock.moment = MORNING.replace(hour=10)
    closing.close(school.desk, school.session("financial-1"), facilitator(school))
    async with page(marie) as (pilot, _):
        await pilot.press("v")
        await shows(pilot, "Room B  closed")
        await entered(pilot, "closed")
        await shows(pilot, "Financial Essentials, session 1 of 2 is closed. Reopen it")


async def test_a_session_that_is_closed_meanwhile_takes_nobody(school: School, page: Page) -> None:
    marie = school.person(MARIE)
    door.check_in(school.desk, marie.id)
    school.clock.moment = MORNING.replace(hour=10)
    there = school.session("financial-1")
    async with page(marie) as (pilot, _):
        await pilot.press("v")
        await top(pilot, ChooseScreen)
        await entered(pilot, "financial")
        await top(pilot, WhyForm)
        closing.close(school.desk, there, facilitator(school))
        await saved(pilot, "door")
        await shows(pilot, "is closed. Reopen it with a reason first.")
    assert school.store.person_facts(there, marie.id) == []


async def test_who_was_moved_meanwhile_is_not_moved_again(school: School, page: Page) -> None:
    marie, staff = school.person(MARIE), facilitator(school)
    door.check_in(school.desk, marie.id)
    here, there = school.session("now-0830-1"), school.session("parliamentary-1")
    async with page(marie) as (pilot, _):
        await pilot.press("v")
        await top(pilot, ChooseScreen)
        await entered(pilot, "financial")
        await top(pilot, WhyForm)
        moving.move(school.desk, marie.id, here, there, staff, "the other window")
        await saved(pilot, "door")
        await shows(pilot, "Nothing is recorded of them there that could be moved.")


# ---- notes


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_note_stays_beside_the_person(
    school: School, page: Page, size: tuple[int, int]
) -> None:
    marie = school.person(MARIE)
    async with page(marie, size=size) as (pilot, _):
        await pilot.press("n")
        await top(pilot, NoteForm)
        await pilot.press("ctrl+s")
        await shows(pilot, "The note is empty.")
        await saved(pilot, "wheelchair")
        await shows(pilot, "Noted.", f"{MARIE} ✎", "✎ wheelchair  Alex Morin")
        await pilot.press("up")
        await until(pilot, lambda: "wheelchair" not in text_of(pilot.app), what="no other's note")
        await pilot.press("down")
        await shows(pilot, "✎ wheelchair")
    (note,) = noting.notes(school.store, school.session("now-0830-1"), marie.id)
    assert (note.reason, note.by) == ("wheelchair", facilitator(school).id)


# ---- made up


@pytest.fixture
def missed(school: School) -> tuple[str, Attendee]:
    """Somebody missed the first session of Parliamentary Procedures, and was in one of
    another offering of it, both signed."""
    staff, desk = facilitator(school), school.desk
    first = school.session("parliamentary-1")
    offering = desk.store.sitting(first).offering  # type: ignore[union-attr]
    editing.set_offering(
        desk,
        "parliamentary-again",
        school=offering.school,
        workshop=offering.workshop,
        room="Room E",
    )
    again = editing.set_session(
        desk,
        None,
        offering="parliamentary-again",
        start=MORNING.replace(hour=13, minute=0),
        end=MORNING.replace(hour=15, minute=0),
    )
    school.clock.moment = MORNING.replace(hour=12, minute=30)
    person = school.store.badges(school.codes("parliamentary")[0])[0].attendee
    assert person
    closing.close(desk, first, staff)
    assert door.let_in(desk, person, again.id, staff, "missed the morning").outcome.is_in
    school.clock.moment = MORNING.replace(hour=15, minute=30)
    closing.close(desk, again.id, staff)
    found = school.store.get(Attendee, person)
    assert found
    return first, found


async def test_minutes_of_another_session_are_approved_and_taken_back(
    school: School, page: Page, missed: tuple[str, Attendee]
) -> None:
    session, person = missed
    async with page(person, "parliamentary-1") as (pilot, _):
        await pilot.press("d")
        await shows(pilot, "make it up?", "Room E", "120 minutes")
        await pilot.press("enter")
        await top(pilot, WhyForm)
        await shows(pilot, "They missed 180 minutes here")
        await pilot.press("ctrl+s")
        await shows(pilot, "Say why first.")
        await saved(pilot, "sick")
        await shows(pilot, "Approved: 120 minutes", "120 minutes made up on")
        assert sum(c.minutes for c in beside.made_up(school.desk.store, session, person.id)) == 120
        await pilot.press("d")
        await shows(pilot, "Undo: 120 minutes that count for “sick”")
        await pilot.press("enter")
        await top(pilot, WhyForm)
        await saved(pilot, "wrong")
        await shows(pilot, "Taken back: it counts no more.")
    assert beside.made_up(school.desk.store, session, person.id) == ()


async def test_nothing_is_made_up_where_nothing_was_missed_or_there_is_nothing(
    school: School, page: Page, missed: tuple[str, Attendee]
) -> None:
    session, person = missed
    other = next(
        row
        for row in school.store.registrations_in(_offering(school, session))
        if row.attendee != person.id
    )
    someone = school.store.get(Attendee, other.attendee)
    assert someone
    async with page(someone, "parliamentary-1") as (pilot, _):
        await pilot.press("d")
        await shows(pilot, "They were in no other session of this workshop that is closed.")
    async with page(person, "again-1") as (pilot, _):
        await pilot.press("d")
        await shows(pilot, "Nothing of this session was missed.")


def _offering(school: School, session: str) -> str:
    sitting = school.store.sitting(session)
    assert sitting
    return sitting.offering.id


async def test_the_key_for_it_is_there_only_once_it_is_closed(school: School, page: Page) -> None:
    async with page(school.person(MARIE)) as (pilot, _):
        await pilot.press("question_mark")
        await shows(pilot, "v Move")
        assert "d Done elsewhere" not in text_of(pilot.app)
        await pilot.press("d")
        assert isinstance(pilot.app.screen, RosterScreen)
