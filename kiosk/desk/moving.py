"""Somebody was in another session than the one they were checked in to."""

from __future__ import annotations

from dataclasses import replace

from kiosk.desk import voiding
from kiosk.desk.protocol import Change, Desk
from kiosk.errors import Refused, UnknownSession
from kiosk.model import (
    CheckIn,
    Departure,
    Mark,
    PersonFact,
    Registration,
    RegistrationStatus,
    Sitting,
    Staff,
)
from kiosk.rules import schedule


def move(
    desk: Desk, attendee: str, source: str, target: str, staff: Staff, reason: str
) -> list[PersonFact]:
    """Take back what stands of someone's coming and going in one session, and record the
    same, at the same times, in another; with a place in its offering, if they have none.
    A registration for the first stays. Returns what was recorded anew.

    Raises:
        Refused: no reason; nothing stands to be moved; either session is closed, the
            second is cancelled, or they are in it already.
    """
    why = voiding.said(reason)
    with desk.store.change() as tx:
        if source == target:
            raise Refused("They are in this session already.")
        here, there = _open(tx, source), _open(tx, target)
        if there.cancelled:
            raise Refused("This session is cancelled.")
        moved = [
            fact
            for fact in voiding.standing(tx, here.id, attendee)
            if isinstance(fact, CheckIn | Departure | Mark)
        ]
        if not any(isinstance(fact, CheckIn | Departure) for fact in moved):
            raise Refused("Nothing is recorded of them there that could be moved.")
        known = voiding.standing(tx, there.id, attendee)
        if any(isinstance(fact, CheckIn) for fact in known):
            raise Refused("They are in {session} already.", session=there.id)
        made: list[PersonFact] = []
        for fact in moved:
            voiding.void(tx, desk, here.id, attendee, fact.id, staff, why)
            if isinstance(fact, Mark):
                continue  # what a facilitator said was said of that session
            made.append(tx.add(replace(fact, id="", session=there.id, by=staff.id)))
        _place(tx, attendee, there)
        return made


def _open(tx: Change, session: str) -> Sitting:
    sitting = tx.sitting(session)
    if sitting is None:
        raise UnknownSession("There is no session {session}.", session=session)
    if schedule.standing_closing(tx.session_facts(session)):
        raise Refused("{session} is closed. Reopen it with a reason first.", session=session)
    return sitting


def _place(tx: Change, attendee: str, sitting: Sitting) -> None:
    """A place in the offering for whoever has none that stands."""
    key = Registration.id_for(attendee, sitting.offering.id)
    known = tx.get(Registration, key)
    if known is None:
        tx.put(Registration(id=key, attendee=attendee, offering=sitting.offering.id, walk_in=True))
    elif known.status is not RegistrationStatus.REGISTERED:
        tx.put(replace(known, status=RegistrationStatus.REGISTERED))
