"""A walk-in turns out to be someone who is registered."""

from __future__ import annotations

import pytest

from kiosk.desk import closing, door, editing, forgetting, merging, people, roster
from kiosk.desk.completing.completions import completions
from kiosk.desk.identity import identify
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import (
    Attendee,
    Badge,
    Merge,
    Registration,
    RegistrationStatus,
    Staff,
)
from kiosk.rules.checkin import Outcome
from tests.building import StillClock
from tests.holding import came, held, row, staff


@pytest.fixture
def fay(desk: Desk) -> Staff:
    return staff(desk)


@pytest.fixture
def walk_in(desk: Desk, clock: StillClock, fay: Staff) -> Attendee:
    """Somebody comes to the first session as “Benny”, who is Ben."""
    clock.set("2026-04-10 09:00")
    editing.set_offering(desk, "pp", capacity=10)
    added = editing.add_attendee(desk, name="Benny O. Hara", local="Local 1")
    assert door.let_in(desk, added.id, "pp-1", fay).outcome is Outcome.CHECKED_IN
    return added


def code_of(desk: Desk, attendee: str) -> str:
    return desk.store.badges_of(attendee)[0].code


def test_what_the_walk_in_did_counts_for_the_person(
    desk: Desk, clock: StillClock, fay: Staff, walk_in: Attendee
) -> None:
    merging.merge(desk, walk_in.id, "ben", fay, "same person")
    signed = closing.close(desk, "pp-1", fay)
    assert [(x.attendee, x.minutes) for x in signed.roster] == [("ana", 0), ("ben", 180)]
    held(desk, clock, "pp-2", "1002")
    held(desk, clock, "pp-3", "1002")
    assert row(desk, "ben").completion.complete
    assert {r.attendee.id for r in completions(desk.store) if r.offering.id == "pp"} == {
        "ana", "ben",
    }  # fmt: skip


def test_both_badges_both_names_and_the_number_find_the_person(
    desk: Desk, fay: Staff, walk_in: Attendee
) -> None:
    code = code_of(desk, walk_in.id)
    merging.merge(desk, walk_in.id, "ben", fay)
    for typed in (code, "Benny O. Hara", "1002", "Ben O'Hara"):
        found = identify(desk.store, typed).attendee
        assert found is not None
        assert found.id == "ben"
    assert {badge.code for badge in desk.store.badges_of("ben")} >= {code}
    assert {badge.attendee for badge in desk.store.badges_of("ben")} == {"ben"}
    assert walk_in.id not in {one.id for one in desk.store.all(Attendee)}
    assert walk_in.id not in {b.attendee for b in desk.store.all(Badge)}
    assert [one.id for one in merging.merged_with(desk.store, "ben")] == [walk_in.id]


def test_the_door_says_already_in_to_either_badge(
    desk: Desk, clock: StillClock, fay: Staff, walk_in: Attendee
) -> None:
    code = code_of(desk, walk_in.id)
    merging.merge(desk, walk_in.id, "ben", fay)
    clock.set("2026-04-10 09:05")
    here = frozenset({"pp-1"})
    for typed in ("1002", code):
        said = door.scan(desk, typed, served=here)
        assert said.outcome is Outcome.ALREADY_CHECKED_IN
        assert said.attendee is not None
        assert said.attendee.id == "ben"


def test_the_roster_and_the_card_show_one_person(desk: Desk, fay: Staff, walk_in: Attendee) -> None:
    merging.merge(desk, walk_in.id, "ben", fay)
    shown = roster.read(desk, "pp-1")
    assert [r.attendee.id for r in shown.rows if r.at] == ["ben"]
    assert walk_in.id not in {r.attendee.id for r in shown.rows}
    card = people.card(desk, walk_in.id)
    assert card.attendee.id == "ben"
    assert "pp-1" in {visit.sitting.id for visit in card.visits if visit.stands.visits}


def test_where_both_were_recorded_it_is_the_union(
    desk: Desk, clock: StillClock, fay: Staff, walk_in: Attendee
) -> None:
    came(desk, clock, "pp-1", "1002", at="09:40")
    before = {
        x.attendee: x.minutes for x in closing.preview(desk.store, "pp-1", clock.now()).roster
    }
    assert (before[walk_in.id], before["ben"]) == (180, 140)
    merging.merge(desk, walk_in.id, "ben", fay)
    after = {x.attendee: x.minutes for x in closing.preview(desk.store, "pp-1", clock.now()).roster}
    assert after == {"ana": 0, "ben": 180}


