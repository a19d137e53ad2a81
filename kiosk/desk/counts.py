"""Who is registered and who came, kept from one change to the next.

A board that counts anew with each check-in is the slower the more came. Here only whom a
change speaks of is looked at again. Worked by the store's thread only.
"""

from __future__ import annotations

from typing import Any

from kiosk.desk.protocol import View
from kiosk.model import Attendee, Fact, Registration, RegistrationStatus
from kiosk.rules import attendance


class Counts:
    """Answers for one view; what it knows follows the view's changes."""

    def __init__(self) -> None:
        self._seen: Any = None
        self._came: dict[str, set[str]] = {}
        self._registered: dict[str, frozenset[str]] = {}

    def came(self, view: View, session: str) -> set[str]:
        """Ids of the attendees who have a check-in in a session that stands."""
        self._follow(view)
        known = self._came.get(session)
        if known is None:
            people = view.people_in(session)
            known = {a for a in people if _is_there(view, session, a)}
            self._came[session] = known
        return known

    def registered(self, view: View, offering: str) -> frozenset[str]:
        """Ids of the attendees who are registered, not waitlisted and not cancelled."""
        self._follow(view)
        known = self._registered.get(offering)
        if known is None:
            known = frozenset(
                r.attendee
                for r in view.registrations_in(offering)
                if r.status is RegistrationStatus.REGISTERED
            )
            self._registered[offering] = known
        return known

    def _follow(self, view: View) -> None:
        self._seen = latest = view.latest(self._seen)
        if latest.changes is None:
            self._came, self._registered = {}, {}
            return
        for table, record_id, attendee in latest.changes:
            if table == Registration.table:
                self._forget_offering(view, record_id)
            elif table == Fact.table and attendee:
                if record_id:
                    self._look_again(view, record_id, attendee)
                else:  # of no session: people were merged, or parted again
                    self._came, self._registered = {}, {}

    def _look_again(self, view: View, session: str, attendee: str) -> None:
        came = self._came.get(session)
        if came is None:
            return
        person = view.get(Attendee, attendee)
        who = person.id if person else attendee
        came.add(who) if _is_there(view, session, who) else came.discard(who)

    def _forget_offering(self, view: View, registration_id: str) -> None:
        registration = view.get(Registration, registration_id)
        if registration is None:
            self._registered = {}  # it was taken back with its change, and says nothing now
        else:
            self._registered.pop(registration.offering, None)


def _is_there(view: View, session: str, attendee: str) -> bool:
    return bool(attendance.standing(view.person_facts(session, attendee)).visits)
