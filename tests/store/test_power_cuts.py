"""Power cuts at every step of a change, on a disk that keeps only what was synced and any
part of the rest."""

from __future__ import annotations

import errno
import os
import random
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.model import Attendee, CheckIn, Forgotten, How, Void
from store.errors import StoreError
from store.folder import create, open_store
from store.store import Store
from tests.store.faults import Crash, System, crash_before
from tests.store.helping import NINE, who, wrong
from tests.store.power import CALLS, PowerDisk
from tests.store.proving import count

STATES = count(2, 12)
"""Disks that each cut may leave."""


class Day:
    """What was told while the power lasted."""

    def __init__(self) -> None:
        self.told: set[str] = set()
        self.trying = ""

    def check_in(self, store: Store, name: str) -> None:
        self.trying = name
        with store.change() as tx:
            tx.put(Attendee(id=name, name=name))
            tx.add(CheckIn(time=NINE, session="morning", attendee=name, how=How.BADGE))
        self.told.add(name)


def ordinary(folder: Path, day: Day) -> None:
    """Two windows, one after the other."""
    one, two = open_store(folder), open_store(folder)
    for n in range(3):
        day.check_in(one, f"one-{n}")
        day.check_in(two, f"two-{n}")
    one.close()
    two.close()


def failing_sync(folder: Path, day: Day) -> None:
    """A sync fails once, and the kiosk goes on in a new file."""
    store = open_store(folder)
    day.check_in(store, "a")
    real = os.fdatasync
    failed: list[int] = []

    def fails_once(fd: int) -> None:
        if not failed:
            failed.append(fd)
            raise OSError(errno.EIO, "Input/output error")
        real(fd)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "fdatasync", fails_once)
        day.check_in(store, "b")
    day.check_in(store, "c")
    store.close()


def after_a_torn_end(folder: Path, day: Day) -> None:
    store = open_store(folder)
    day.check_in(store, "a")
    store.close()
    fd = os.open(next((folder / "journal").glob("*.jsonl")), os.O_WRONLY | os.O_APPEND)
    os.write(fd, b'{"crc":"01234567","n":2,"at":"20')
    os.close(fd)
    store = open_store(folder)
    day.check_in(store, "b")
    store.close()


DAYS = (ordinary, failing_sync, after_a_torn_end)


@pytest.mark.parametrize("work", DAYS, ids=lambda work: work.__name__)
def test_what_was_told_survives_a_power_cut_at_any_step(
    work: Callable[[Path, Day], None], tmp_path: Path
) -> None:
    rng = random.Random(work.__name__)
    prepared = tmp_path / "prepared"
    create(prepared)
    system = System(CALLS)
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    with PowerDisk(folder).recording(), system.failing():
        work(folder, Day())
    steps = len(system.calls)
    states = 0
    for step in range(steps + 1):
        shutil.rmtree(folder)
        shutil.copytree(prepared, folder)
        disk, day = PowerDisk(folder), Day()
        with disk.recording(), system.failing(step, crash_before), suppress(Crash):
            work(folder, day)
        for state in range(STATES):
            states += 1
            left = tmp_path / "left"
            shutil.rmtree(left, ignore_errors=True)
            disk.cut(rng, left)
            _is_sound(left, day, f"{work.__name__}, step {step}, state {state}")
    assert states >= STATES * steps


def _is_sound(left: Path, day: Day, case: str) -> None:
    store = open_store(left)
    there = set(who(store))
    assert there == set(store.live("attendees")), f"{case}: half of a change"
    assert day.told <= there, f"{case}: {day.told - there} were told, and are gone"
    assert there <= day.told | {day.trying}, f"{case}: {there} were never told"
    assert all(p.notice for p in store.problems), (case, store.problems)
    Day().check_in(store, "after")
    store.close()
    assert not wrong(left), case


def test_forgetting_is_finished_after_a_power_cut(tmp_path: Path) -> None:
    rng = random.Random(11)
    prepared = tmp_path / "prepared"
    create(prepared)
    store = open_store(prepared)
    for name in ("ana", "bo"):
        with store.change() as tx:
            tx.put(Attendee(id=name, name=f"Secret {name}", member_number="4711"))
            check_in = tx.add(CheckIn(time=NINE, session="s", attendee=name, how=How.BADGE))
            tx.add(
                Void(
                    time=NINE,
                    session="s",
                    attendee=name,
                    voids=check_in.id,
                    reason=f"Secret {name}",
                )
            )
    store.close()

    def work(folder: Path) -> None:
        store = open_store(folder)
        with store.change() as tx:
            tx.add(Forgotten(time=NINE, attendee="ana"))
        told.append("forgotten")
        store.scrub()
        store.close()

    told: list[str] = []
    system = System(CALLS)
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    with PowerDisk(folder).recording(), system.failing():
        work(folder)
    for step in range(len(system.calls) + 1):
        shutil.rmtree(folder)
        shutil.copytree(prepared, folder)
        disk = PowerDisk(folder)
        told.clear()
        with disk.recording(), system.failing(step, crash_before), suppress(Crash, StoreError):
            work(folder)
        for _ in range(STATES):
            left = tmp_path / "left"
            shutil.rmtree(left, ignore_errors=True)
            disk.cut(rng, left)
            store = open_store(left)
            forgotten = "ana" in store.forgotten
            assert forgotten or not told
            assert len(store.tables.facts) == 4 + forgotten
            assert all(p.notice for p in store.problems), (step, store.problems)
            store.close()
            text = b"".join(path.read_bytes() for path in (left / "journal").glob("*.jsonl"))
            assert b"Secret bo" in text
            assert (b"Secret ana" in text) is not forgotten, step
            assert not wrong(left)
