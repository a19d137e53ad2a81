"""The verdict: large, in colour and in words, over the upper half of the kiosk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.timer import Timer
from textual.widgets import Static

from screens.host import Host

if TYPE_CHECKING:
    from kiosk.desk.door import Verdict

VERDICT_SECONDS = 5.0
ROOMY = (100, 30)
"""Columns and lines from which there is air."""
LEAST_HEIGHT = 12
PADDING = {
    (False, False): (1, 6),
    (True, False): (3, 12),
    (False, True): (1, 3),
    (True, True): (2, 8),
}
"""Lines and columns around it, by whether there is air and whether it is large."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a verdict says, as lines."""

    kind: str
    """``ok``, ``already``, ``wait`` or ``no``: the colour, and the sign."""
    sign: str
    head: str
    what: str
    where: str
    then: str


class VerdictPanel(Vertical):
    """Shows one verdict at a time; hidden until :meth:`show`."""

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__()
        self.undoable: Verdict | None = None
        """What can be taken back as long as it shows."""
        self._timer: Timer | None = None
        self._said: tuple[Shown, str] | None = None

    def compose(self) -> ComposeResult:
        yield Static(id="verdict", markup=False)

    def show(self, lines: Shown, undo: str = "", verdict: Verdict | None = None) -> None:
        """Paint a verdict for a while.

        Args:
            undo: the line that says how to take it back.
            verdict: what would be taken back.
        """
        self.undoable = verdict
        self._said = (lines, undo)
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(VERDICT_SECONDS, self.hide)
        self.remove_class("-ok", "-already", "-wait", "-no")
        self.add_class(f"-{lines.kind}", "-shown")
        self.draw()

    def draw(self) -> None:
        """Paint what is shown; again when the window or the size of its letters changes."""
        if not (self._said and self.is_shown):
            return
        larger, (width, height) = self.app.larger, self.app.size
        roomy = width >= ROOMY[0] and height >= ROOMY[1]
        # Large, it covers all but the keys; else the day stays in sight below it.
        height = height - 1 if larger else max(LEAST_HEIGHT, height // 2)
        down, across = PADDING[roomy, larger]
        self.styles.height = height
        self.styles.padding = (down, across)
        from screens.verdict_layout import arranged  # not before the first frame

        lines, undo = self._said
        inner = (width - 2 - 2 * across, height - 2 * down)
        self.query_one("#verdict", Static).update(arranged(lines, undo, *inner, larger))

    def hide(self) -> None:
        """Leave the field and the day to the next person, who cannot take it back."""
        self.undoable = self._said = None
        self.remove_class("-shown")

    @property
    def shown(self) -> Shown | None:
        """What it shows now, if anything."""
        return self._said[0] if self._said else None

    @property
    def is_shown(self) -> bool:
        return self.has_class("-shown")
