"""Badges on sheets: what they say, and that every code is read from the rendered page,
turned, blurred and stained."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import lru_cache

import pypdfium2
import pytest
import zxingcpp
from PIL import Image, ImageDraw, ImageFilter

from kiosk.files.paper.badges import CODE, Place, Printed, badges_pdf
from kiosk.files.paper.stock import STOCKS
from kiosk.rules.codes import new_code
from kiosk.words import LANGUAGES, words
from tests.files.paperwork import MADE, pages, text

DPI = 150
NAMES = (
    "Marie-Ève Tremblay",
    "Bo Li",
    "Wolfeschlegelsteinhausenbergerdorff Hubert-Blaine",
    "Maximiliana-Guadalupe Fernández de la Cruz y Martínez-Echeverría",
    "Σωκράτης Παπαδόπουλος",
    "Anne-Marie Saint-Jean-Baptiste",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-Jones",
    "Nguyễn Thị Hồng Nhung",
)
CHOICES = [
    ("5390", "letter"),
    ("5392", "letter"),
    ("l4727", "a4"),
    ("plain", "letter"),
    ("plain", "a4"),
]


def some_places(count: int) -> tuple[Place, ...]:
    return tuple(
        Place(f"Nov {day} 09:00", f"Parliamentary Procedures for Officers {day}", "Room A")
        for day in range(1, count + 1)
    )


def badges(count: int) -> list[Printed]:
    return [
        Printed(
            new_code(),
            "École régionale d’automne",
            NAMES[n % len(NAMES)],
            f"Section locale {n}",
            some_places(n % 12),
        )
        for n in range(count)
    ]


def sheets(printed: list[Printed], stock: str = "5390", paper: str = "letter") -> bytes:
    made = badges_pdf(printed, "Test Union", words("fr"), MADE, stock=stock, paper=paper)
    return made.content


def drawn(content: bytes, dpi: int = DPI) -> list[Image.Image]:
    """The pages as a printer at this resolution has them."""
    return [
        page.render(scale=dpi / 72).to_pil().convert("L") for page in pypdfium2.PdfDocument(content)
    ]


def codes_on(image: Image.Image) -> set[str]:
    return {found.text for found in zxingcpp.read_barcodes(image)}


@lru_cache
def a_sheet() -> tuple[tuple[str, ...], Image.Image]:
    printed = badges(8)
    (image,) = drawn(sheets(printed))
    return tuple(one.code for one in printed), image


@pytest.mark.parametrize(("stock", "paper"), CHOICES)
def test_every_code_is_read_from_every_stock(stock: str, paper: str) -> None:
    printed = badges(2 * STOCKS[stock].each + 1)
    images = drawn(sheets(printed, stock, paper))
    assert len(images) == 3
    for place, image in enumerate(images):
        here = printed[place * STOCKS[stock].each :][: STOCKS[stock].each]
        assert codes_on(image) == {one.code for one in here}


@pytest.mark.parametrize("angle", [90, 180, 270, 7, 45, -20])
def test_a_turned_page_is_read(angle: int) -> None:
    codes, image = a_sheet()
    assert codes_on(image.rotate(angle, expand=True, fillcolor=255)) == set(codes)


def darkest(image: Image.Image) -> float:
    """Of an image in greys: 0 is black, 255 white."""
    least, _ = image.getextrema()
    assert isinstance(least, float | int)
    return least


def badge_boxes(image: Image.Image) -> list[Image.Image]:
    """Each badge of the sheet, cut out as a scanner sees one at a time."""
    stock, unit = STOCKS["5390"], DPI / 25.4
    left, top = stock.corner("letter")
    return [
        image.crop(
            (
                round(unit * (left + column * stock.width)),
                round(unit * (top + row * stock.height)),
                round(unit * (left + (column + 1) * stock.width)),
                round(unit * (top + (row + 1) * stock.height)),
            )
        )
        for row in range(stock.rows)
        for column in range(stock.columns)
    ]


@pytest.mark.parametrize("radius", [1.0, 1.5])
def test_a_blurred_badge_is_read(radius: float) -> None:
    codes, image = a_sheet()
    for code, badge in zip(codes, badge_boxes(image), strict=True):
        assert codes_on(badge.filter(ImageFilter.GaussianBlur(radius))) == {code}


def test_a_badge_half_under_coffee_is_read() -> None:
    """A brown veil over half of the code, and a drop that hides some of it."""
    codes, image = a_sheet()
    for code, badge in zip(codes, badge_boxes(image), strict=True):
        stained = badge.convert("RGB")
        (found,) = zxingcpp.read_barcodes(badge)
        corner = found.position.top_left
        side = found.position.bottom_right.x - corner.x
        veil = Image.new("RGB", (side // 2, side), (150, 95, 40))
        place = (corner.x + side // 2, corner.y)
        under = stained.crop((*place, place[0] + side // 2, place[1] + side))
        stained.paste(Image.blend(under, veil, 0.5), place)
        drop = (corner.x + side * 6 // 10, corner.y + side * 4 // 10)
        size = side // 6
        ImageDraw.Draw(stained).ellipse((*drop, drop[0] + size, drop[1] + size), fill=(120, 70, 30))
        assert codes_on(stained) == {code}


def test_turned_blurred_and_stained_at_once() -> None:
    codes, image = a_sheet()
    for code, badge in zip(codes, badge_boxes(image), strict=True):
        (found,) = zxingcpp.read_barcodes(badge)
        corner = found.position.top_left
        worn = badge.copy()
        ImageDraw.Draw(worn).ellipse(
            (corner.x + 50, corner.y + 50, corner.x + 66, corner.y + 66), fill=90
        )
        worn = worn.rotate(13, expand=True, fillcolor=255).filter(ImageFilter.GaussianBlur(1))
        assert codes_on(worn) == {code}


def test_level_q_and_a_quiet_zone_of_four_modules() -> None:
    _, image = a_sheet()
    for found in zxingcpp.read_barcodes(image):
        assert found.ec_level == "Q"
        side = found.position.top_right.x - found.position.top_left.x
        quiet = 4 * side // 25 - 1
        left, top = found.position.top_left.x, found.position.top_left.y
        around = image.crop((left - quiet, top - quiet, left + side + quiet, top + side + quiet))
        inner = (quiet - 1, quiet - 1, quiet + side + 2, quiet + side + 2)
        around.paste(255, inner)
        assert darkest(around) > 200, "something stands in the quiet zone"


def test_what_stands_on_a_badge() -> None:
    one = Printed(
        new_code(),
        "Spring School",
        "Ana Núñez",
        "Local 1",
        (Place("Fri 09:00", "Parliamentary Procedures", "Room A"),),
    )
    (page,) = pages(badges_pdf([one], "Test Union", words("en"), MADE))
    said = text(page)
    for part in ("Spring School", "Ana Núñez", "Local 1", "Fri 09:00", "Room A", "Parliamentary"):
        assert part in said


def test_no_letter_of_a_name_is_lost() -> None:
    for name in NAMES:
        one = Printed(new_code(), "School", name)
        (page,) = pages(badges_pdf([one], "Union", words("en"), MADE, stock="l4727", paper="a4"))
        assert "".join(name.split()) in "".join(page.extract_text().replace("\u200b", "").split())


@pytest.mark.parametrize(("stock", "paper"), CHOICES)
@pytest.mark.parametrize("name", ["X" * 300, "Ana " * 75, "Jean-" * 60, "Wolfeschlegel " * 20])
def test_the_longest_name_there_can_be_stands_above_what_follows(
    name: str, stock: str, paper: str
) -> None:
    one = Printed(new_code(), "School", name.strip(), "Local 1", some_places(7))
    content = badges_pdf([one], "Union", words("en"), MADE, stock=stock, paper=paper).content
    said = pypdfium2.PdfDocument(content)[0].get_textpage()
    boxes = [
        said.get_charbox(n)
        for n in range(said.count_chars())
        if not said.get_text_range(n, 1).isspace() and said.get_text_range(n, 1) != "\u200b"
    ]
    count = len("".join(name.split()))
    lowest = min(bottom for _, bottom, _, _ in boxes[:count])
    assert lowest > boxes[count][3], "the local begins below"
    sheet = STOCKS[stock]
    left = sheet.corner(paper)[0] * 72 / 25.4
    assert all(left < box[0] and box[2] < left + sheet.width * 72 / 25.4 for box in boxes)


def test_what_is_more_than_fits_is_counted() -> None:
    many = tuple(Place("Fri 09:00", f"Workshop {n}", "Room A") for n in range(30))
    one = Printed(new_code(), "School", "Ana Núñez", "Local 1", many)
    said = text(pages(badges_pdf([one], "Union", words("en"), MADE))[0])
    shown = sum(f"Workshop {n} " in f"{said} " for n in range(30))
    assert 3 < shown < 30
    assert f"and {30 - shown} more" in said


def test_few_sessions_are_said_in_full() -> None:
    places = tuple(
        Place(f"Nov {n} 09:00", f"Parliamentary Procedures for Trustees {n}", f"Salle Édouard {n}")
        for n in range(1, 3)
    )
    one = Printed(new_code(), "School", "Ana Núñez", "Local 1", places)
    said = text(pages(badges_pdf([one], "Union", words("en"), MADE))[0])
    for place in places:
        assert place.title in said
        assert place.room in said
        assert "…" not in said


def test_nobody_is_sent_where_somebody_else_goes() -> None:
    """What many have in common is set once; each still has their own, in their own order."""
    places = [Place(f"Nov {n} 09:00", f"Workshop {n}", f"Room {n}") for n in range(1, 9)]
    mine = [tuple(places[n % 8] for n in range(one, one + one % 4)) for one in range(16)]
    printed = [Printed(new_code(), "School", f"Number {n}", "", own) for n, own in enumerate(mine)]
    said = [text(page) for page in pages(badges_pdf(printed, "Union", words("en"), MADE))]
    badge = re.findall(r"Number (\d+) School(.*?)(?=Number|$)", " ".join(said))
    assert [int(number) for number, _ in badge] == list(range(16))
    for (_, where), own in zip(badge, mine, strict=True):
        assert re.findall(r"Room (\d)", where) == [place.room[-1] for place in own]
        assert re.findall(r"Workshop (\d)", where) == [place.title[-1] for place in own]


@pytest.mark.parametrize("language", LANGUAGES)
def test_blank_ones_have_lines_to_write_on(language: str) -> None:
    said = words(language)
    blank = [Printed(new_code(), "Spring School", blank=True) for _ in range(3)]
    content = badges_pdf(blank, "Union", said, MADE).content
    (page,) = pages(content)
    assert text(page).count(said("Local")) == 3
    assert codes_on(drawn(content)[0]) == {one.code for one in blank}


def test_the_same_bytes_and_readable_aloud() -> None:
    printed = badges(3)
    content = sheets(printed)
    assert content == sheets(printed)
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    assert document.is_tagged()
    assert MADE.tzinfo is dt.UTC
    assert CODE / 33 > 0.7, "a module is at least 0.7 mm"
