"""Certificates are issued once, for what was signed, and superseded or revoked."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kiosk.desk import closing, merging
from kiosk.desk.certificates import issuing, keys, revoking, standing
from kiosk.desk.certificates.issuing import Why
from kiosk.desk.completing import ruling
from kiosk.desk.completing.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.files.paper.printing import BadTemplate
from kiosk.model import (
    Attendee,
    Award,
    IssuerKey,
    Offering,
    Programme,
    Registration,
    School,
    Wording,
    Workshop,
)
from kiosk.rules.certificates import State
from store.folder import open_store
from tests.building import StillClock
from tests.certifying import able_to_sign, complete_fin, issue
from tests.files.paperwork import a_font
from tests.holding import came, held, staff


@pytest.fixture
def desk(desk: Desk, folder: Path) -> Desk:
    return able_to_sign(desk, folder)


def plan(desk: Desk, again: bool = False) -> issuing.Plan:
    return issuing.plan(desk.store, completions(desk.store), again)


def rename(desk: Desk, attendee: str, name: str) -> None:
    with desk.store.change() as tx:
        person = tx.get(Attendee, attendee)
        assert person is not None
        tx.put(replace(person, name=name))


def the_words(desk: Desk, attendee: str) -> Wording:
    (one,) = standing.of(desk.store, attendee)
    assert one.certificate.says is not None
    return one.certificate.says


def test_one_for_each_completion_and_only_once(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    done = issue(desk)
    assert {one.attendee for one in done.certificates} == {"ben", "eva1"}
    assert (done.new, done.superseding) == (2, 0)
    again = issue(desk)
    assert again.new == 0
    assert again.certificates == done.certificates
    assert len({one.code for one in done.certificates}) == 2


def test_it_says_what_was_so_and_goes_on_saying_it(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    issue(desk)
    before = the_words(desk, "ben")
    assert before.name == "Ben O'Hara"
    assert (before.first_day.isoformat(), before.last_day.isoformat()) == ("2026-04-10",) * 2
    assert (before.organisation, before.languages) == ("Test Union", ("en",))
    with desk.store.change() as tx:
        offering = tx.get(Offering, "fin")
        assert offering is not None
        tx.put(replace(offering, facilitators=("Somebody Else",)))
    issue(desk)
    assert the_words(desk, "ben") == before


def test_numbers_count_on_and_carry_the_kiosk(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    kiosk = desk.store.apart.kiosk.upper()  # type: ignore[attr-defined]
    numbers = sorted(one.number for one in issue(desk).certificates)
    assert numbers == [f"2026-{kiosk}-0001", f"2026-{kiosk}-0002"]
    rename(desk, "ben", "Benjamin O'Hara")
    (newer,) = (one for one in issue(desk).certificates if one.attendee == "ben")
    assert newer.number == f"2026-{kiosk}-0003"


def test_a_mended_name_supersedes_and_keeps_the_rest(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    issue(desk)
    before = the_words(desk, "ben")
    with desk.store.change() as tx:
        offering = tx.get(Offering, "fin")
        assert offering is not None
        tx.put(replace(offering, facilitators=("Somebody Else",)))
    rename(desk, "ben", "Benjamin O'Hara")
    assert len(plan(desk).wanted) == 1
    done = issue(desk)
    assert (done.new, done.superseding) == (1, 1)
    old, new = standing.of(desk.store, "ben")
    assert (old.state, old.superseded_by) == (State.SUPERSEDED, new.certificate.number)
    assert new.state is State.ACTIVE
    assert new.certificate.says == replace(before, name="Benjamin O'Hara")
    assert issue(desk).new == 0


def test_nothing_before_a_session_is_signed(desk: Desk, clock: StillClock) -> None:
    came(desk, clock, "fin-1", "1002")
    assert not plan(desk).wanted
    assert set(plan(desk).passed) == {Why.NOT_COMPLETE}
    assert issue(desk).certificates == ()


def test_what_was_granted_waits_for_the_signatures_too(desk: Desk, clock: StillClock) -> None:
    held(desk, clock, "pp-1", "1001")
    ruling.decide(desk, "ana", "pp", True, staff(desk, "rae"), "was ill")
    assert plan(desk).passed[Why.NOT_SIGNED] == 1
    held(desk, clock, "pp-2")
    held(desk, clock, "pp-3")
    assert [row.attendee.id for row in plan(desk).wanted] == ["ana"]


def test_nobody_gets_one_for_teaching(desk: Desk, clock: StillClock) -> None:
    with desk.store.change() as tx:
        offering = tx.get(Offering, "fin")
        assert offering is not None
        tx.put(replace(offering, facilitators=("Ana Núñez",)))
        tx.put(Registration(id=Registration.id_for("ana", "fin"), attendee="ana", offering="fin"))
    complete_fin(desk, clock)
    ruling.decide(desk, "ana", "fin", True, staff(desk, "rae"), "asked for it")
    assert {one.attendee for one in issue(desk).certificates} == {"ben", "eva1"}
    assert standing.of(desk.store, "ana") == []


@pytest.mark.parametrize("award", [Award.PASSPORT, Award.NONE])
def test_only_where_the_programme_gives_one(desk: Desk, clock: StillClock, award: Award) -> None:
    complete_fin(desk, clock)
    with desk.store.change() as tx:
        programme = tx.get(Programme, "let")
        assert programme is not None
        tx.put(replace(programme, certificate=award))
    assert plan(desk).passed[Why.NO_AWARD] == 2
    assert issue(desk).new == 0


def test_only_a_representative_issues_and_revokes(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    with pytest.raises(Refused, match="a representative issues"):
        issuing.issue(desk, completions(desk.store), staff(desk, "fay"))
    number = issue(desk).certificates[0].number
    with pytest.raises(Refused, match="a representative revokes"):
        revoking.revoke(desk, number, staff(desk, "fay"), "why not")


def test_revoking_keeps_the_record_and_issues_no_other(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    issue(desk)
    (one,) = standing.of(desk.store, "ben")
    number = one.certificate.number
    with pytest.raises(Refused, match="Say why"):
        revoking.revoke(desk, number, staff(desk, "rae"), " ")
    revoking.revoke(desk, number.lower(), staff(desk, "rae"), "wrong person")
    (now,) = standing.of(desk.store, "ben")
    assert now.state is State.REVOKED
    assert now.revoked is not None
    assert (now.revoked.reason, now.revoked.by) == ("wrong person", "rae")
    assert now.certificate == one.certificate
    with pytest.raises(Refused, match="revoked already"):
        revoking.revoke(desk, number, staff(desk, "rae"), "again")
    assert plan(desk).passed[Why.REVOKED] == 1
    assert issue(desk).new == 0
    assert issue(desk, again=True).new == 1
    assert [x.state for x in standing.of(desk.store, "ben")] == [State.REVOKED, State.ACTIVE]


def test_a_number_that_nobody_has(desk: Desk) -> None:
    with pytest.raises(Refused, match="There is no certificate"):
        revoking.revoke(desk, "2026-XXXXX-0001", staff(desk, "rae"), "why")


def test_a_correction_flags_it_and_takes_nothing_back(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    before = issue(desk).certificates
    assert not any(line.taken_away for line in standing.listed(desk))
    closing.reopen(desk, "fin-1", staff(desk), "someone was not there")
    assert all(line.taken_away for line in standing.listed(desk))
    assert list(plan(desk).there) == list(before), "what was issued stands until a rep decides"
    for one in before:
        revoking.revoke(desk, one.number, staff(desk, "rae"), "corrected")
    assert not any(line.taken_away for line in standing.listed(desk))


def test_in_the_persons_language_or_in_two(desk: Desk, clock: StillClock) -> None:
    with desk.store.change() as tx:
        for person, language in (("ben", "fr"), ("eva1", "de")):
            known = tx.get(Attendee, person)
            assert known is not None
            tx.put(replace(known, language=language))
    complete_fin(desk, clock)
    issue(desk)
    assert the_words(desk, "ben").languages == ("fr",)
    assert the_words(desk, "eva1").languages == ("en",), "a language the union does not speak"


def test_two_languages_side_by_side_and_not_three(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    with pytest.raises(Refused, match="two side by side"):
        issue(desk, languages=("en", "fr", "es"))
    issue(desk, languages=("en", "fr"))
    assert the_words(desk, "ben").languages == ("en", "fr")


def test_whose_letters_no_font_has_is_left_out_and_nothing_is_recorded(
    desk: Desk, clock: StillClock
) -> None:
    complete_fin(desk, clock)
    rename(desk, "ben", "王小明")
    done = issue(desk)
    (without,) = done.left_out
    assert (without.attendee, without.name, without.letters) == (
        "ben",
        "王小明",
        ("王", "小", "明"),
    )
    assert {one.certificate.attendee for one in standing.everyone(desk.store)} == {"eva1"}
    assert [one.attendee for one in done.certificates] == ["eva1"]
    assert issue(desk).new == 0, "asked again, there is still nothing to be recorded"


def test_with_a_font_just_those_left_out_are_issued(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    rename(desk, "ben", "王小明")
    issue(desk)
    assert desk.vault.fonts is not None
    a_font(desk.vault.fonts / "squares.ttf", "王小明")
    done = issue(desk)
    assert (done.new, done.left_out) == (1, ())
    assert the_words(desk, "ben").name == "王小明"


def test_a_mended_name_that_no_font_has_leaves_the_old_one_and_does_not_hand_it_out(
    desk: Desk, clock: StillClock
) -> None:
    complete_fin(desk, clock)
    issue(desk)
    rename(desk, "ben", "王小明")
    done = issue(desk)
    assert [one.attendee for one in done.certificates] == ["eva1"]
    assert [one.name for one in done.left_out] == ["王小明"]
    assert the_words(desk, "ben").name == "Ben O'Hara"


def test_where_nobody_has_a_font_nobody_is_issued_any(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    with desk.store.change() as tx:
        school = tx.get(School, "spring")
        assert school is not None
        tx.put(replace(school, place="東京"))
    done = issue(desk)
    assert (done.new, done.certificates, len(done.left_out)) == (0, (), 2)
    assert standing.everyone(desk.store) == []


def test_one_that_has_no_room_on_a_page_stops_it_before_any_is_issued(
    desk: Desk, clock: StillClock
) -> None:
    complete_fin(desk, clock)
    long = "Formation approfondie des déléguées et délégués syndicaux " * 20
    with desk.store.change() as tx:
        workshop, school = tx.get(Workshop, "financial"), tx.get(School, "spring")
        assert workshop is not None
        assert school is not None
        tx.put(replace(workshop, title={"en": long, "fr": long}))
        tx.put(replace(school, name=long, place=long))
    with pytest.raises(BadTemplate, match=r"would take \d pages, and has one"):
        issue(desk, languages=("en", "fr"))
    assert standing.everyone(desk.store) == []


def test_whoever_turns_out_to_be_another_has_one(desk: Desk, clock: StillClock) -> None:
    """Eva was entered twice; the certificate is hers under either id."""
    complete_fin(desk, clock)
    issue(desk)
    with desk.store.change() as tx:
        tx.put(Attendee(id="walk-in", name="Eva Roy"))
    merging.merge(desk, "eva1", "walk-in", staff(desk, "rae"), "the same person")
    (mine,) = standing.of(desk.store, "walk-in")
    assert standing.of(desk.store, "eva1") == [mine]
    assert issue(desk).new == 0


def test_it_goes_on_after_it_was_stopped(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    rows = completions(desk.store)
    ben = [row for row in rows if row.attendee.id == "ben"]
    issuing.issue(desk, ben, staff(desk, "rae"))
    done = issue(desk)
    assert (done.new, len(done.certificates)) == (1, 2)


def test_many_are_issued_a_part_at_a_time(
    desk: Desk, clock: StillClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issuing, "AT_ONCE", 1)
    complete_fin(desk, clock)
    told: list[tuple[int, int]] = []
    done = issue(desk, progress=lambda n, of: told.append((n, of)))
    assert told == [(1, 2), (2, 2)]
    assert len({one.number for one in done.certificates}) == 2


def test_the_key_is_known_once(desk: Desk, clock: StillClock) -> None:
    complete_fin(desk, clock)
    issue(desk)
    keys.signer(desk)
    (known,) = keys.known_keys(desk.store)
    assert sorted(known) == ["crv", "kty", "x", "y"]
    with desk.store.change() as tx:
        tx.add(IssuerKey(time=clock.now(), key={**known, "x": "other"}))
    assert len(keys.known_keys(desk.store)) == 2


def test_another_window_issues_no_second_one(desk: Desk, clock: StillClock, folder: Path) -> None:
    complete_fin(desk, clock)
    other = open_store(folder)
    window = able_to_sign(Desk(other, desk.pins, clock), folder)
    rows = completions(window.store)
    first = issue(desk)
    done = issuing.issue(window, rows, staff(window, "rae"))
    assert done.new == 0
    assert [one.number for one in done.certificates] == [one.number for one in first.certificates]
    other.close()
