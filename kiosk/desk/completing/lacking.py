"""Who lacks what for what they are registered for, while there is time to do something."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from kiosk.desk.completing.ledger import Ledger
from kiosk.desk.protocol import View
from kiosk.desk.teaching import learners
from kiosk.errors import Text
from kiosk.model import Attendee, Offering, Workshop, text
from kiosk.rules import eligibility
from kiosk.rules.eligibility import Lack, Need
from kiosk.rules.names import fold


@dataclass(frozen=True, slots=True)
class Lacking:
    """One person and one offering that is not over."""

    attendee: Attendee
    workshop: Workshop
    offering: Offering
    lacks: tuple[Lack, ...]


def to_come(view: View, now: dt.datetime) -> list[Lacking]:
    """Everyone who lacks anything for an offering of which a session is still to end, by
    offering and name."""
    ledger = Ledger(view)
    found = []
    for offering in view.all(Offering):
        workshop = view.get(Workshop, offering.workshop)
        if offering.cancelled or workshop is None or not eligibility.asks(workshop):
            continue
        if not any(s.end > now and not s.cancelled for s in view.sittings_of(offering.id)):
            continue
        for person in learners(view, offering):
            attendee = view.get(Attendee, person)
            if attendee and (lacks := ledger.lacks(attendee, workshop)):
                found.append(Lacking(attendee, workshop, offering, lacks))
    return sorted(found, key=lambda r: (r.offering.id, fold(r.attendee.name), r.attendee.id))


def said(view: View, row: Lacking, language: str) -> list[Text]:
    """What is lacking, one text for each."""
    return [_said(view, lack, row.workshop, language) for lack in row.lacks]


def _said(view: View, lack: Lack, workshop: Workshop, language: str) -> Text:
    if lack.need is Need.WORKSHOP:
        needed = view.get(Workshop, lack.workshop)
        title = text(needed.title, language) if needed else lack.workshop
        return Text("has not completed {workshop}", workshop=title)
    if lack.need is Need.POSITION:
        return Text("holds none of its positions: {positions}", positions=list(workshop.positions))
    return Text("is not in good standing")
