"""What hangs on how large something is, worked out whenever it is laid out or painted: it is
right the first time, and after every change of the window's, whatever is open in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from textual.content import Content
from textual.css.styles import RulesMap
from textual.geometry import Size
from textual.screen import Screen
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual
from textual.widgets import OptionList, Static

from screens.columns import TableLines

T = TypeVar("T")


class SizedScreen(Screen[T]):
    """A screen whose classes say how much room there is."""

    _laid_for: Size | None = None

    def room_classes(self, size: Size) -> Mapping[str, bool]:
        """Which classes it has at a size of the window's."""
        return {}

    def fit(self) -> None:
        """Draw anew what is drawn for a size; before it is laid out for another."""

    def _refresh_layout(self, size: Size | None = None, scroll: bool = False) -> None:
        wanted = self.outer_size if size is None else size
        if wanted and wanted != self._laid_for:
            self._laid_for = wanted
            before = self.classes
            for name, holds in self.room_classes(wanted).items():
                self.set_class(holds, name)
            if self.classes != before:
                self.app.stylesheet.update(self)  # at once: Textual's own way takes a frame
            if self.is_mounted:
                self.fit()
        super()._refresh_layout(size, scroll)

    def _compositor_refresh(self) -> None:
        """What was beneath another screen while the window changed may be painted before it
        is told that it is in front again."""
        if self.is_current and self.stack_updates and self.size != self.app.size:
            self._refresh_layout(self.app.size)
        super()._compositor_refresh()


class SizedText(Static):
    """A text that is made for the room it has, each time it is painted."""

    def __init__(self, make: Callable[[int, int], Content], id: str | None = None) -> None:
        """``make``: the text for so many columns and lines; they are 0 where the height hangs
        on the text."""
        super().__init__(id=id, markup=False)
        self._make = make

    def render(self) -> Content:
        return self._make(*self.content_size)


class WrappedList(OptionList):
    """A list whose lines wrap, and whose scroll bar goes when they need it no more. Textual
    asks for it by the lines as they were before, which takes the room that they lack then."""

    def _size_updated(
        self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True
    ) -> bool:
        if size != self.outer_size:
            self._clear_caches()
            inner = size - self.gutter.totals
            high = self.get_content_height(inner, inner, inner.width)
            self.set_reactive(WrappedList.virtual_size, Size(inner.width, high))
        return super()._size_updated(size, virtual_size, container_size, layout)


class LineVisual(Visual):
    """A line of a list, in columns as wide as the list lets them be."""

    def __init__(self, lines: TableLines, place: int) -> None:
        self._lines, self._place = lines, place

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        return self._lines.line(self._place, width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        return self._lines.needed

    def get_height(self, rules: RulesMap, width: int) -> int:
        return 1
