"""What a window says that is smaller than the screens."""

from __future__ import annotations

from textual import getters
from textual.content import Content
from textual.geometry import Size
from textual.widgets import Static

from screens.host import SMALLEST, Host


def is_too_small(size: Size) -> bool:
    """Whether the screens do not fit: they have the class ``-small`` then."""
    width, height = SMALLEST
    return size.width < width or size.height < height


class TooSmall(Static):
    """Covers its screen, which goes on working beneath: a scan still counts."""

    DEFAULT_CSS = """
    TooSmall {
        display: none; position: absolute; layer: above; width: 100%; height: 100%;
        background: $background; color: $foreground; content-align: center middle;
        text-align: center;
    }
    """

    app = getters.app(Host)

    def __init__(self) -> None:
        super().__init__(markup=False)

    def render(self) -> Content:
        width, height = SMALLEST
        return Content(
            self.app.words(
                "Please make this window larger: at least {width} columns and {height} lines.",
                width=width,
                height=height,
            )
        )
