"""Taking home: which rows, in which order and under which columns, as what kind of file; the
first rows are shown as they will be written."""

from __future__ import annotations

import asyncio
import datetime as dt
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from textual import on, work
from textual.content import Content
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static

from kiosk.clock import BadTime, parse_day
from kiosk.desk.completing.overview import Line as Shown
from kiosk.desk.taking import layouts, tables
from kiosk.desk.taking.layouts import Kept
from kiosk.desk.taking.source import (
    Layout,
    Source,
    Wanted,
    columns_of,
    parse_columns,
    parse_sort,
    table,
)
from kiosk.errors import ForPeople
from kiosk.files import endings, exports
from kiosk.files.exports import About, Table
from kiosk.files.paper.letters import Printout
from kiosk.words import Words
from screens.choice import Choice
from screens.choose_file import meant, shown
from screens.columns import TableLines
from screens.export_fields import OFFERED, Offered, Options, every, fields, statuses, taught
from screens.export_reading import preview_lines, readings, typed
from screens.forms import Field, Form
from screens.layout import SizedText
from screens.left_out import tell_gaps
from screens.writing_over import write

_WAIT = 0.15
"""Seconds after the last letter until the preview is made anew."""
_LOOKED_AT = ("starts", "ends", "sort", "columns")
"""Fields in which something can be wrong before anything is written."""
_ENDINGS = (".csv", ".json", ".xlsx", ".pdf")


