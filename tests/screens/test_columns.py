"""Rows in columns: what each column gets, and what tells rows apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from screens.columns import WHOLE, RowMark, TableColumn, TableLines, make_row, shares


@pytest.mark.parametrize(
    ("columns", "needs", "room", "expected"),
    [
        # All of it fits: what is left goes to the column that takes it, or to none.
        ((TableColumn(), TableColumn(takes_rest=True)), (10, 10), 30, (10, 20)),
        ((TableColumn(), TableColumn()), (10, 10), 30, (10, 10)),
        # Too much: who needs little has it, the others share what is left.
        ((TableColumn(), TableColumn(), TableColumn()), (5, 30, 30), 45, (5, 20, 20)),
        ((TableColumn(weight=1), TableColumn(weight=3)), (40, 40), 40, (10, 30)),
        # Nobody gets less than their least, if the others have it to give.
        ((TableColumn(least=15), TableColumn(weight=9)), (40, 40), 40, (15, 25)),
        ((TableColumn(least=WHOLE), TableColumn(least=8)), (11, 60), 30, (11, 19)),
        # Not even the leasts fit: what is never cut stays as long as it can.
        ((TableColumn(least=WHOLE), TableColumn(least=20)), (11, 60), 20, (11, 9)),
        ((TableColumn(least=WHOLE), TableColumn(least=WHOLE)), (20, 20), 10, (5, 5)),
    ],
)
def test_who_gets_how_much(
    columns: tuple[TableColumn, ...], needs: tuple[int, ...], room: int, expected: tuple[int, ...]
) -> None:
    assert shares(columns, needs, room) == expected


COLUMN = st.builds(
    TableColumn,
    weight=st.integers(1, 5),
    least=st.sampled_from((1, 8, 20, WHOLE)),
    takes_rest=st.booleans(),
)


@given(st.lists(st.tuples(COLUMN, st.integers(0, 60)), min_size=1, max_size=6), st.integers(6, 200))
def test_nothing_is_cut_beside_a_column_with_room(
    asked: list[tuple[TableColumn, int]], room: int
) -> None:
    columns, needs = zip(*asked, strict=True)
    widths = shares(columns, needs, room)
    if sum(needs) <= room:
        assert all(wide >= need for wide, need in zip(widths, needs, strict=True))
    else:
        assert all(wide <= need for wide, need in zip(widths, needs, strict=True))
        assert sum(widths) == room


def test_on_a_narrow_screen_the_columns_go_in_their_order() -> None:
    columns = (
        TableColumn("Name", least=10),
        TableColumn("Local", least=WHOLE, priority=2),
        TableColumn("When", least=WHOLE, priority=1),
    )
    lines = TableLines(columns, [make_row("Marie-Ève Tremblay", "Local 503", "Nov 23")])
    heads = {width: lines.head(width).plain.split() for width in (39, 28, 20)}
    assert heads == {39: ["Name", "Local", "When"], 28: ["Name", "Local"], 20: ["Name"]}


def test_what_else_tells_them_apart_stands_there_only_where_it_is_needed() -> None:
    columns = (TableColumn("Name", takes_mark=True), TableColumn("Local", least=WHOLE, priority=1))
    rows = [
        make_row("Jean Roy", "Local 1", marks=("  Local 1", "  …417", "  jean@a.ca")),
        make_row("Jean Roy", "Local 2", marks=("  Local 2", "  …418", "")),
        make_row("Jean Roy", "Local 2", marks=("  Local 2", "", "  j@b.ca")),
        make_row("Ana Paz", "Local 2", marks=("  Local 2", "  …111", "")),
    ]
    wide, narrow = (
        [TableLines(columns, rows).line(n, w).plain for n in range(4)] for w in (40, 16)
    )
    assert [line.split() for line in wide] == [
        ["Jean", "Roy", "Local", "1"],
        ["Jean", "Roy", "…418", "Local", "2"],
        ["Jean", "Roy", "Local", "2"],
        ["Ana", "Paz", "Local", "2"],
    ]
    assert len(set(narrow)) == 4
    assert [line.split()[2:] for line in narrow[:2]] == [["…417"], ["…418"]]


def test_of_what_tells_them_apart_the_best_is_enough() -> None:
    numbers = ("1000417", "1000418", "2000417", "")
    rows = [
        make_row("Jean Roy", marks=(f"  …{n[-3:]}" if n else "", f"  {n}" if n else ""))
        for n in numbers
    ]
    lines = TableLines((TableColumn(),), rows)
    assert [lines.line(n, 40).plain.strip() for n in range(4)] == [
        "Jean Roy  1000417",
        "Jean Roy  1000418",
        "Jean Roy  2000417",
        "Jean Roy",
    ]


def test_a_mark_stands_in_its_own_column() -> None:
    columns = (TableColumn("Who", takes_mark=True), TableColumn("What"))
    marks = [(RowMark("  …417"), RowMark(f"  Room {room}", place=1)) for room in "AB"]
    lines = TableLines(columns, [make_row("Jean Roy", "Elections", marks=one) for one in marks])
    assert lines.line(1, 60).plain.split("  ") == ["Jean Roy", "Elections", "Room B"]


WORDS = st.text("ab ", max_size=12).map(lambda text: " ".join(text.split()))
ROWS = st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=8)


@given(ROWS, st.integers(24, 60))
def test_two_rows_read_the_same_only_if_nothing_else_is_known(
    texts: list[tuple[str, str]], width: int
) -> None:
    """With a number each they are always told apart, however they are cut."""
    columns = (TableColumn("Name", least=12), TableColumn("Local", least=6, priority=1))
    rows = [make_row(*cells, marks=(f"  #{n}",)) for n, cells in enumerate(texts)]
    lines = TableLines(columns, rows)
    read = [lines.line(n, width).plain for n in range(len(rows))]
    assert all(lines.line(n, width).cell_length <= width for n in range(len(rows)))
    assert len(set(read)) == len(rows)


def test_thousands_of_rows_are_measured_once_and_only_those_that_are_seen_are_drawn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = 0
    spaced = TableLines._spaced

    def counted(self: TableLines, *cells: object) -> object:
        nonlocal made
        made += 1
        return spaced(self, *cells)  # type: ignore[arg-type]

    monkeypatch.setattr(TableLines, "_spaced", counted)
    lines = TableLines((TableColumn("Name"),), [make_row(f"Crowd N{n:04}") for n in range(2_000)])
    fits = [lines.fit(40) for _ in range(20)]
    for place in range(20):
        lines.line(place, 40)
    assert made == 20
    assert all(fit is fits[0] for fit in fits)
