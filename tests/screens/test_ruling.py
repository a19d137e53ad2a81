"""A completion granted or refused by hand, and the rule deciding again."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from kiosk.desk import demo
from kiosk.desk.completing import completions
from screens.choose import ChooseScreen
from screens.completions import CompletionsScreen
from screens.reason import ReasonScreen
from tests.screens.completing import open_completions
from tests.screens.showing import School, running, shows, top, until

pytestmark = pytest.mark.asyncio

WHO = "Chidi Okonkwo"


def complete(school: School) -> bool:
    rows = completions.completions(school.desk.store, attendee=school.person(WHO).id)
    return any(row.completion.complete for row in rows if row.offering.id.endswith("team"))


async def found(pilot: Pilot[object], school: School, name: str) -> CompletionsScreen:
    screen = await open_completions(pilot, school, name)
    await shows(pilot, "24 complete")
    screen.find.value = f"{WHO} leading"
    await until(pilot, lambda: len(screen._shown) == 1)
    return screen


async def decided(pilot: Pilot[object], letters: str, reason: str, pin: str) -> None:
    await pilot.press("d")
    await top(pilot, ChooseScreen)
    await pilot.press(*letters, "enter")
    await top(pilot, ReasonScreen)
    await pilot.press(*reason, "enter", *pin, "enter")


async def test_granted_with_a_reason_and_the_rule_again(signed: School, tmp_path: Path) -> None:
    assert not complete(signed)
    async with running(signed.app(), size=(120, 40)) as pilot:
        await found(pilot, signed, demo.REP[0])
        await decided(pilot, "grant", "taught", demo.REP[1])
        await shows(pilot, "It is granted.", "✓ complete")
        assert complete(signed)
        await decided(pilot, "grant", "again", demo.REP[1])
        await shows(pilot, "It is granted already.")
        await decided(pilot, "rule", "mistaken", demo.REP[1])
        await shows(pilot, "The rule decides again.")
        assert not complete(signed)


async def test_a_wrong_pin_makes_way_for_the_right_one_from_the_button_too(signed: School) -> None:
    async with running(signed.app(), size=(120, 40)) as pilot:
        await found(pilot, signed, demo.REP[0])
        await pilot.press("d")
        await top(pilot, ChooseScreen)
        await pilot.press(*"grant", "enter")
        await top(pilot, ReasonScreen)
        await pilot.press(*"taught", "enter", *"0000", "tab", "enter")
        await shows(pilot, "That PIN is not right.")
        await pilot.press(*demo.REP[1], "enter")
        await shows(pilot, "It is granted.", "✓ complete")


async def test_without_a_reason_or_with_a_wrong_pin_nothing_is_decided(signed: School) -> None:
    async with running(signed.app(), size=(120, 40)) as pilot:
        await found(pilot, signed, demo.FACILITATOR[0])
        await decided(pilot, "grant", " ", demo.FACILITATOR[1])
        await shows(pilot, "Say why first.")
        await pilot.press(*"because", "enter", *"0000", "enter")
        await shows(pilot, "That PIN is not right.")
        await pilot.press("escape")
        await shows(pilot, "This is not saved. Esc again leaves without saving.")
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(pilot.app.screen, CompletionsScreen))
        assert not complete(signed)
