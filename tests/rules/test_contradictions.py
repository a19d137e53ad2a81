"""What two rows of one file say otherwise of one person."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.contradictions import contradictions


@pytest.mark.parametrize(
    ("field", "one", "other", "differ"),
    [
        ("local", "Local 79", "Local 503", True), ("local", "Local 79", "Section locale 79", False),
        ("local", "79", "Loc. 0079", False), ("local", "Montréal", "Local 503", True),
        ("local", "montréal", "Montréal", False), ("local", "", "Local 1", False),
        ("email", "a@x.org", "A@X.org", False), ("email", "a@x.org", "b@x.org", True),
        ("name", "Ana Roy", "ROY, Ana", False), ("name", "Ana Roy", "Anna Roy", True),
        ("name", "José Roy", "Jose Roy", True), ("name", "Ana Roy", "Ana  roy", False),
        ("member_number", "00088", "88", False), ("member_number", "10-88", "1088", False),
        ("member_number", "88", "89", True), ("language", "en", "fr", True),
        ("good_standing", "True", "False", True), ("good_standing", "True", "", False),
    ],
)  # fmt: skip
def test_what_differs(field: str, one: str, other: str, differ: bool) -> None:
    expected = [(field, one, other)] if differ else []
    assert list(contradictions({field: one}, {field: other})) == expected


TEXTS = st.dictionaries(st.sampled_from(["name", "local", "email", "member_number"]), st.text())


@given(said=TEXTS)
def test_nobody_contradicts_themselves(said: dict[str, str]) -> None:
    assert list(contradictions(said, said)) == []
    assert list(contradictions({}, said)) == []
