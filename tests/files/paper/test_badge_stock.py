"""Where badges stand on their sheets, held against what others published of the same stock,
and how far their names are read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import pypdfium2
import pytest
from PIL import Image

from kiosk.errors import Refused
from kiosk.files.paper.badges import Printed, badges_pdf
from kiosk.files.paper.stock import PAGES, STOCKS
from kiosk.rules.codes import new_code
from kiosk.words import words
from tests.files.paper.test_badge_sheets import CHOICES, badges, darkest, drawn, sheets, some_places
from tests.files.paperwork import MADE

INCH = 25.4
POINT = INCH / 72
DPI = 200


@dataclass(frozen=True)
class Grid:
    """Cards on a sheet as somebody published them; in millimetres, from the top left."""

    source: str
    columns: int
    rows: int
    left: float
    top: float
    width: float
    height: float
    pitch: float
    """From one column to the next."""
    keeps: float = 2.9
    """Every ink stays so far from the edge of a card: what a printer draws in askew."""

    def cards(self) -> list[tuple[float, float, float, float]]:
        return [
            (
                self.left + column * self.pitch,
                self.top + row * self.height,
                self.left + column * self.pitch + self.width,
                self.top + (row + 1) * self.height,
            )
            for row in range(self.rows)
            for column in range(self.columns)
        ]


PUBLISHED = {
    "5390": [
        Grid("Avery U-0119-01", 2, 4, 54 * POINT, 76.5 * POINT, 252 * POINT, 159.75 * POINT, 88.9),
        Grid("Paper::Specs", 2, 4, 0.75 * INCH, 1.0625 * INCH, 88.9, 2.219 * INCH, 88.9),
        # Lower cards, for which nothing else speaks; what is printed stays on them too.
        Grid("LibreOffice labels.xml", 2, 4, 19.05, 29.63, 88.9, 55.03, 88.9, keeps=0.8),
    ],
    "5392": [
        Grid("Avery U-0114-01", 2, 3, 18 * POINT, 72 * POINT, 288 * POINT, 216 * POINT, 101.6),
        Grid("Paper::Specs", 2, 3, 0.25 * INCH, INCH, 4 * INCH, 3 * INCH, 101.6),
        Grid("LibreOffice labels.xml", 2, 3, 6.35, 25.4, 101.6, 76.2, 101.6),
    ],
    "l4727": [
        Grid("must, CardPrintStd", 2, 5, 15, 13.5, 90, 54, 90),
        Grid("LinuxDays, avery-L4727, after Avery's template", 2, 5, 10, 14, 90, 54, 100),
    ],
}
FITTING = [
    (stock, paper, grid)
    for stock, paper in (("5390", "letter"), ("5392", "letter"), ("l4727", "a4"))
    for grid in PUBLISHED[stock]
]


def own(stock: str, paper: str) -> Grid:
    """The cards as we have them."""
    sheet = STOCKS[stock]
    left, top = sheet.corner(paper)
    pitch = sheet.width + sheet.gap
    return Grid("ours", sheet.columns, sheet.rows, left, top, sheet.width, sheet.height, pitch)


@lru_cache
def sheet(stock: str, paper: str) -> Image.Image:
    (image,) = drawn(sheets(badges(STOCKS[stock].each), stock, paper), DPI)
    sides = tuple(side * DPI / INCH for side in PAGES[paper])
    assert image.size == pytest.approx(sides, abs=1)
    return image


def dots(length: float) -> int:
    """Of the image, for a length on the sheet."""
    return round(length * DPI / INCH)


def strays(image: Image.Image, grid: Grid) -> tuple[int, int, int, int] | None:
    """Where on a sheet is ink that is on no card, or too near to the edge of one."""
    left = image.copy()
    for card in grid.cards():
        first, second, third, fourth = card
        inner = (
            dots(first + grid.keeps),
            dots(second + grid.keeps),
            dots(third - grid.keeps),
            dots(fourth - grid.keeps),
        )
        assert darkest(left.crop(inner)) < 60, f"nothing on {card}"
        left.paste(255, inner)
    return left.point(lambda grey: 255 * (grey < 200)).getbbox()


@pytest.mark.parametrize(("stock", "paper", "grid"), FITTING, ids=lambda it: str(it)[:40])
def test_every_badge_is_printed_on_its_own_card(stock: str, paper: str, grid: Grid) -> None:
    assert strays(sheet(stock, paper), grid) is None


@pytest.mark.parametrize(("stock", "paper"), CHOICES)
def test_nothing_stands_at_the_edge_of_a_card(stock: str, paper: str) -> None:
    image, grid = sheet(stock, paper).copy(), own(stock, paper)
    if STOCKS[stock].paper is None:
        cards = grid.cards()
        (first, second, *_), (*_, third, fourth) = cards[0], cards[-1]
        block = (dots(first), dots(second), dots(third), dots(fourth))
        marks, image = image, Image.new("L", image.size, 255)
        image.paste(marks.crop(block), block)
        marks.paste(255, block)
        assert darkest(marks) < 120, "marks to cut along, outside of every card"
    assert strays(image, grid) is None


def test_the_measures_of_the_stock() -> None:
    for stock in ("5390", "5392"):
        ours, theirs = own(stock, "letter"), PUBLISHED[stock][0]
        assert ours.cards() == [pytest.approx(card, abs=0.01) for card in theirs.cards()]
    for grid in PUBLISHED["l4727"]:
        for mine, card in zip(own("l4727", "a4").cards(), grid.cards(), strict=True):
            assert mine[0] >= card[0]
            assert mine[2] <= card[2]
            assert mine[1:4:2] == pytest.approx(card[1:4:2], abs=0.51)
    with pytest.raises(Refused, match="comes on Letter sheets only"):
        STOCKS["5390"].corner("a4")


@pytest.mark.parametrize(("stock", "paper"), CHOICES)
@pytest.mark.parametrize(
    "name",
    [
        "Marie-Ève Tremblay",
        "Ana Núñez",
        "Siobhán Ní Dhomhnaill",
        "Christopher Featherstone",
        "Nguyễn Thị Hồng Nhung",
        "Jean-Baptiste Desrosiers",
    ],
)
def test_a_name_is_read_from_three_metres(name: str, stock: str, paper: str) -> None:
    """Who sees well reads letters of five minutes of arc, 4.4 mm at three metres; a capital
    half as high again is read by those who see less well."""
    one = Printed(new_code(), "Spring School", name, "Local 1000", some_places(4))
    content = badges_pdf([one], "Union", words("en"), MADE, stock=stock, paper=paper).content
    said = pypdfium2.PdfDocument(content)[0].get_textpage()
    assert said.get_text_range(0, 1) == name[0]
    _, bottom, _, top = said.get_charbox(0)
    assert (top - bottom) * POINT > 6.5
