"""Beside the completions: why the one under the cursor is as it is."""

from __future__ import annotations

from textual import getters, work
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.desk.completing import explaining
from kiosk.desk.completing.explaining import Grounds
from kiosk.desk.completing.overview import Line
from screens.grounds import why
from screens.host import Host


class Why(VerticalScroll):
    """Empty until :meth:`explain`."""

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__(id="why-scroll")
        self._known: tuple[Line, Grounds] | None = None
        """What is explained, and by what."""

    def compose(self) -> ComposeResult:
        yield Static(id="why", markup=False)

    @work(exclusive=True, group="why")
    async def explain(self, line: Line | None) -> None:
        """Say why it is so; nothing, where the cursor is on none."""
        self._known = None
        if line:
            who = line.row.offering.id, line.row.attendee.id
            self._known = line, await self.app.ask(explaining.grounds, *who)
        self.draw()
        self.scroll_home(animate=False)

    def draw(self) -> None:
        """Say it again, for another width."""
        said = Content()
        if self._known:
            today, roomy = self.app.local_now().date(), self.screen.has_class("-roomy")
            said = why(*self._known, self.app.words, today, roomy)
        self.query_one("#why", Static).update(said)
