"""Bringing in a calendar: its events become sessions of the offerings that they name."""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import replace

from kiosk.clock import aware, fixed, zone
from kiosk.desk.bringing.reporting import Report, bring
from kiosk.desk.bringing.rosters import Offerings
from kiosk.desk.bringing.timetables import keeping_dates, put_session
from kiosk.desk.protocol import Change, Desk
from kiosk.errors import NotSo, Refused, UnknownOffering
from kiosk.files.calendars import Calendar, Event, Invited
from kiosk.files.cells import session_end
from kiosk.files.choices import Choices
from kiosk.files.moments import LAST_YEAR
from kiosk.files.reading import Wrong
from kiosk.model import (
    Attendee,
    Offering,
    Registration,
    RegistrationStatus,
    School,
    Session,
    Workshop,
)
from kiosk.rules import schedule
from kiosk.rules.names import fold, name_key

_ANSWERS = {
    "ACCEPTED": RegistrationStatus.REGISTERED,
    "TENTATIVE": RegistrationStatus.WAITLISTED,
    "DECLINED": RegistrationStatus.CANCELLED,
}
"""Who has not answered is not registered."""


def bring_calendar(
    desk: Desk, calendar: Calendar, choices: Choices, dry_run: bool = False, source: str = ""
) -> Report:
    """Bring in the sessions of a calendar, and who accepted to come.

    Raises:
        Refused: there is no such offering or school as was said.
    """

    def work(tx: Change, report: Report) -> None:
        if choices.offering and tx.get(Offering, choices.offering) is None:
            raise UnknownOffering("There is no offering {offering}.", offering=choices.offering)
        if choices.school and tx.get(School, choices.school) is None:
            raise Refused("There is no school {school}.", school=choices.school)
        report.wrong.extend(calendar.wrong)
        _Bringing(tx, report, choices).bring(calendar)

    return bring(desk, work, dry_run, source)


