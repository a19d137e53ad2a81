"""The line that says which badges wait until what is in front is closed."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from screens.host import Host


class WaitingScans(Static):
    """Nothing, while none waits."""

    DEFAULT_CSS = "WaitingScans { height: auto; display: none; color: $text-warning; }"

    class Told(Message):
        """There is one more, or none any more."""

    app = getters.app(Host)

    def __init__(self, named: bool) -> None:
        """``named``: say whose badge it is; not where anyone may read it."""
        super().__init__(markup=False)
        self._named = named
        self._told: tuple[str, ...] = ()

    def tell(self, codes: Sequence[str]) -> None:
        """Say that these wait."""
        if tuple(codes) == self._told:
            return
        self._told = tuple(codes)
        self.display = bool(codes)
        self.post_message(self.Told())
        many = self.app.words.plural(
            "{n} badge waits until this closes.",
            "{n} badges wait until this closes.",
            len(codes),
        )
        self.update(Content(many if codes else ""))
        if self._named and len(codes) == 1:
            self._say_whose(codes[0])

    @work(exclusive=True)
    async def _say_whose(self, code: str) -> None:
        from kiosk.desk import people  # not before someone on the staff is there

        held = await self.app.ask(people.holder, code)
        if held.attendee and self._told == (code,):
            said = self.app.words(
                "{name}'s badge waits until this closes.",
                name=held.attendee.name,
            )
            self.update(Content(said))
