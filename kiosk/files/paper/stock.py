"""The sheets that badges are printed on, and where each badge stands on one.

Measures of Avery's are those of its own templates, in points: U-0119-01 (5390) and
U-0114-01 (5392), whose origins and cells are also listed in Slappy's
``avery-geometry.md`` (what is sold as 2 1/4 inches high is 2 7/32 there). L4727 is sold in
Europe as 90 × 54 mm, ten on an A4 sheet; its margins are those of must's ``CardPrintStd``,
which centre the block on the sheet. Sheets are printed at 100 %, never fitted.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.errors import Refused

PAGES = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""Width and height in millimetres."""
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of cards in columns and rows without gaps; in millimetres."""

    name: str
    """As the packet says."""
    columns: int
    rows: int
    width: float
    height: float
    paper: str | None = None
    """The only paper it comes on; ``None``: plain paper of either size, cut by hand."""

    @property
    def each(self) -> int:
        """Badges on a sheet."""
        return self.columns * self.rows

    def corner(self, paper: str) -> tuple[float, float]:
        """Where the first badge begins, from the left and from the top: every block of
        cards stands in the middle of its sheet.

        Raises:
            Refused: it does not come on this paper.
        """
        if self.paper not in (None, paper):
            raise Refused(
                "{stock} comes on {own} sheets only.",
                stock=self.name,
                own=PAPER_NAMES[self.paper or paper],
            )
        width, height = PAGES[paper]
        return (width - self.columns * self.width) / 2, (height - self.rows * self.height) / 2


PAPER_NAMES = {"letter": "Letter", "a4": "A4"}

STOCKS = {
    "5390": Stock("Avery 5390", 2, 4, 252 * _POINT, 159.75 * _POINT, "letter"),
    "5392": Stock("Avery 5392", 2, 3, 288 * _POINT, 216 * _POINT, "letter"),
    "l4727": Stock("Avery L4727", 2, 5, 90, 54, "a4"),
    "plain": Stock("plain paper", 2, 4, 92, 60),
}
"""By what is typed for it."""
