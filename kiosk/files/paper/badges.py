"""Badges on sheets: a name to be read across a room, where to go, and the code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kiosk.files.badges import modules
from kiosk.files.paper.letters import Gaps, Printout, Unprintable, printable, refusal
from kiosk.files.paper.printing import HERE, pdf_with_gaps
from kiosk.files.paper.stock import PAGES, STOCKS, Stock
from kiosk.words import Words

CODE = 27.0
"""Millimetres that a code is wide with its quiet zone of four modules: a module is 0.8 mm,
which a hand-held scanner reads from half a metre."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where its holder goes, and when first."""

    when: str
    title: str
    room: str


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands on a badge."""

    code: str
    school: str
    name: str = ""
    local: str = ""
    places: tuple[Place, ...] = ()
    """By time."""
    blank: bool = False
    """For someone who is not known yet: with lines to write on."""


def badges_pdf(
    badges: Sequence[Printed],
    organisation: str,
    words: Words,
    made: dt.datetime,
    *,
    stock: str = "5390",
    paper: str = "letter",
    fonts: Path | None = None,
) -> Printout:
    """Sheet after sheet, in the order of the badges. Those with a name that no font has are
    left out; :func:`names_left_out` says which.

    Args:
        stock: one of :data:`~kiosk.files.paper.stock.STOCKS`.
        paper: one of :data:`~kiosk.files.paper.stock.PAGES`.

    Raises:
        NotPrintable: none can be printed.
        Refused: the stock does not come on this paper.
    """
    sheet = STOCKS[stock]
    data = {
        "title": words("Badges"),
        "organisation": organisation,
        "language": words.language,
        "page": PAGES[paper],
        "stock": _measures(sheet, paper),
        "words": {
            "code": words("QR code of the badge"),
            "name": words("Name"),
            "local": words("Local"),
            "more": words.context("sessions", "and {n} more"),
        },
    }

    def draw(gaps: Gaps) -> dict[str, Any]:
        printed = [badge for badge in badges if gaps.without(badge.name) == badge.name]
        if badges and not printed:
            missing = sorted(gaps.letters)
            raise refusal(missing, [badge.name for badge in badges], fonts)
        return {**data, **_drawn(printed)}

    return pdf_with_gaps(HERE / "badges.typ", draw, made=made, fonts=fonts)


def names_left_out(badges: Iterable[Printed], printout: Printout) -> list[Unprintable]:
    """The names whose badges are not on the sheets."""
    names = {printable(badge.name) for badge in badges}
    return [fault for fault in printout.faults if fault.text in names]


def _measures(stock: Stock, paper: str) -> dict[str, Any]:
    left, top = stock.corner(paper)
    return {
        "columns": stock.columns,
        "rows": stock.rows,
        "width": stock.width,
        "height": stock.height,
        "pitch": stock.width + stock.gap,
        "left": left,
        "top": top,
        "code": CODE,
        "marks": stock.paper is None,
    }


_MOST_PLACES = 12
"""More than the largest card has room for; the rest is only counted."""


def _drawn(badges: Iterable[Printed]) -> dict[str, Any]:
    """What stands on each; what many have in common, where they go, is said once."""
    known: dict[Place, int] = {}
    drawn = [
        {
            "code": picture(badge.code),
            "school": badge.school,
            "name": badge.name,
            "local": badge.local,
            "blank": badge.blank,
            "count": len(badge.places),
            "sessions": [
                known.setdefault(place, len(known)) for place in badge.places[:_MOST_PLACES]
            ],
        }
        for badge in badges
    ]
    return {
        "places": [
            {"when": place.when, "title": place.title, "room": place.room} for place in known
        ],
        "badges": drawn,
    }


def picture(code: str) -> str:
    """A code as an SVG with a quiet zone of four modules, each run of dark modules one
    rectangle."""
    rows = modules(code)
    side = len(rows) + 8
    runs = []
    for y, row in enumerate(rows, 4):
        x = 0
        while x < len(row):
            if not row[x]:
                x += 1
                continue
            end = x
            while end < len(row) and row[end]:
                end += 1
            runs.append(f"M{x + 4} {y}h{end - x}v1h{x - end}z")
            x = end
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="white"/><path d="{"".join(runs)}"/></svg>'
    )
