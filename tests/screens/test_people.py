"""Finding people, their card, and what staff mend on it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import Button

import screens.staff
from kiosk.app import KioskApp
from kiosk.desk import door, editing
from kiosk.model import Attendee, RegistrationStatus
from screens.badges import BadgeScreen
from screens.confirm import ConfirmScreen
from screens.countersign import CountersignForm
from screens.kiosk import KioskScreen
from screens.people import PeopleScreen
from screens.person_form import PersonForm
from screens.registration_form import RegistrationForm
from tests.screens.showing import School, burst, running, shows, text_of, top, until

pytestmark = [pytest.mark.asyncio, pytest.mark.usefixtures("home")]

MARIE = "Marie-Ève Tremblay"


async def open_people(pilot: Pilot[object], school: School, typed: str = "") -> PeopleScreen:
    """As the facilitator, with something typed."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    app.go_to("people", school.staff("Alex Morin"))
    await until(pilot, lambda: isinstance(app.screen, PeopleScreen))
    await shows(pilot, "Type two letters")
    await pilot.press(*typed)
    assert isinstance(app.screen, PeopleScreen)
    return app.screen


async def open_card(pilot: Pilot[object], school: School, name: str = MARIE) -> PeopleScreen:
    """Of one person, with the cursor in the list: the keys of the card work."""
    screen = await open_people(pilot, school)
    screen.find.value = name.lower()
    await shows(pilot, "Workshops", school.person(name).member_number)
    await pilot.press("enter")
    await until(pilot, lambda: screen.focused is screen.found)
    return screen


async def test_a_few_letters_of_a_name_show_the_card_of_the_first(school: School) -> None:
    person = school.person(MARIE)
    async with running(school.app()) as pilot:
        await open_people(pilot, school, "eve tremb")
        await shows(pilot, MARIE, "Local 1000", "in good standing", "registered")
        await shows(pilot, "Duty of Fair Representation", "✓ valid")
        assert school.code(person) not in text_of(pilot.app)
        assert school.code(person)[-4:] in text_of(pilot.app)