def test_after_signing_attended_wins_in_what_was_signed(
    desk: Desk, clock: StillClock, fay: Staff, walk_in: Attendee
) -> None:
    first = closing.close(desk, "pp-1", fay)
    assert {x.attendee: x.minutes for x in first.roster} == {"ana": 0, "ben": 0, walk_in.id: 180}
    merging.merge(desk, walk_in.id, "ben", fay)
    (signed,) = desk.store.session_facts("pp-1")
    assert {x.attendee: x.minutes for x in signed.roster} == {"ana": 0, "ben": 180}  # type: ignore[union-attr]
    assert signed.hash == first.hash  # type: ignore[union-attr]
    assert closing.changed_since_signed(desk.store, "pp-1") == ()


@pytest.mark.parametrize("status", list(RegistrationStatus))
def test_the_stronger_registration_counts(
    desk: Desk, fay: Staff, walk_in: Attendee, status: RegistrationStatus
) -> None:
    editing.register(desk, "1002", "pp", status)
    merging.merge(desk, walk_in.id, "ben", fay)
    (known,) = [r for r in desk.store.registrations_in("pp") if r.attendee == "ben"]
    assert known.status is RegistrationStatus.REGISTERED
    assert known == desk.store.get(Registration, Registration.id_for("ben", "pp"))
    assert [r for r in desk.store.registrations_of("ben") if r.offering == "pp"] == [known]


def test_a_registration_can_be_cancelled_after_the_merge(
    desk: Desk, fay: Staff, walk_in: Attendee
) -> None:
    merging.merge(desk, walk_in.id, "ben", fay)
    editing.register(desk, "1002", "pp", RegistrationStatus.CANCELLED)
    (known,) = [r for r in desk.store.registrations_in("pp") if r.attendee == "ben"]
    assert known.status is RegistrationStatus.CANCELLED


def test_undone_they_are_two_again_with_what_each_had(
    desk: Desk, clock: StillClock, fay: Staff, walk_in: Attendee
) -> None:
    badge = code_of(desk, walk_in.id)
    before = (
        desk.store.all(Attendee),
        desk.store.registrations_in("pp"),
        closing.preview(desk.store, "pp-1", clock.now()).roster,
    )
    merging.merge(desk, walk_in.id, "ben", fay)
    merging.part(desk, walk_in.id, fay, "they are brothers")
    assert before == (
        desk.store.all(Attendee),
        desk.store.registrations_in("pp"),
        closing.preview(desk.store, "pp-1", clock.now()).roster,
    )
    assert desk.store.badges(badge)[0].attendee == walk_in.id
    assert merging.merged_with(desk.store, "ben") == []
    with pytest.raises(Refused, match="not merged with anyone"):
        merging.part(desk, walk_in.id, fay, "again")
    assert merging.merge(desk, walk_in.id, "ben", fay).into == "ben"


def test_a_badge_taken_back_stays_the_walk_ins(desk: Desk, fay: Staff, walk_in: Attendee) -> None:
    code = code_of(desk, walk_in.id)
    merging.merge(desk, walk_in.id, "ben", fay)
    editing.revoke_badge(desk, code)
    merging.part(desk, walk_in.id, fay, "they are brothers")
    (badge,) = desk.store.badges(code)
    assert (badge.attendee, badge.revoked) == (walk_in.id, True)


def test_a_merge_of_a_merge(desk: Desk, fay: Staff, walk_in: Attendee) -> None:
    other = editing.add_attendee(desk, name="B. Ohara")
    merging.merge(desk, other.id, walk_in.id, fay)
    merging.merge(desk, walk_in.id, "ben", fay)
    found = identify(desk.store, "B. Ohara").attendee
    assert found is not None
    assert found.id == "ben"


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        ("ben", "ben", "one person already"),
        ("ben", "nobody", "no longer there"),
        ("ben", "ana", "different member numbers"),
    ],
)
def test_who_is_not_merged(desk: Desk, fay: Staff, one: str, other: str, said: str) -> None:
    with pytest.raises(Refused, match=said):
        merging.merge(desk, one, other, fay)


def test_who_is_merged_is_forgotten_under_both_ids(
    desk: Desk, fay: Staff, walk_in: Attendee
) -> None:
    merging.merge(desk, walk_in.id, "ben", fay)
    forgetting.forget(desk, "ben")
    assert {"ben", walk_in.id} <= set(desk.store.forgotten)
    merging.part(desk, walk_in.id, fay, "to see both")
    names = {one.id: one.name for one in desk.store.all(Attendee)}
    assert (names["ben"], names[walk_in.id]) == ("", "")


def test_whom_two_laptops_merged_into_each_other_is_one_of_them(desk: Desk, fay: Staff) -> None:
    one, other = (editing.add_attendee(desk, name=n) for n in ("Lee Wu", "Leigh Woo"))
    merging.merge(desk, one.id, other.id, fay)
    with desk.store.change() as tx:  # as the other laptop's line brings it
        tx.add(Merge(time=desk.clock.now(), by="fay", attendee=other.id, into=one.id))
    found = {a.id for a in desk.store.all(Attendee)} & {one.id, other.id}
    assert found == {other.id}
