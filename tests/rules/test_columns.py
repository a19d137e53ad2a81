"""What a column is: by its heading, by what stands in it, and by both."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.columns import (
    NOTHING,
    Contents,
    Heading,
    Vocabulary,
    column_field,
    names_within,
    read_contents,
    split_titles,
)
from kiosk.rules.names import fold

KNOWN = Vocabulary(
    workshops=frozenset(("conflict resolution", "grievances part 1", "let pp", "pp")),
    numbers=frozenset(("100042", "100043", "7")),
    locals=frozenset(("montreal", "local 79", "79")),
)
NONE, LIKELY = Heading(), Heading("status", is_certain=False)
ELSEWHERE = Heading(is_elsewhere=True)


@pytest.mark.parametrize(
    ("heading", "cells", "field", "by_content"),
    [
        # a heading that says nothing: what stands in the column does
        (NONE, ["Conflict Resolution", "LET-PP"], "offering", True),
        (NONE, ["Conflict Resolution; LET-PP"], "offering", True),
        (NONE, ["Grievances, part 1, Conflict Resolution"], "offering", True),
        (NONE, ["Conflict resolution", "something else"], "offering", True),
        (NONE, ["Conflict Resolution", "else", "something else"], "", False),
        (NONE, ["ana@example.org", "Ben <ben@x.org>"], "email", True),
        (NONE, ["ana@example.org", "by phone"], "", False),
        (NONE, ["Local 79", "Section locale 503", "Loc. 12"], "local", True),
        (NONE, ["Montréal", "montreal"], "local", True),
        (NONE, ["79", "503"], "", False),
        (NONE, ["ACME", "Local 79"], "", False),
        (NONE, ["English", "Français"], "language", True),
        (NONE, ["ES", "FR"], "", False),
        (NONE, ["100042", "1000 43"], "member_number", True),
        (NONE, ["7", "8", "9"], "", False),
        (NONE, ["Registered", "Withdrawn"], "", False),
        (NONE, ["yes", "no"], "", False),
        (NONE, [], "", False),
        # one that may mean two things
        (LIKELY, ["Registered", "Withdrawn"], "status", False),
        (LIKELY, ["CA", "NY"], "", False),
        (LIKELY, [], "status", False),
        (Heading("attending", is_certain=False), ["yes", "no", "maybe"], "attending", False),
        (Heading("attending", is_certain=False), ["2026-11-02"], "", False),
        (Heading("attending", is_certain=False), ["Conflict Resolution"], "offering", True),
        (Heading("name"), ["Conflict Resolution", "LET-PP"], "offering", True),
        (Heading("name"), ["Conflict Resolution", "Ana Roy"], "name", False),
        # one that is certain, or of something else
        (Heading("status"), ["CA", "NY"], "status", False),
        (Heading("local"), ["pp"], "local", False),
        (ELSEWHERE, ["Conflict Resolution"], "", False),
        (ELSEWHERE, ["ana@example.org"], "", False),
        # one that is the title of a workshop
        (Heading(workshop="Conflict Resolution"), ["X", "x"], "cross", False),
        (Heading(workshop="Conflict Resolution"), [], "cross", False),
        (Heading("attending", False, "pp"), ["1"], "cross", False),
    ],
)
def test_what_a_column_is(heading: Heading, cells: list[str], field: str, by_content: bool) -> None:
    assert column_field(heading, read_contents(cells, KNOWN), ()) == (field, by_content)


@pytest.mark.parametrize("cell", ["a@x.org", "Local 79", "English", "100042"])
def test_what_the_heading_of_another_column_says_is_not_told_by_content(cell: str) -> None:
    field, _ = column_field(NONE, read_contents([cell], KNOWN), ())
    assert field
    assert column_field(NONE, read_contents([cell], KNOWN), {field}) == ("", False)


def test_without_anything_known_no_title_is() -> None:
    assert read_contents(["Conflict Resolution"], NOTHING) == Contents(1, {})


@pytest.mark.parametrize(
    ("cell", "parts"),
    [
        ("Conflict Resolution", ["Conflict Resolution"]),
        ("Conflict Resolution and PP", ["Conflict Resolution", "PP"]),
        ("conflict resolution et pp", ["conflict resolution", "pp"]),
        ("PP y Conflict Resolution", ["PP", "Conflict Resolution"]),
        ("PP\nGrievances, part 1", ["PP", "Grievances, part 1"]),
        ("PP / Conflict Resolution & LET-PP", ["PP", "Conflict Resolution", "LET-PP"]),
        ("PP, ;", ["PP, ;"]),
        ("PP, lunch", []),
        ("Grievances", []),
        (", ".join(["PP"] * 30), []),
    ],
)
def test_several_titles_in_one_cell(cell: str, parts: list[str]) -> None:
    assert split_titles(cell, lambda part: fold(part) in KNOWN.workshops) == parts


TITLES = ["Bargaining", "Bargaining, part 2", "Rights and duties", "A/B", "Health; safety"]


@given(
    chosen=st.lists(st.sampled_from(TITLES), min_size=1, max_size=8),
    between=st.sampled_from([", ", ";", "\n", " / ", " and ", " | "]),
)
def test_titles_that_have_separators_of_their_own_are_found_again(
    chosen: list[str], between: str
) -> None:
    assert split_titles(between.join(chosen), set(TITLES).__contains__) == chosen


@pytest.mark.parametrize(
    ("said", "does"),
    [
        ("I would like Conflict Resolution, please", True), ("PP", True),
        ("Conflict Resolution (9 h)", True), ("happy", False), ("a pp b", False), ("", False),
    ],
)  # fmt: skip
def test_a_title_among_other_words(said: str, does: bool) -> None:
    assert names_within(said, KNOWN) is does
