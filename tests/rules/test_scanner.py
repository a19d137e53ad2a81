"""The set-up card: what is told from what arrived of it."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules import codes
from kiosk.rules.layouts import Layout, typed
from kiosk.rules.scanner import CARD, START, Advice, Report, is_card, report

A = Advice
PAIRS = [(one, other) for one, other in product(Layout, Layout) if one is not other]


def arriving(scanner: Layout, laptop: Layout, text: str = CARD) -> str:
    """What the laptop reads; what cannot be said as some other sign."""
    return "".join(char or "¤" for char in typed(text, scanner, laptop))


# ---- the card


def test_the_card_holds_the_letters_of_the_badges_and_what_tells_layouts_apart() -> None:
    assert set(codes.ALPHABET) <= set(CARD)
    assert set("0123456789AQWZYMaqwzym-/;,.:!@#") <= set(CARD)
    assert len(CARD) < 90  # a QR of this many characters is read from a sheet of paper
    assert CARD.isascii()
    assert CARD.isprintable()


@pytest.mark.parametrize("layout", Layout)
def test_no_character_of_the_card_waits_for_another_on_any_layout(layout: Layout) -> None:
    assert None not in typed(CARD, Layout.US, layout)


@pytest.mark.parametrize(("scanner", "laptop"), [(Layout.US, layout) for layout in Layout])
def test_no_part_of_the_card_is_a_badge(scanner: Layout, laptop: Layout) -> None:
    came = arriving(scanner, laptop)
    assert not [end for end in range(len(came) + 1) if codes.recognise(came[:end])]


@pytest.mark.parametrize(("scanner", "laptop"), PAIRS)
def test_it_is_known_on_every_layout(scanner: Layout, laptop: Layout) -> None:
    assert is_card(arriving(scanner, laptop))
    assert is_card(arriving(scanner, laptop).swapcase())


@given(st.text(st.sampled_from(codes.ALPHABET), min_size=16, max_size=16))
def test_no_badge_begins_like_the_card_unless_by_its_letters(payload: str) -> None:
    code = codes.PREFIX + payload + codes.check_letters(payload)
    assert is_card(code) == code.startswith(START)
    assert report(code + "\r") == Report(START not in code, (A.NOT_THE_CARD,)) or START in code


@pytest.mark.parametrize("text", ["", "KJK", "Kjk Tremblay", "12345678", "KJKJK JK"])
def test_what_is_not_the_card(text: str) -> None:
    assert not is_card(text)
    assert report(text) == Report(False, (A.NOT_THE_CARD,))


# ---- layouts, as measured with xkb

SAFE = "BCDEFGHIJKLNOPRSTUVX"
"""What survives on every layout, by the project's measurements."""


@pytest.mark.parametrize("layout", Layout)
def test_the_letters_of_the_badges_survive_on_every_layout(layout: Layout) -> None:
    for text in (SAFE, SAFE.lower(), codes.ALPHABET):
        assert arriving(Layout.US, layout, text) == text


@pytest.mark.parametrize(
    ("layout", "changed"),
    [
        (Layout.CANADIAN_FRENCH, set("\"'/<?[\\]^{|}~`")),
        (Layout.CANADIAN_MULTILINGUAL, set("\"'/<?[\\]^{|}~`")),
        (Layout.FRENCH, set("0123456789AQWZMaqwzm;:,./!")),
        (Layout.BELGIAN, set("0123456789AQWZMaqwzm;:,./!")),
        (Layout.GERMAN, set("YZyz-/;")),
        (Layout.SWISS, set("YZyz-/;")),
        (Layout.BRITISH, set('@#"')),
        (Layout.SPANISH, set("-/;")),
        (Layout.LATIN_AMERICAN, set("-/;")),
        (Layout.ITALIAN, set("-/;")),
    ],
)
def test_what_each_layout_breaks(layout: Layout, changed: set[str]) -> None:
    for char in changed:
        assert arriving(Layout.US, layout, char) != char, char


def test_the_canadian_layouts_keep_letters_and_digits() -> None:
    kept = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
    for layout in (Layout.CANADIAN_FRENCH, Layout.CANADIAN_MULTILINGUAL):
        assert arriving(Layout.US, layout, kept) == kept
        assert arriving(Layout.US, layout, "/") == "é"


OTHERS = [layout for layout in Layout if layout is not Layout.US]


@pytest.mark.parametrize("laptop", OTHERS)
def test_a_scanner_as_it_comes_at_a_laptop_of_another_layout(laptop: Layout) -> None:
    """The badges are read all the same; a number on another card may not be."""
    found = report(arriving(Layout.US, laptop) + "\r")
    expected = Report(True, (A.LAYOUT,), scanner=Layout.US, laptop=laptop)
    assert found == expected


ALIKE = {Layout.SPANISH, Layout.LATIN_AMERICAN, Layout.ITALIAN}
"""As scanners: they differ in what takes more than Shift, and so is not known."""


@pytest.mark.parametrize("scanner", OTHERS)
def test_a_scanner_set_to_another_layout_at_a_laptop_that_is_not(scanner: Layout) -> None:
    found = report(arriving(scanner, Layout.US) + "\r")
    assert (found.reads_badges, found.advice, found.laptop) == (True, (A.LAYOUT,), Layout.US)
    assert found.scanner is scanner or {found.scanner, scanner} <= ALIKE


