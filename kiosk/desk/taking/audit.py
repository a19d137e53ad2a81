"""What was done, as it is taken home: a row for each entry of :mod:`kiosk.desk.auditing`."""

from __future__ import annotations

from collections.abc import Iterator

from kiosk.desk import auditing
from kiosk.desk.auditing import Done
from kiosk.desk.protocol import Desk
from kiosk.desk.taking.source import Source, Wanted
from kiosk.files.exports import Kind
from kiosk.model import Attendee


def lines(desk: Desk, wanted: Wanted, language: str) -> Iterator[Done]:
    """Oldest first. The status is what was done; the span, of the day on which it was
    recorded, in UTC. What was about nobody in a local or position is left out where one is
    asked for, and what was about nothing that is taught where that is."""
    view = desk.store
    for done in auditing.audit(desk, wanted.person or None):
        if wanted.status not in ("", done.what) or not wanted.is_on(done.at.date()):
            continue
        if wanted.local or wanted.position:
            person = view.get(Attendee, done.attendee) if done.attendee else None
            if person is None or not wanted.is_of(person):
                continue
        if wanted.programme or wanted.workshop or wanted.school:
            sitting = view.sitting(done.session) if done.session else None
            if sitting is None or not wanted.is_in(sitting.offering, sitting.workshop):
                continue
        yield done


_TIMES = ("at", "time")

SOURCE = Source(
    "audit",
    {name: (Kind.TIME if name in _TIMES else Kind.TEXT, name) for name in auditing.COLUMNS},
    usual=auditing.COLUMNS,
    statuses=(),
    counted=("what", "by"),
)
