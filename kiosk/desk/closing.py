"""A facilitator signs a session, or opens it again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace

from kiosk.clock import DAY, aware, ends_day, parse_hour, parse_time, zone
from kiosk.desk.completing.ledger import Ledger, was_passed
from kiosk.desk.protocol import Desk, View
from kiosk.desk.teaching import learners
from kiosk.errors import Count, NoPin, NotOver, Refused, UnknownSession, WrongPin
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    Closing,
    Mark,
    Reopening,
    Role,
    Rounding,
    SignedLine,
    Sitting,
    Staff,
)
from kiosk.rules import attendance, names, schedule, signing
from kiosk.rules.intervals import MINUTE
from kiosk.rules.signing import Difference


@dataclass(frozen=True, slots=True)
class Preview:
    """What a signature would say."""

    sitting: Sitting
    minutes: int
    roster: tuple[SignedLine, ...]
    ended: dt.datetime | None = None
    """When it ended, where that was before its scheduled end."""


def expected(view: View, sitting: Sitting) -> list[str]:
    """Ids of the attendees who are registered, not waitlisted and not cancelled, and do
    not teach it."""
    return learners(view, sitting.offering)


def preview(
    view: View,
    session_id: str,
    now: dt.datetime,
    minutes: int | None = None,
    ended: dt.datetime | None = None,
) -> Preview:
    """What closing would sign now.

    Args:
        minutes: how long the session was, where the workshop's length is variable.
        ended: when it ended, where that was before its scheduled end.

    Raises:
        NotOver: its end is still to come, and nobody said that it ended early.
        Refused: it cannot be closed, and why.
    """
    sitting = _known(view, session_id)
    if sitting.cancelled:
        raise Refused("This session is cancelled; there is nothing to sign.")
    if signed := schedule.standing_closing(view.session_facts(session_id)):
        raise Refused(
            "This session is closed already, signed by {name}. To change it, reopen it with a "
            "reason.",
            name=_named(view, signed.by),
        )
    if minutes is not None and not 1 <= minutes <= 24 * 60:
        raise Refused("A session is between 1 and 1440 minutes long.")
    if sitting.workshop.variable and minutes is None and ended is None:
        raise Refused("The length of this workshop varies: say how many minutes it was.")
    if not sitting.workshop.variable and minutes not in (None, sitting.minutes):
        planned = Count("{n} minute", "{n} minutes", sitting.minutes)
        raise Refused("This session is {length} long, by its schedule.", length=planned)
    if now < sitting.start:
        local = sitting.start.astimezone(sitting.zone)
        raise Refused("This session has not started: it begins {when}.", when=local)
    length, early = _length(sitting, now, minutes, ended)
    return Preview(sitting, length, _roster(view, sitting, length), early)


def _length(
    sitting: Sitting, now: dt.datetime, minutes: int | None, ended: dt.datetime | None
) -> tuple[int, dt.datetime | None]:
    """How many minutes a session was held, and when it ended, where that was early."""
    try:
        end = signing.end(sitting, now, minutes, ended)
    except signing.WrongEnd as error:
        raise _refusal(sitting, error) from None
    length = int((end - sitting.start) / MINUTE)
    return length, end if end < sitting.end and not sitting.workshop.variable else None


def parse_end(view: View, session_id: str, typed: str) -> dt.datetime:
    """When a session ended, as a person types it: a time of its day, ``11:20``, or with the
    day, ``2026-04-10 11:20``, on the session's wall clock. A time before its start is one
    of the next day, where it runs past midnight.

    Raises:
        BadTime: it is no time.
        UnknownSession: there is no such session.
    """
    sitting = _known(view, session_id)
    start, end = (moment.astimezone(sitting.zone) for moment in (sitting.start, sitting.end))
    if ends_day(typed):
        return aware(dt.datetime.combine(start.date() + DAY, dt.time()), sitting.zone)
    if not (clock := parse_hour(typed)):
        return parse_time(typed, sitting.zone)
    day = start.date()
    if clock < start.time() and end.date() > day:
        day = end.date()
    return aware(dt.datetime.combine(day, clock), sitting.zone)


def checked_end(desk: Desk, session_id: str, typed: str) -> dt.datetime:
    """When a session ended, as a person types it, if it can have ended then.

    Raises:
        BadTime, Refused: it is no time, or it cannot have ended then.
    """
    ended = parse_end(desk.store, session_id, typed)
    _length(_known(desk.store, session_id), desk.clock.now(), None, ended)
    return ended


def _refusal(sitting: Sitting, error: signing.WrongEnd) -> Refused:
    end, local = sitting.end.astimezone(sitting.zone), error.time.astimezone(sitting.zone)
    match error.fault:
        case signing.Fault.NOT_OVER:
            return NotOver(
                "This session ends at {end}. It can be signed from {time} on; if it ended early, "
                "say when.",
                end=end,
                time=local,
            )
        case signing.Fault.TOO_SHORT:
            return Refused(
                "This session began less than that ago: it can be signed at {time}.", time=local
            )
        case signing.Fault.FUTURE:
            return Refused("{time} is still to come.", time=local)
        case signing.Fault.BEFORE_START:
            start = sitting.start.astimezone(sitting.zone)
            return Refused(
                "This session began at {start}: it did not end at {time}.", start=start, time=local
            )
        case signing.Fault.AFTER_END:
            return Refused(
                "This session ends at {end} by its schedule: it did not end early at {time}.",
                end=end,
                time=local,
            )


def _roster(
    view: View, sitting: Sitting, minutes: int, rounding: Rounding = Rounding.SUM
) -> tuple[SignedLine, ...]:
    return attendance.roster(
        expected(view, sitting),
        {a: view.person_facts(sitting.id, a) for a in view.people_in(sitting.id)},
        sitting.start,
        sitting.start + dt.timedelta(minutes=minutes),
        schedule.door(sitting).grace,
        sitting.programme.attendance,
        rounding,
    )


def _lacking(view: View, what: Preview) -> tuple[str, ...]:
    """Who attended and lacks what keeps from completing the workshop, and was not let in
    all the same."""
    if schedule.door(what.sitting).warns:
        return ()
    ledger = Ledger(view)
    workshop = what.sitting.workshop
    return tuple(
        line.attendee
        for line in what.roster
        if line.status.attended
        and (attendee := view.get(Attendee, line.attendee))
        and any(lack.bars for lack in ledger.lacks(attendee, workshop))
        and not was_passed(view, what.sitting.id, line.attendee)
    )


def _named(view: View, staff_id: str | None) -> str:
    known = view.get(Staff, staff_id) if staff_id else None
    return known.name if known else staff_id or ""


def close(
    desk: Desk,
    session_id: str,
    staff: Staff,
    minutes: int | None = None,
    answers: Mapping[str, AttendanceStatus] | None = None,
    reasons: Mapping[str, str] | None = None,
    ended: dt.datetime | None = None,
) -> Closing:
    """Sign a session. The PIN of ``staff`` was checked by the caller.

    Args:
        minutes: how long the session was, where the workshop's length is variable.
        ended: when it ended, where that was before its scheduled end.
        answers: marks for people who were unclear, by attendee; recorded with the
            signature, in one change.
        reasons: why they are marked so, by attendee.

    Raises:
        Refused: it cannot be closed, or not by this person; or someone closed it first.
    """
    with desk.store.change() as tx:
        now = desk.clock.now()
        _may_sign(staff)
        preview(tx, session_id, now, minutes, ended)
        for attendee, status in (answers or {}).items():
            tx.add(
                Mark(
                    time=now,
                    session=session_id,
                    by=staff.id,
                    attendee=attendee,
                    status=status,
                    reason=names.clean((reasons or {}).get(attendee, "")),
                )
            )
        what = preview(tx, session_id, now, minutes, ended)
        return tx.add(
            Closing(
                time=now,
                session=session_id,
                by=staff.id,
                minutes=what.minutes,
                roster=what.roster,
                hash=attendance.roster_hash(session_id, what.minutes, what.roster, what.ended),
                lacking=_lacking(tx, what),
                ended=what.ended,
                rounding=Rounding.SUM,
            )
        )


def countersign(desk: Desk, session_id: str, staff: Staff) -> Closing:
    """Put a second signature under a closed session. The PIN was checked by the caller.

    Raises:
        Refused: it is not closed; they signed it; what was recorded since makes another
            roster; or not by this person.
    """
    with desk.store.change() as tx:
        _may_sign(staff)
        sitting = _known(tx, session_id)
        facts = tx.session_facts(session_id)
        signed = schedule.standing_closing(facts)
        if signed is None:
            raise Refused("This session is not closed.")
        if staff.id in signing.signers(facts):
            raise Refused("{name} signed this session already.", name=staff.name)
        if sitting.cancelled:
            raise Refused("This session is cancelled; there is nothing to sign.")
        if changed := changed_since_signed(tx, session_id):
            raise Refused(
                "This session has changed since {name} signed it: {people}. Reopen it with a "
                "reason, and close it again.",
                name=_named(tx, signed.by),
                people=[_person(tx, one.attendee) for one in changed],
            )
        return tx.add(replace(signed, id="", time=desk.clock.now(), by=staff.id))


def changed_since_signed(view: View, session_id: str) -> tuple[Difference, ...]:
    """Whose attendance would be signed otherwise now than it was: what another laptop or a
    paper list brought, or was taken back, after the signature, and what another schedule
    makes of it. Nothing while it is open.
    """
    signed = schedule.standing_closing(view.session_facts(session_id))
    sitting = view.sitting(session_id)
    if signed is None or sitting is None or sitting.cancelled:
        return ()
    given = sitting.workshop.variable or signed.ended is not None
    length = signed.minutes if given else sitting.minutes
    now = _roster(view, sitting, length, signed.rounding)
    found = signing.differences(signed.roster, now)
    return tuple(one for one in found if one.matters)


def _person(view: View, attendee_id: str) -> str:
    known = view.get(Attendee, attendee_id)
    return known.name if known else attendee_id


def _known(view: View, session_id: str) -> Sitting:
    sitting = view.sitting(session_id)
    if sitting is None:
        raise UnknownSession("There is no session {session}.", session=session_id)
    return sitting


def reopen(desk: Desk, session_id: str, staff: Staff, reason: str) -> Reopening:
    """Take a signature back, with a reason. The PIN was checked by the caller.

    Raises:
        Refused: it is not closed, no reason was given, or not by this person.
    """
    said = names.clean(reason)
    with desk.store.change() as tx:
        _may_sign(staff)
        _known(tx, session_id)
        if not schedule.standing_closing(tx.session_facts(session_id)):
            raise Refused("This session is not closed.")
        if not said:
            raise Refused("Say why it is reopened: it stands in the record.")
        return tx.add(
            Reopening(time=desk.clock.now(), session=session_id, by=staff.id, reason=said)
        )


def _may_sign(staff: Staff) -> None:
    if Role.FACILITATOR not in staff.roles:
        raise Refused("{name} is not a facilitator; a facilitator signs.", name=staff.name)


def staff_named(view: View, name: str) -> Staff:
    """The staff member with a name, in any order and case, or with an id.

    Raises:
        Refused: there is none, or more than one.
    """
    key = names.name_key(name)
    found = [s for s in view.all(Staff) if s.id == name or names.name_key(s.name) == key]
    if not found:
        raise Refused("Nobody on the staff is called “{name}”.", name=names.clean(name))
    if len(found) > 1:
        raise Refused(
            "Several on the staff are called “{name}”: use an id ({ids}).",
            name=names.clean(name),
            ids=[s.id for s in found],
        )
    return found[0]


def identify(desk: Desk, name: str, pin: str) -> Staff:
    """Who signs, by name and PIN. Takes longer after wrong tries.

    Raises:
        Refused: nobody of that name, no longer or not yet on the staff, or a wrong PIN.
    """
    return proven(desk, may_act(desk, name), pin)


def proven(desk: Desk, staff: Staff, pin: str) -> Staff:
    """Someone whom :func:`may_act` found, once their PIN is right. Waits after wrong tries,
    and reads nothing of the store: it need not be on the store's thread.

    Raises:
        WrongPin: it is not right.
    """
    if not desk.pins.check(staff.id, pin):
        raise WrongPin("That PIN is not right.")
    return staff


def may_act(desk: Desk, name: str) -> Staff:
    """Someone on the staff, by name or id, whose PIN can be asked for today.

    Raises:
        Refused: nobody of that name, or no longer or not yet on the staff.
    """
    staff = staff_named(desk.store, name)
    today = desk.clock.now().astimezone(zone(desk.store.organisation.zone)).date()
    if staff.ends and today > staff.ends:
        raise Refused("{name}'s term ended on {day}.", name=staff.name, day=staff.ends)
    if staff.starts and today < staff.starts:
        raise Refused("{name}'s term begins on {day}.", name=staff.name, day=staff.starts)
    if not desk.pins.has(staff.id):
        raise NoPin("{name} has no PIN on this laptop.", name=staff.name)
    return staff
