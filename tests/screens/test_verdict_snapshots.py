"""What each outcome looks like, in each language: a sign, what is so, what to do now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kiosk.desk.door import Verdict
from kiosk.model import Attendee, CheckIn, How, Workshop
from kiosk.rules.checkin import Outcome
from kiosk.rules.eligibility import Lack, Need
from kiosk.words import LANGUAGES, words
from screens.kiosk import KioskScreen
from screens.verdict_lines import shown
from tests.building import at, sitting
from tests.screens.showing import School, running, text_of

pytestmark = pytest.mark.asyncio

HERE = sitting("morning", room="Room A")
ANA = Attendee(id="ana", name="Ana Núñez")
NOW = at("2026-04-10 08:47")
FIRST = Workshop(id="first", programme="let", title={"en": "Steward Learning, level 1"})
CAME = CheckIn(id="k-1", time=NOW, session="morning", attendee="ana", how=How.BADGE)
WITHOUT_A_SESSION = (
    Outcome.UNKNOWN_CODE,
    Outcome.UNASSIGNED_CODE,
    Outcome.REVOKED_CODE,
    Outcome.UNKNOWN_NAME,
    Outcome.AMBIGUOUS_NAME,
    Outcome.NOT_REGISTERED,
    Outcome.CHOOSE_SESSION,
)


def verdict(outcome: Outcome) -> Verdict:
    if outcome in WITHOUT_A_SESSION:
        known = outcome in (Outcome.NOT_REGISTERED, Outcome.CHOOSE_SESSION)
        return Verdict(outcome, NOW, ANA if known else None)
    found = Verdict(outcome, NOW, ANA, HERE)
    match outcome:
        case Outcome.CHECKED_IN:
            return replace(found, fact=CAME)
        case Outcome.ALREADY_CHECKED_IN | Outcome.CHECKED_OUT:
            return replace(found, first_at=at("2026-04-10 08:31"))
        case Outcome.PREREQUISITE_MISSING:
            return replace(found, lacks=(Lack(Need.WORKSHOP, "first"),), needed=(FIRST,))
    return found


async def test_every_verdict(school: School, snapshot: Callable[[object, str], None]) -> None:
    app = school.app()
    async with running(app) as pilot:
        screen = app.screen
        assert isinstance(screen, KioskScreen)
        for outcome in Outcome:
            parts = []
            for language in LANGUAGES:
                screen.panel.show(shown(verdict(outcome), words(language)))
                await pilot.pause()
                lines = text_of(app).splitlines()
                parts.append("\n".join(lines[: screen.panel.outer_size.height]))
            snapshot("\n\n".join(parts), f"verdict-{outcome.value}")
