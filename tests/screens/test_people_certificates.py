"""Certificates on somebody's card: what became of each, issued and written from there."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from pypdf import PdfReader
from textual.pilot import Pilot

from kiosk.app import KioskApp
from kiosk.desk import closing, demo
from kiosk.desk.certificates import issuing, revoking, standing
from kiosk.desk.certificates.standing import Listed
from kiosk.desk.completing.completions import completions
from kiosk.model import Attendee
from kiosk.rules import certificates as rules
from kiosk.rules.names import fold
from screens.certificates import CertificatesForm
from screens.confirm import ConfirmScreen
from screens.people import PeopleScreen
from store.vault import Vault
from tests.screens.showing import School, running, shows, text_of, until

pytestmark = pytest.mark.asyncio

EVE = "Ève Roy"
WIDE = (120, 40)
SIZES = pytest.mark.parametrize("size", [(80, 24), WIDE], ids=["80x24", "120x40"])


@pytest.fixture
def signed(signed: School, home: Path) -> School:
    """The key can be asked for."""
    signed.desk = replace(signed.desk, vault=Vault(signed.path))
    return signed


def eve(school: School) -> Attendee:
    return school.person(EVE)


def issue(school: School, person: str = "", again: bool = False) -> None:
    rows = completions(school.desk.store, attendee=person or eve(school).id)
    issuing.issue(school.desk, rows, school.staff(demo.REP[0]), again=again)


def held(school: School) -> list[Listed]:
    rows = completions(school.desk.store, attendee=eve(school).id)
    return standing.of_person(school.desk.store, eve(school).id, rows)


def revoke(school: School, person: str = "") -> None:
    (*_, last) = standing.of(school.desk.store, person or eve(school).id)
    number = last.certificate.number
    revoking.revoke(school.desk, number, school.staff(demo.REP[0]), "wrong")


async def open_card(
    pilot: Pilot[object], school: School, who: str = demo.REP[0], name: str = EVE
) -> PeopleScreen:
    app = pilot.app
    assert isinstance(app, KioskApp)
    app.go_to("people", school.staff(who))
    await until(pilot, lambda: isinstance(app.screen, PeopleScreen))
    screen = app.screen
    assert isinstance(screen, PeopleScreen)
    screen.find.value = fold(name)
    await shows(pilot, school.person(name).member_number)
    await pilot.press("enter")
    await until(pilot, lambda: screen.focused is screen.found)
    return screen


async def write(pilot: Pilot[object]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, CertificatesForm))
    form = pilot.app.screen
    assert isinstance(form, CertificatesForm)
    if "pin" in form.fields:
        form.control("pin").value = demo.REP[1]
    await pilot.press("ctrl+s")


async def test_one_is_issued_from_the_card_and_stands_on_it(signed: School, home: Path) -> None:
    async with running(signed.app(), size=WIDE) as pilot:
        await open_card(pilot, signed)
        assert "✓ active" not in text_of(pilot.app)
        await pilot.press("c")
        await shows(pilot, "1 certificate", "1 is issued now.")
        await write(pilot)
        await shows(pilot, "1 certificate, 1 of them new", "✓ active")
        await shows(pilot, held(signed)[0].standing.certificate.number)
    (path,) = (home / "certificates-2026-11-23").iterdir()
    assert EVE in PdfReader(path).pages[0].extract_text()


async def test_it_is_written_again_as_it_was_without_a_pin(signed: School, home: Path) -> None:
    issue(signed)
    async with running(signed.app(), size=WIDE) as pilot:
        await open_card(pilot, signed)
        await shows(pilot, "✓ active")
        await pilot.press("c")
        await shows(pilot, "1 was issued before, and is given again as it is.")
        assert "PIN" not in text_of(pilot.app)
        await write(pilot)
        await shows(pilot, "1 certificate, 0 of them new")
    assert len(held(signed)) == 1


async def test_with_a_mended_name_it_stays_in_its_language(signed: School, home: Path) -> None:
    issue(signed)
    with signed.desk.store.change() as tx:
        tx.put(replace(eve(signed), name="Zoé Lachance"))
    async with running(signed.app(), size=WIDE) as pilot:
        await open_card(pilot, signed, name="Zoé Lachance")
        await shows(pilot, "✓ active")
        await pilot.press("c")
        await shows(pilot, "1 takes the place of one with another name, in")
        assert "Each person's own" not in text_of(pilot.app)
        await write(pilot)
        await shows(pilot, "1 certificate, 1 of them new", "superseded")


async def test_after_it_was_revoked_another_is_asked_about(signed: School, home: Path) -> None:
    issue(signed)
    revoke(signed)
    async with running(signed.app(), size=WIDE) as pilot:
        await open_card(pilot, signed)
        await shows(pilot, "✗ revoked")
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, PeopleScreen))
        assert len(held(signed)) == 1
        await pilot.press("c")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConfirmScreen))
        await pilot.press("enter")
        await write(pilot)
        await shows(pilot, "1 certificate, 1 of them new", "✓ active", "✗ revoked")
    assert len(held(signed)) == 2


async def test_who_completed_nothing_has_none_to_give(school: School) -> None:
    async with running(school.app(), size=WIDE) as pilot:
        await open_card(pilot, school)
        await pilot.press("c")
        await shows(pilot, "Nobody here has completed a workshop")


async def test_one_whose_completion_was_taken_away_is_pointed_out(signed: School) -> None:
    issue(signed)
    closing.reopen(
        signed.desk, signed.session("team-1"), signed.staff(demo.FACILITATOR[0]), "mistake"
    )
    async with running(signed.app(), size=WIDE) as pilot:
        await open_card(pilot, signed)
        await shows(pilot, "! no longer complete")


async def test_a_facilitator_sees_them_and_issues_none(signed: School) -> None:
    issue(signed)
    async with running(signed.app(), size=WIDE) as pilot:
        await open_card(pilot, signed, demo.FACILITATOR[0])
        await shows(pilot, "✓ active")
        await pilot.press("c")
        await pilot.pause()
        assert isinstance(pilot.app.screen, PeopleScreen)


@pytest.mark.parametrize("language", ["en", "fr", "es"])
@SIZES
async def test_how_a_card_looks(
    signed: School,
    snapshot: Callable[[object, str], None],
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    language: str,
) -> None:
    """One that was superseded, its successor that was revoked, and the one that counts."""
    monkeypatch.setattr(rules, "number", lambda _kiosk, year, n: f"{year}-K4F2X-{n:04}")
    monkeypatch.setattr(rules, "place_of", lambda number, _kiosk: int(number[-4:]))
    issue(signed)
    person = eve(signed)
    with signed.desk.store.change() as tx:
        tx.put(replace(person, name="Ève Roy-Martin"))
    issue(signed, person.id)
    revoke(signed, person.id)
    issue(signed, person.id, again=True)
    with signed.desk.store.change() as tx:
        tx.put(person)
    app = signed.app()
    async with running(app, size) as pilot:
        app.speak(language)
        screen = await open_card(pilot, signed)
        scroll = screen.query_one("#card-scroll")
        scroll.scroll_end(animate=False)
        await shows(pilot, {"en": "✓ active", "fr": "✓ valide", "es": "✓ vigente"}[language])
        await until(pilot, lambda: scroll.scroll_y == scroll.max_scroll_y)
        shown = re.sub(r"KJK…[A-Z]{4}", "KJK…XXXX", text_of(app))
        snapshot(shown, f"card-{language}-{size[0]}x{size[1]}")
