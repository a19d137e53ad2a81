"""One transaction, seen from one window and from several."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from kiosk.model import (
    Attendee,
    Badge,
    CheckIn,
    Closing,
    How,
    Offering,
    Reopening,
    Session,
    Void,
)
from store import disk
from store.errors import NotRecorded
from store.lines import encode
from store.store import Store
from tests.store.helping import NINE, at, check_in, kinds, person, reopened, tables, who

Window = Callable[[], Store]


def test_a_change_is_one_line_and_there_when_it_is_opened_again(
    store: Store, folder: Path, segment: Path
) -> None:
    with store.change() as tx:
        tx.put(Attendee(id="ana", name="Ana Roy"))
        tx.add(CheckIn(time=NINE, session="morning", attendee="ana", how=How.BADGE))
    assert len(segment.read_bytes().splitlines()) == 1
    assert reopened(folder) == (tables(store), ())


def test_an_exception_leaves_nothing(store: Store, folder: Path) -> None:
    person(store, "ana", "Ana Roy")
    before = tables(store)

    def work() -> None:
        with store.change() as tx:
            tx.put(Attendee(id="ana", name="Another"))
            tx.put(Attendee(id="bo", name="Bo"))
            tx.add(CheckIn(time=NINE, session="morning", attendee="ana", how=How.BADGE))
            assert who(store) == ["ana"]
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert tables(store) == before
    assert who(store) == []
    assert store.get(Attendee, "ana") == Attendee(id="ana", name="Ana Roy")
    assert reopened(folder)[0] == before


def test_a_change_that_changes_nothing_writes_nothing(store: Store, segment: Path) -> None:
    person(store, "ana")
    size = segment.stat().st_size
    person(store, "ana")
    with store.change():
        pass
    assert segment.stat().st_size == size


def test_a_change_inside_a_change_is_refused_and_harms_nothing(store: Store) -> None:
    with store.change() as tx:
        with pytest.raises(RuntimeError), store.change():
            pass
        tx.put(Attendee(id="ana", name="Ana"))
        assert store.refresh() is False
    assert store.get(Attendee, "ana")
    for outside in (store.new_id, lambda: store.set("attendees", "x", {})):
        with pytest.raises(RuntimeError):
            outside()


def test_a_fact_is_never_overwritten_or_removed(store: Store) -> None:
    fact = check_in(store)
    docs: tuple[dict[str, object] | None, ...] = ({}, None)
    for doc in docs:
        with pytest.raises(ValueError, match="never"), store.change() as tx:
            tx.set("facts", fact.id, doc)
    assert store.person_facts("morning", "ana") == [fact]


def test_a_fact_has_the_number_of_its_line_and_the_time_of_its_entry(store: Store) -> None:
    one = check_in(store)
    with store.change() as tx:
        two = tx.add(CheckIn(time=NINE, session="morning", attendee="ana", how=How.NAME))
        three = tx.add(
            Void(time=NINE, session="morning", attendee="ana", voids=one.id, reason="mistake")
        )
    assert [f.id for f in (one, two, three)] == [f"{store.kiosk}-{i}" for i in ("1", "2", "2-2")]
    assert store.person_facts("morning", "ana") == [one, two, three]
    assert two.entered == three.entered
    assert one.entered is not None
    assert two.entered is not None
    assert one.entered < two.entered


def test_several_windows_see_each_other(window: Window) -> None:
    one, two = window(), window()
    check_in(one, "ana")
    assert two.refresh() is True
    assert who(two) == ["ana"]
    assert two.refresh() is False
    check_in(two, "bo")
    with one.change():
        assert who(one) == ["ana", "bo"]


def test_numbers_and_ids_are_given_once_whichever_window_asks(window: Window, folder: Path) -> None:
    windows = [window() for _ in range(3)]
    ids = [check_in(windows[n % 3], f"a-{n}").id for n in range(12)]
    assert len(set(ids)) == 12
    assert reopened(folder)[1] == ()


def test_two_windows_that_insert_into_tinydb_at_once_give_two_ids(window: Window) -> None:
    one, two = window(), window()
    ids = [w.db.table("notes").insert({"n": n}) for n, w in enumerate((one, two, one, two))]
    assert len(set(ids)) == 4
    one.refresh()
    assert len(one.db.table("notes")) == 4


def test_the_record_of_what_another_window_changed_is_a_new_one(window: Window) -> None:
    one, two = window(), window()
    person(one, "ana", "Ana Roy")
    two.refresh()
    assert two.get(Attendee, "ana") == Attendee(id="ana", name="Ana Roy")
    revision, table = two.revision, two.revisions["attendees"]
    person(one, "ana", "Ana Tremblay")
    two.refresh()
    assert two.get(Attendee, "ana") == Attendee(id="ana", name="Ana Tremblay")
    assert two.attendees_named("ana tremblay")
    assert not two.attendees_named("ana roy")
    assert two.revision > revision
    assert two.revisions["attendees"] > table


def test_what_another_window_wrote_and_did_not_sync_is_synced_before_a_decision(
    window: Window, segment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = window()
    check_in(one, "ana")
    kiosk = one.kiosk
    doc = b'{"session":"morning","attendee":"bo","kind":"check_in"}'
    with segment.open("ab") as file:
        file.write(encode(2, at(), {"facts": {f"{kiosk}-2": doc}}))
    synced: list[int] = []
    real = disk.sync

    def noted(fd: int) -> None:
        synced.append(fd)
        real(fd)

    monkeypatch.setattr("store.segment.sync", noted)
    with one.change():
        assert who(one) == ["ana", "bo"]
        assert synced


def test_a_line_of_another_kiosk_never_beats_a_later_change_here(
    folder: Path, window: Window
) -> None:
    """The other laptop's clock is years ahead, and its name sorts last."""
    other = encode(
        1, "2031-01-01T00:00:00.000000Z", {"attendees": {"ana": b'{"name":"From there"}'}}
    )
    (folder / "journal" / "zzzzz-0001.jsonl").write_bytes(other)
    store = window()
    person(store, "ana", "From here")
    person(store, "ana", "From here, later")
    read, problems = reopened(folder)
    assert read["attendees"]["ana"] == b'{"name":"From here, later"}'
    assert kinds(problems) == ["clock"]
    assert all(problem.notice for problem in problems)


