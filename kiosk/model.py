"""The words of the design as frozen records.

Every record has an opaque ``id`` (``[a-z0-9-]+``). Times are aware datetimes.
Texts that people read in their own language are mappings from a language code
(``en``, ``fr``, ``es``) to a string; :func:`text` picks one. What can be derived
(who is present, who has completed) is not here: see ``kiosk.rules``.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar
from zoneinfo import ZoneInfo

Texts = dict[str, str]


def text(texts: Mapping[str, str], language: str) -> str:
    """The text in a language; else in English; else in any; else nothing."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


class Certificate(StrEnum):
    """What a programme gives for its workshops."""

    WORKSHOP = "workshop"
    PASSPORT = "passport"
    NONE = "none"


class RegistrationStatus(StrEnum):
    REGISTERED = "registered"
    WAITLISTED = "waitlisted"
    CANCELLED = "cancelled"


class AttendanceStatus(StrEnum):
    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    EXCUSED = "excused"
    ABSENT = "absent"

    @property
    def attended(self) -> bool:
        """Whether the person was there at all; excused is not attendance."""
        return self in _ATTENDED


_ATTENDED = (
    AttendanceStatus.PRESENT,
    AttendanceStatus.LATE,
    AttendanceStatus.LEFT_EARLY,
)


class Role(StrEnum):
    FACILITATOR = "facilitator"
    REP = "rep"


class How(StrEnum):
    """By what a check-in or departure came about."""

    BADGE = "badge"
    NUMBER = "number"
    NAME = "name"
    STAFF = "staff"


# ---- settings that a programme, an offering or a session may give


@dataclass(frozen=True, slots=True, kw_only=True)
class DoorRule:
    """When the door is open, and to whom; times in minutes. What is ``None`` comes from
    the wider rule."""

    opens_before: int | None = None
    """Check-in opens this long before the start."""
    grace: int | None = None
    """Who arrives later than this after the start is late; who leaves more than
    this before the end left early."""
    last_admission: int | None = None
    """Check-in ends this long after the start; by default at the session's end."""
    places_held: int | None = None
    """The place of someone registered who has not come is kept this long after the
    start; only where there is a capacity."""
    walk_ins: bool | None = None
    """Whether an attendee who is not registered may add themselves."""
    departures: bool | None = None
    """Whether who is in goes out with the next scan; else that says they are in."""
    prerequisites_warn: bool | None = None
    """What someone lacks for the workshop is said, and keeps nobody out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompletionRule:
    """When a workshop counts as completed."""

    share: float | None = None
    """The share of the scheduled minutes (0 < share <= 1) that is enough. ``None``:
    every session must have been attended."""


# ---- what is taught


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """Whose data folder this is; there is one, with the id ``organisation``."""

    table: ClassVar = "organisation"
    id: str = "organisation"
    name: str
    zone: str
    """An IANA zone name; schools that name none are held in it."""
    languages: tuple[str, ...] = ("en",)
    """The first is what the kiosk speaks until told otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """A family of workshops with its rules."""

    table: ClassVar = "programmes"
    id: str
    title: Texts
    certificate: Certificate = Certificate.WORKSHOP
    completion: CompletionRule = field(default_factory=CompletionRule)
    door: DoorRule = field(default_factory=DoorRule)
    ours: tuple[str, ...] = ()
    """What in this record the union's own page does not say, by field."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workshop:
    """A course in the catalogue."""

    table: ClassVar = "workshops"
    id: str
    programme: str
    title: Texts
    description: Texts = field(default_factory=dict)
    section: Texts = field(default_factory=dict)
    minutes: int | None = None
    """Its length; ``None`` where the catalogue gives none: then as long as scheduled."""
    variable: bool = False
    """The length is the facilitator's word, given when a session is closed."""
    days: float | None = None
    level: int | None = None
    parts: tuple[Texts, ...] = ()
    """The titles of its parts, where it has any; a session says which part it is."""
    positions: tuple[str, ...] = ()
    """Who it is for; empty is everyone."""
    good_standing: bool = False
    """Only for members in good standing."""
    prerequisites: tuple[str, ...] = ()
    equivalents: tuple[str, ...] = ()
    term_years: int | None = None
    """Who completes it is appointed for a term of so many years."""
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class School:
    """An event, or a monthly series, at which offerings are held."""

    table: ClassVar = "schools"
    id: str
    name: str
    zone: str
    place: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    ours: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """A workshop being held at a school."""

    table: ClassVar = "offerings"
    id: str
    school: str
    workshop: str
    room: str = ""
    online: bool = False
    facilitators: tuple[str, ...] = ()
    """Names, as printed; they need not be on the staff."""
    capacity: int | None = None
    zone: str | None = None
    """Where it differs from the school's."""
    cancelled: bool = False
    door: DoorRule = field(default_factory=DoorRule)


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """One sitting of an offering."""

    table: ClassVar = "sessions"
    id: str
    offering: str
    start: dt.datetime
    end: dt.datetime
    room: str | None = None
    """Where it differs from the offering's."""
    part: int | None = None
    """Which part of its workshop, from 1."""
    cancelled: bool = False
    door: DoorRule = field(default_factory=DoorRule)