class _Bringing:
    def __init__(self, tx: Change, report: Report, choices: Choices) -> None:
        self._tx, self._report, self._choices = tx, report, choices
        self._offerings = Offerings(tx)
        self._days: dict[str, list[dt.date]] = {}
        self._taken: set[str] = set()
        self._answers: dict[tuple[str, str], RegistrationStatus] = {}

    def bring(self, calendar: Calendar) -> None:
        told: set[str] = set()
        for where, event in calendar.entries:
            try:
                offering = self._offering(event)
                self._session(where, event, offering)
            except (NotSo, Refused) as error:
                if where not in told:  # an event of fifty times is wrong once
                    told.add(where)
                    value = event.summary
                    self._report.wrong.append(Wrong(where, error.text, "SUMMARY", value))
                continue
            for invited in event.invited:
                self._answer(invited, offering.id)
        for school, days in self._days.items():
            known = self._tx.get(School, school)
            if known:
                dated = replace(known, starts=min(days), ends=max(days))
                self._report.put(self._tx, keeping_dates(self._tx, dated))
        for (who, offering_id), status in self._answers.items():
            self._register(who, offering_id, status)

    # ---- which offering

    def _offering(self, event: Event) -> Offering:
        """The offering an event is of.

        Raises:
            Refused: none, or several.
        """
        if self._choices.offering:
            return self._known(self._choices.offering)
        found = {o for text in (*event.categories, event.summary) if (o := self._named(text))}
        found = found or self._offerings.within(event.summary)
        if len(found) == 1:
            return self._known(found.pop())
        if not found and self._choices.school:
            return self._new(event)
        if found:
            raise Refused(
                "it may be {offerings}; say which with its id as the category",
                offerings=", ".join(sorted(found)[:5]),
            )
        raise Refused(
            "neither its summary nor its categories name an offering or a workshop that is held"
        )

    def _named(self, text: str) -> str:
        try:
            return self._offerings.named(text) if text else ""
        except Refused:
            return ""

    def _known(self, offering: str) -> Offering:
        found = self._tx.get(Offering, offering)
        if found is None:
            raise UnknownOffering("There is no offering {offering}.", offering=offering)
        return found

    def _new(self, event: Event) -> Offering:
        """A new offering of the workshop that an event names, in the school that was said."""
        said = {fold(text) for text in (*event.categories, event.summary)}
        held = [
            w
            for w in self._tx.all(Workshop)
            if said & {fold(name) for name in (w.id, *w.title.values())}
        ]
        if len(held) != 1:
            raise Refused("neither its summary nor its categories name a workshop")
        school, workshop = self._choices.school, held[0].id
        offering = Offering(id=f"{school}-{workshop}"[:80], school=school, workshop=workshop)
        known = self._tx.get(Offering, offering.id)
        if known is None:
            self._report.put(self._tx, replace(offering, room=event.place))
            self._offerings = Offerings(self._tx)
        return self._known(offering.id)

    # ---- its sessions

    def _session(self, where: str, event: Event, offering: Offering) -> None:
        school = self._tx.get(School, offering.school)
        clock = event.zone or zone(offering.zone or (school.zone if school else "UTC"))
        held_in = zone(offering.zone or (school.zone if school else "UTC"))
        if event.start.year > LAST_YEAR:
            raise NotSo("it is in the year {year}; is the century right?", year=event.start.year)
        start = fixed(aware(event.start, clock), held_in)
        end = fixed(session_end(start, _end(event, start, clock)), held_in)
        named = f"{offering.id}-{_digest(event)}"
        known = self._tx.get(Session, named) or next(
            (s for s in self._tx.sessions_of(offering.id) if s.start == start), None
        )
        if event.cancelled:
            self._cancel(known)
            return
        if known is not None and known.id in self._taken:
            raise NotSo("the id {id} stands in this file before", id=known.id)
        made = Session(
            id=known.id if known else named,
            offering=offering.id,
            start=start,
            end=end,
            room=event.place if event.place and event.place != offering.room else None,
            part=known.part if known else None,
        )
        if known is not None:
            made = replace(made, door=known.door, room=made.room or known.room)
        self._taken.add(made.id)
        self._days.setdefault(offering.school, []).append(start.date())
        put_session(self._tx, self._report, where, made, offering, {})

    def _cancel(self, known: Session | None) -> None:
        """What is not held any more is cancelled, unless somebody signed that it was held."""
        if known and known.id not in self._taken and not known.cancelled:
            if schedule.standing_closing(self._tx.session_facts(known.id)):
                raise NotSo("{id} is closed; reopen it before it is changed", id=known.id)
            self._report.put(self._tx, replace(known, cancelled=True))

    # ---- who comes

    def _answer(self, invited: Invited, offering: str) -> None:
        status = _ANSWERS.get(invited.answer)
        if status is None:
            return
        people = self._tx.attendees_at(invited.email.casefold()) if invited.email else []
        if len(people) > 1:
            people = [p for p in people if name_key(p.name) == name_key(invited.name)]
        # An office's address is known of one person, and another may be invited by it.
        named = self._tx.attendees_named(name_key(invited.name)) if people else []
        if len(people) != 1 or (named and people[0].id not in {p.id for p in named}):
            self._report.left_out += 1
            return
        self._answers.setdefault((people[0].id, offering), status)

    def _register(self, who: str, offering: str, status: RegistrationStatus) -> None:
        key = Registration.id_for(who, offering)
        known = self._tx.get(Registration, key)
        if known is None and status is RegistrationStatus.CANCELLED:
            return
        made = Registration(id=key, attendee=who, offering=offering, status=status)
        if known:
            made = replace(made, walk_in=known.walk_in)
        if self._tx.get(Attendee, who):
            self._report.put(self._tx, made)


def _end(event: Event, start: dt.datetime, clock: dt.tzinfo) -> dt.datetime:
    """When it ends: so long after its start, or on the wall clock; of two such times in the
    night in which the clocks go back the earlier, where that is after its start."""
    if event.lasts is not None:
        return start + event.lasts
    end = aware(event.end, clock)
    return end if end > start else aware(event.end.replace(fold=1), clock)


def _digest(event: Event) -> str:
    """The same for the same time of the same event, in every file that has it."""
    said = f"{event.uid or event.summary}\n{event.occurrence or '-'}"
    if not event.uid and not event.occurrence:
        said += event.start.isoformat()
    return hashlib.sha256(said.encode()).hexdigest()[:8]
