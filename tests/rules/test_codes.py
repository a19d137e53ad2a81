"""Badge codes: what is one, and what a misread one never passes for."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kiosk.rules.codes import (
    ALPHABET,
    LENGTH,
    PREFIX,
    check_letters,
    is_code,
    is_mark,
    last_in,
    new_code,
    recognise,
    resembles,
    split_line,
)

PAYLOADS = st.text(st.sampled_from(ALPHABET), min_size=16, max_size=16)
CODES = PAYLOADS.map(lambda payload: PREFIX + payload + check_letters(payload))


def test_the_form_of_a_code() -> None:
    assert ALPHABET == "CBDEFGHIJKLNRTUV"
    code = new_code()
    assert (len(code), code[:3]) == (21, "KJK")
    assert set(code) <= set(ALPHABET)
    assert is_code(code)


def test_a_known_code_stays_one() -> None:
    """Badges that were printed must be read for years: the check letters never change."""
    assert is_code("KJKCCCCCCCCCCCCCCCCCC")
    # CRC-8 (polynomial 0x07) of the bytes 01 23 45 67 89 AB CD EF is 0x1E.
    assert check_letters("CBDEFGHIJKLNRTUV") == ALPHABET[0x1] + ALPHABET[0xE]


def test_codes_are_not_given_twice() -> None:
    assert len({new_code() for _ in range(2000)}) == 2000


@given(CODES)
def test_every_code_made_is_recognised(code: str) -> None:
    assert is_code(code)
    assert recognise(code) == code


@given(CODES)
def test_no_single_wrong_letter_passes(code: str) -> None:
    for place in range(LENGTH):
        for letter in ALPHABET:
            wrong = code[:place] + letter + code[place + 1 :]
            assert is_code(wrong) == (wrong == code)


@given(CODES)
def test_no_swap_of_neighbours_passes(code: str) -> None:
    for place in range(LENGTH - 1):
        swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
        assert is_code(swapped) == (swapped == code)


@given(CODES, st.integers(0, LENGTH - 1), st.characters())
def test_no_letter_of_another_alphabet_passes(code: str, place: int, letter: str) -> None:
    assume(letter != code[place])
    assert not is_code(code[:place] + letter + code[place + 1 :])


@given(CODES, st.integers(1, LENGTH - 1))
def test_a_torn_code_does_not_pass(code: str, cut: int) -> None:
    assert recognise(code[:cut]) is None
    assert recognise(code[cut:]) is None


@given(st.text(max_size=60), CODES, st.sampled_from(["", " ", "\r", "\n", "\r\n", "\t"]))
def test_what_stood_before_a_code_is_dropped(before: str, code: str, end: str) -> None:
    assert recognise(before + code + end) == code


@given(CODES)
def test_case_does_not_matter(code: str) -> None:
    assert recognise(code.lower()) == code
    assert recognise(code.swapcase()) == code
    assert recognise("Tremblay" + code.title()) == code


@given(CODES, CODES)
def test_of_two_codes_in_one_field_the_last_counts(first: str, last: str) -> None:
    assert recognise(first + last) == last


@given(CODES, st.text(st.sampled_from(ALPHABET + "aé1 "), min_size=1, max_size=10))
def test_what_follows_a_code_makes_it_none(code: str, after: str) -> None:
    assume(after.strip() and not is_code((code + after).rstrip()[-LENGTH:].upper()))
    assert recognise(code + after) is None


@given(st.text(max_size=40))
def test_nothing_else_is_a_code(text: str) -> None:
    assume(not is_code(text.rstrip()[-LENGTH:].upper()))
    assert recognise(text) is None


@pytest.mark.parametrize("text", ["", " ", "KJK", "\x00" * 21, "ß" * 11, "KJK" + "ſ" * 18])
def test_odd_texts_are_no_codes(text: str) -> None:
    assert not is_code(text)
    assert recognise(text) is None


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("KJKCCCCCCCCCCCCCCCCCB", True),  # a wrong check letter
        ("kjkcccccccccccccccccb ", True),
        ("KJKCCCCCCCCCCC", True),  # torn off
        ("tremblayKJKCCCCCCCCCCCCCCCCCB", True),
        ("*KJKCCCCCCCCCCCCCCCCCB*", True),
        ("]C0KJKCCCCCCCCCCCCCCCCCB#\x03", True),
        ("KJK1234567890ABCDEF", True),  # another organisation's
        ("KJKCCCCCCCC", False),  # too short to be meant
        ("Kjk Tremblay-Gagnon", False),
        ("Marie Tremblay", False),
        ("", False),
    ],
)
def test_what_was_meant_as_a_code(text: str, meant: bool) -> None:
    assert recognise(text) is None
    assert resembles(text) is meant


# ---- a line that a scanner typed

CODE = "KJKCCCCCCCCCCCCCCCCCC"
OTHER = PREFIX + ALPHABET + check_letters(ALPHABET)
AROUND = st.text(st.sampled_from("*#]C0Q1[%$/ \t\x02\x03\x1d\r\nabz09é"), max_size=8)


@pytest.mark.parametrize(
    "line",
    [
        CODE,
        f"*{CODE}*",
        f"{CODE}#",
        f"]C0{CODE}",
        f"]Q1{CODE}\r",
        f"\x02{CODE}\x03",
        f"\x1d{CODE}\t",
        f"[{CODE}]",
        f"%{CODE}?",
        f"trembl{CODE}",
        f"{CODE} Ana Roy",
        f"KJKCCC{CODE}",
        f"kjk{CODE.lower()}!",
        f"{CODE}{CODE}",
        f"{CODE}\r{CODE}",
        f"*{CODE}**{CODE}*",
    ],
)
def test_what_a_scanner_types_around_a_code_does_not_count(line: str) -> None:
    assert split_line(line) == [CODE]
    assert last_in(line) == CODE


@given(AROUND, CODES, AROUND)
def test_a_code_is_found_anywhere_in_a_line(before: str, code: str, after: str) -> None:
    assert split_line(before + code + after) == [code]
    assert last_in(before + code + after) == code


@given(st.lists(st.tuples(AROUND, CODES), min_size=1, max_size=4), AROUND)
def test_every_code_of_a_line_is_found_in_order(parts: list[tuple[str, str]], end: str) -> None:
    codes = [code for _, code in parts]
    once = [c for at, c in enumerate(codes) if at == 0 or codes[at - 1] != c]
    assert split_line("".join(before + code for before, code in parts) + end) == once


@given(st.text(max_size=60))
def test_a_line_without_a_code_stands_for_itself(line: str) -> None:
    assume(PREFIX not in line.upper())
    assert split_line(line) == [line]
    assert last_in(line) is None


@pytest.mark.parametrize("name", ["Kjkvist", "Núñez", "KJ Kelly", "Bkjkdottir", "van der Berg"])
def test_a_surname_is_no_code(name: str) -> None:
    assert split_line(name) == [name]
    assert not resembles(name)


@given(
    CODES, st.text(st.sampled_from(ALPHABET), min_size=1, max_size=1), st.integers(3, LENGTH - 1)
)
def test_a_misread_code_between_marks_is_none_and_still_meant(
    code: str, letter: str, place: int
) -> None:
    wrong = code[:place] + letter + code[place + 1 :]
    assume(wrong != code)
    assert split_line(f"*{wrong}*") == [f"*{wrong}*"]
    assert resembles(f"*{wrong}*")


def test_two_codes_are_two() -> None:
    assert split_line(f"{CODE}{OTHER}") == [CODE, OTHER]
    assert split_line(f"{CODE};{OTHER};{CODE}") == [CODE, OTHER, CODE]
    assert last_in(f"{CODE}{OTHER}") == OTHER


@pytest.mark.parametrize(
    ("character", "mark"),
    [("*", True), ("#", True), (" ", True), ("7", False), ("a", False), ("é", False), ("ñ", False)],
)
def test_a_mark_is_no_letter_and_no_figure(character: str, mark: bool) -> None:
    assert is_mark(character) is mark
