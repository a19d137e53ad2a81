"""A fault at every system call of a change: what was acknowledged is there afterwards, what
was refused is not or is whole, and the kiosk goes on."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kiosk.model import Attendee, CheckIn, How
from store.errors import StoreError
from store.folder import create, open_store
from store.store import Store
from tests.store.faults import (
    CHANGING,
    READING,
    Crash,
    Fault,
    System,
    crash_after,
    crash_before,
    crash_half_way,
    done_and_denied,
    half_then_no_space,
    input_output_error,
    no_space,
    short,
)
from tests.store.helping import NINE, who

Before = Callable[[Path], None]


def both(store: Store, attendee: str) -> None:
    """A change of two documents: both or neither are there."""
    with store.change() as tx:
        tx.put(Attendee(id=attendee, name=attendee))
        tx.add(CheckIn(time=NINE, session="morning", attendee=attendee, how=How.BADGE))


def new(folder: Path) -> None:
    """No line was ever written."""


def used(folder: Path) -> None:
    """Two windows wrote."""
    for name in ("ana", "bo"):
        store = open_store(folder)
        both(store, name)
        store.close()


def torn(folder: Path) -> None:
    """The last writer was cut off."""
    used(folder)
    with next((folder / "journal").glob("*.jsonl")).open("ab") as file:
        file.write(b'{"crc":"01234567","n":3,"at":"2026')


def names(store: Store) -> list[str]:
    assert who(store) == sorted(store.live("attendees")), "half of a change"
    return who(store)


@pytest.fixture(params=[new, used, torn], ids=lambda before: before.__name__)
def prepared(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    folder = tmp_path / "prepared"
    create(folder)
    request.param(folder)
    return folder


def calls_of_a_change(folder: Path, system: System) -> list[str]:
    store = open_store(folder)
    with system.failing():
        both(store, "cy")
    store.close()
    return system.calls


FAULTS: list[tuple[Fault, tuple[str, ...]]] = [
    (crash_before, CHANGING),
    (crash_after, CHANGING),
    (crash_half_way, ("write", "pwrite")),
    (no_space, CHANGING),
    (half_then_no_space, ("write", "pwrite")),
    (input_output_error, CHANGING + READING),
    (done_and_denied, CHANGING),
    (short, ("write", "pwrite")),
]


@pytest.mark.parametrize(("fault", "at"), FAULTS, ids=[fault.__name__ for fault, _ in FAULTS])
def test_at_every_call_of_a_change(
    fault: Fault, at: tuple[str, ...], prepared: Path, tmp_path: Path
) -> None:
    system = System(CHANGING + READING)
    folder = tmp_path / "data"
    shutil.copytree(prepared, folder)
    reader = open_store(folder, read_only=True)
    there = names(reader)
    reader.close()
    calls = calls_of_a_change(folder, system)
    assert {"write", "fdatasync"} <= set(calls)
    tried = 0
    for number, name in enumerate(calls):
        if name not in at:
            continue
        tried += 1
        shutil.rmtree(folder)
        shutil.copytree(prepared, folder)
        _try(folder, system, number, fault, there, f"{fault.__name__} at {number}, {name}")
    assert tried


def _try(
    folder: Path, system: System, number: int, fault: Fault, there: list[str], case: str
) -> None:
    store = open_store(folder)
    told = crashed = False
    with system.failing(number, fault):
        try:
            both(store, "cy")
            told = True
        except Crash:
            crashed = True
        except StoreError:
            assert names(store) in (there, sorted([*there, "cy"])), case
            assert "cy" not in names(store), f"{case}: refused, and yet in force"
    expected = [sorted([*there, "cy"])] if told else [there, sorted([*there, "cy"])]

    if not crashed:  # the same window goes on
        both(store, "di")
        assert names(store) in [sorted([*n, "di"]) for n in expected], case
        with suppress(Crash):
            store.close()
        expected = [sorted([*n, "di"]) for n in expected]

    after = open_store(folder)
    assert names(after) in expected, case
    assert all(p.notice for p in after.problems), (case, after.problems)
    both(after, "ed")
    after.close()
    again = open_store(folder)
    assert names(again) in [sorted([*n, "ed"]) for n in expected], case
    assert all(p.notice for p in again.problems), (case, again.problems)
    again.close()


def test_a_fault_while_a_folder_is_made_leaves_nothing_that_passes_for_one(tmp_path: Path) -> None:
    system = System(CHANGING)
    with system.failing():
        create(tmp_path / "first")
    for number in range(len(system.calls)):
        for fault in (crash_before, crash_after, input_output_error):
            folder = tmp_path / f"{number}-{fault.__name__}"
            told = False
            with system.failing(number, fault), suppress(Crash, StoreError):
                create(folder)
                told = True
            try:
                store = open_store(folder)
            except StoreError:
                assert not told
            else:
                both(store, "ana")
                store.close()


def test_a_fault_while_opening_harms_nothing(prepared: Path, tmp_path: Path) -> None:
    system = System(CHANGING + READING)
    with system.failing():
        open_store(prepared).close()
    for number in range(len(system.calls)):
        for fault in (crash_after, input_output_error):
            folder = tmp_path / "data"
            shutil.rmtree(folder, ignore_errors=True)
            shutil.copytree(prepared, folder)
            with system.failing(number, fault), suppress(Crash, StoreError, OSError):
                open_store(folder)
            store = open_store(folder)
            both(store, "cy")
            assert "cy" in names(store)
            assert all(p.notice for p in store.problems)
            store.close()
