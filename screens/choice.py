"""A field with a few answers: arrows, space or a click go round; many are chosen from a
list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from screens.choose import ChooseScreen, Pick, among
from screens.columns import TableColumn, TableLines, make_row

FEW = 5
"""So many are gone round; more open a list."""


class Choice(Static, can_focus=True):
    """One line that shows what is chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "open", show=False),
        Binding("enter", "enter", show=False),
    ]

    @dataclass
    class Changed(Message):
        choice: Choice

        @property
        def control(self) -> Choice:
            return self.choice

    @dataclass
    class Submitted(Message):
        """Enter, where there is no list to open."""

        choice: Choice

        @property
        def control(self) -> Choice:
            return self.choice

    def __init__(
        self, title: str, options: Sequence[tuple[str, str]], value: str, id: str | None = None
    ) -> None:
        """Args:
        title: what is chosen, for the list.
        options: values, and how each is shown; at least one.
        value: the one that stands at first.
        """
        super().__init__(id=id, classes="choice", markup=False)
        self._title = title
        self._options = list(options)
        known = [known for known, _ in self._options]
        self._place = known.index(value) if value in known else 0

    @property
    def value(self) -> str:
        return self._options[self._place][0]

    @value.setter
    def value(self, value: str) -> None:
        for place, (known, _) in enumerate(self._options):
            if known == value and place != self._place:
                self._place = place
                self.refresh(layout=True)
                self.post_message(self.Changed(self))

    @property
    def _is_long(self) -> bool:
        return len(self._options) > FEW

    def on_mount(self) -> None:
        self.set_class(self._is_long, "-long")

    def render(self) -> Content:
        label = self._options[self._place][1]
        if self._is_long:
            return Content.assemble(self._shortened(), (" ▾", "dim"))
        return Content.assemble(("‹ ", "dim"), label, (" ›", "dim"))

    def _shortened(self) -> Content:
        """What is chosen, in the room there is; no two of what can be chosen read the same."""
        width = max(self.content_size.width - 2, 1)
        lines = TableLines((TableColumn(),), [make_row(label) for _, label in self._options])
        return lines.line(self._place, width)

    def action_step(self, by: int) -> None:
        self.value = self._options[(self._place + by) % len(self._options)][0]

    def action_open(self) -> None:
        """Open the list, or go on to the next of a few."""
        if not self._is_long:
            self.action_step(1)
            return
        lines = [Pick(value, Content(label)) for value, label in self._options]
        self.app.push_screen(ChooseScreen(self._title, among(lines)), self._chosen)

    def _chosen(self, value: str | None) -> None:
        if value is not None:
            self.value = value

    def action_enter(self) -> None:
        if self._is_long:
            self.action_open()
        else:
            self.post_message(self.Submitted(self))

    def on_click(self) -> None:
        self.focus()
        self.action_open()
