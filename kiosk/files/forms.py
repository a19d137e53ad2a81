"""The documented forms of the TOML files (docs/imports.md), as msgspec checks them."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

import msgspec

from kiosk.model import (
    AttendanceRule,
    Award,
    CompletionRule,
    DoorRule,
    HoursBase,
    NoDeparture,
    Unmarked,
)

Id = Annotated[str, msgspec.Meta(pattern=r"^[a-z0-9-]+\Z", max_length=80)]
Line = Annotated[str, msgspec.Meta(min_length=1, max_length=300)]
Language = Literal["en", "fr", "es"]
Texts = Line | dict[Language, Line]
Minutes = Annotated[int, msgspec.Meta(ge=0, le=1440)]
Hours = Annotated[float, msgspec.Meta(gt=0, le=24)]
WorkshopHours = Annotated[float, msgspec.Meta(gt=0, le=1000)]


class Form(msgspec.Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """A field that is not in the form is an error: it would be lost in silence."""


class Door(Form, frozen=True):
    """:class:`kiosk.model.DoorRule`, as it is written in a file."""

    opens_before: Minutes | None = None
    grace: Minutes | None = None
    last_admission: Minutes | None = None
    places_held: Minutes | None = None
    walk_ins: bool | None = None
    departures: bool | None = None
    prerequisites_warn: bool | None = None
    signing_before: Minutes | None = None

    def rule(self) -> DoorRule:
        return DoorRule(**{name: getattr(self, name) for name in self.__struct_fields__})


NO_DOOR = Door()


class CompletionForm(Form, frozen=True):
    """:class:`kiosk.model.CompletionRule`, as it is written in a file."""

    share: Annotated[float, msgspec.Meta(gt=0, le=1)] | None = None
    every_session: bool | None = None
    hours_base: HoursBase | None = None

    def rule(self) -> CompletionRule:
        return CompletionRule(**{name: getattr(self, name) for name in self.__struct_fields__})


class AttendanceForm(Form, frozen=True):
    """:class:`kiosk.model.AttendanceRule`, as it is written in a file."""

    unmarked: Unmarked = Unmarked.ABSENT
    no_departure: NoDeparture = NoDeparture.STAYED

    def rule(self) -> AttendanceRule:
        return AttendanceRule(unmarked=self.unmarked, no_departure=self.no_departure)


class ProgrammeForm(Form, frozen=True):
    id: Id
    title: Texts
    certificate: Award = Award.WORKSHOP
    completion: CompletionForm = CompletionForm()
    attendance: AttendanceForm = AttendanceForm()
    door: Door = NO_DOOR
    ours: list[str] = []


class WorkshopForm(Form, frozen=True):
    id: Id
    title: Texts
    description: Texts | None = None
    section: Texts | None = None
    hours: WorkshopHours | list[WorkshopHours] | Literal["variable"] | None = None
    days: WorkshopHours | list[WorkshopHours] | None = None
    level: Annotated[int, msgspec.Meta(ge=1, le=20)] | None = None
    parts: list[Texts] = []
    positions: list[Line] = []
    good_standing: bool = False
    prerequisites: list[Id] = []
    equivalents: list[Id] = []
    term_years: Annotated[int, msgspec.Meta(ge=1, le=20)] | None = None
    ours: list[str] = []


class SchoolForm(Form, frozen=True):
    id: Id
    name: Line
    place: str = ""
    zone: str = ""
    starts: dt.date | None = None
    ends: dt.date | None = None
    ours: list[str] = []


class SessionForm(Form, frozen=True):
    start: dt.datetime
    end: dt.datetime | None = None
    hours: Hours | None = None
    id: Id | None = None
    room: str | None = None
    part: Annotated[int, msgspec.Meta(ge=1, le=50)] | None = None
    door: Door = NO_DOOR


class OfferingForm(Form, frozen=True):
    id: Id
    workshop: Id
    room: str = ""
    online: bool = False
    facilitators: list[Line] = []
    capacity: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None = None
    zone: str | None = None
    door: Door = NO_DOOR
    sessions: list[Any] = []
    """Each is a :class:`SessionForm`, checked by itself so that one wrong session is one
    wrong entry."""


class CourseForm(Form, frozen=True):
    offering: Id
    workshop: Id
    part: Annotated[int, msgspec.Meta(ge=1, le=50)] | None = None


class SeriesForm(Form, frozen=True):
    rule: Line
    from_: dt.date = msgspec.field(name="from")
    until: dt.date
    start: dt.time
    hours: Hours
    courses: list[CourseForm]
    room: str = ""
    online: bool = False
    facilitators: list[Line] = []
    capacity: Annotated[int, msgspec.Meta(ge=1, le=100_000)] | None = None


class RegistrationForm(Form, frozen=True):
    offering: Id
    status: Literal["registered", "waitlisted", "cancelled"] = "registered"


class AttendeeForm(Form, frozen=True):
    name: Line
    member_number: str = ""
    local: str = ""
    email: str = ""
    language: Language | Literal[""] = ""
    positions: list[Line] = []
    good_standing: bool | None = None
    registrations: list[RegistrationForm] = []
