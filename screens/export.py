"""Writing what is shown to a file that is taken home."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual import on

from kiosk.desk import taking
from kiosk.desk.overview import Line
from kiosk.errors import ForPeople
from kiosk.files import exports
from kiosk.files.exports import AlreadyThere
from kiosk.words import Words
from screens.choice import Choice
from screens.choose_file import meant, shown
from screens.confirm import ConfirmScreen
from screens.forms import Field, Form


class ExportScreen(Form[Path]):
    """Answers with the file that was written."""

    def __init__(self, lines: Sequence[Line], name: str, words: Words) -> None:
        """``name``: of the file that is proposed, without its ending; it goes into the
        home of whoever is logged in to the laptop."""
        self._lines = lines
        proposed = shown(exports.free_path(Path.home(), name, ".csv"), is_folder=False)
        count = words.plural("Take home {n} row", "Take home {n} rows", len(lines))
        forms = (("csv", words("CSV, for a spreadsheet")), ("json", words("JSON")))
        super().__init__(
            count,
            (
                Field("form", words.context("file", "As"), "csv", choices=forms),
                Field("path", words("Into the file"), proposed),
            ),
        )

    def save_word(self) -> str:
        return self.app.words("Write")

    def on_mount(self) -> None:
        done = sum(line.row.completion.complete for line in self._lines)
        if done < len(self._lines):
            said = self.app.words.plural(
                "{n} is complete, {rest} not; a column says which.",
                "{n} are complete, {rest} not; a column says which.",
                done,
                rest=len(self._lines) - done,
            )
            self.say(said, wrong=False)

    @on(Choice.Changed, "#field-form")
    def _other_form(self) -> None:
        """The proposed name goes with the form; one that was typed is left alone."""
        path, form = self.values()["path"], self.values()["form"]
        for ending in (".csv", ".json"):
            if path.endswith(ending):
                self.control("path").value = f"{path.removesuffix(ending)}.{form}"

    def check(self, values: Mapping[str, str]) -> dict[str, str]:
        if not values["path"].strip():
            return {"path": self.app.words("Say where to write it.")}
        return {}

    async def save(self, values: Mapping[str, str]) -> Path:
        path = meant(values["path"])
        language = self.app.snapshot.languages[0]
        rows = [line.row for line in self._lines]
        content = taking.written(rows, values["form"], language, exports.SHOWN_COLUMNS)
        try:
            # Not on the store's thread: a slow stick must not hold up the door.
            await asyncio.to_thread(exports.save, path, content)
        except AlreadyThere as error:
            words = self.app.words
            question = ConfirmScreen(
                words("Write over it?"), error.said(self.app.words), words("Write over it")
            )
            if not await self.app.push_screen_wait(question):
                raise ForPeople("Nothing was written. Give another name.") from None
            await asyncio.to_thread(exports.save, path, content, overwrite=True)
        return path
