"""What every screen shows, read in one go by the thread that owns the store."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

from kiosk.clock import zone
from kiosk.desk.day import Listed, listed
from kiosk.desk.protocol import Desk
from kiosk.desk.serving import EVERYTHING, Serving
from kiosk.model import Attendee, Session
from kiosk.rules import schedule
from kiosk.rules.search import Directory


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The day as it stood at a time."""

    revision: int
    at: dt.datetime
    title: str
    """The day's school, or the organisation where there is none or several."""
    languages: tuple[str, ...]
    zone: ZoneInfo
    """The zone of the day's first session, else the organisation's."""
    sessions: tuple[Listed, ...]
    directory: Directory
    read_only: bool = False
    """Nothing can be recorded in this data folder."""
    served: frozenset[str] | None = None
    """Ids of the sessions, of any day, that this kiosk checks in to; ``None``: all."""
    damages: int = 0
    """Places in it that are damaged; ``kiosk check`` says what to do about each."""

    @classmethod
    def opening(cls) -> Snapshot:
        """What is shown until the data folder has been read."""
        now = dt.datetime.now(dt.UTC)
        return cls(-1, now, "", ("en",), ZoneInfo("UTC"), (), Directory(()))

    @property
    def is_open(self) -> bool:
        return self.revision >= 0


@dataclass(slots=True)
class Board:
    """Reads the day again only where something changed. Owned by the store's thread."""

    serving: Serving = EVERYTHING
    _people: int = -1
    _directory: Directory = field(default_factory=lambda: Directory(()))

    def read(self, desk: Desk, known: Snapshot | None = None) -> Snapshot | None:
        """Apply what others wrote and read the day; ``None`` if nothing was recorded since
        ``known`` and it was read in the same minute."""
        store, now = desk.store, desk.clock.now()
        store.refresh()
        if known and known.revision == store.revision and _minute(known.at) == _minute(now):
            return None
        if self._people != store.revisions.get(Attendee.table, 0):
            self._people = store.revisions.get(Attendee.table, 0)
            self._directory = Directory(store.all(Attendee))
        sittings = [
            sitting
            for session in store.all(Session)
            if (sitting := store.sitting(session.id)) and self.serving.includes(sitting)
        ]
        shown = schedule.by_time(s for s in sittings if schedule.in_day(s, now))
        everything = self.serving.is_everything
        schools = list({sitting.school.name: None for sitting in shown})
        return Snapshot(
            revision=store.revision,
            at=now,
            title=schools[0] if len(schools) == 1 else store.organisation.name,
            languages=store.organisation.languages,
            zone=shown[0].zone if shown else zone(store.organisation.zone),
            sessions=tuple(listed(store, sitting, now) for sitting in shown),
            directory=self._directory,
            served=None if everything else frozenset(s.id for s in sittings),
            read_only=store.read_only,
            damages=sum(not problem.notice for problem in store.problems),
        )


def _minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)
