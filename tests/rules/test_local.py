"""What people write as a local: which ways to write it mean one, which two, and which do not
tell."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.local import by_local, local_key, same_local

ONE = (
    "503", "0503", " 503 ", "#503", "Local 503", "LOCAL 503", "Local #503", "Local No. 503",
    "Local Union 503", "local503", "Loc. 503", "Loc.503", "L. 503", "L503", "L-503", "503 Local",
    "Section locale 503", "section 503", "Sect. loc. 503", "Sect. 503", "SL 503", "S.L. 503",
    "SL-503", "Section locale n° 503", "Section locale № 503", "Section locale numéro 503",
    "Sección 503", "Sección local 503", "Secc. 503", "Sec. 503", "Seccional nº 503",
    "Seccio\u0301n nu\u0301mero 503", "Local 503.", "５０３",
)  # fmt: skip


@pytest.mark.parametrize("said", ONE)
def test_the_number_counts_whatever_stands_before_it(said: str) -> None:
    assert same_local(said, "Local 503") is True
    assert same_local("Section locale 503", said) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Montréal", "MONTREAL"), ("Section locale de Montréal", "section locale de Montreal"),
        ("CEIU 503", "C.E.I.U. 503".replace(".", "")), ("503-A", "Local 503A"), ("Local", "local"),
        ("0", "000"),
    ],
)  # fmt: skip
def test_names_are_compared_as_names_are(one: str, other: str) -> None:
    assert same_local(one, other) is True


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("503", "1108"), ("Local 503", "Section locale 1108"), ("Local 50", "Local 503"),
        ("Local 5030", "Local 503"), ("Montréal", "Québec"), ("CEIU 503", "UTE 504"),
    ],
)  # fmt: skip
def test_two_locals_are_two(one: str, other: str) -> None:
    assert same_local(one, other) is False
    assert same_local(other, one) is False


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("", "Local 503"), ("", ""), ("–", "503"), ("Montréal", "Local 503"),
        ("Local 503 Montréal", "Local 503"), ("CEIU 503", "Local 503"), ("503/504", "504"),
        ("503A", "503"), ("503A", "503B"), ("UTE Montréal", "Montréal"),
    ],
)  # fmt: skip
def test_what_does_not_tell_is_neither(one: str, other: str) -> None:
    assert same_local(one, other) is None
    assert same_local(other, one) is None


@given(st.text(max_size=30), st.text(max_size=30))
def test_of_any_two_texts_it_says_the_same_both_ways(one: str, other: str) -> None:
    assert same_local(one, other) == same_local(other, one)
    assert same_local(one, one) is (True if local_key(one) else None)


@given(st.lists(st.sampled_from([*ONE, "79", "Local 79", "Montréal", ""])))
def test_counted_by_local_nobody_is_lost_and_each_local_is_once(said: list[str]) -> None:
    counted = by_local(Counter(said))
    assert counted.total() == len(said)
    assert len({local_key(text) for text in counted}) == len(counted)
    for text, count in counted.items():
        assert text in said
        assert count == sum(local_key(other) == local_key(text) for other in said)
