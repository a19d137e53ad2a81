"""Texts that are shortened: what is kept, and that no two come to read the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from screens.abbreviation import TableCell, cuts, key, make_cell, number_cell


def shortened(cells: list[TableCell], width: int) -> list[str]:
    known = cuts(cells, width)
    return [
        known[key(one)].of(one).plain if one.width > width else one.whole.plain for one in cells
    ]


def session(number: int, title: str = "Parliamentary Procedures") -> TableCell:
    return make_cell(f"{title}, session {number} of 3", title, f" {number} of 3")


@pytest.mark.parametrize(
    ("cells", "width", "expected"),
    [
        ([session(1)], 40, ["Parliamentary Procedures, session 1 of 3"]),
        ([session(1)], 32, ["Parliamentary Procedures 1 of 3"]),
        (
            [session(1), session(2)],
            26,
            ["Parliamentary Proc… 1 of 3", "Parliamentary Proc… 2 of 3"],
        ),
        ([number_cell("Section locale 1108")], 12, ["Sectio… 1108"]),
        ([number_cell("Section locale")], 8, ["Section…"]),
        ([make_cell("Marie-Ève Tremblay")], 10, ["Marie-Ève…"]),
        # Only what differs in the end, or in the middle, tells them apart.
        (
            [make_cell("Robert's Rules of Order I"), make_cell("Robert's Rules of Order II")],
            16,
            ["Robert's Rule… I", "Robert's Rul… II"],
        ),
        (
            [
                make_cell("Local Executive Training for presidents at the regional school"),
                make_cell("Local Executive Training for treasurers at the regional school"),
            ],
            20,
            ["Local …presidents a…", "Local …treasurers a…"],
        ),
        # Nor is the end enough, where it is another thing that differs.
        (
            [
                make_cell("Building Stronger Locals, Level 1"),
                make_cell("Building Stronger Locals, Level 2").marked("  Alex"),
                make_cell("Building Stronger Locals, Level 2").marked("  Rosa"),
            ],
            22,
            ["Building Stronger L… 1", "Building Stro… 2  Alex", "Building Stro… 2  Rosa"],
        ),
        # One that fits is not read for another that was shortened.
        ([make_cell("Tremblay…"), make_cell("Tremblay-Roy")], 9, ["Tremblay…", "Trembl…oy"]),
        # Wide letters take two cells, accents of their own none.
        ([make_cell("山田太郎さくら")], 7, ["山田太…"]),
        ([make_cell("e\u0301e\u0301e\u0301e\u0301e\u0301")], 3, ["e\u0301e\u0301…"]),
    ],
)
def test_what_is_kept(cells: list[TableCell], width: int, expected: list[str]) -> None:
    found = shortened(cells, width)
    assert [cell_len(text) <= width for text in found] == [True] * len(found)
    assert found == expected


NAMES = st.text(st.sampled_from("aab é…山-"), min_size=1, max_size=14)


@given(st.lists(NAMES, min_size=1, max_size=6), st.integers(1, 20))
def test_it_fits_whatever_it_is(texts: list[str], width: int) -> None:
    for one, said in zip(texts, shortened([make_cell(t) for t in texts], width), strict=True):
        assert cell_len(said) <= width
        if cell_len(one) <= width:
            assert said == one


@given(
    st.text("abc ", min_size=8, max_size=30),
    st.lists(st.text("abc", min_size=1, max_size=4), min_size=2, max_size=5, unique=True),
    st.text("abc ", max_size=30),
    st.integers(14, 40),
)
def test_one_place_that_differs_is_always_seen(
    before: str, middles: list[str], after: str, width: int
) -> None:
    """However much is the same before it, and behind it."""
    texts = {f"{before}<{middle}>{after}" for middle in middles}
    found = shortened([make_cell(text) for text in sorted(texts)], width)
    assert len(set(found)) == len(texts)


@given(st.integers(12, 40), st.text("ab ", min_size=1, max_size=40))
def test_the_end_is_never_cut(width: int, title: str) -> None:
    assert all(
        said.endswith(f"{number} of 3")
        for number, said in enumerate(shortened([session(n, title) for n in (1, 2, 3)], width), 1)
    )
