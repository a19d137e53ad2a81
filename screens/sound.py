"""The terminal's bell, as a second signal: what it says is always on the screen too."""

from __future__ import annotations

from textual.screen import Screen
from textual.timer import Timer

APART_SECONDS = 0.5
"""Between the two of a refusal: two at once sound like one."""


class Bell:
    """Rings once for who is in, twice for who is not."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._second: Timer | None = None

    def ring(self, refused: bool) -> None:
        """Ring for a verdict; what is still to come of the last one is dropped."""
        if self._second:
            self._second.stop()
            self._second = None
        self._screen.app.bell()
        if refused:
            self._second = self._screen.set_timer(APART_SECONDS, self._screen.app.bell)
