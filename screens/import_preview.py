"""What a file would change, before it does."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.desk import bringing
from kiosk.desk.bringing import Kind
from kiosk.errors import ForPeople
from kiosk.files.choices import Choices
from kiosk.model import Staff
from screens.import_words import counts, lines
from screens.staff import StaffScreen


class PreviewScreen(StaffScreen):
    """Enter brings it in, Esc leaves everything as it was."""

    CSS_PATH = ["staff.tcss", "import_file.tcss"]
    PLACE = "setup"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "bring", "Bring it in")]

    scroll = getters.query_one("#preview-scroll", VerticalScroll)

    def __init__(
        self, staff: Staff, kind: Kind, path: Path, tell: Callable[[str, bool], None]
    ) -> None:
        """``tell``: where it is said what came of it (and whether that is bad)."""
        super().__init__(staff)
        self._kind = kind
        self._path = path
        self._tell = tell
        self._content: bringing.Content | None = None
        self._may_bring = False

    def body(self) -> ComposeResult:
        yield Static(id="preview-counts", markup=False)
        with VerticalScroll(id="preview-scroll"):
            yield Static(id="preview-lines", markup=False)

    def on_mount(self) -> None:
        self.titled(self._path.name)
        self._say_counts(self.app.words("One moment, it is being read…"))
        self.scroll.focus()
        self._look()

    def _say_counts(self, text: str) -> None:
        self.query_one("#preview-counts", Static).update(Content(text))

    @work(exclusive=True)
    async def _look(self) -> None:
        words, ask = self.app.words, self.app.ask
        try:
            known = await ask(bringing.before)
            # Not on the store's thread: reading needs no store, and may take long.
            said = Choices(kept=known.shapes)
            content = await asyncio.to_thread(
                bringing.read, self._kind, self._path, known.zone, said
            )
            report = await ask(bringing.bring, content, dry_run=True)
        except ForPeople as error:
            self._leave(error.said(self.app.words), wrong=True)
            return
        self._content = content
        self._may_bring = bool(report.added or report.changed)
        self.query_one("#preview-lines", Static).update(lines(report, words))
        self._say_counts(counts(report, words))
        if self._may_bring:
            self.say(words("Nothing is changed yet. Enter brings it in, Esc goes back."))
        else:
            self.say(words("There is nothing to bring in. Esc goes back."))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be brought in before it was looked at."""
        return self._may_bring if action == "bring" else True

    def action_bring(self) -> None:
        if self._may_bring and self._content:
            self._may_bring = False
            self.say(self.app.words("One moment…"))
            self._bring(self._content)

    @work(exclusive=True)
    async def _bring(self, content: bringing.Content) -> None:
        words = self.app.words
        try:
            report = await self.app.ask(bringing.bring, content, dry_run=False)
        except ForPeople as error:
            self._leave(error.said(self.app.words), wrong=True)
            return
        self.app.read_day()
        self._leave(words("Brought in: {counts}.", counts=counts(report, words)))

    def _leave(self, said: str, wrong: bool = False) -> None:
        if self.is_current:
            self.dismiss()
            self._tell(said, wrong)

    def action_back(self) -> None:
        if self.is_current:
            self.dismiss()