# ---- who is there


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    table: ClassVar = "attendees"
    id: str
    name: str
    member_number: str = ""
    local: str = ""
    positions: tuple[str, ...] = ()
    good_standing: bool | None = None
    email: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registration:
    table: ClassVar = "registrations"
    id: str
    attendee: str
    offering: str
    status: RegistrationStatus = RegistrationStatus.REGISTERED
    walk_in: bool = False

    @staticmethod
    def id_for(attendee: str, offering: str) -> str:
        """The same pair has the same id on every laptop, so that it merges."""
        return f"{attendee}--{offering}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A code that was printed; tied to nobody until ``attendee`` is set."""

    table: ClassVar = "badges"
    id: str
    code: str
    attendee: str | None = None
    revoked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Staff:
    """A facilitator or a rep. The hash of their PIN stays on the laptop, outside
    the tables (see ``store.pins``)."""

    table: ClassVar = "staff"
    id: str
    name: str
    roles: tuple[Role, ...] = (Role.FACILITATOR,)
    starts: dt.date | None = None
    ends: dt.date | None = None
    """The last day of the term."""
    attendee: str | None = None
    """The attendee they also are."""


Record = (
    Organisation
    | Programme
    | Workshop
    | School
    | Offering
    | Session
    | Attendee
    | Registration
    | Badge
    | Staff
)


# ---- what happened or was decided


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
    kind: ClassVar[str] = "check_in"
    attendee: str
    how: How
    reason: str = ""
    """Why staff let in someone whom the door would not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure(Fact):
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
class SignedLine:
    """One person in the roster as signed."""

    attendee: str
    status: AttendanceStatus
    minutes: int
    assumed: bool = False
    """No departure was recorded: presence to the end is assumed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing(Fact):
    """A facilitator's signature under a session; ``by`` is who signed."""

    kind: ClassVar[str] = "closing"
    minutes: int
    """How long the session was: as scheduled, or the facilitator's word."""
    roster: tuple[SignedLine, ...]
    hash: str
    """SHA-256 of the roster, see ``rules.attendance.roster_hash``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reopening(Fact):
    kind: ClassVar[str] = "reopening"
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten(Fact):
    """A person asked to be forgotten: what is personal of them is taken out of every
    laptop's lines, and what was counted stays."""

    kind: ClassVar[str] = "forgotten"
    session: str = ""
    attendee: str


PersonFact = CheckIn | Departure | Void | Mark
SessionFact = Closing | Reopening


# ---- joined


@dataclass(frozen=True, slots=True)
class Sitting:
    """A session with all it stands in, as the rules and the screens need it."""

    session: Session
    offering: Offering
    workshop: Workshop
    programme: Programme
    school: School
    number: int
    """Which of the offering's sessions that were not cancelled, from 1; a
    cancelled one keeps the number it would have had."""
    count: int

    @property
    def id(self) -> str:
        return self.session.id

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.offering.zone or self.school.zone)

    @property
    def start(self) -> dt.datetime:
        return self.session.start

    @property
    def end(self) -> dt.datetime:
        return self.session.end

    @property
    def room(self) -> str:
        return self.offering.room if self.session.room is None else self.session.room

    @property
    def cancelled(self) -> bool:
        return self.session.cancelled or self.offering.cancelled

    @property
    def minutes(self) -> int:
        """Scheduled minutes."""
        return round((self.session.end - self.session.start).total_seconds() / 60)

    def title(self, language: str) -> str:
        """The workshop's title, with the part's where there is one."""
        title = text(self.workshop.title, language)
        part = self.session.part
        if part and part <= len(self.workshop.parts):
            return f"{title}: {text(self.workshop.parts[part - 1], language)}"
        return title
