"""What a file would change, before it does; and what is asked of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import getters, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from kiosk.desk import choosing
from kiosk.desk.bringing import brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.bringing.rosters import Answers
from kiosk.errors import ForPeople, Refused, Text
from kiosk.files.attendees import NoColumn
from kiosk.files.choices import Choices
from kiosk.files.exports import free_path, save
from kiosk.files.headings import Recognised
from kiosk.model import School, Staff, text
from screens import import_asking as asking
from screens.choose import ChooseScreen, Pick, among
from screens.import_words import column_field, columns, counts, lines
from screens.staff import StaffScreen


class PreviewScreen(StaffScreen):
    """Enter brings it in, Esc leaves everything as it was."""

    CSS_PATH = ["staff.tcss", "import_file.tcss"]
    PLACE = "setup"
    LESSER = ("sheet", "school", "offering", "keep", "names", "columns")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "bring", "Bring it in"),
        Binding("a", "answer", "Say what is meant"),
        Binding("c", "columns", "Columns"),
        Binding("o", "offering", "Offering"),
        Binding("s", "school", "School"),
        Binding("h", "sheet", "Sheet"),
        Binding("w", "keep", "Save what stays out"),
        Binding("n", "names", "Names as they came"),
        Binding("r", "rename", "Take the file's names"),
    ]

    scroll = getters.query_one("#preview-scroll", VerticalScroll)

    def __init__(
        self, staff: Staff, kind: Kind, path: Path, tell: Callable[[str, bool], None]
    ) -> None:
        """``tell``: where it is said what came of it (and whether that is bad)."""
        super().__init__(staff)
        self._kind = kind
        self._path = path
        self._tell = tell
        self._content: brought.Content | None = None
        self._report: Report | None = None
        self._lacking: NoColumn | None = None
        self._schools: list[School] = []
        self._choices = Choices()
        self._answers: dict[int, str] = {}
        self._rename = False
        self._may_bring = False
        self._left = self._bringing = False
        self._done = (0, 0)

    def body(self) -> ComposeResult:
        yield Static(id="preview-counts", markup=False)
        with VerticalScroll(id="preview-scroll"):
            yield Static(id="preview-columns", markup=False)
            yield Static(id="preview-lines", markup=False)

    def on_mount(self) -> None:
        self.titled(self._path.name)
        self.scroll.focus()
        self.set_interval(0.5, self._say_progress)
        self._look()

    def on_unmount(self) -> None:
        self._left = True

    def _say_counts(self, text: str) -> None:
        self.query_one("#preview-counts", Static).update(Content(text))

    # ---- how far it is

    def _progress(self, done: int, total: int) -> None:
        """Told on the store's thread; who has left wants none of it.

        Raises:
            Refused: so that the change is taken back.
        """
        self._done = (done, total)
        if self._left:
            raise Refused("Stopped; nothing was brought in.")

    def _say_progress(self) -> None:
        done, total = self._done
        if 0 < done < total:
            percent = str(100 * done // total)
            self._say_counts(self.app.words("One moment… {percent} %", percent=percent))

    # ---- looking

    @work(exclusive=True)
    async def _look(self) -> None:
        words, ask = self.app.words, self.app.ask
        self._may_bring, self._done = False, (0, 0)
        self._say_counts(words("One moment, it is being read…"))
        try:
            known = await ask(brought.before)
            self._schools = list(known.known.schools.values())
            # Not on the store's thread: reading needs no store, and may take long.
            said = known.choices(self._choices)
            content = await asyncio.to_thread(
                brought.read, self._kind, self._path, known.zone, said
            )
            if content.doubtful_date:
                self._ask_the_day(content.doubtful_date)
                return
            answers = Answers(self._answers, self._rename)
            report = await ask(brought.bring, content, True, answers, self._progress)
        except NoColumn as error:
            if error.recognised.columns:
                self._ask_for(error)
            else:
                self._leave(error.said(self.app.words), wrong=True)
            return
        except ForPeople as error:
            self._leave(error.said(self.app.words), wrong=True)
            return
        self._content, self._report, self._lacking = content, report, None
        self._show(content, report)

    def _ask_for(self, lacking: NoColumn) -> None:
        """The file has headings, but none of what is needed is known among them."""
        words = self.app.words
        self._content = self._report = None
        self._lacking, self._done = lacking, (0, 0)
        field = column_field(lacking.field, words)
        self._say_counts(words("No column is known to be the {field}.", field=field))
        self._show_columns(lacking.recognised, ())
        self.query_one("#preview-lines", Static).update("")
        if lacking.field == "school" and self._schools:
            self.say(words("The key s says which school they are all of, c which column says it."))
        else:
            self.say(words("The key c says which column that is."))
        self.refresh_bindings()

    def _show_columns(self, recognised: Recognised | None, notes: Sequence[Text]) -> None:
        above = self.query_one("#preview-columns", Static)
        taken_for = columns(recognised, notes, self.app.words)
        above.display = bool(taken_for)
        above.update(taken_for)

    def _show(self, content: brought.Content, report: Report) -> None:
        words = self.app.words
        self._done = (0, 0)
        self._may_bring = bool(report.added or report.changed)
        self._show_columns(content.recognised, content.notes)
        self.query_one("#preview-lines", Static).update(lines(report, words))
        self._say_counts(counts(report, words))
        if report.questions and self._may_bring:
            self.say(words("Nothing is changed yet. Rows that are not clear stay out."))
        elif report.questions:
            self.say(words("It is not clear what is meant. The key a asks about each."))
        elif self._may_bring:
            self.say(words("Nothing is changed yet. Enter brings it in, Esc goes back."))
        else:
            self.say(words("There is nothing to bring in. Esc goes back."))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing can be brought in before it was looked at; only what the file asks for
        can be said of it."""
        report, content = self._report, self._content
        match action:
            case "bring":
                return self._may_bring
            case "answer":
                return bool(report and report.questions)
            case "columns":
                return bool(self._recognised)
            case "offering":
                return bool(content and (content.says_no_offering or content.calendar))
            case "school":
                asked = self._lacking is not None and self._lacking.field == "school"
                return bool(self._schools) and bool(asked or (content and content.calendar))
            case "sheet":
                return bool(content and content.table and content.table.others)
            case "keep":
                return bool(report and (report.wrong or report.questions))
            case "names":
                people = content.attendees if content else None
                is_kept = self._choices.names_as_written
                return bool(people and (people.written_otherwise or is_kept))
            case "rename":
                return bool(report and (report.renames or self._rename))
        return True

    @property
    def _recognised(self) -> Recognised | None:
        if self._lacking:
            return self._lacking.recognised
        return self._content.recognised if self._content else None

    # ---- saying what the file does not

    def _ask_the_day(self, date: str) -> None:
        words = self.app.words
        picks = [
            Pick("day", Content(words("The day comes first"))),
            Pick("month", Content(words("The month comes first"))),
        ]
        title = words("{date} could be two days", date=date)

        def said(answer: str | None) -> None:
            if answer is None:
                self.go_back()
            else:
                self._choices = replace(self._choices, day_first=answer == "day")
                self._look()

        self.app.push_screen(ChooseScreen(title, among(picks)), said)

    @work
    async def action_columns(self) -> None:
        recognised, words = self._recognised, self.app.words
        if recognised is None:
            return
        title = words("Which column is to be changed?")
        picks = asking.headings(recognised, words)
        heading = await self.app.push_screen_wait(ChooseScreen(title, among(picks)))
        if heading is None:
            return
        field = await self._ask_field(words("What “{column}” is", column=heading))
        if field is not None:
            columns = {**self._choices.columns, heading: field}
            self._choices = replace(self._choices, columns=columns)
            self._look()

    @work
    async def action_answer(self) -> None:
        """One after another; whoever is passed over stays out."""
        report, words = self._report, self.app.words
        columns: dict[str, str] = {}
        for question in report.questions if report else ():
            if question.column:
                if question.column not in columns:
                    field = await self._ask_field(question.said(words))
                    if field is None:
                        break
                    columns[question.column] = field
                continue
            title = question.said(words)
            picks = among(asking.answers(question, words))
            answer = await self.app.push_screen_wait(ChooseScreen(title, picks))
            if answer is None:
                break
            if answer != asking.LATER:
                self._answers[question.row] = "" if answer == asking.NEW else answer
        if columns:
            said = {**self._choices.columns, **columns}
            self._choices = replace(self._choices, columns=said)
        self._look()

    async def _ask_field(self, title: str) -> str | None:
        """What a column is; ``None`` where nobody says."""
        fields = asking.fields(self._kind, self.app.words)
        return await self.app.push_screen_wait(ChooseScreen(title, among(fields)))

    @work
    async def action_offering(self) -> None:
        words = self.app.words
        offered = await self.app.ask(choosing.offerings)
        picks = [
            Pick(
                o.offering.id,
                Content.assemble(
                    (text(o.workshop.title, self.app.language), "bold"),
                    f"   {o.school.name}   {o.offering.id}",
                ),
            )
            for o in offered
        ]
        title = words("What all of them are for")
        offering = await self.app.push_screen_wait(ChooseScreen(title, among(picks)))
        if offering is not None:
            self._choices = replace(self._choices, offering=offering)
            self._look()

    @work
    async def action_school(self) -> None:
        words = self.app.words
        picks = among(asking.schools(self._schools, words))
        title = words("Which school are they all of?")
        school = await self.app.push_screen_wait(ChooseScreen(title, picks))
        if school is not None:
            self._choices = replace(self._choices, school=school)
            self._look()

    @work
    async def action_sheet(self) -> None:
        table = self._content.table if self._content else None
        if table is None:
            return
        picks = among(asking.sheets(table))
        title = self.app.words("Which sheet is read?")
        sheet = await self.app.push_screen_wait(ChooseScreen(title, picks))
        if sheet is not None:
            self._choices = replace(self._choices, sheet=sheet)
            self._look()

    def action_names(self) -> None:
        """Once more, they are written out again."""
        kept = not self._choices.names_as_written
        self._choices = replace(self._choices, names_as_written=kept)
        self._look()

    def action_rename(self) -> None:
        """Once more, whoever is known keeps their name."""
        self._rename = not self._rename
        self._look()

    @work(exclusive=True, group="keep")
    async def action_keep(self) -> None:
        content, report, words = self._content, self._report, self.app.words
        if content is None or report is None:
            return
        stem = words("{name} to mend", name=self._path.stem)
        path = free_path(self._path.parent, stem, self._path.suffix)
        try:
            rows = await asyncio.to_thread(brought.left_behind, content, report)
            await asyncio.to_thread(save, path, rows)
        except ForPeople as error:
            self.say(error.said(words), wrong=True)
            return
        self.say(words("The rows that stay out are in {path}.", path=path))

    # ---- bringing it in

    def action_bring(self) -> None:
        if self._may_bring and self._content:
            self._may_bring, self._bringing = False, True
            self.say(self.app.words("One moment…"))
            self._bring(self._content)

    @work(exclusive=True)
    async def _bring(self, content: brought.Content) -> None:
        words, answers = self.app.words, Answers(self._answers, self._rename)
        try:
            report = await self.app.ask(brought.bring, content, False, answers, self._progress)
        except ForPeople as error:
            self._leave(error.said(self.app.words), wrong=True)
            return
        self.app.read_day()
        self._leave(words("Brought in: {counts}.", counts=counts(report, words)))

    def _leave(self, said: str, wrong: bool = False) -> None:
        if self.is_current:
            self.dismiss()
            self._tell(said, wrong)

    def unsaved(self, key: str) -> str:
        if self._bringing or (not self._answers and self._choices == Choices()):
            return ""
        return self.app.words(
            "Your answers are not kept. {key} again leaves without bringing it in.", key=key
        )

    def go_back(self) -> None:
        self._left = True
        self.dismiss()
