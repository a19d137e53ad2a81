"""The public screen: every way in, and what must never happen on it."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest

import screens.kiosk
import screens.verdict
from kiosk.desk import door, editing
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee, RegistrationStatus
from screens.kiosk import KioskScreen
from store.errors import NotRecorded
from store.folder import open_store
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


async def test_quiet_it_shows_what_to_do_and_the_day(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await shows(pilot, "Scan your badge, or type your name", "Demo Regional School", "08:43")
        await shows(pilot, "09:00–12:00  Parliamentary Procedures", "opens 12:30", "Room A")


@pytest.mark.parametrize("end", ["\r", "\t", "\n", ""], ids=["enter", "tab", "line feed", "none"])
async def test_a_burst_of_scans_checks_in_each_of_them(school: School, end: str) -> None:
    app = school.app()
    codes = school.codes("parliamentary")
    assert len(codes) == 22
    async with running(app) as pilot:
        burst(app, "".join(code + end for code in codes))
        await until(pilot, lambda: len(check_ins(school)) == len(codes))
        await shows(pilot, "Welcome")
    facts = check_ins(school)
    assert {f.attendee for f in facts} == {school.store.badges(c)[0].attendee for c in codes}


async def test_a_scan_in_lower_case_behind_a_half_typed_name_is_a_scan(school: School) -> None:
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    async with running(app) as pilot:
        burst(app, "trembl" + school.code(person).lower() + "\r")
        await until(pilot, lambda: len(check_ins(school)) == 1)
        await shows(pilot, "Bienvenue, Marie-Ève")
        assert app.screen.query_one("#field").value == ""  # type: ignore[attr-defined]
    assert check_ins(school)[0].attendee == person.id


async def test_a_name_is_chosen_confirmed_and_checked_in(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay", "Marie-Ève Tremblay", "Enter: that's me")
        lines = [line for line in text_of(app).splitlines() if "Tremblay" in line]
        place = next(n for n, line in enumerate(lines) if "Marie-Ève" in line)
        await pilot.press(*["down"] * place, "enter")
        await shows(pilot, "Is this you?", "Marie-Ève Tremblay", "Local 1000", "Yes, check me in")
        assert not check_ins(school)
        await pilot.press("enter")
        await until(pilot, lambda: len(check_ins(school)) == 1)
        await shows(pilot, "Bienvenue, Marie-Ève")
    (fact,) = check_ins(school)
    assert fact.attendee == school.person("Marie-Ève Tremblay").id
    assert fact.how == "name"


@pytest.mark.parametrize("typed", ["MARIE EVE", "eve mari", "Tremblay, Marie-Ève", "  marie  Ève"])
async def test_accents_case_and_order_do_not_matter(school: School, typed: str) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, typed)
        await shows(pilot, "Marie-Ève Tremblay")


async def test_one_letter_finds_nobody_and_never_more_than_eight(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "m")
        await shows(pilot, "Now and next")
        screen = app.screen
        assert isinstance(screen, KioskScreen)
        assert screen.below.options.option_count == 0
        burst(app, "a")
        await until(pilot, lambda: screen.below.options.option_count > 0)
        assert screen.below.options.option_count <= 8


async def test_two_of_one_name_are_told_apart_by_local(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "jean tremblay")
        await shows(pilot, "Section locale 1108", "Section locale 4545")


async def test_of_one_name_and_local_the_number_tells(school: School) -> None:
    one, two = (a for a in school.store.all(Attendee) if a.name == "Jean Tremblay")
    with school.store.change() as tx:
        tx.put(replace(two, local=one.local))
    app = school.app()
    async with running(app) as pilot:
        burst(app, "jean tremblay")
        await shows(pilot, f"…{one.member_number[-3:]}", f"…{two.member_number[-3:]}")


async def test_a_member_number_checks_in(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, school.person("Marie-Ève Tremblay").member_number + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")


async def test_what_is_not_found_is_said_and_what_to_do(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "zzyzx quux\r")
        await shows(pilot, "✗", "We cannot find this name.", "Type your whole name")


async def test_a_scan_during_a_confirmation_confirms_nobody(school: School) -> None:
    app = school.app()
    other = school.person("Dominique Roy")
    async with running(app) as pilot:
        burst(app, "marie-eve tremblay\r")
        await shows(pilot, "Is this you?")
        burst(app, school.code(other) + "\r")
        await shows(pilot, "Dominique")
    assert [fact.attendee for fact in check_ins(school)] == [other.id]


async def test_no_is_no_and_escape_is_no(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        for answer in (["down", "enter"], ["escape"]):
            burst(app, "marie-eve tremblay\r")
            await shows(pilot, "Is this you?")
            await pilot.press(*answer)
            await shows(pilot, "Now and next")
            assert "Tremblay" not in text_of(app)
    assert not check_ins(school)


async def test_already_in_is_good_news_with_the_first_time(school: School) -> None:
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    door.scan(school.desk, school.code(person))
    async with running(app) as pilot:
        burst(app, school.code(person) + "\r")
        await shows(pilot, "✓  Présence déjà notée, Marie-Ève", "08 h 43")
        assert app.screen.query_one("VerdictPanel").has_class("-already")
    assert len(check_ins(school)) == 1


async def test_the_same_code_twice_at_once_is_one_scan(school: School) -> None:
    app = school.app()
    code = school.code(school.person("Marie-Ève Tremblay"))
    async with running(app) as pilot:
        burst(app, f"{code}\r{code}\r")
        await shows(pilot, "✓  Bienvenue, Marie-Ève")
        assert "déjà" not in text_of(app)


async def test_who_is_expected_later_is_told_when(school: School) -> None:
    app = school.app()
    person = school.store.get(
        Attendee,
        next(
            r.attendee
            for r in school.store.registrations_in(school.session("conflict-1")[:-2])
            if r.status is RegistrationStatus.REGISTERED
            and school.store.get(Attendee, r.attendee).language == "en"  # type: ignore[union-attr]
        ),
    )
    assert person is not None
    async with running(app) as pilot:
        burst(app, school.code(person) + "\r")
        await shows(pilot, "◔", "Conflict Resolution starts at 13:00.", "Check-in opens at 12:30.")


async def test_several_at_once_are_chosen_from_and_a_late_enter_does_not_choose(
    school: School,
) -> None:
    person = school.person("Marie-Ève Tremblay")
    offering = school.session("parliamentary-1")[:-2]
    editing.register(school.desk, person.id, offering, RegistrationStatus.REGISTERED)
    app = school.app()
    async with running(app) as pilot:
        burst(app, school.code(person) + "\r")
        await shows(pilot, "À quelle séance venez-vous", "Room A", "Room D")
        assert not check_ins(school)
        await pilot.press("down", "enter")
        await shows(pilot, "✓  Bienvenue, Marie-Ève")
    (fact,) = check_ins(school)
    assert fact.session == school.session("parliamentary-1")


async def test_backspace_takes_back_while_the_verdict_shows_and_only_then(school: School) -> None:
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    async with running(app) as pilot:
        burst(app, school.code(person) + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
        await pilot.press("backspace")
        await shows(pilot, "Taken back")
        session = check_ins(school)[0].session
        assert len(school.store.person_facts(session, person.id)) == 2
        burst(app, school.code(person) + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
        await pilot.press("escape", "backspace")
        await shows(pilot, "Now and next")
        assert len(school.store.person_facts(session, person.id)) == 3


async def test_the_next_visitor_cannot_take_back_the_last_one(school: School) -> None:
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    async with running(app) as pilot:
        burst(app, school.code(person) + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
        burst(app, "x")
        await until(pilot, lambda: "Bienvenue" not in text_of(app))
        await pilot.press("backspace", "backspace")
    assert len(school.store.person_facts(check_ins(school)[0].session, person.id)) == 1


async def test_a_verdict_goes_by_itself(school: School, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screens.verdict, "VERDICT_SECONDS", 0.1)
    app = school.app()
    async with running(app) as pilot:
        burst(app, school.code(school.person("Marie-Ève Tremblay")) + "\r")
        await until(pilot, lambda: len(check_ins(school)) == 1)
        await shows(pilot, "Scan your badge, or type your name")
        assert "Marie" not in text_of(app)


async def test_what_someone_left_typed_goes_by_itself(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(screens.kiosk, "IDLE_SECONDS", 0.1)
    app = school.app()
    async with running(app) as pilot:
        burst(app, "tremb")
        await until(pilot, lambda: app.screen.query_one("#field").value == "")  # type: ignore[attr-defined]
        await until(pilot, lambda: "Tremblay" not in text_of(app))


async def test_languages_by_key_by_click_and_by_person(school: School) -> None:
    app = school.app()
    person = school.person("Marie-Ève Tremblay")
    assert person.language == "fr"
    async with running(app) as pilot:
        await pilot.press("f3")
        await until(pilot, lambda: app.language == "fr")
        await pilot.click("#speak-es")
        await until(pilot, lambda: app.language == "es")
        await pilot.click("#speak-en")
        burst(app, school.code(person))
        await shows(pilot, "Le devoir de juste représentation")


async def test_help_by_its_key_and_back(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        await pilot.press("question_mark")
        await shows(pilot, "Hold your badge under the scanner")
        await pilot.press("escape")
        await shows(pilot, "Now and next")


async def test_a_name_can_be_clicked(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "marie-eve t")
        await shows(pilot, "Marie-Ève Tremblay")
        await pilot.click("#choices", offset=(10, 0))
        await shows(pilot, "Is this you?")
        await pilot.click("#choices", offset=(10, 0))
        await shows(pilot, "Bienvenue, Marie-Ève")


async def test_a_slow_disk_leaves_the_screen_alive_and_keeps_the_order(school: School) -> None:
    app = school.app()
    first, second = school.codes("parliamentary")[:2]
    gate = threading.Event()

    def stuck(desk: Desk) -> None:
        assert gate.wait(20)

    async with running(app) as pilot:
        app.run_worker(app.ask(stuck))
        burst(app, first + "\r" + second + "\r")
        await shows(pilot, "One moment")
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay")
        assert not check_ins(school)
        gate.set()
        await until(pilot, lambda: len(check_ins(school)) == 2)
    facts = sorted(check_ins(school), key=lambda fact: fact.order)
    owners = [school.store.badges(code)[0].attendee for code in (first, second)]
    assert [fact.attendee for fact in facts] == owners


async def test_what_the_disk_does_not_take_is_not_welcomed(
    school: School, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object, **kwargs: object) -> None:
        raise NotRecorded("The disk does not take it: no space left.")

    app = school.app()
    async with running(app) as pilot:
        monkeypatch.setattr(door, "scan", full)
        burst(app, school.code(school.person("Marie-Ève Tremblay")) + "\r")
        await shows(pilot, "This could not be recorded.", "Please see staff at the desk.")
        monkeypatch.undo()
        burst(app, school.codes("parliamentary")[0] + "\r")
        await shows(pilot, "✓  ")
    assert len(check_ins(school)) == 1


async def test_another_window_is_seen_within_half_a_second(school: School) -> None:
    app = school.app()
    other = open_store(school.path)
    async with running(app) as pilot:
        await shows(pilot, "0 / 20")
        door.scan(
            replace(school.desk, store=other), school.code(school.person("Marie-Ève Tremblay"))
        )
        await until(pilot, lambda: "1 / 20" in text_of(app), seconds=2)
    other.close()


async def test_resizing_keeps_what_is_typed(school: School) -> None:
    app = school.app()
    async with running(app) as pilot:
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay")
        await pilot.resize_terminal(120, 40)
        await shows(pilot, "Gisèle Tremblay", "tremb")
        await pilot.resize_terminal(60, 20)
        await shows(pilot, "Gisèle Tremblay", "tremb")


async def test_what_is_typed_while_it_opens_is_found_when_it_has(school: School) -> None:
    app = school.app()
    gate = threading.Event()
    opened = app.desk._opener

    def slowly() -> Desk:
        assert gate.wait(20)
        return opened()

    app.desk._opener = slowly
    async with app.run_test(size=(80, 24)) as pilot:
        await shows(pilot, "Opening")
        burst(app, "dominique")
        await shows(pilot, "dominique")
        gate.set()
        await shows(pilot, "Dominique Roy")
