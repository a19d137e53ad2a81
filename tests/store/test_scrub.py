"""Forgetting a person: what is personal leaves the files, and every count stays."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from kiosk.clock import Clock
from kiosk.desk import forgetting
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import (
    AttendanceStatus,
    Attendee,
    Badge,
    CheckIn,
    Closing,
    Forgotten,
    How,
    Mark,
    SignedLine,
    Staff,
    Void,
)
from store.folder import open_pins, open_store
from store.lines import encode, holds, parse
from store.scrub import redacted
from store.store import Store
from tests.store.helping import NINE, at, fact, kinds, reopened, wrong

SECRETS = (b"Secret", b"4711", b"secret@example.org", b"Local 79", b"private")


def enter(store: Store, attendee: str = "ana") -> None:
    """Someone with everything that is personal, in several lines."""
    with store.change() as tx:
        for name in ("Secret Before", "Secret Ana"):
            tx.put(
                Attendee(
                    id=attendee,
                    name=name,
                    member_number="4711",
                    local="Local 79",
                    email="secret@example.org",
                )
            )
        tx.put(Attendee(id="bo", name="Bo"))
        tx.put(Badge(id=f"b-{attendee}", code="KJK1", attendee=attendee))
    with store.change() as tx:
        tx.put(Attendee(id=attendee, name="Secret Ana Maria", member_number="4711"))
        check_in = tx.add(CheckIn(time=NINE, session="s", attendee=attendee, how=How.BADGE))
        tx.add(Void(time=NINE, session="s", attendee=attendee, voids=check_in.id, reason="private"))
        tx.add(
            Mark(
                time=NINE,
                session="s",
                attendee=attendee,
                status=AttendanceStatus.PRESENT,
                reason="x",
            )
        )
        tx.add(
            Mark(
                time=NINE,
                session="s",
                attendee="bo",
                status=AttendanceStatus.EXCUSED,
                reason="of Bo",
            )
        )
        line = SignedLine(attendee=attendee, status=AttendanceStatus.PRESENT, minutes=180)
        tx.add(Closing(time=NINE, session="s", minutes=180, roster=(line,), hash="h"))


def content(folder: Path) -> bytes:
    return b"".join(p.read_bytes() for p in sorted((folder / "journal").rglob("*")) if p.is_file())


@pytest.fixture
def desk(store: Store, folder: Path) -> Desk:
    return Desk(store, open_pins(folder), Clock(NINE))


def test_nothing_personal_is_left_in_any_file_and_every_count_stays(
    desk: Desk, store: Store, folder: Path, segment: Path
) -> None:
    enter(store)
    assert all(secret in content(folder) for secret in SECRETS)
    before = [(len(raw), parse(raw)[1].n) for raw in segment.read_bytes().splitlines()]
    facts, closings = len(store.tables.facts), store.session_facts("s")
    did = forgetting.forget(desk, "ana")
    assert (did.attendee, did.lines, did.sessions, did.files) == ("ana", 2, 1, ())
    assert not any(secret in content(folder) for secret in SECRETS)
    lines = [parse(raw)[1] for raw in segment.read_bytes().splitlines()]
    (asked,) = (i for i in store.tables.facts if b'"forgotten"' in store.tables.facts[i])
    assert [line.forgets for line in lines] == [(asked,), (asked,), ()]
    assert [(len(r), parse(r)[1].n) for r in segment.read_bytes().splitlines()][:2] == before
    for read, problems in [
        ({t: dict(d) for t, d in store.tables.live.items()}, store.problems),
        reopened(folder),
    ]:
        assert len(read["facts"]) == facts + 1
        assert read["attendees"]["ana"] == b'{"name":""}'
        assert b"of Bo" in b"".join(read["facts"].values())
        assert problems == ()
    assert store.session_facts("s") == closings
    assert store.get(Attendee, "ana") == Attendee(id="ana", name="")
    assert [badge.revoked for badge in store.badges("KJK1")] == [True]
    assert not store.attendees_numbered("4711")
    assert not wrong(folder)


def test_other_windows_go_on_and_know_it_too(window: Callable[[], Store], folder: Path) -> None:
    one, two = window(), window()
    enter(one)
    two.refresh()
    enter_late = two.get(Attendee, "ana")
    assert enter_late
    assert enter_late.name == "Secret Ana Maria"
    forgetting.forget(Desk(one, open_pins(folder), Clock(NINE)), "ana")
    assert two.refresh()
    assert two.get(Attendee, "ana") == Attendee(id="ana", name="")
    assert all(not getattr(f, "reason", "") for f in two.person_facts("s", "ana"))
    with two.change() as tx:
        tx.put(Attendee(id="cy", name="Cy"))
    one.refresh()
    assert one.get(Attendee, "cy")
    for store in (one, two):
        assert store.problems == ()


def test_the_last_line_may_be_written_over_under_a_running_window(
    window: Callable[[], Store],
) -> None:
    one, two = window(), window()
    with one.change() as tx:
        tx.add(Forgotten(time=NINE, attendee="ana"))
        tx.put(Attendee(id="ana", name="Secret Ana"))
    two.refresh()
    assert one.scrub() == 1
    assert [store.refresh() for store in (one, two)] == [False, False]
    for store in (two, one):
        with store.change() as tx:
            tx.put(Attendee(id=f"late-{id(store)}", name="Late"))
        assert store.problems == ()


def test_what_another_laptop_forgot_is_forgotten_here_when_it_is_opened(
    store: Store, folder: Path
) -> None:
    enter(store)
    store.close()
    doc = b'{"time":"2026-04-10T13:00:00Z","attendee":"ana","kind":"forgotten"}'
    other = folder / "journal" / "zz-0001.jsonl"
    late = {"attendees": {"ana": b'{"name":"Secret, as another laptop knew her"}'}}
    other.write_bytes(encode(1, at(1), {"facts": {"zz-1": doc}}) + encode(2, at(2), late, room=40))
    assert kinds(wrong(folder)) == ["forgetting"]
    again = open_store(folder)
    assert not any(secret in content(folder) for secret in SECRETS)
    assert parse(other.read_bytes().splitlines()[1])[1].forgets == ("zz-1",)
    again.close()
    assert not wrong(folder)


def test_someone_comes_back_under_a_new_id(desk: Desk, store: Store, folder: Path) -> None:
    enter(store)
    forgetting.forget(desk, "ana")
    enter(store, "ana-2")
    assert [a.id for a in store.attendees_numbered("4711")] == ["ana-2"]
    forgetting.forget(desk, "ana-2")
    assert not any(secret in content(folder) for secret in SECRETS)


def test_asked_twice_it_is_one_fact(desk: Desk, store: Store) -> None:
    enter(store)
    forgetting.forget(desk, "ana")
    count = len(store.tables.facts)
    assert forgetting.forget(desk, "ana").lines == 0
    assert len(store.tables.facts) == count
    with pytest.raises(Refused):
        forgetting.forget(desk, "nobody")


def test_what_cannot_be_reached_is_said(desk: Desk, store: Store, folder: Path) -> None:
    enter(store)
    with store.change() as tx:
        tx.put(Staff(id="s-1", name="Secret Ana", attendee="ana"))
    torn = folder / "journal" / "torn"
    torn.mkdir()
    (torn / "old.bin").write_bytes(b'{"crc":"x","put":{"attendees":{"ana":{"name":"Secret Ana M')
    (folder / "journal" / "zz-0001.jsonl").write_bytes(b'{"name":"Secret Ana Maria"} damaged\n')
    did = forgetting.forget(desk, "ana")
    assert did.files == ("journal/torn/old.bin", "journal/zz-0001.jsonl")
    assert did.staff == ("s-1",)


def test_who_is_meant(desk: Desk, store: Store) -> None:
    enter(store)
    for text in ("ana", "4711", "secret ana MARIA"):
        assert forgetting.find(store, text).id == "ana"
    with pytest.raises(Refused, match="not certain"):
        forgetting.find(store, "nobody")


def test_a_line_keeps_its_length_whatever_it_held() -> None:
    for name in ("A", "Ana", "Ève Ångström", "x" * 300, '"\\'):
        doc = msgspec.json.encode({"name": name})
        for room in (40, 0):
            raw = encode(7, at(), {"attendees": {"ana": doc, "bo": b'{"name":"Bo"}'}}, room=room)
            line = redacted(raw[:-1], {"ana": "k-1234567", "bo": "k-9"})
            assert line is not None
            assert len(line) == len(raw) - 1
            assert holds(line)
            said = parse(line)[1]
            assert (said.n, said.at) == (7, at())
            assert said.forgets == (("k-1234567", "k-9") if room or len(name) > 30 else ())
    assert redacted(encode(1, at(), fact(1))[:-1], {"a-1": "k-9"}) is None
    assert redacted(b"damaged", {"a-1": "k-9"}) is None


def test_in_a_read_only_folder_it_is_forgotten_in_memory(store: Store, folder: Path) -> None:
    enter(store)
    with store.change() as tx:
        tx.add(Forgotten(time=NINE, attendee="ana"))
    reader = open_store(folder, read_only=True)
    assert reader.get(Attendee, "ana") == Attendee(id="ana", name="")
    reader.close()


def test_a_forgetting_that_was_not_recorded_forgets_nothing(store: Store) -> None:
    enter(store)

    def work() -> None:
        with store.change() as tx:
            tx.add(Forgotten(time=NINE, attendee="ana"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    assert store.forgotten == {}
    ana = store.get(Attendee, "ana")
    assert ana
    assert ana.name == "Secret Ana Maria"
