"""Reads what every screen shows, in one go, on the thread that owns the store."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from kiosk.clock import zone
from kiosk.desk.day import Listed, listed
from kiosk.desk.protocol import Desk, Store
from kiosk.desk.serving import EVERYTHING, Serving
from kiosk.desk.snapshot import Snapshot
from kiosk.model import Attendee, Fact
from kiosk.rules import schedule
from kiosk.rules.schedule import SessionState
from kiosk.rules.search import Directory

MOST_EXPECTED = 5000


@dataclass(slots=True)
class Board:
    """Reads the day again only where something changed. Owned by the store's thread."""

    serving: Serving = EVERYTHING
    _seen: Any = None
    _known: bool = False
    _directory: Directory = field(default_factory=lambda: Directory(()))

    def read(self, desk: Desk, known: Snapshot | None = None) -> Snapshot | None:
        """Apply what others wrote and read the day; ``None`` if nothing was recorded since
        ``known`` and it was read in the same minute."""
        store, now = desk.store, desk.clock.now()
        store.refresh()
        if known and known.revision == store.revision and _minute(known.at) == _minute(now):
            return None
        self._follow(store)
        sittings = [s for s in store.timetable() if self.serving.includes(s)]
        shown = schedule.by_time(s for s in sittings if schedule.in_day(s, now))
        everything = self.serving.is_everything
        rows = tuple(listed(desk, sitting, now) for sitting in shown)
        schools = list({sitting.school.name: None for sitting in shown})
        return Snapshot(
            revision=store.revision,
            at=now,
            title=schools[0] if len(schools) == 1 else store.organisation.name,
            languages=store.organisation.languages,
            zone=shown[0].zone if shown else zone(store.organisation.zone),
            sessions=rows,
            directory=self._directory,
            expected=_expected(desk, rows),
            served=None if everything else frozenset(s.id for s in sittings),
            read_only=store.read_only,
            damages=sum(not problem.notice for problem in store.problems),
        )

    def _follow(self, store: Store) -> None:
        """Take in whose names changed: of many thousand, only those are read again."""
        self._seen = latest = store.latest(self._seen)
        if latest.changes is None or not self._known:
            self._known = True
            self._directory = Directory(store.all(Attendee))
            return
        merged = any(table == Fact.table and not record for table, record, _ in latest.changes)
        if merged:
            self._directory = self._directory.renewed(store.all(Attendee))
            return
        ids = {record for table, record, _ in latest.changes if table == Attendee.table}
        if ids:
            people = {i: store.get(Attendee, i) for i in ids}
            there = [person for person in people.values() if person]
            gone = [i for i, person in people.items() if person is None]
            self._directory = self._directory.changed(there, gone)


def _expected(desk: Desk, rows: Iterable[Listed]) -> frozenset[str]:
    ids: set[str] = set()
    for row in rows:
        if row.state is SessionState.OPEN and len(ids) <= MOST_EXPECTED:
            ids |= desk.counts.registered(desk.store, row.sitting.offering.id)
    return frozenset(ids if len(ids) <= MOST_EXPECTED else ())


def _minute(moment: dt.datetime) -> dt.datetime:
    return moment.replace(second=0, microsecond=0)
