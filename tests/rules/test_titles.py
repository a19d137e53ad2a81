"""Titles and pronouns that stand with a name, and words that only look like them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.titles import split_name


@pytest.mark.parametrize(
    ("said", "name", "apart"),
    [
        ("Ms Ana Roy", "Ana Roy", ["Ms"]),
        ("Dr. Ana Roy", "Ana Roy", ["Dr."]),
        ("DR ANA ROY", "ANA ROY", ["DR"]),
        ("Dre Ana Roy", "Ana Roy", ["Dre"]),
        ("Mme Ève Roy", "Ève Roy", ["Mme"]),
        ("Sra. Ana Núñez Gil", "Ana Núñez Gil", ["Sra."]),
        ("Sr. Juan Pérez", "Juan Pérez", ["Sr."]),
        ("Mx. Al Roy", "Al Roy", ["Mx."]),
        ("Prof. Dr. Ana Roy", "Ana Roy", ["Prof.", "Dr."]),
        ("Rev. Martin Luther King, Jr.", "Martin Luther King, Jr.", ["Rev."]),
        ("Ana Roy, PhD", "Ana Roy", ["PhD"]),
        ("Ana Roy, Ph.D.", "Ana Roy", ["Ph.D."]),
        ("Ana Roy PhD", "Ana Roy", ["PhD"]),
        ("Ana Roy, RN, MBA", "Ana Roy", ["RN", "MBA"]),
        ("Ana Roy, P.Eng.", "Ana Roy", ["P.Eng."]),
        ("Ana Roy, MA", "Ana Roy", ["MA"]),
        ("Roy, Ana, PhD", "Roy, Ana", ["PhD"]),
        ("Roy, Dr. Ana", "Roy, Ana", ["Dr."]),
        ("Dr. Roy, Ana", "Roy, Ana", ["Dr."]),
        ("Lee, Bo (he/him)", "Lee, Bo", ["he/him"]),
        ("Ana Roy (they/them)", "Ana Roy", ["they/them"]),
        ("Ana (she/her) Roy", "Ana Roy", ["she/her"]),
        ("(she/her) Ana Roy", "Ana Roy", ["she/her"]),
        ("Ana Roy [she, her, hers]", "Ana Roy", ["she, her, hers"]),
        ("Ana Roy (She / Her)", "Ana Roy", ["She / Her"]),
        ("Ana Roy (elle)", "Ana Roy", ["elle"]),
        ("Alex Roy (iel)", "Alex Roy", ["iel"]),
        ("Alex Gil (él)", "Alex Gil", ["él"]),
        ("Ana Gil (ella/she)", "Ana Gil", ["ella/she"]),
        ("Ana Roy she/her", "Ana Roy", ["she/her"]),
        ("Ana Roy - she/they", "Ana Roy", ["she/they"]),
        ("Ana Roy, they/them", "Ana Roy", ["they/them"]),
        ("Ana Roy (any pronouns)", "Ana Roy", ["any pronouns"]),
        ("Ana (she/her)", "Ana", ["she/her"]),
        ("Dr. Ana Roy, PhD (she/her)", "Ana Roy", ["Dr.", "PhD", "she/her"]),
    ],
)
def test_what_stands_with_a_name_is_told_from_it(said: str, name: str, apart: list[str]) -> None:
    found = split_name(said)
    assert (found.name, list(found.apart)) == (name, apart)


@pytest.mark.parametrize(
    "name",
    [
        "Ana Roy",
        "Ana Roy, Jr.",
        "Ana Roy Jr",
        "Ana Roy III",
        "Roy, Sr.",
        "Martin Sr",
        "Don King",
        "King Lee",
        "Prince Ali",
        "Major Owens",
        "Judge Reinhold",
        "Dean Smith",
        "Hon Lee",
        "Dr. Roy",
        "Ms. Roy",
        "M. Night Shyamalan",
        "Yo-Yo Ma",
        "Ma, Yo-Yo",
        "Roy, Ma",
        "Lee, Ba",
        "Mai Do",
        "Ing Chen",
        "Robert (Bob) Smith",
        "Gabriella (Ella) Smith",
        "Ana Roy (CUPE 79)",
        "Elle Fanning",
        "Hershel She",
        "She Li",
        "Him Li",
        "Theyson Roy",
        "(they/them)",
        "PhD",
        "Mr",
        "Mister Roy",
        "Drew Barry Moore",
        "Srinivas Ana Rao",
        "Missy Ana Elliott",
        "王小明",
        "",
        ",",
        "Ana/Bo Roy",
    ],
)
def test_what_may_be_a_name_stays(name: str) -> None:
    assert split_name(name).name == name
    assert split_name(name).apart == ()


@given(st.text(max_size=40))
def test_any_text_is_split_and_nothing_is_lost_but_what_is_named(said: str) -> None:
    found = split_name(said)
    if not found.apart:
        assert found.name == said
    letters = sorted(c for c in said if c.isalpha())
    assert sorted(c for c in found.name + "".join(found.apart) if c.isalpha()) == letters
    assert split_name(found.name).name == found.name or found.apart
