"""What stands around the public screen's field: what to do, and what the keys do now."""

from __future__ import annotations

from textual import getters
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from screens.host import Host
from screens.scan_input import ScanInput


class Entry(Vertical):
    """Drawn by :meth:`draw`; the hint stands until there is another."""

    app = getters.app(Host)
    field = getters.query_one("#field", ScanInput)

    def __init__(self) -> None:
        super().__init__(id="ask")

    def compose(self) -> ComposeResult:
        yield Static(id="prompt", markup=False)
        yield ScanInput(id="field")
        yield Static(id="hint", markup=False)

    def draw(self) -> None:
        """Say what to do; or that nobody can be checked in."""
        words, shut = self.app.words, self.app.snapshot.read_only
        prompt = words("Scan your badge, or type your name")
        if shut:
            prompt = words("This laptop cannot check anyone in now. Please see staff at the desk.")
        line = self.query_one("#prompt", Static)
        line.set_class(shut, "-wrong")
        line.update(Content(prompt))

    def hint(self, text: str) -> None:
        """Say something below the field."""
        self.query_one("#hint", Static).update(Content(text))
