"""Which file is brought in, and what it holds."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import ClassVar

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.desk.bringing import batches
from kiosk.desk.bringing.batches import Batch
from kiosk.desk.bringing.brought import Kind
from kiosk.errors import ForPeople
from kiosk.files.calendars import is_calendar
from screens.choice import Choice
from screens.choose import ChooseScreen, Pick, among
from screens.choose_file import ENDINGS, Listing, listing, meant, shown
from screens.confirm import ConfirmScreen
from screens.import_preview import PreviewScreen
from screens.staff import StaffScreen


class ImportScreen(StaffScreen):
    """A path is typed, or taken step by step from the list beneath."""

    CSS_PATH = ["staff.tcss", "import_file.tcss"]
    PLACE = "setup"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "files", show=False),
        Binding("ctrl+z", "undo", "Take one back"),
    ]

    path = getters.query_one("#path", Input)
    kind = getters.query_one("#kind", Choice)
    files = getters.query_one("#files", OptionList)

    def body(self) -> ComposeResult:
        words = self.app.words
        kinds = (
            (Kind.PROGRAMME.value, words("a programme with its workshops (TOML)")),
            (Kind.SESSIONS.value, words("a school's sessions (TOML, CSV, Excel or calendar)")),
            (Kind.ATTENDEES.value, words("people (CSV, Excel or TOML)")),
        )
        with Horizontal(classes="row"):
            yield Static(words("It holds"), classes="label", markup=False)
            yield Choice(words("It holds"), kinds, Kind.ATTENDEES.value, id="kind")
        with Horizontal(classes="row"):
            yield Static(words("The file"), classes="label", markup=False)
            yield Input(f"~{os.sep}", id="path")
        yield OptionList(id="files", markup=False)
        yield Static(id="no-files", markup=False)

    def on_mount(self) -> None:
        self._listed = Listing(())
        self.titled(self.app.words("Bring in a file"))
        self.say(self.app.words("← and → say what it holds, Enter goes on."))
        self.kind.focus()
        self._list()

    @on(Input.Changed, "#path")
    def _typed(self) -> None:
        if self.focused is self.path:
            self.say("")
        self._list()

    @work(exclusive=True)
    async def _list(self) -> None:
        found = await asyncio.to_thread(listing, self.path.value)
        words, self._listed = self.app.words, found
        self.files.clear_options()
        for entry in found.entries:
            name = f"{entry.path.name}{os.sep}" if entry.is_folder else entry.path.name
            self.files.add_option(Option(Content.styled(name, "" if entry.is_folder else "bold")))
        self.files.highlighted = 0 if found.entries else None
        self.files.display = bool(found.entries)
        said = ""
        if found.missing:
            said = words("There is no such folder, or it may not be read.")
        elif found.more:
            said = words.plural("and {n} more", "and {n} more", found.more)
        elif not found.entries:
            said = words("No file here that can be brought in: {endings}.", endings=_ENDINGS)
        self.query_one("#no-files", Static).update(Content(said))

    @on(Choice.Submitted, "#kind")
    def _kind_given(self) -> None:
        """What stands in the field is selected: a path that is typed takes its place."""
        self.path.focus()

    @on(Input.Submitted, "#path")
    def _path_given(self) -> None:
        """A file is looked at; a folder is listed; the start of one name is that name."""
        path = meant(self.path.value)
        is_there = os.path.exists(path)  # says no where it may not look
        if os.path.isdir(path):
            self._enter_folder(path)
        elif not is_there and len(self._listed.entries) == 1:
            self._take(0)
        elif not is_there and self._listed.entries:
            self.files.focus()
        else:
            self._look(path)

    def action_files(self) -> None:
        if self._listed.entries:
            self.files.focus()

    @on(OptionList.OptionSelected, "#files")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, index: int) -> None:
        if index < len(self._listed.entries):
            entry = self._listed.entries[index]
            if entry.is_folder:
                self._enter_folder(entry.path)
            else:
                self.path.value = shown(entry.path, is_folder=False)
                self.path.cursor_position = len(self.path.value)
                self._look(entry.path)

    def _enter_folder(self, path: Path) -> None:
        self.path.value = shown(path, is_folder=True)
        self.path.cursor_position = len(self.path.value)

    def _look(self, path: Path) -> None:
        if self.is_current:
            kind = Kind.SESSIONS if is_calendar(path) else Kind(self.kind.value)
            self.app.push_screen(PreviewScreen(self.staff, kind, path, self.say))

    # ---- taking an import back

    @work
    async def action_undo(self) -> None:
        """Choose one of those that were brought in, and take it back whole."""
        words = self.app.words
        known = [b for b in await self.app.ask(batches.batches) if not b.undone]
        if not known:
            self.say(words("Nothing was brought in that can be taken back."))
            return
        picks = [Pick(batch.id, self._batch(batch)) for batch in known]
        title = words("Which import is taken back?")
        chosen = await self.app.push_screen_wait(ChooseScreen(title, among(picks)))
        batch = next((b for b in known if b.id == chosen), None)
        if batch is None:
            return
        try:
            undone = await self.app.ask(batches.undo, batch.id, dry_run=True)
            what = words(
                "{file}: {removed} removed, {restored} as before.",
                file=batch.source,
                removed=undone.removed,
                restored=undone.restored,
            )
            confirm = ConfirmScreen(words("Take it back?"), what, words("Take it back"))
            if await self.app.push_screen_wait(confirm):
                await self.app.ask(batches.undo, batch.id)
                self.app.read_day()
                self.say(words("Taken back: {what}", what=what))
        except ForPeople as error:
            self.say(error.said(words), wrong=True)

    def _batch(self, batch: Batch) -> Content:
        words = self.app.words
        counted = words("{added} new, {changed} changed", added=batch.added, changed=batch.changed)
        when = words.moment(batch.at.astimezone(self.app.snapshot.zone))
        return Content.assemble((batch.source, "bold"), f"   {when}   {counted}")

    def go_back(self) -> None:
        self.dismiss()


_ENDINGS = ", ".join(ENDINGS)