class ExportScreen(Form[Path]):
    """Answers with the file that was written."""

    CSS_PATH = ["dialog.tcss", "forms.tcss", "export.tcss"]

    def __init__(self, lines: Sequence[Shown], name: str, words: Words) -> None:
        """``name``: of the file that is proposed, without its ending; it goes into the
        home of whoever is logged in to the laptop."""
        self._rows = [line.row for line in lines]
        self._readings = readings(self._rows)
        self._read_of: dict[str, list[Any]] = {}
        """What was read, by kind of table."""
        self._schools: Options = ()
        self._kept: list[Kept] = []
        self._about = About("")
        self._timer: Timer | None = None
        self._said = ""
        self._first_rows: TableLines | None = None
        """What is shown of it before it is written: words, and the first rows."""
        proposed = shown(exports.free_path(Path.home(), name, ".csv"), is_folder=False)
        title = words.plural("Take home {n} row", "Take home {n} rows", len(lines))
        super().__init__(title, fields(words, proposed))

    def _control(self, field: Field) -> Widget:
        if field.name in OFFERED:
            return Offered(field.label, field.choices, field.value, id=f"field-{field.name}")
        return super()._control(field)

    def _offer(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        control = self.control(name)
        assert isinstance(control, Offered)  # noqa: S101 - narrows for the type checker
        control.offer((every(name, self.app.words), *options))

    def save_word(self) -> str:
        return self.app.words("Write")

    def on_mount(self) -> None:
        for name, field in self.fields.items():
            self.query_one(f"#note-{name}").set_class(not field.hint, "-empty")
        done = sum(row.completion.complete for row in self._rows)
        if done < len(self._rows):
            said = self.app.words.plural(
                "{n} is complete, {rest} not; a column says which.",
                "{n} are complete, {rest} not; a column says which.",
                done,
                rest=len(self._rows) - done,
            )
            self.say(said, wrong=False)
        preview = SizedText(self._drawn, id="export-preview")
        self.query_one("#dialog").mount(preview, before="#dialog-said")
        self._read("completions")

    def note(self, name: str, text: str = "") -> None:
        super().note(name, text)
        empty = not (text or self.fields[name].hint)
        self.query_one(f"#note-{name}").set_class(empty, "-empty")

    @work(exclusive=True, group="read")
    async def _read(self, what: str) -> None:
        """The rows of a kind of table, if they were not read yet, and its layouts."""
        language, reading = self.app.snapshot.languages[0], self._readings[what]
        held = await self.app.ask(taught, self.app.words.language)
        self._schools = held.schools
        self._offer("programme", held.programmes)
        self._offer("workshop", held.workshops)
        self._offer("school", held.schools)
        self._kept = await self.app.ask(lambda desk: layouts.known(desk.store, what))
        self._offer("layout", [(kept.layout.id, kept.layout.name) for kept in self._kept])
        if what not in self._read_of:
            lines: list[Any] = []
            for part in await self.app.ask(reading.parts):
                lines += await self.app.ask(reading.read, part, language)
            self._read_of[what] = lines
        self._about = await self.app.ask(tables.about, what, Wanted(), self.app.words)
        self._preview()

    # ---- what is asked for

    @on(Choice.Changed, "#field-form")
    def _other_form(self) -> None:
        """The proposed name goes with the form; one that was typed is left alone."""
        path, form = self.values()["path"], self.values()["form"]
        for ending in _ENDINGS:
            if path.endswith(ending):
                self.control("path").value = f"{path.removesuffix(ending)}.{form}"

    @on(Choice.Changed, "#field-what")
    def _other_table(self) -> None:
        """Another kind has other columns; the proposed name goes with it."""
        values = self.values()
        folder, name = os.path.split(values["path"])
        known = next((kind for kind in self._readings if name.startswith(f"{kind}-")), "")
        if known:
            name = values["what"] + name.removeprefix(known)
            self.control("path").value = os.path.join(folder, name)
        self.control("columns").value = ""
        self._offer("status", statuses(values["what"], self.app.words))
        self.query_one("#dialog-title", Static).update(Content(self.app.words("Take home")))
        self.say("")
        self._read(values["what"])

    @on(Choice.Changed, "#field-layout")
    def _other_layout(self) -> None:
        """A layout fills in its columns and its form."""
        wanted = self.values()["layout"]
        found = next((kept.layout for kept in self._kept if kept.layout.id == wanted), None)
        self.control("columns").value = typed(found.columns) if found else ""
        if found:
            self.control("form").value = {"jsonl": "json"}.get(found.format, found.format)

    @on(Choice.Changed)
    @on(Input.Changed)
    def _changed(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_WAIT, self._preview)

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        words, wrong = self.app.words, {}
        if not values["path"].strip():
            wrong["path"] = words("Say where to write it.")
        try:
            endings.check_file(meant(values["path"]), *endings.of_form(values["form"]))
        except endings.Misnamed as error:
            wrong["path"] = error.said(words)
        if values["form"] == "pdf" and not self._school(values):
            wrong["school"] = words("Say of which school.")
        for name in ("starts", "ends"):
            if values[name].strip() and _day(values[name]) is None:
                wrong[name] = words("That is not a day; one looks like 2026-11-23.")
        source = self._readings[values["what"]].source
        for name, asked in (("columns", self._layout), ("sort", self._sort)):
            try:
                asked(source, values)
            except ForPeople as error:
                wrong[name] = error.said(words)
        if values["keep"].strip():
            try:
                layouts.called(values["keep"])
            except ForPeople as error:
                wrong["keep"] = error.said(words)
        return wrong

    def _sort(self, source: Source, values: Mapping[str, str]) -> list[tuple[str, bool]]:
        return parse_sort(source, values["sort"])

    def _school(self, values: Mapping[str, str]) -> str:
        """The one that is chosen, or the only one there is."""
        only = self._schools[0][0] if len(self._schools) == 1 else ""
        return values["school"] or only

    def _layout(self, source: Source, values: Mapping[str, str]) -> Layout:
        if not values["columns"].strip():
            return self._readings[source.name].usual
        layout = parse_columns(values["columns"])
        columns_of(source, layout)
        return layout

    def _wanted(self, values: Mapping[str, str]) -> Wanted:
        return Wanted(
            programme=values["programme"],
            workshop=values["workshop"],
            school=values["school"],
            status=values["status"],
            local=values["local"].strip(),
            position=values["position"].strip(),
            starts=_day(values["starts"]),
            ends=_day(values["ends"]),
        )

    def _table(self, values: Mapping[str, str], about: About) -> Table:
        """The table as it would be written; asks nothing of the store."""
        reading = self._readings[values["what"]]
        source, summed = reading.source, values["form"] == "xlsx"
        columns = columns_of(source, self._layout(source, values))
        lines = reading.narrowed(self._read_of[source.name], self._wanted(values))
        return table(source, lines, columns, self._sort(source, values), about, summed=summed)

    # ---- the first rows

    @work(exclusive=True, group="preview")
    async def _preview(self) -> None:
        """As they will be written; what is wrong with the fields is said under them."""
        values = self.values()
        if values["what"] not in self._read_of:
            return
        wrong = self.check(values)
        for name in _LOOKED_AT:
            self.note(name, wrong.get(name, ""))
        said = [wrong[name] for name in _LOOKED_AT if name in wrong]
        if said:
            self._show("\n".join(said))  # its field may be out of sight
            return
        if values["form"] == "pdf":
            what = self.app.words("Rooms, attendance by session, completions; every row counts.")
            self._show(what)
            return
        made = await asyncio.to_thread(self._table, values, self._about)
        words = self.app.words
        count = words.plural("{n} row, of which:", "{n} rows, of which:", len(made.rows))
        if not made.rows:
            count = words("No row fits these filters.")
        self._show(count, preview_lines(made))

    def _show(self, said: str, rows: TableLines | None = None) -> None:
        self._said, self._first_rows = said, rows
        self.query_one("#export-preview").refresh(layout=True)

    def _drawn(self, width: int, height: int) -> Content:
        first = self._first_rows
        rows = [first.line(place, width) for place in range(len(first.rows))] if first else []
        return Content("\n").join([Content(self._said), *rows])

    # ---- writing

    async def save(self, values: Mapping[str, str]) -> Path:
        path = meant(values["path"])
        if values["what"] not in self._read_of:
            raise ForPeople("The rows are still being read. Try again in a moment.")
        made = await self._content(values)
        await write(self.app, path, made.content)
        await tell_gaps(self.app, made.faults)
        if values["keep"].strip() and values["form"] != "pdf":
            source = self._readings[values["what"]].source
            layout = self._layout(source, values)
            await self.app.ask(layouts.keep, source, values["keep"], layout, values["form"])
        return path

    async def _content(self, values: Mapping[str, str]) -> Printout:
        words = self.app.words
        if values["form"] == "pdf":
            from kiosk.desk.taking import report
            from kiosk.files.paper.report import report_pdf

            read = await self.app.ask(report.read, self._school(values), words)
            return await asyncio.to_thread(report_pdf, read, words, fonts=self.app.fonts)
        about = await self.app.ask(tables.about, values["what"], self._wanted(values), words)
        made = await asyncio.to_thread(self._table, values, about)
        if not made.rows:
            raise ForPeople("No row fits these filters.")
        content = await asyncio.to_thread(
            exports.written, made, values["form"], made=self.app.now()
        )
        return Printout(content)


def _day(text: str) -> dt.date | None:
    try:
        return parse_day(text)
    except BadTime:
        return None
