"""Numbers and codes of certificates, and what became of each."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import Certificate, PersonFact, Revocation
from kiosk.rules import codes
from kiosk.rules.certificates import (
    Slip,
    State,
    code_in,
    hashed,
    new_code,
    number,
    place_of,
    slip_in,
    spaced,
    standing_for,
    standings,
)

WHEN = dt.datetime(2026, 4, 12, tzinfo=dt.UTC)


def issued(place: int, supersedes: int = 0, offering: str = "pp") -> Certificate:
    return Certificate(
        id=f"k-{place}",
        time=WHEN,
        attendee="ana",
        workshop="w",
        offering=offering,
        number=str(place),
        code=new_code(),
        supersedes=str(supersedes) if supersedes else "",
    )


def revoked(place: int) -> Revocation:
    return Revocation(id=f"k-9{place}", time=WHEN, attendee="ana", number=str(place), reason="x")


def test_a_code_is_read_however_it_is_typed() -> None:
    code = new_code()
    parted = f"{code[:9]} {code[9:]}"
    dashes = (spaced(code).replace("-", dash) for dash in "\u2010\u2011\u2012–—\u2212. \u00a0")
    wide = "".join(chr(ord(letter) + 0xFEE0) for letter in code)
    for typed in (
        *(code, code.lower(), spaced(code), f"  {spaced(code).lower()}\n", parted, wide),
        *dashes,
    ):
        assert code_in(typed) == code


@pytest.mark.parametrize("place", range(3, 21))
def test_a_wrong_letter_is_no_code(place: int) -> None:
    code = new_code()
    other = "C" if code[place] != "C" else "B"
    assert code_in(code[:place] + other + code[place + 1 :]) is None


def test_neighbours_changed_about_are_no_code() -> None:
    code = "KJCDHVCBTVBCLBDVCVCLR"
    assert code_in(code) == code
    assert code_in(code[:4] + code[5] + code[4] + code[6:]) is None


def test_one_that_was_meant_to_be_a_code_and_what_is_wrong_with_it() -> None:
    code = "KJCDHVCBTVBCLBDVCVCLR"
    for typed, slip in (
        (code[:-1], Slip.TOO_SHORT),
        (spaced(code)[:-1].lower(), Slip.TOO_SHORT),
        (code + "X", Slip.TOO_LONG),
        (code.replace("D", "0"), Slip.NO_LETTER),
        (code[:-1] + "C", Slip.WRONG),
        (code[:4] + code[5] + code[4] + code[6:], Slip.WRONG),
    ):
        assert slip_in(typed) is slip
    for other in (code, "KJC", "hello", "", "certificate.pdf", codes.new_code()):
        assert slip_in(other) is None


@given(st.text(max_size=40))
def test_no_text_at_all_is_a_code_by_chance(text: str) -> None:
    assert code_in(text) is None or spaced(code_in(text) or "").startswith("KJC-")


def test_a_certificate_at_the_door_is_no_badge() -> None:
    assert codes.recognise(new_code()) is None
    assert code_in(codes.new_code()) is None


def test_what_a_public_list_has_is_not_the_code() -> None:
    code = new_code()
    assert len(hashed(code)) == 32
    assert code[3:] not in hashed(code).upper()
    assert hashed(code) != hashed(new_code())


def test_numbers_carry_the_kiosk() -> None:
    assert number("k4f2x", 2026, 7) == "2026-K4F2X-0007"
    assert place_of("2026-K4F2X-0007", "k4f2x") == 7
    assert place_of("2026-K4F2X-12345", "k4f2x") == 12345
    assert place_of("2026-OTHER-0007", "k4f2x") == 0


def test_one_is_active_until_it_is_superseded_or_revoked() -> None:
    facts: list[PersonFact] = [issued(1), issued(2, supersedes=1), issued(3), revoked(3)]
    found = standings(facts)
    assert [one.state for one in found] == [State.SUPERSEDED, State.ACTIVE, State.REVOKED]
    assert found[0].superseded_by == "2"


def test_revoked_counts_before_superseded() -> None:
    (first, _) = standings([issued(1), issued(2, supersedes=1), revoked(1)])
    assert first.state is State.REVOKED


def test_of_two_active_ones_the_first_is_given() -> None:
    held = standing_for(standings([issued(1), issued(2)]), "pp")
    assert held is not None
    assert held.certificate.number == "1"


def test_of_two_active_ones_a_successor_is_given() -> None:
    """Else a name that was mended would be issued again for each of the two."""
    held = standing_for(standings([issued(1), issued(2), issued(3, supersedes=1)]), "pp")
    assert held is not None
    assert held.certificate.number == "3"


def test_where_none_is_active_the_last_says_why() -> None:
    found = standings([issued(1), issued(2, supersedes=1), revoked(2)])
    held = standing_for(found, "pp")
    assert held is not None
    assert (held.certificate.number, held.state) == ("2", State.REVOKED)
    assert standing_for(found, "fin") is None


def test_the_first_of_two_revocations_counts() -> None:
    later = replace(revoked(1), id="k-99", time=WHEN + dt.timedelta(days=1))
    (one,) = standings([issued(1), revoked(1), later])
    assert one.revoked is not None
    assert one.revoked.time == WHEN