@pytest.mark.parametrize(("scanner", "laptop"), PAIRS)
def test_of_any_two_that_do_not_agree_it_is_said(scanner: Layout, laptop: Layout) -> None:
    found = report(arriving(scanner, laptop) + "\r")
    assert found.reads_badges
    assert set(found.advice) & {A.LAYOUT, A.UNKNOWN_LAYOUT}


@pytest.mark.parametrize(
    ("sent", "came", "laptop"),
    [("#/@", '#é"', Layout.CANADIAN_FRENCH), (";:", "éö", Layout.SWISS)],
    ids=["ca(fr-legacy)", "ch(fr)"],
)
def test_a_close_relative_of_a_layout_is_told_as_that(sent: str, came: str, laptop: Layout) -> None:
    text = arriving(Layout.US, laptop)
    for one, other in zip(sent, came, strict=True):
        text = text.replace(arriving(Layout.US, laptop, one), other)
    assert report(text + "\r").laptop is laptop


@pytest.mark.parametrize("layout", Layout)
def test_two_of_the_same_layout_agree(layout: Layout) -> None:
    came = arriving(layout, layout)
    if "¤" not in came:  # else the scanner has keys for them that take more than Shift
        assert report(came + "\r") == Report(True)


def test_a_layout_nobody_knows_says_which_characters_come_as_others() -> None:
    brazilian = CARD.replace("/", "\0").replace(";", "ç").replace(":", "Ç").replace("\0", ";")
    found = report(brazilian + "\r")
    assert (found.advice, found.wrong) == ((A.UNKNOWN_LAYOUT,), "/;:")
    assert found.reads_badges


# ---- everything else that is set in a scanner

ENDS = pytest.mark.parametrize("end", ["\r", "\n", "\t", "\r\n"])


@ENDS
def test_all_is_well(end: str) -> None:
    assert report(CARD + end, pace=0.004) == Report(True, pace=0.004)


@pytest.mark.parametrize(
    ("came", "advice"),
    [
        (CARD, A.NO_TERMINATOR),
        ("\r" + CARD, A.TERMINATOR_FIRST),
        ("\n" + CARD, A.TERMINATOR_FIRST),
        (CARD.swapcase() + "\r", A.CAPS_LOCK),
        (CARD.lower() + "\r", A.LOWER_CASE),
        (CARD.upper() + "\r", A.UPPER_CASE),
        ((CARD + "\r") * 2, A.DOUBLED),
        ((CARD + "\t") * 3, A.DOUBLED),
    ],
)
def test_what_does_the_badges_no_harm(came: str, advice: Advice) -> None:
    assert report(came) == Report(True, (advice,))


def test_enter_before_and_behind_is_none_that_is_missing() -> None:
    assert report("\r" + CARD + "\r") == Report(True)


@pytest.mark.parametrize(
    ("came", "advice"),
    [
        (CARD + CARD, (A.DOUBLED, A.NO_TERMINATOR)),
        (("\r" + CARD) * 2, (A.DOUBLED, A.TERMINATOR_FIRST)),
    ],
)
def test_doubled_with_other_ends(came: str, advice: tuple[Advice, ...]) -> None:
    assert report(came) == Report(True, advice)


def test_what_the_scanner_adds() -> None:
    assert report("]Q1" + CARD + "\r") == Report(True, (A.BEFORE,), before="]Q1")
    assert report(CARD + "#7\r") == Report(False, (A.AFTER,), after="#7")
    assert report(CARD + "*\r") == Report(True, (A.AFTER,), after="*"), (
        "badges are read all the same"
    )
    twice = report(("]Q1" + CARD + "\r") * 2)
    assert twice == Report(True, (A.BEFORE, A.DOUBLED), before="]Q1")


@pytest.mark.parametrize("end", ["", "\r"])
def test_cut_short(end: str) -> None:
    for length in range(len(START), len(CARD) - 6):
        found = report(CARD[:length] + end)
        assert found.advice == (A.CUT_SHORT,)
        assert found.missing == len(CARD) - length
        whole = length >= len(START + codes.ALPHABET)
        assert found.reads_badges is whole, "a badge is shorter than what came"


@pytest.mark.parametrize("gap", [10, 30, 50, 60])
def test_letters_are_lost_on_the_way(gap: int) -> None:
    found = report(CARD[:gap] + CARD[gap + 2 :] + "\r")
    assert (found.advice, found.missing, found.reads_badges) == ((A.LOST,), 2, False)


def test_slow() -> None:
    assert report(CARD + "\r", pace=0.03) == Report(True, pace=0.03)
    assert report(CARD + "\r", pace=0.09) == Report(True, (A.SLOW,), pace=0.09)


@pytest.mark.parametrize("layout", [Layout.FRENCH, Layout.GERMAN, Layout.CANADIAN_FRENCH])
def test_several_at_once(layout: Layout) -> None:
    """Caps Lock on, another layout, and every code twice."""
    came = "".join(char if char == "ß" else char.swapcase() for char in arriving(Layout.US, layout))
    found = report((came + "\r") * 2)
    assert found.advice == (A.LAYOUT, A.CAPS_LOCK, A.DOUBLED)
    assert (found.scanner, found.laptop, found.reads_badges) == (Layout.US, layout, True)


@given(st.text(max_size=200), st.text(max_size=20), st.booleans())
def test_whatever_comes_is_judged(before: str, after: str, whole: bool) -> None:
    found = report(before + (CARD if whole else "") + after)
    assert (A.NOT_THE_CARD in found.advice) == (START not in (before + after).upper() and not whole)
