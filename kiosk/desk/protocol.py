"""What the desk needs of a store; ``store.Store`` satisfies it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol, TypeVar

from kiosk.clock import Clock
from kiosk.errors import ForPeople
from kiosk.model import (
    Attendee,
    Badge,
    Fact,
    Organisation,
    PersonFact,
    Record,
    Registration,
    Session,
    SessionFact,
    Sitting,
)

R = TypeVar("R", bound=Record)


class View(Protocol):
    """What can be read; every list is oldest first unless said otherwise."""

    @property
    def organisation(self) -> Organisation: ...
    def get(self, kind: type[R], record_id: str) -> R | None: ...
    def all(self, kind: type[R]) -> list[R]: ...
    def badges(self, code: str) -> list[Badge]: ...
    def badges_of(self, attendee: str) -> list[Badge]: ...
    def attendees_numbered(self, key: str) -> list[Attendee]: ...
    def attendees_named(self, key: str) -> list[Attendee]: ...
    def attendees_at(self, email_key: str) -> list[Attendee]: ...
    def registrations_of(self, attendee: str) -> list[Registration]: ...
    def registrations_in(self, offering: str) -> list[Registration]: ...
    def sessions_of(self, offering: str) -> list[Session]: ...
    def sitting(self, session_id: str) -> Sitting | None: ...
    def person_facts(self, session: str, attendee: str) -> list[PersonFact]: ...
    def session_facts(self, session: str) -> list[SessionFact]: ...
    def people_in(self, session: str) -> list[str]: ...
    def sessions_with(self, attendee: str) -> tuple[str, ...]: ...


F = TypeVar("F", bound=Fact)


class Change(View, Protocol):
    """An open change; what is put or added can be read at once."""

    def new_id(self) -> str: ...
    def put(self, record: Record) -> None: ...
    def add(self, fact: F) -> F: ...


class Store(View, Protocol):
    @property
    def revision(self) -> int: ...
    @property
    def revisions(self) -> Mapping[str, int]: ...

    def change(self) -> AbstractContextManager[Change]: ...
    def refresh(self) -> bool: ...


class PinKeeper(Protocol):
    def check(self, staff: str, pin: str) -> bool: ...
    def set(self, staff: str, pin: str) -> None: ...
    def has(self, staff: str) -> bool: ...


@dataclass(frozen=True, slots=True)
class Desk:
    """What every use of the desk is handed."""

    store: Store
    pins: PinKeeper
    clock: Clock


class Refused(ForPeople):
    """What was asked cannot be done; the text says why and what to do."""
