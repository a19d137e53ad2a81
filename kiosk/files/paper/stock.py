"""The sheets that badges are printed on, and where each badge stands on one.

Where the measures are from; ``tests/files/paper/test_badge_stock.py`` holds the printed page
against every one of them:

- 5390 and 5392: Avery's own templates U-0119-01 and U-0114-01, in points, as Slappy's
  ``avery-geometry.md`` lists them; Perl's Paper::Specs has the same (what is sold as 2 1/4
  inches high is 2 7/32 there). Of the 5392 LibreOffice's ``labels.xml`` has the same too; the
  cards of its 5390 are 1.3 mm less high, and what we print lies on those as well.
- L4727 is sold in Europe as 90 × 54 mm, ten on an A4 sheet. Two have printed on it: must's
  ``CardPrintStd`` has the columns side by side, 15 mm from the edges; LinuxDays' template,
  drawn after Avery's for Word, has them 10 mm apart and 10 mm from the edges. So only what
  lies on the card by either is used: 85 mm of its width.

gLabels knows none of the three. Sheets are printed at 100 %, never fitted.
"""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.errors import Refused

PAGES = {"letter": (215.9, 279.4), "a4": (210.0, 297.0)}
"""Width and height in millimetres."""
_POINT = 25.4 / 72


@dataclass(frozen=True, slots=True)
class Stock:
    """A sheet of cards in columns and rows; in millimetres."""

    name: str
    """As the packet says."""
    columns: int
    rows: int
    width: float
    height: float
    paper: str | None = None
    """The only paper it comes on; ``None``: plain paper of either size, cut by hand."""
    gap: float = 0.0
    """Between the columns. There is none between the rows."""

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
        across = self.columns * self.width + (self.columns - 1) * self.gap
        return (width - across) / 2, (height - self.rows * self.height) / 2


PAPER_NAMES = {"letter": "Letter", "a4": "A4"}

STOCKS = {
    "5390": Stock("Avery 5390", 2, 4, 252 * _POINT, 159.75 * _POINT, "letter"),
    "5392": Stock("Avery 5392", 2, 3, 288 * _POINT, 216 * _POINT, "letter"),
    "l4727": Stock("Avery L4727", 2, 5, 85, 54, "a4", gap=10),
    "plain": Stock("plain paper", 2, 4, 92, 60),
}
"""By what is typed for it."""
