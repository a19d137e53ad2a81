"""What the desk needs of a store; ``store.Store`` satisfies it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from kiosk.clock import Clock
from kiosk.desk.refusals import NoLog, RefusalLog
from kiosk.desk.together import together
from kiosk.desk.vault import NoVault
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

if TYPE_CHECKING:
    from kiosk.desk.coming import Coming
    from kiosk.desk.counts import Counts

R = TypeVar("R", bound=Record)


class Latest(Protocol):
    """What changed in a view since somebody asked last; the next is asked for with it."""

    @property
    def changes(self) -> Sequence[tuple[str, str, str]] | None:
        """Table and id of each document; of a fact, its session and attendee in place of
        the id. ``None``: anything may have changed."""


Document = Mapping[str, Any]
"""What a line says of one id in one table, as it stands there."""


class Written(Protocol):
    """One document as one line put it."""

    @property
    def at(self) -> str: ...
    @property
    def kiosk(self) -> str: ...
    @property
    def n(self) -> int: ...
    @property
    def table(self) -> str: ...
    @property
    def id(self) -> str: ...
    @property
    def before(self) -> Document | None: ...
    @property
    def after(self) -> Document | None: ...


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
    def registered(self, attendee: str) -> Mapping[str, str]: ...
    def registrations_in(self, offering: str) -> list[Registration]: ...
    def sessions_of(self, offering: str) -> list[Session]: ...
    def sitting(self, session_id: str) -> Sitting | None: ...
    def sittings_of(self, offering: str) -> Sequence[Sitting]: ...
    def timetable(self) -> Sequence[Sitting]: ...
    def person_facts(self, session: str, attendee: str) -> list[PersonFact]: ...
    def session_facts(self, session: str) -> list[SessionFact]: ...
    def people_in(self, session: str) -> list[str]: ...
    def sessions_with(self, attendee: str) -> tuple[str, ...]: ...
    def latest(self, since: Any) -> Latest: ...
    @property
    def revisions(self) -> Mapping[str, int]:
        """By table, a number that rises with every document that changes."""

    def live(self, table: str) -> Mapping[str, bytes]:
        """The documents of a table, as they stand in their lines; also of no record."""

    def version(self, table: str, doc_id: str) -> tuple[str, str, int] | None:
        """``at``, kiosk and n of the line that a document comes from; ``None`` for facts."""

    def past(self) -> Iterator[Sequence[Written]]:
        """What each line of every kiosk said, in the order of time. Reads the files."""


F = TypeVar("F", bound=Fact)


class Change(View, Protocol):
    """An open change; what is put or added can be read at once."""

    def new_id(self) -> str: ...
    def put(self, record: Record) -> None: ...
    def add(self, fact: F) -> F: ...
    def set(self, table: str, doc_id: str, doc: Document | None) -> None:
        """Put a document as it is; ``None`` removes."""


class Problem(Protocol):
    @property
    def notice(self) -> bool:
        """Nothing is wrong that anyone need act on."""


class Store(View, Protocol):
    @property
    def read_only(self) -> bool: ...
    @property
    def problems(self) -> Sequence[Problem]: ...
    @property
    def revision(self) -> int: ...

    def change(self) -> AbstractContextManager[Change]: ...
    def refresh(self) -> bool: ...
    @property
    def forgotten(self) -> Mapping[str, str]: ...
    def scrub(self) -> int: ...
    def leftovers(self, needles: Collection[str]) -> list[str]: ...


class Vault(Protocol):
    """What certificates need beside the store."""

    @property
    def fonts(self) -> Path | None:
        """A folder with fonts of the organisation's own; it need not be there."""

    @property
    def pictures(self) -> Path | None:
        """A folder with the organisation's logo and signatures, likewise."""

    @property
    def template(self) -> Path | None:
        """A folder with the organisation's own template, where there is one."""

    def signing_key(self) -> bytes:
        """The private key in PEM; made when it is first needed."""

    def kept(self, attendee: str, name: str) -> bytes | None:
        """A paper as it was made before."""

    def keep(self, attendee: str, name: str, content: bytes) -> None:
        """Keep a paper, so that whoever asks again has the same."""


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
    refusals: RefusalLog = field(default_factory=NoLog)
    vault: Vault = field(default_factory=NoVault, compare=False)
    counts: Counts = field(default_factory=lambda: _counts(), compare=False)
    coming: Coming = field(default_factory=lambda: _coming(), compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "store", together(self.store))


def _counts() -> Counts:
    from kiosk.desk.counts import Counts  # which itself is made for a view

    return Counts()


def _coming() -> Coming:
    from kiosk.desk.coming import Coming

    return Coming()
