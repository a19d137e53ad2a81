"""Cards and tags with a member number, whatever scanner and keyboard make of them."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.rules.cards import garbles_digits, readings, undone_layouts
from kiosk.rules.layouts import Layout, typed


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("]C0292179", "292179"),
        ("]Q1292179", "292179"),
        ("]A0292179", "292179"),
        ("*292179*", "292179"),
        ("]A0*292179*", "292179"),
        ("*AB-1234*", "AB-1234"),
        (" *292179* ", "292179"),
        ("àà&\"è'!ç&&", "0013748911"),  # Belgian
        ("àà&\"è'_ç&&", "0013748911"),  # French
        ("8àà&\"è'!ç&&8", "0013748911"),  # the asterisk stands on the 8
        ("))!#&$*(!!", "0013748911"),  # the scanner is French, the laptop American
        ("$Càéçé&èç", "292179"),  # ]C0 as well
    ],
)
def test_what_a_card_holds(text: str, number: str) -> None:
    assert number in readings(text)


@pytest.mark.parametrize(
    "text",
    ["", "*", "]", "]C0", "***", "292179", "AB1234", "Ana Núñez", "Zoé", "Hélène Régé", "O'Neil",
     "Éé", "Marie-Ève Tremblay", "çà", "l'été", "D'Angelo", "Ç. À. È."],
)  # fmt: skip
def test_what_needs_no_undoing(text: str) -> None:
    assert readings(text) == []


NUMBERS = st.from_regex(r"[A-Z]{0,3}[0-9]{4,12}", fullmatch=True)
PAIRS = [(one, two) for one, two in product(Layout, Layout) if garbles_digits(one, two)]


@given(NUMBERS, st.sampled_from(PAIRS), st.sampled_from(["{}", "*{}*", "]C0{}"]))
def test_a_number_is_read_through_any_two_keyboards(
    number: str, pair: tuple[Layout, Layout], around: str
) -> None:
    came = typed(around.format(number), *pair)
    assume(None not in came)
    assert number in readings("".join(filter(None, came)))


@given(st.text(max_size=50))
def test_any_text_is_left_or_read(text: str) -> None:
    found = readings(text)
    assert text not in found
    assert "" not in found


@given(st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzàâäéèêëîïôöùûüçñ '-"), max_size=30))
def test_a_name_is_no_number(name: str) -> None:
    plain = sum(char.isascii() and char.isalpha() for char in name)
    assume(plain >= 4)
    assert undone_layouts(name) == []


@pytest.mark.parametrize("laptop", Layout)
def test_which_keyboards_garble_digits(laptop: Layout) -> None:
    azerty = laptop in (Layout.FRENCH, Layout.BELGIAN)
    assert garbles_digits(Layout.US, laptop) is azerty
    assert garbles_digits(laptop, Layout.US) is azerty
    assert not garbles_digits(laptop, laptop)


@given(st.text(st.sampled_from("0123456789"), min_size=1, max_size=12))
def test_a_number_that_came_as_it_is_stays(number: str) -> None:
    assert readings(number) == []
