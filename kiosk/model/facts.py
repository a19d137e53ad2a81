"""What happened or was decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from kiosk.model.texts import Texts


class AttendanceStatus(StrEnum):
    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def attended(self) -> bool:
        """Whether the person was there at all; excused is not attendance."""
        return self in ATTENDED


ATTENDED = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.LATE,
    AttendanceStatus.LEFT_EARLY,
)
"""What attendance is."""


class How(StrEnum):
    """By what a check-in or departure came about."""

    BADGE = "badge"
    NUMBER = "number"
    NAME = "name"
    STAFF = "staff"
    REPORT = "report"
    """By what a video meeting reported of its participants."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that happened or was decided; never overwritten.

    The store gives ``id`` (``<kiosk>-<n>``) and ``entered`` when it is recorded.
    """

    table: ClassVar = "facts"
    kind: ClassVar[str]
    id: str = ""
    time: dt.datetime
    """The time it speaks of."""
    entered: dt.datetime | None = None
    """When it was recorded, by the machine's clock."""
    session: str
    by: str | None = None
    """The staff member who did it; ``None`` is the attendee, at the kiosk."""

    @property
    def order(self) -> tuple[str, str, int, int]:
        """Sorts facts of all kiosks: when entered, kiosk, number of the change,
        place in the change."""
        kiosk, n, *place = self.id.split("-")
        entered = self.entered.isoformat() if self.entered else ""
        return entered, kiosk, int(n), int(place[0]) if place else 1


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(Fact):
    """Someone came in."""

    kind: ClassVar[str] = "check_in"
    attendee: str
    how: How
    reason: str = ""
    """Why staff let in someone whom the door would not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure(Fact):
    """Someone went out."""

    kind: ClassVar[str] = "departure"
    attendee: str
    how: How


@dataclass(frozen=True, slots=True, kw_only=True)
class Void(Fact):
    """Takes another fact of this person and session back."""

    kind: ClassVar[str] = "void"
    attendee: str
    voids: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Fact):
    """A facilitator's word on someone's attendance."""

    kind: ClassVar[str] = "mark"
    attendee: str
    status: AttendanceStatus
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Fact):
    """What staff wrote down about someone in a session; it changes nothing."""

    kind: ClassVar[str] = "note"
    attendee: str
    reason: str = ""
    """What was noted; under the name whose content goes when a person is forgotten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUp(Fact):
    """A facilitator approves that minutes of other sessions count for one that was missed."""

    kind: ClassVar[str] = "make_up"
    session: str = ""
    attendee: str
    missed: str
    """The session that was missed, or a part of it."""
    sources: tuple[str, ...]
    """The sessions that were attended instead, of the same workshop or an equivalent one."""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling(Fact):
    """Someone with the right grants or refuses a completion, whatever the rule says."""

    kind: ClassVar[str] = "ruling"
    session: str = ""
    attendee: str
    offering: str
    granted: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge(Fact):
    """Two attendees are one person: what is recorded of ``attendee`` counts for ``into``,
    until it is voided."""

    kind: ClassVar[str] = "merge"
    session: str = ""
    attendee: str
    into: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedLine:
    """One person in the roster as signed."""

    attendee: str
    status: AttendanceStatus
    minutes: int
    assumed: bool = False
    """No departure was recorded: presence to the end is assumed."""


class Rounding(StrEnum):
    """How seconds of presence became the whole minutes of a roster."""

    VISIT = "visit"
    """Each visit by itself, out to the minutes it began and ended in. Signatures of earlier
    versions."""
    SUM = "sum"
    """All visits added up, and rounded once: see ``rules.attendance.presence``."""
    CLOCK = "clock"
    """Each visit from minute to minute, as a clock without seconds shows it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Fact):
    """A facilitator's signature under a session; ``by`` is who signed."""

    kind: ClassVar[str] = "closing"
    minutes: int
    """How long the session was: as scheduled, to ``ended``, or the facilitator's word."""
    roster: tuple[SignedLine, ...]
    hash: str
    """SHA-256 of the roster, see ``rules.attendance.roster_hash``."""
    lacking: tuple[str, ...] = ()
    """Attendees who, when it was signed, lacked something for the workshop that keeps from
    completing it, and whom nobody had let in all the same."""
    ended: dt.datetime | None = None
    """When it ended, where that was before its scheduled end; the hash covers it."""
    rounding: Rounding = Rounding.VISIT


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening(Fact):
    """A closed session is open again, until it is signed anew."""

    kind: ClassVar[str] = "reopening"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Fact):
    """A person asked to be forgotten: what is personal of them is taken out of every
    laptop's lines, and what was counted stays."""

    kind: ClassVar[str] = "forgotten"
    session: str = ""
    attendee: str


CERTIFICATES = "*certificates"
"""Stands in place of the session in what is recorded of certificates, so that a scan, which
reads a person's sessions, does not read those too. No session has such an id."""

KEYS = "*keys"
"""The same, in what is recorded of issuers' keys."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a certificate says, word for word; frozen, whatever later changes."""

    name: str
    title: Texts
    """Of the workshop, in each of ``languages``."""
    programme: Texts
    minutes: int
    """The workshop's length."""
    first_day: dt.date
    last_day: dt.date
    """Of the sessions that were attended, on the wall clock of where they were held."""
    school: str
    place: str
    facilitators: tuple[str, ...]
    organisation: str
    languages: tuple[str, ...]
    """One, or two that stand side by side."""
    issued_on: dt.date
    verify_at: str = ""
    """The web address where its code can be looked up, where there is one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate(Fact):
    """A certificate was issued for a completion; ``by`` is the rep.

    Who is forgotten takes ``says`` and ``credential`` along; that there was one stays.
    """

    kind: ClassVar[str] = "certificate"
    session: str = CERTIFICATES
    attendee: str
    workshop: str
    offering: str
    number: str
    """Unique on all laptops: the kiosk's id stands in it."""
    code: str
    """What is printed to look it up by, see ``rules.certificates``."""
    supersedes: str = ""
    """The number of the one that this one stands in place of."""
    says: Wording | None = None
    credential: str = ""
    """The same as a signed Open Badge: a JWT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation(Fact):
    """A certificate is no longer worth anything; ``by`` is the rep."""

    kind: ClassVar[str] = "revocation"
    session: str = CERTIFICATES
    attendee: str
    number: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuerKey(Fact):
    """A public key that this organisation signs or signed certificates with. What it signed
    goes on being genuine when another takes its place."""

    kind: ClassVar[str] = "issuer_key"
    session: str = KEYS
    key: dict[str, str]
    """As a JSON Web Key, without anything secret."""


PersonFact = (
    CheckIn | Departure | Void | Mark | Note | MakeUp | Ruling | Merge | Certificate | Revocation
)
"""What is recorded of a person: in a session, or, without one, of the person as such."""
SessionFact = Closing | Reopening
