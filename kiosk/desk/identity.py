"""Who a badge code, a member number or a name stands for."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.desk.protocol import View
from kiosk.model import Attendee, Badge, How
from kiosk.rules import cards, codes, names
from kiosk.rules.checkin import Outcome

LONGEST_INPUT = 200
"""Characters; nobody's name or code is longer, and nothing longer is looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """Who a text stands for; or what is wrong with it."""

    attendee: Attendee | None = None
    how: How = How.NAME
    wrong: Outcome | None = None
    namesakes: tuple[Attendee, ...] = ()
    """Whom an ambiguous name may mean."""


def identify(view: View, typed: str) -> Found:
    """Find who a badge code, a member number or a whole name stands for, in this order."""
    if len(typed) > LONGEST_INPUT:
        return Found(wrong=Outcome.UNKNOWN_NAME)
    code = codes.last_in(typed) or codes.end_of(typed)
    badges = view.badges(code)
    if badges or codes.is_code(code):
        return _by_badge(view, badges)
    if codes.resembles(typed):
        return Found(how=How.BADGE, wrong=Outcome.UNKNOWN_CODE)
    wanted = names.clean(typed)
    number = names.number_key(wanted)
    for how, people in (
        (How.NUMBER, view.attendees_numbered(number) if number else []),
        (How.NAME, view.attendees_named(key) if (key := names.name_key(wanted)) else []),
    ):
        if len(people) == 1:
            return Found(people[0], how)
        if people:
            return Found(how=how, wrong=Outcome.AMBIGUOUS_NAME, namesakes=tuple(people))
    return _by_card(view, wanted)


def _by_card(view: View, typed: str) -> Found:
    """Whose member number a card holds, of which this is what a scanner typed."""
    numbered = {
        attendee.id: attendee
        for reading in cards.readings(typed)
        for attendee in view.attendees_numbered(names.number_key(reading))
    }
    people = tuple(numbered.values())
    if len(people) == 1:
        return Found(people[0], How.NUMBER)
    if people:
        return Found(how=How.NUMBER, wrong=Outcome.AMBIGUOUS_NAME, namesakes=people)
    return Found(wrong=Outcome.UNKNOWN_NAME)


def _by_badge(view: View, badges: list[Badge]) -> Found:
    if not badges:
        return Found(how=How.BADGE, wrong=Outcome.UNKNOWN_CODE)
    badge = badges[0]
    if badge.revoked:
        return Found(how=How.BADGE, wrong=Outcome.REVOKED_CODE)
    attendee = view.get(Attendee, badge.attendee) if badge.attendee else None
    if attendee is None:
        return Found(how=How.BADGE, wrong=Outcome.UNASSIGNED_CODE)
    return Found(attendee, How.BADGE)
