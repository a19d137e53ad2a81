"""Set-up: what is brought in from a file, and what is entered by hand."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.desk import closing, demo, editing
from kiosk.model import Attendee, Role, Session, Staff, Workshop
from screens.badge_lookup import BadgeLookup
from screens.choose import ChooseScreen
from screens.confirm import ConfirmScreen
from screens.import_file import ImportScreen
from screens.import_preview import PreviewScreen
from screens.kiosk import KioskScreen
from screens.person_form import PersonForm
from screens.registration_form import RegistrationForm
from screens.session_form import SessionForm
from screens.setup import SetupScreen
from screens.staff_form import StaffForm
from tests.screens.showing import School, burst, running, shows, until

pytestmark = pytest.mark.asyncio

REP, FACILITATOR = demo.REP[0], demo.FACILITATOR[0]
MARIE = "Marie-Ève Tremblay"

ROSTER = """member_number,name,local
100042,Marie-Ève Tremblay,Local 7
77001,Zora [b]Neale[/b],Local 1000
77002,,Local 1000
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that files are looked for in."""
    folder = tmp_path / "home"
    (folder / "Downloads").mkdir(parents=True)
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    (folder / "roster.csv").write_text(ROSTER, encoding="utf-8")
    (folder / "letter.docx").write_bytes(b"PK")
    return folder


async def open_setup(pilot: Pilot[object], school: School, who: str = REP) -> SetupScreen:
    app = pilot.app
    assert isinstance(app, KioskApp)
    app.go_to("setup", closing.staff_named(school.store, who))
    await until(pilot, lambda: isinstance(app.screen, SetupScreen))
    assert isinstance(app.screen, SetupScreen)
    return app.screen


async def open_task(pilot: Pilot[object], school: School, number: int) -> SetupScreen:
    """One of the tasks, by its place from 0."""
    screen = await open_setup(pilot, school)
    await shows(pilot, "Bring in a file")
    await pilot.press(*["down"] * number, "enter")
    return screen


async def top(pilot: Pilot[object], kind: type) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, kind), what=kind.__name__)


async def test_a_facilitator_is_told_that_it_is_for_reps(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_setup(pilot, school, FACILITATOR)
        await shows(pilot, "Set-up is for representatives: Alex Morin is not one.")
        await pilot.press("enter")
        assert pilot.app.screen is screen
        await pilot.press("escape")
        await top(pilot, KioskScreen)


# ---- from a file


async def open_import(pilot: Pilot[object], school: School) -> ImportScreen:
    await open_task(pilot, school, 0)
    await top(pilot, ImportScreen)
    await shows(pilot, "roster.csv", "Downloads")
    assert isinstance(pilot.app.screen, ImportScreen)
    return pilot.app.screen


async def test_a_roster_is_looked_at_and_then_brought_in(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("enter", *"roster.csv", "enter")
        await top(pilot, PreviewScreen)
        await shows(pilot, "1 new, 1 changed, 0 as before; 1 wrong, which is left out")
        await shows(pilot, "✗ wrong", "row 4: it has no name")
        await shows(pilot, "~ changed", "local: Local 1000 → Local 7")
        await shows(pilot, "+ new", "Zora [b]Neale[/b], 77001, Local 1000")
        await shows(pilot, "Nothing is changed yet.")
        assert school.person(MARIE).local == "Local 1000"
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Brought in: 1 new, 1 changed, 0 as before; 1 wrong")
    assert school.person(MARIE).local == "Local 7"
    assert len(school.store.badges_of(school.person("Zora [b]Neale[/b]").id)) == 1


async def test_esc_from_the_preview_leaves_everything_as_it_was(school: School) -> None:
    before = school.store.revisions.get(Attendee.table)
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("down", "down", "enter")
        await top(pilot, PreviewScreen)
        await shows(pilot, "1 new")
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.press("escape")
        await top(pilot, SetupScreen)
    assert before is not None
    assert school.person(MARIE).local == "Local 1000"
    assert not [a for a in school.store.all(Attendee) if a.member_number == "77001"]


async def test_the_same_file_twice_has_nothing_to_bring_in(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        for _ in range(2):
            await pilot.press("down", "down", "enter")
            await top(pilot, PreviewScreen)
            await shows(pilot, "as before")
            await pilot.press("enter")
            if _ == 0:
                await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "There is nothing to bring in.")
        await shows(pilot, "0 new, 0 changed, 2 as before")


async def test_a_programme_and_its_sessions_are_brought_in(school: School, home: Path) -> None:
    samples = Path(demo.SAMPLE)
    shutil.copy(samples / "csea.toml", home / "Downloads")
    shutil.copy(samples / "csea-school.toml", home / "Downloads")
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("right", "enter", *"Downloads", "enter")
        await shows(pilot, "csea.toml", "csea-school.toml")
        await pilot.press(*"csea.toml", "enter")
        await shows(pilot, "+ new      workshop")
        await pilot.press("enter")
        await shows(pilot, "Brought in:")
        await pilot.press("shift+tab", "right", "tab", "ctrl+u", *"Downloads/csea-s", "enter")
        await shows(pilot, "+ new      session", "Nothing is changed yet.")
        await pilot.press("enter")
        await until(pilot, lambda: pilot.app.screen is screen)
        await shows(pilot, "Brought in:")
    assert any(w.programme == "csea" for w in school.store.all(Workshop))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("missing.csv", "cannot be read"),
        ("letter.docx", "is not text in UTF-8"),
        ("wrong.csv", "has no column"),
    ],
)
async def test_a_file_that_is_not_one_says_why(
    school: School, home: Path, typed: str, said: str
) -> None:
    (home / "letter.docx").write_bytes(b"PK\xff\xfe")
    (home / "wrong.csv").write_text("colour\nred\n")
    async with running(school.app()) as pilot:
        screen = await open_import(pilot, school)
        await pilot.press("enter", *typed, "enter")
        await shows(pilot, said)
        await until(pilot, lambda: pilot.app.screen is screen)


async def test_a_folder_that_is_not_there_says_so(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_import(pilot, school)
        await pilot.press("enter", *"nowhere/at/all")
        await shows(pilot, "There is no such folder, or it may not be read.")


# ---- by hand


async def test_a_session_is_added_to_an_offering(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 1)
        await top(pilot, ChooseScreen)
        await pilot.press(*"conflict", "enter")
        await top(pilot, SessionForm)
        await shows(pilot, "2026-11-23", "empty: Room C, as its offering")
        await pilot.press("ctrl+s")
        await shows(pilot, "A time looks like 9:00 or 13:30.")
        await pilot.press("shift+tab", "ctrl+u", *"2026-11-24", "enter", *"9h30", "enter")
        await pilot.press(*"8:00", "ctrl+s")
        await shows(pilot, "It ends before it starts.")
        await pilot.press("ctrl+u", *"11:00", "enter", *"Room Z", "ctrl+s")
        await shows(pilot, "The session is added.")
    made = [s for s in school.store.all(Session) if s.offering.endswith("conflict")]
    assert len(made) == 2
    assert made[1].room == "Room Z"
    assert made[1].start.isoformat() == "2026-11-24T09:30:00-05:00"
    assert made[1].end - made[1].start == dt.timedelta(minutes=90)


async def test_a_session_is_cancelled_and_nothing_else_of_it_changes(school: School) -> None:
    session = school.session("conflict-1")
    before = school.store.get(Session, session)
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 2)
        await top(pilot, ChooseScreen)
        await pilot.press(*"conflict", "enter")
        await top(pilot, SessionForm)
        await pilot.press("enter", "enter", "enter", "enter", "right", "ctrl+s")
        await shows(pilot, "The session is changed.")
    after = school.store.get(Session, session)
    assert before is not None
    assert after is not None
    assert after.cancelled
    assert (after.start, after.end, after.room) == (before.start, before.end, before.room)


async def test_a_closed_session_is_not_changed(school: School) -> None:
    signer = closing.staff_named(school.store, FACILITATOR)
    closing.close(school.desk, school.session("team-1"), signer)
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 2)
        await top(pilot, ChooseScreen)
        await pilot.press(*"leading", "enter")
        await top(pilot, SessionForm)
        await pilot.press("enter", "enter", "enter", *"Room Z", "ctrl+s")
        await shows(pilot, "This session is closed. Reopen it with a reason first.")


async def test_a_person_is_added(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 3)
        await top(pilot, PersonForm)
        await pilot.press(*"Zora Neale", "enter", *"77001", "enter", *"Local 9", "enter")
        await pilot.press("enter", *"steward; president", "enter", "right", "enter", "right")
        await pilot.press("enter", "enter")
        await shows(pilot, "Zora Neale is added, with a badge code.")
    person = school.person("Zora Neale")
    assert person.positions == ("steward", "president")
    assert (person.language, person.good_standing) == ("en", True)


async def test_someone_known_is_not_added_twice(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 3)
        await top(pilot, PersonForm)
        await pilot.press(*MARIE, "enter", *"100042", "ctrl+s")
        await shows(pilot, "is known already")
        assert isinstance(pilot.app.screen, PersonForm)


async def test_a_person_is_found_and_changed(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 4)
        await top(pilot, ChooseScreen)
        await pilot.press(*"100042", "enter")
        await top(pilot, PersonForm)
        await pilot.press("enter", "enter", "ctrl+u", *"Local 9", "ctrl+s")
        await shows(pilot, f"Saved: {MARIE}.")
    assert school.person(MARIE).local == "Local 9"


async def test_someone_is_registered(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 5)
        await top(pilot, ChooseScreen)
        await pilot.press(*"100042", "enter")
        await top(pilot, RegistrationForm)
        await pilot.press("enter")
        await top(pilot, ChooseScreen)
        await pilot.press(*"digital", "enter", "tab", "right", "ctrl+s")
        await shows(pilot, f"Registered: {MARIE}.")
    places = school.store.registrations_of(school.person(MARIE).id)
    assert {p.status.value for p in places if p.offering.endswith("digital")} == {"waitlisted"}


async def test_a_badge_in_the_hand_is_looked_up_and_revoked(school: School) -> None:
    code = school.code(school.person(MARIE))
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 6)
        await top(pilot, BadgeLookup)
        burst(pilot.app, code + "\r")  # type: ignore[arg-type]
        await shows(pilot, f"Valid. It is {MARIE}'s.")
        await pilot.click("#press-revoke")
        await top(pilot, ConfirmScreen)
        await pilot.press("enter")
        await shows(pilot, "The badge is revoked.")
    assert school.store.badges(code)[0].revoked


async def test_a_blank_badge_is_tied(school: School) -> None:
    (blank,) = editing.blank_badges(school.desk, 1)
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 6)
        await top(pilot, BadgeLookup)
        burst(pilot.app, blank.code)  # type: ignore[arg-type]
        await shows(pilot, "Blank: tied to nobody yet.")
        await pilot.click("#press-tie")
        await top(pilot, ChooseScreen)
        await pilot.press(*"100042", "enter")
        await shows(pilot, f"The badge is {MARIE}'s now.")
    assert school.store.badges(blank.code)[0].attendee == school.person(MARIE).id


async def test_staff_are_added_with_a_pin(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 7)
        await top(pilot, ChooseScreen)
        await pilot.press("enter")
        await top(pilot, StaffForm)
        await pilot.press(*"Kim Lee", "enter", "enter", "right", "enter", *"12", "ctrl+s")
        await shows(pilot, "A PIN is four to twelve digits.", "This is not the same PIN.")
        await pilot.press(*"34", "enter", *"1234", "ctrl+s")
        await shows(pilot, "Saved: Kim Lee.")
    found = closing.identify(school.desk, "Kim Lee", "1234")
    assert found.roles == (Role.FACILITATOR, Role.REP)


async def test_nobody_takes_the_rep_role_from_themselves(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_task(pilot, school, 7)
        await top(pilot, ChooseScreen)
        await pilot.press(*"rivera", "enter")
        await top(pilot, StaffForm)
        await pilot.press("right", "enter", "right", "ctrl+s")
        await shows(pilot, "You cannot take this from yourself")
    assert school.store.get(Staff, closing.staff_named(school.store, REP).id)


async def test_all_of_it_by_mouse(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_setup(pilot, school)
        await shows(pilot, "Add a person")
        await pilot.click("#tasks", offset=(4, 3))
        await top(pilot, PersonForm)
        await pilot.click("#press-back")
        await top(pilot, SetupScreen)
        await pilot.click("#tasks", offset=(4, 0))
        await top(pilot, ImportScreen)
        await shows(pilot, "roster.csv")
        await pilot.click("#files", offset=(15, 1))
        await top(pilot, PreviewScreen)
        await shows(pilot, "Bring it in")
        await pilot.click(offset=(14, 23))
        await top(pilot, ImportScreen)
        await shows(pilot, "Brought in:")