def test_a_full_disk_tells_the_person_changes_nothing_and_recovers(
    store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    check_in(store, "ana")
    before = tables(store)
    real = os.write

    def full(fd: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(NotRecorded, match="disk is full"):
        check_in(store, "bo")
    assert tables(store) == before
    monkeypatch.setattr(os, "write", real)
    check_in(store, "bo")
    assert reopened(folder)[0] == tables(store)


def test_a_closing_that_was_not_recorded_is_not_remembered(store: Store) -> None:
    """Its id is given again, to another fact."""

    def work() -> None:
        with store.change() as tx:
            tx.add(Closing(time=NINE, session="morning", minutes=180, roster=(), hash="x"))
            assert len(tx.session_facts("morning")) == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    with store.change() as tx:
        fact = tx.add(Reopening(time=NINE, session="morning", reason="why"))
    assert store.session_facts("morning") == [fact]


def test_a_session_moved_to_another_offering_is_found_there_only(store: Store) -> None:
    with store.change() as tx:
        for offering in ("a", "b"):
            tx.put(Offering(id=offering, school="s", workshop="w"))
        tx.put(Session(id="x", offering="a", start=NINE, end=NINE))
    with store.change() as tx:
        tx.put(Session(id="x", offering="b", start=NINE, end=NINE))
    assert not store.sessions_of("a")
    assert [session.id for session in store.sessions_of("b")] == ["x"]


def test_badges_put_through_tinydb_are_found_by_the_door(store: Store) -> None:
    store.db.table("badges").insert({"code": "KJK", "attendee": "ana"})
    assert [badge.attendee for badge in store.badges("KJK")] == ["ana"]
    store.db.table("badges").insert({"code": 5})
    assert isinstance(store.badges("KJK")[0], Badge)