async def test_a_member_number_is_found_by_its_beginning(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_people(pilot, school, "1000")
        await shows(pilot, MARIE, "100042")


async def test_a_card_says_when_somebody_was_there(school: School) -> None:
    verdict = door.scan(school.desk, school.codes("parliamentary")[0])
    assert verdict.attendee
    async with running(school.app()) as pilot:
        await open_people(pilot, school, verdict.attendee.name)
        await shows(pilot, "✓ in")
        assert re.search(r"✓ in .*09:00–12:00  08:4\d–", text_of(pilot.app))


async def test_more_than_fifty_say_so(school: School) -> None:
    with school.store.change() as tx:
        for number in range(60):
            tx.put(Attendee(id=f"zz-{number}", name=f"Zora Same {number}"))
    async with running(school.app()) as pilot:
        screen = await open_people(pilot, school, "zora")
        await until(pilot, lambda: screen.found.option_count == 50)
        await shows(pilot, "More fit than are shown")


async def test_markup_in_a_name_is_text(school: School) -> None:
    with school.store.change() as tx:
        tx.put(Attendee(id="zz-1", name="[@click=app.quit]Zora[/] [/x]", local="[b]9[/b]"))
    async with running(school.app()) as pilot:
        await open_people(pilot, school, "zora")
        await shows(pilot, "[@click=app.quit]Zora[/] [/x]", "[b]9[/b]")


async def test_a_scan_opens_the_card_wherever_the_cursor_is(school: School) -> None:
    other = school.person("Dominique Roy")
    async with running(school.app()) as pilot:
        screen = await open_card(pilot, school)
        burst(pilot.app, school.code(other) + "\r")
        await shows(pilot, other.member_number, "Dominique Roy")
        await pilot.press("slash")
        await until(pilot, lambda: screen.focused is screen.find)
        burst(pilot.app, school.code(school.person(MARIE)).lower() + "\r")
        await shows(pilot, "100042", MARIE)
        assert not school.store.person_facts(school.session("parliamentary-1"), other.id)


async def test_a_blank_badge_is_tied_to_whose_card_is_open(school: School) -> None:
    (blank,) = editing.blank_badges(school.desk, 1)
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        burst(pilot.app, blank.code + "\r")
        await top(pilot, ConfirmScreen)
        # The Enter of one more scan confirms nothing.
        burst(pilot.app, blank.code + "\r")
        await pilot.pause()
        assert isinstance(pilot.app.screen, ConfirmScreen)
        assert school.store.badges(blank.code)[0].attendee is None
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await pilot.click("#press-yes")
        await shows(pilot, f"The badge is {MARIE}'s now.", blank.code[-4:])
    assert school.store.badges(blank.code)[0].attendee == school.person(MARIE).id


async def test_a_blank_badge_without_a_card_says_what_to_do(school: School) -> None:
    (blank,) = editing.blank_badges(school.desk, 1)
    async with running(school.app()) as pilot:
        await open_people(pilot, school)
        burst(pilot.app, blank.code)
        await shows(pilot, "A blank badge. Find a person first")


async def test_a_name_is_mended(school: School) -> None:
    person = school.person(MARIE)
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        await pilot.press("n")
        await top(pilot, PersonForm)
        await pilot.press("end", *"-Roy", "ctrl+s")
        await shows(pilot, "Saved.", "Marie-Ève Tremblay-Roy")
    mended = school.store.get(Attendee, person.id)
    assert mended is not None
    assert mended.name == "Marie-Ève Tremblay-Roy"
    assert mended.member_number == person.member_number


async def test_what_is_wrong_stands_beneath_its_field(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        await pilot.press("n")
        await top(pilot, PersonForm)
        await pilot.press("ctrl+u", "enter", "enter", "enter", "ctrl+u", *"nowhere", "ctrl+s")
        await shows(pilot, "A person needs a name.", "This is not an email address.")
        form = pilot.app.screen
        assert isinstance(form, PersonForm)
        assert form.focused is form.control("name")
    assert school.store.get(Attendee, school.person(MARIE).id)


async def test_the_number_of_somebody_else_is_refused_with_their_name(school: School) -> None:
    other = school.person("Dominique Roy")
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        await pilot.press("n")
        await top(pilot, PersonForm)
        await pilot.press("enter", "ctrl+u", *other.member_number, "ctrl+s")
        await shows(pilot, "is Dominique Roy's.")
        assert isinstance(pilot.app.screen, PersonForm)


async def test_esc_does_not_lose_what_was_typed_without_saying_so(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        await pilot.press("n")
        await top(pilot, PersonForm)
        await pilot.press("x", "escape")
        await shows(pilot, "This is not saved. Esc again leaves without saving.")
        await pilot.press("escape")
        await top(pilot, PeopleScreen)
        await pilot.press("n")
        await top(pilot, PersonForm)
        await pilot.press("escape")  # nothing was typed: nothing is asked
        await top(pilot, PeopleScreen)
    assert school.person(MARIE)


async def test_a_scan_does_not_go_into_a_field(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        await pilot.press("n")
        await top(pilot, PersonForm)
        burst(pilot.app, school.code(school.person(MARIE)))
        await shows(pilot, f"{MARIE}'s badge waits until this closes.")
        form = pilot.app.screen
        assert isinstance(form, PersonForm)
        assert form.values()["name"] == MARIE


async def test_nobody_found_is_added_with_enter(school: School) -> None:
    async with running(school.app()) as pilot:
        await open_people(pilot, school, "Zora Neale")
        await shows(pilot, "Nobody found.")
        await pilot.press("enter")
        await top(pilot, PersonForm)
        await pilot.press("enter", *"77 01", "ctrl+s")
        await shows(pilot, "Zora Neale is added, with a badge code.", "77 01")
    person = school.person("Zora Neale")
    assert len(school.store.badges_of(person.id)) == 1


async def test_a_badge_is_replaced_after_a_question(school: School, home: Path) -> None:
    person = school.person(MARIE)
    before = school.code(person)
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        await pilot.press("b")
        await top(pilot, BadgeScreen)
        await pilot.press("enter", "enter")
        await top(pilot, ConfirmScreen)
        await pilot.press("escape")
        await top(pilot, BadgeScreen)
        assert school.code(person) == before
        replace = pilot.app.screen.query_one("#press-replace", Button)
        await until(pilot, lambda: not replace.has_class("-active"), what="a key that is up again")
        await pilot.press("enter")
        await top(pilot, ConfirmScreen)
        await pilot.press("enter")
        await shows(pilot, "Replaced. Print this picture:", "✗ revoked", "✓ valid")
    assert school.store.badges(before)[0].revoked
    (picture,) = home.iterdir()
    assert picture.read_bytes().startswith(b"\x89PNG")


async def test_somebody_is_registered_and_their_place_cancelled(school: School) -> None:
    person = school.person(MARIE)
    offering = school.session("conflict-1").removesuffix("-1")

    def status() -> RegistrationStatus | None:
        known = school.store.registrations_of(person.id)
        return next((r.status for r in known if r.offering == offering), None)

    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        await pilot.press("r")
        await top(pilot, RegistrationForm)
        await pilot.press("enter", *"conflict", "enter", "ctrl+s")
        await shows(pilot, "Registered.", "Conflict Resolution")
        assert status() is RegistrationStatus.REGISTERED
        await pilot.press("r")
        await top(pilot, RegistrationForm)
        await pilot.press("enter", *"conflict", "enter")
        await shows(pilot, "They have a place here already.")
        await pilot.press("tab", "left", "ctrl+s")
        await shows(pilot, "cancelled")
    assert status() is RegistrationStatus.CANCELLED


async def test_all_of_it_by_mouse(school: School) -> None:
    async with running(school.app()) as pilot:
        screen = await open_people(pilot, school, "tremb")
        await shows(pilot, MARIE)
        row = next(i for i, line in enumerate(text_of(pilot.app).splitlines()) if MARIE in line)
        await pilot.click(offset=(6, row))
        await shows(pilot, "100042")
        keys = text_of(pilot.app).splitlines()[-1]
        await pilot.click(offset=(keys.index("Badge"), 23))
        await top(pilot, BadgeScreen)
        await pilot.click("#press-back")
        await until(pilot, lambda: pilot.app.screen is screen)
        await pilot.click(offset=(keys.index("Name"), 23))
        await top(pilot, PersonForm)
        await pilot.click("#field-language")
        await pilot.click("#press-save")
        await shows(pilot, "Saved.")
    assert school.person(MARIE).language == "es"


async def test_typing_in_a_form_keeps_one_signed_in_and_leaving_it_alone_does_not(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(school.app()) as pilot:
        screen = await open_card(pilot, school)
        await pilot.press("n")
        await top(pilot, PersonForm)
        counted: list[object] = []
        monkeypatch.setattr(screen, "stay", lambda: counted.append(None))
        await pilot.press("x")
        assert counted
        monkeypatch.undo()
        monkeypatch.setattr(screens.staff, "IDLE_SECONDS", 0.1)
        await pilot.press("x")
        await top(pilot, KioskScreen)
    assert school.person(MARIE)


async def test_a_change_of_another_window_appears_on_the_open_card(school: School) -> None:
    person = school.person(MARIE)
    async with running(school.app()) as pilot:
        await open_card(pilot, school)
        assert isinstance(pilot.app, KioskApp)
        await pilot.app.ask(lambda desk: editing.change_attendee(desk, person.id, local="Local 7"))
        await shows(pilot, "Local 7")


async def test_a_form_is_filled_in_by_whoever_types_without_looking(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await open_people(pilot, school)
        app.push_screen(PersonForm(app.words, None))
        await top(pilot, PersonForm)
        burst(app, "Kim Ng\r0042\rLocal 7\rkim@example.org\r")
        form = app.screen
        assert isinstance(form, PersonForm)
        typed = ["Kim Ng", "0042", "Local 7", "kim@example.org"]
        await until(pilot, lambda: list(form.values().values())[:4] == typed)


async def test_a_label_that_is_too_long_for_its_column_ends_in_dots(school: School) -> None:
    app = school.app()
    long = replace(school.staff("Alex Morin"), name="Christopher Featherstonehaugh")
    async with running(app) as pilot:
        app.push_screen(CountersignForm(app.words, long, school.session("now-0830-1")))
        await shows(pilot, "PIN of Christophe…")
