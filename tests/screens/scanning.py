"""A crowd that scans, while staff have a dialog open in front."""

from __future__ import annotations

from collections.abc import Callable

from textual.pilot import Pilot
from textual.screen import Screen
from textual.widgets import Input

from kiosk.app import KioskApp
from kiosk.model import Staff
from kiosk.words import words
from screens.choose import ChooseScreen
from screens.confirm import ConfirmScreen
from screens.forms import Field, Form
from screens.pin import PinScreen
from screens.reason import ReasonScreen
from screens.sessions import SessionsScreen
from screens.walk_in import WalkInForm, WhyForm
from tests.screens.showing import School, until
from tests.screens.signing_in import facilitator, sign_in

MARIE = "Marie-Ève Tremblay"
EN = words("en")

Open = Callable[[Staff], Screen[object]]
"""Makes a dialog for whoever is signed in."""


def choose(staff: Staff) -> Screen[object]:
    return ChooseScreen("Who?", lambda typed: [], "A name")  # type: ignore[return-value]


def confirm(staff: Staff) -> Screen[object]:
    return ConfirmScreen("Sure?", "It is gone.", "Yes")  # type: ignore[return-value]


def reason(staff: Staff) -> Screen[object]:
    return ReasonScreen(staff, "Reopen", "Why?")  # type: ignore[return-value]


def why(staff: Staff) -> Screen[object]:
    return WhyForm(EN, "Take it back?")  # type: ignore[return-value]


def walk_in(staff: Staff) -> Screen[object]:
    return WalkInForm(EN, staff, "s", "Zora")  # type: ignore[return-value]


def choices(staff: Staff) -> Screen[object]:
    fields = (Field("one", "One", "a", choices=(("a", "A"), ("b", "B"))),)
    return Form("Which?", fields)


def pin(staff: Staff) -> Screen[object]:
    return PinScreen([staff])  # type: ignore[return-value]


DIALOGS: list[Open] = [choose, confirm, reason, why, walk_in, choices, pin]


def owners(school: School, codes: list[str]) -> list[str | None]:
    """Whose badges these are."""
    return [school.store.badges(code)[0].attendee for code in codes]


def crowd(school: School) -> list[str]:
    """The badge codes of thirty people."""
    codes = list(dict.fromkeys(school.codes("parliamentary") + school.codes("financial")))
    return codes[:30]


async def opened(pilot: Pilot[object], school: School, dialog: Open) -> KioskApp:
    """Staff at the list of sessions, and a dialog in front of it."""
    app = pilot.app
    assert isinstance(app, KioskApp)
    await sign_in(pilot)
    app.push_screen(dialog(facilitator(school)))
    await until(pilot, lambda: not isinstance(app.screen, SessionsScreen))
    await pilot.pause()
    return app


def typed(app: KioskApp) -> list[str]:
    """What stands in the fields of the dialog."""
    return [field.value for field in app.screen.query(Input)]
