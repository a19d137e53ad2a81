"""The sessions that are not over yet.

Of years of sessions a scan looks at these. They are found anew when the timetable changes,
and when one of them is over. Worked by the store's thread only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from kiosk.desk.protocol import View
from kiosk.model import Sitting
from kiosk.rules import schedule

_EVER = dt.datetime.min.replace(tzinfo=dt.UTC), dt.datetime.max.replace(tzinfo=dt.UTC)


class Coming:
    """The sessions that are of today, or after it, at the time last asked for."""

    def __init__(self) -> None:
        self.by_id: Mapping[str, Sitting] = {}
        self.by_offering: Mapping[str, Sequence[Sitting]] = {}
        """Each offering's by their start."""
        self._timetable: Sequence[Sitting] | None = None
        self._from, self._until = _EVER

    def at(self, view: View, now: dt.datetime) -> Coming:
        """Look at what a view holds, at a time; costs nothing while nothing changes."""
        timetable = view.timetable()
        if timetable is not self._timetable or not self._from <= now < self._until:
            self._look(timetable, now)
        return self

    def _look(self, timetable: Sequence[Sitting], now: dt.datetime) -> None:
        past = [schedule.past_from(sitting) for sitting in timetable]
        coming = [s for s, end in zip(timetable, past, strict=True) if end > now]
        by_offering: dict[str, list[Sitting]] = {}
        for sitting in sorted(coming, key=lambda s: (s.start, s.id)):
            by_offering.setdefault(sitting.offering.id, []).append(sitting)
        self.by_id, self.by_offering = {s.id: s for s in coming}, by_offering
        self._from = max((end for end in past if end <= now), default=_EVER[0])
        self._until = min((end for end in past if end > now), default=_EVER[1])
        self._timetable = timetable
