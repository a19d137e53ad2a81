"""What could not be printed, since no font has its letters: listed, with what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Button, Static

from kiosk.errors import Text
from kiosk.files.paper.letters import Unprintable, advice
from screens.dialog import Dialog
from screens.host import Host


class LeftOutScreen(Dialog[None]):
    """Answers with nothing: it is there to be read."""

    def __init__(self, title: str, faults: Sequence[Text], fonts: Path | None) -> None:
        """Args:
        fonts: where fonts are put, as the advice says.
        """
        super().__init__(title)
        self._faults, self._fonts = faults, fonts

    def body(self) -> ComposeResult:
        words = self.app.words
        lines = [fault.said(words) for fault in self._faults]
        yield Static(Content("\n".join(lines)), id="left-out", markup=False)
        if self._fonts is not None:
            told = advice(self._fonts).said(words)
            yield Static(Content(f"\n{told}"), id="left-out-advice", markup=False)

    def on_mount(self) -> None:
        self.query_one("#press-back", Button).focus()


async def tell_gaps(app: Host, faults: Sequence[Unprintable]) -> None:
    """Say which texts of a paper were printed with gaps, where any were."""
    if not faults:
        return
    title = app.words.plural(
        "{n} text is printed with gaps: no font has its letters",
        "{n} texts are printed with gaps: no font has their letters",
        len(faults),
    )
    screen = LeftOutScreen(title, [fault.said() for fault in faults], app.fonts)
    await app.push_screen_wait(screen)
