"""What a verdict says, as lines; loaded behind the first frame, and before the first scan."""

from __future__ import annotations

from kiosk.desk.door import Verdict
from kiosk.rules.checkin import Outcome
from kiosk.wording import given_name, lacking, place, since, starting, titled, told
from kiosk.words import Words
from screens.verdict import Shown
from screens.verdict_layout import arranged

_WAIT = (Outcome.TOO_EARLY, Outcome.WRONG_SESSION, Outcome.WAITLISTED, Outcome.SESSION_FULL)


def shown(verdict: Verdict, words: Words) -> Shown:
    """The lines of a verdict in a language."""
    sitting, attendee = verdict.sitting, verdict.attendee
    name = given_name(attendee.name) if attendee else ""
    said = told(verdict, words)
    if verdict.outcome.is_refusal or sitting is None:
        kind, sign = ("wait", "◔") if verdict.outcome in _WAIT else ("no", "✗")
        return Shown(kind, sign, name, said.what, "", said.then)
    what, where = titled(sitting, words), place(sitting, words)
    if verdict.outcome is Outcome.CHECKED_OUT:
        head = words("Goodbye, {name}", name=name)
        return Shown("already", "→", head, what, "", said.then)
    if verdict.is_unsure:
        head = words("You are checked in, {name}", name=name)
        return Shown("already", "✓", head, what, where, said.then)
    if verdict.outcome is Outcome.ALREADY_CHECKED_IN:
        head = words("Already checked in, {name}", name=name)
        return Shown("already", "✓", head, what, where, since(verdict, words))
    head = words("Welcome, {name}", name=name)
    if verdict.again:
        head = words("Welcome back, {name}", name=name)
    then = f"{starting(sitting, verdict.at, words)}   {lacking(verdict, words)}".rstrip()
    return Shown("ok", "✓", head, what, where, then)


def ready() -> None:
    """Draw large letters once: the first verdict is not to wait for what does."""
    for larger in (False, True):
        arranged(Shown("ok", "✓", "A", "A", "A", "A"), "", 80, 10, larger)
