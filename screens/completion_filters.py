"""The filters above the completions: a name, a status, a workshop or one offering of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from textual import getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.timer import Timer
from textual.widgets import Button, Input

from kiosk.desk.completing import overview
from kiosk.desk.completing.overview import Line, Stand, Wanted
from kiosk.model import text
from screens.choose import ChooseScreen, Pick, among
from screens.completion_rows import offered
from screens.dialog import press
from screens.host import Host
from screens.scan_input import ScanInput
from screens.signs import stand_word

_TYPED_SECONDS = 0.12
"""After the last letter the rows are drawn: they take longer than a letter."""

STANDS = (None, *Stand)


class Filters(Horizontal):
    """Keeps all the completions, and tells which of them are wanted."""

    app = getters.app(Host)
    find = getters.query_one("#find", ScanInput)

    def __init__(self, changed: Callable[[], None]) -> None:
        """``changed``: called when others are wanted."""
        super().__init__(id="filters")
        self.lines: Sequence[Line] = ()
        """All that were read."""
        self._changed = changed
        self._wanted = Wanted()
        self._timer: Timer | None = None

    def compose(self) -> ComposeResult:
        yield ScanInput(self.app.words("Find a name, workshop or local"), id="find")
        yield press("stand", "")
        yield press("narrow", "")

    def on_mount(self) -> None:
        self._label()

    @property
    def found(self) -> list[Line]:
        """Those that are wanted."""
        return overview.narrowed(self.lines, self._wanted)

    @property
    def workshop(self) -> str | None:
        """The id of the one workshop that is wanted; ``None``: any, or one offering."""
        return self._wanted.workshop

    def each_set(self) -> Iterator[tuple[str, bool]]:
        """Each filter, and whether it takes anything away."""
        yield "find", bool(self.find.value)
        yield "stand", self._wanted.stand is not None
        yield "narrow", bool(self._wanted.workshop or self._wanted.offering)

    # ---- changing them

    @on(Input.Changed, "#find")
    def _typed(self) -> None:
        if self._timer:
            self._timer.stop()
        self._timer = self.set_timer(_TYPED_SECONDS, self._search)

    def _search(self) -> None:
        self._wanted = replace(self._wanted, typed=self.find.value)
        self._changed()

    def next_stand(self) -> None:
        """Only those of the next status; after the last one, all."""
        place = STANDS.index(self._wanted.stand) + 1
        self._want(replace(self._wanted, stand=STANDS[place % len(STANDS)]))

    def choose_workshop(self) -> None:
        """Ask for the workshop, or the offering, that is wanted."""
        words = self.app.words
        lines = offered(self.lines, words, self.app.local_now().date())
        everything = Pick("", Content(words("All workshops")))
        chooser = ChooseScreen(words("Which workshop?"), among([everything, *lines]))
        self.app.push_screen(chooser, self._chosen)

    def _chosen(self, value: str | None) -> None:
        if value is None:
            return
        kind, _, found = value.partition(" ")
        self._want(
            replace(
                self._wanted,
                workshop=found if kind == "w" else None,
                offering=found if kind == "o" else None,
            )
        )

    def clear(self, name: str) -> None:
        """One of them takes nothing away any more."""
        if name == "find":
            self.find.value = ""
            self._want(replace(self._wanted, typed=""))
        elif name == "stand":
            self._want(replace(self._wanted, stand=None))
        else:
            self._want(replace(self._wanted, workshop=None, offering=None))

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._label()
        self._changed()

    # ---- drawing

    def _label(self) -> None:
        """Say on the buttons what is wanted."""
        words = self.app.words
        wanted = self._wanted
        stand = words.context("status", "all")
        if wanted.stand:
            stand = stand_word(wanted.stand, words)
        where = words.context("workshop", "all")
        for line in self.lines:
            if line.row.workshop.id == wanted.workshop or line.row.offering.id == wanted.offering:
                where = text(line.row.workshop.title, words.language)
                break
        for name, label in (
            ("stand", words("Status: {what}", what=stand)),
            ("narrow", words("Workshop: {what}", what=where)),
        ):
            button = self.query_one(f"#press-{name}", Button)
            button.label = Content(label)
            button.refresh(layout=True)
