"""Beside the sessions of a day: how full each room is, and was."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters
from textual.content import Content
from textual.widgets import Static

from kiosk.desk.filling import Filling
from kiosk.wording import place
from kiosk.words import Words
from screens.host import Host

CELLS = 10
"""Cells of a plot: from the door's opening to the session's end."""

_BARS = " ▁▂▃▄▅▆▇█"


def bars(counts: Sequence[int], whole: int, cells: int = CELLS) -> str:
    """A cell for each count, as high as the room was full; a point for what is to come.
    Somebody is always seen, and only a full room fills its cell."""
    levels = []
    for count in counts:
        if not whole:
            levels.append(len(_BARS) - 1 if count else 0)
        else:
            part = count * 8 // whole
            levels.append(min(max(part, 1 if count else 0), 8))
    return "".join(_BARS[level] for level in levels) + "·" * (cells - len(levels))


def drawn(found: Sequence[Filling], words: Words) -> Content:
    """Room by room, each with its sessions by time."""
    rooms: dict[str, list[Filling]] = {}
    for one in found:
        rooms.setdefault(place(one.row.sitting, words) or "–", []).append(one)
    blocks = [Content.styled(words("How full the rooms are"), "$text-muted")]
    for room, held in sorted(rooms.items()):
        lines = [Content.styled(room, "bold")]
        lines += [_line(one, words) for one in held]
        blocks.append(Content("\n").join(lines))
    return Content("\n\n").join(blocks) if rooms else Content()


def _line(one: Filling, words: Words) -> Content:
    sitting = one.row.sitting
    begins = words.time(sitting.start.astimezone(sitting.zone))
    count = f"{one.now:>3} / {one.whole}" if one.whole else f"{one.now:>3}"
    over = bool(sitting.offering.capacity and one.now > sitting.offering.capacity)
    return Content.assemble(
        f"{begins} ",
        (bars(one.counts, one.whole), "$accent"),
        (f" {count}", "$text-error" if over else ""),
    )


class SessionsSide(Static):
    """Shown where there is room for it, and something to show."""

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__(id="sessions-side", markup=False)

    def draw(self, found: Sequence[Filling]) -> None:
        self.set_class(bool(found), "-shown")
        self.update(drawn(found, self.app.words))
