"""Taking an import back: all of it, or, where something of it was used, nothing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.desk import closing, door, editing, forgetting
from kiosk.desk.bringing import batches, brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.bringing.reporting import Report
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Attendee, Badge, BadgePrint, Offering, RegistrationStatus
from tests.bringing import state
from tests.building import at

Bring = Callable[..., Report]
ROSTER = (
    "member_number,name,local,offering,status\n"
    "7,Zoë Li,Local 1,fin,\n1003,Cleo Park,Local 9,pp,registered\n1001,Ana Núñez,Local 1,pp,\n"
)
SESSIONS = (
    "offering,workshop,start,end,school\n"
    "fin,financial,2026-04-10 09:00,2026-04-10 12:30,spring\n"
    "new,financial,2026-04-11 09:00,2026-04-11 12:00,spring\n"
)


PROGRAMME = (
    '[programme]\nid = "let"\ntitle = "Another title"\n[[workshop]]\nid = "new"\ntitle = "New"\n'
)


@pytest.fixture
def bring(tmp_path: Path, desk: Desk) -> Bring:
    def bring(content: str, kind: Kind = Kind.ATTENDEES) -> Report:
        path = tmp_path / (f"{kind}.toml" if kind is Kind.PROGRAMME else f"{kind}.csv")
        path.write_text(content, encoding="utf-8")
        known = brought.before(desk)
        return brought.bring(desk, brought.read(kind, path, known.zone), dry_run=False)

    return bring


def zoe(desk: Desk) -> Attendee:
    (found,) = desk.store.attendees_numbered("7")
    return found


@pytest.mark.parametrize(("kind", "content"), [(Kind.ATTENDEES, ROSTER), (Kind.SESSIONS, SESSIONS)])
def test_everything_is_as_before(bring: Bring, desk: Desk, kind: Kind, content: str) -> None:
    before = state(desk)
    report = bring(content, kind)
    assert state(desk) != before
    undone = batches.undo(desk, report.batch)
    assert state(desk) == before
    assert (undone.removed, undone.restored) == (report.added, report.changed)


def test_a_look_before_it_counts_changes_nothing(bring: Bring, desk: Desk) -> None:
    report = bring(ROSTER)
    after = state(desk)
    assert batches.undo(desk, report.batch, dry_run=True).restored == 2
    assert state(desk) == after


def test_the_same_file_can_be_brought_in_again(bring: Bring, desk: Desk) -> None:
    first = bring(ROSTER)
    batches.undo(desk, first.batch)
    second = bring(ROSTER)
    assert (second.added, second.changed) == (first.added, first.changed)
    batches.undo(desk, second.batch)


def test_imports_are_listed_the_latest_first(bring: Bring, desk: Desk) -> None:
    first = bring(ROSTER)
    second = bring(SESSIONS, Kind.SESSIONS)
    batches.undo(desk, first.batch)
    assert [(b.id, b.source, b.undone) for b in batches.batches(desk)] == [
        (second.batch, "sessions.csv", False),
        (first.batch, "attendees.csv", True),
    ]
    assert batches.batches(desk)[1].added == first.added


def test_what_changed_nothing_is_no_import(bring: Bring, desk: Desk) -> None:
    bring(ROSTER)
    assert bring(ROSTER).batch == ""
    assert len(batches.batches(desk)) == 1


def test_an_import_is_taken_back_once(bring: Bring, desk: Desk) -> None:
    report = bring(ROSTER)
    batches.undo(desk, report.batch)
    with pytest.raises(Refused, match="taken back already"):
        batches.undo(desk, report.batch)
    with pytest.raises(Refused, match="There is no import k-99"):
        batches.undo(desk, "k-99")


def check_in(desk: Desk) -> None:
    door.scan(desk, "7", served=frozenset({"fin-1"}))


def sign(desk: Desk) -> None:
    check_in(desk)
    closing.close(desk, "fin-1", closing.identify(desk, "Fay Ito", "1111"))


def use_by_hand(desk: Desk) -> None:
    editing.register(desk, "7", "open", RegistrationStatus.REGISTERED)


def replace_the_badge(desk: Desk) -> None:
    editing.replace_badge(desk, "7")


def print_the_badge(desk: Desk) -> None:
    (badge,) = desk.store.badges_of(zoe(desk).id)
    with desk.store.change() as tx:
        tx.put(BadgePrint(id=badge.id, at=at("2026-04-10 08:00")))


def forget(desk: Desk) -> None:
    forgetting.forget(desk, zoe(desk).id)


def mend(desk: Desk) -> None:
    editing.change_attendee(desk, "7", name="Zoe Li")


def at_the_door(desk: Desk) -> None:
    door.scan(desk, "1003", served=frozenset({"pp-1"}))


def sign_for_all(desk: Desk) -> None:
    closing.close(desk, "pp-1", closing.identify(desk, "Fay Ito", "1111"))


def forget_another(desk: Desk) -> None:
    forgetting.forget(desk, "cleo")


@pytest.mark.parametrize(
    ("use", "said"),
    [
        (check_in, "Zoë Li was checked in"),
        (sign, "Zoë Li was"),
        (use_by_hand, "the registration of Zoë Li for open was made"),
        (print_the_badge, "the badge of Zoë Li was printed"),
        (replace_the_badge, "the badge of Zoë Li was changed"),
        (forget, "was"),
        (mend, "Zoe Li was changed|Zoë Li was changed"),
        (sign_for_all, "the registration of Cleo Park for pp was signed"),
        (forget_another, "was forgotten"),
        (at_the_door, "the registration of Cleo Park for pp was checked in"),
    ],
)
def test_what_was_used_since_stands_in_the_way_of_all_of_it(
    bring: Bring, desk: Desk, use: Callable[[Desk], None], said: str
) -> None:
    report = bring(ROSTER)
    use(desk)
    after = state(desk)
    with pytest.raises(Refused, match=said):
        batches.undo(desk, report.batch)
    assert state(desk) == after


def test_a_session_that_was_moved_and_then_used(bring: Bring, desk: Desk) -> None:
    report = bring(SESSIONS, Kind.SESSIONS)
    door.scan(desk, "1002", served=frozenset({"fin-1"}))
    with pytest.raises(Refused, match="fin-1 was checked in"):
        batches.undo(desk, report.batch)


def test_what_others_did_elsewhere_does_not(bring: Bring, desk: Desk) -> None:
    report = bring(ROSTER)
    editing.change_attendee(desk, "gus", local="Local 8")
    door.scan(desk, "1002", served=frozenset({"fin-1"}))
    batches.undo(desk, report.batch)
    assert desk.store.attendees_numbered("7") == []
    gus = desk.store.get(Attendee, "gus")
    assert gus is not None
    assert gus.local == "Local 8"


def test_what_is_only_called_the_same_does_not(bring: Bring, desk: Desk) -> None:
    """A position may be called as a programme is, a room as an offering, a badge as a
    session."""
    (badge, *_) = desk.store.all(Badge)
    report = bring(
        "offering,workshop,start,end,school,session\n"
        f"steward,financial,2026-07-10 09:00,2026-07-10 12:00,steward,{badge.id}\n",
        Kind.SESSIONS,
    )
    assert report.added == 3
    editing.change_attendee(desk, "gus", positions=("steward",), local="steward")
    editing.set_offering(desk, "pp", room="steward")
    before = len(desk.store.all(Offering))
    batches.undo(desk, report.batch)
    assert len(desk.store.all(Offering)) == before - 1


def test_a_later_import_that_changed_the_same_is_taken_back_first(bring: Bring, desk: Desk) -> None:
    before = state(desk)
    first = bring(ROSTER)
    second = bring(ROSTER.replace("Local 9", "Local 10"))
    with pytest.raises(Refused, match="Cleo Park was changed"):
        batches.undo(desk, first.batch)
    batches.undo(desk, second.batch)
    batches.undo(desk, first.batch)
    assert state(desk) == before
