"""Beside the roster: how many stand how, when they came, who holds it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from textual import getters
from textual.content import Content
from textual.widgets import Static

from kiosk.desk.beside import Around
from kiosk.desk.roster import Roster, Seen
from kiosk.rules.schedule import SessionState
from kiosk.words import Words
from screens.closing_rows import early_end
from screens.host import Host
from screens.signs import counted

_BARS = " ▁▂▃▄▅▆▇█"
_WIDTH = 24
"""Cells of the plot."""
_EVERY = dt.timedelta(minutes=5)


def counts(found: Roster, words: Words, between: str, width: int = 0) -> Content:
    """How many stand how; until it is closed, who is in and expected even when nobody is."""
    always = () if found.closing else (Seen.EXPECTED, Seen.PRESENT)
    return Content(between).join(
        counted(seen, found.count(seen), words, width)
        for seen in Seen
        if found.count(seen) or seen in always
    )


def changed(around: Around, words: Words) -> Content | None:
    """Whose attendance is another by now than what was signed."""
    if not around.changed:
        return None
    said = words("Changed since it was signed: {people}", people=", ".join(around.changed))
    return Content.styled(said, "$text-warning")


def arrivals(
    times: Sequence[dt.datetime], width: int = _WIDTH
) -> tuple[str, dt.datetime, dt.datetime] | None:
    """A plot of when people came, a cell for each five minutes or more; the times at its
    two ends. ``None`` where nobody came."""
    if not times:
        return None
    first = min(times).replace(second=0, microsecond=0)
    first -= dt.timedelta(minutes=first.minute % 5)
    steps = (max(times) - first) // _EVERY + 1
    wide = -(-steps // width)  # steps in a cell
    cells = [0] * -(-steps // wide)
    for time in times:
        cells[(time - first) // _EVERY // wide] += 1
    most = max(cells)
    bars = "".join(_BARS[-(-8 * count // most)] for count in cells)
    return bars, first, first + len(cells) * wide * _EVERY


class RosterSide(Static):
    """Shown where there is room for it."""

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__(id="roster-side", markup=False)
        self._person: Content | None = None

    def draw(self, found: Roster, around: Around) -> None:
        """The session, above what is beside the person."""
        words = self.app.words
        parts = [counts(found, words, "\n", 3), self._about(found, around, words)]
        parts += filter(None, (changed(around, words), self._plot(found, words), self._person))
        self.update(Content("\n\n").join(part for part in parts if part.plain))

    def beside(self, found: Roster, around: Around, person: Content | None) -> None:
        """What stands beside the person under the cursor, from now on."""
        if person != self._person:
            self._person = person
            self.draw(found, around)

    def _about(self, found: Roster, around: Around, words: Words) -> Content:
        lines = []
        capacity = found.sitting.offering.capacity
        if capacity:
            lines.append(Content(words("room for {n}", n=capacity)))
        lines += [Content(name) for name in found.sitting.offering.facilitators]
        if found.closing:
            when = words.time(found.closing.time.astimezone(found.sitting.zone))
            said = words(
                "Closed {time}, signed by {name}", time=when, name=", ".join(around.signers)
            )
            lines.append(Content.styled(said, "$text-success"))
            if said := early_end(found.sitting, found.closing, words):
                lines.append(Content(said))
        elif found.state is SessionState.CANCELLED:
            lines.append(Content.styled(words.context("session", "cancelled"), "$text-error"))
        return Content("\n").join(lines)

    def _plot(self, found: Roster, words: Words) -> Content | None:
        zone = found.sitting.zone
        plot = arrivals([row.at.astimezone(zone) for row in found.rows if row.at])
        if plot is None:
            return None
        bars, first, last = plot
        ends = f"{words.time(first)}–{words.time(last)}"
        return Content.assemble(
            (words("Arrivals"), "$text-muted"), "\n", (bars, "$accent"), "\n", ends
        )
