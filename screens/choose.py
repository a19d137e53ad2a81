"""Choosing one of many: type a few letters, take it from the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from kiosk.rules.names import fold
from screens.dialog import Dialog
from screens.layout import WrappedList

MOST = 50
"""Lines shown at once; more are found by typing."""


@dataclass(frozen=True, slots=True)
class Pick:
    """One thing that can be chosen."""

    value: str
    label: Content


Find = Callable[[str], Sequence[Pick]]
"""The lines that fit what is typed, best first."""


def among(lines: Sequence[Pick]) -> Find:
    """Finds by any words of the label, in any order."""
    known = [(line, f" {fold(line.label.plain)}") for line in lines]

    def find(typed: str) -> list[Pick]:
        wanted = [f" {word}" for word in fold(typed).split()]
        return [line for line, said in known if all(word in said for word in wanted)]

    return find


def told_apart(lines: Sequence[Pick]) -> list[Pick]:
    """The same lines; behind those that read the same, what they stand for."""
    count = Counter(line.label.plain for line in lines)
    return [
        replace(line, label=Content.assemble(line.label, (f"   {line.value}", "dim")))
        if count[line.label.plain] > 1
        else line
        for line in lines
    ]


class ChooseScreen(Dialog[str]):
    """Answers with the value of the line chosen."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "move(1)", show=False, priority=True),
        Binding("up", "move(-1)", show=False, priority=True),
    ]

    typed = getters.query_one("#choose-typed", Input)
    options = getters.query_one("#choose-options", OptionList)

    def __init__(self, title: str, find: Find, hint: str = "") -> None:
        """``hint``: what stands in the empty field."""
        super().__init__(title)
        self._find = find
        self._hint = hint
        self._lines: list[Pick] = []

    def body(self) -> ComposeResult:
        hint = self._hint or self.app.words("Type a few letters")
        yield Input(placeholder=hint, id="choose-typed")
        options = WrappedList(id="choose-options", markup=False)
        options.can_focus = False
        yield options
        yield Static(id="choose-more", markup=False)

    def on_mount(self) -> None:
        self.typed.focus()
        self._show()

    @on(Input.Changed, "#choose-typed")
    def _show(self) -> None:
        words, found = self.app.words, self._find(self.typed.value)
        self._lines = told_apart(found[:MOST])
        self.options.clear_options()
        self.options.add_options([Option(line.label) for line in self._lines])
        self.options.highlighted = 0 if self._lines else None
        more = ""
        if len(found) > MOST:
            more = words.plural(
                "and {n} more: type more letters",
                "and {n} more: type more letters",
                len(found) - MOST,
            )
        elif not self._lines:
            more = words("Nothing fits. Type fewer letters.") if self.typed.value else self._hint
        self.query_one("#choose-more", Static).update(Content(more))

    def action_move(self, by: int) -> None:
        if by > 0:
            self.options.action_cursor_down()
        else:
            self.options.action_cursor_up()

    @on(Input.Submitted, "#choose-typed")
    def _entered(self) -> None:
        self._take(self.options.highlighted)

    @on(OptionList.OptionSelected, "#choose-options")
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(event.option_index)

    def _take(self, index: int | None) -> None:
        if index is not None and index < len(self._lines):
            self.answer(self._lines[index].value)
