"""Badges scanned at the public screen: the verdicts, and how one is taken back."""

from __future__ import annotations

import threading

import pytest

import screens.verdict
from kiosk.desk import door, editing
from kiosk.desk.protocol import Desk
from kiosk.model import Attendee, RegistrationStatus
from kiosk.rules.layouts import Layout, typed
from store.errors import NotRecorded
from tests.screens.showing import School, burst, check_ins, running, shows, text_of, until

pytestmark = pytest.mark.asyncio


@pytest.mark.parametrize("end", ["\r", "\t", "\n", "", "*\r", "#\n", "?\t", "*"])
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


async def test_a_slow_disk_leaves_the_screen_alive_and_keeps_the_order(school: School) -> None:
    app = school.app()
    first, second = school.codes("parliamentary")[:2]
    gate = threading.Event()

    def stuck(desk: Desk) -> None:
        assert gate.wait(20)

    async with running(app) as pilot:
        app.run_worker(app.ask(stuck))
        burst(app, first + "\r" + second + "\r")
        await shows(pilot, "One moment", at_rest=False)
        burst(app, "tremb")
        await shows(pilot, "Gisèle Tremblay", at_rest=False)
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


@pytest.mark.parametrize("card", ["]C0{}", "]Q1{}", "*{}*", "garbled"])
async def test_a_member_number_is_read_off_a_card(school: School, card: str) -> None:
    person = school.person("Marie-Ève Tremblay")
    text = card.format(person.member_number)
    if card == "garbled":
        came = typed(person.member_number, Layout.US, Layout.BELGIAN)
        text = "".join(filter(None, came))
        assert text != person.member_number
    async with running(school.app()) as pilot:
        burst(pilot.app, text + "\r")
        await shows(pilot, "Bienvenue, Marie-Ève")
    assert [fact.attendee for fact in check_ins(school)] == [person.id]
