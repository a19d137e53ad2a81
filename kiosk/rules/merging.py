"""Two attendees who are one person: what is theirs together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from kiosk.model import (
    AttendanceStatus,
    Closing,
    Merge,
    PersonFact,
    Registration,
    RegistrationStatus,
    SignedLine,
    Void,
)

_STRENGTH = {
    RegistrationStatus.REGISTERED: 2,
    RegistrationStatus.WAITLISTED: 1,
    RegistrationStatus.CANCELLED: 0,
}


def standing_merges(facts: Iterable[PersonFact]) -> list[Merge]:
    """Those that were not taken back, of one attendee's facts."""
    known = list(facts)
    voided = {fact.voids for fact in known if isinstance(fact, Void)}
    return [fact for fact in known if isinstance(fact, Merge) and fact.id not in voided]


def roots(merges: Iterable[Merge]) -> dict[str, str]:
    """By attendee who was merged, the person they are in the end. Of two merges of one
    attendee the later counts; one that would close a ring, because two laptops merged two
    people each into the other, counts for nothing."""
    into: dict[str, str] = {}
    for merge in sorted(merges, key=lambda fact: fact.order):
        if merge.attendee not in _way(into, merge.into):
            into[merge.attendee] = merge.into
    return {attendee: _way(into, attendee)[-1] for attendee in into}


def _way(into: Mapping[str, str], attendee: str) -> list[str]:
    """An attendee, and whom they were merged into, and so on to the last."""
    way = [attendee]
    while (follows := into.get(way[-1])) is not None:
        way.append(follows)
    return way


def stronger(one: Registration, other: Registration) -> Registration:
    """Of two registrations for one offering the one that counts: registered before
    waitlisted before cancelled; of equals, who did not walk in."""

    def order(registration: Registration) -> tuple[int, bool]:
        return _STRENGTH[registration.status], not registration.walk_in

    return other if order(other) > order(one) else one


def resolved(closing: Closing, person: Mapping[str, str]) -> Closing:
    """A signature with each person once: where both have a line, attended wins, and of two
    the one with more minutes. Its hash stays that of the roster as it was signed.

    Args:
        person: the person they are, by attendee who was merged.
    """
    if not any(line.attendee in person for line in closing.roster):
        return closing
    lines: dict[str, SignedLine] = {}
    for line in closing.roster:
        who = person.get(line.attendee, line.attendee)
        known = lines.get(who)
        mine = line if line.attendee == who else replace(line, attendee=who)
        lines[who] = max(known, mine, key=_says) if known else mine
    lacking = dict.fromkeys(person.get(one, one) for one in closing.lacking)
    roster = tuple(lines[who] for who in sorted(lines))
    return replace(closing, roster=roster, lacking=tuple(lacking))


def _says(line: SignedLine) -> tuple[bool, int, bool, bool]:
    excused = line.status is AttendanceStatus.EXCUSED
    return line.status.attended, line.minutes, not line.assumed, excused
