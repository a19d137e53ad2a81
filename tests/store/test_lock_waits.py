"""A window that holds the lock and stands still: the others say so, and lose nothing."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import psutil
import pytest

from kiosk.model.locking import LockWait
from kiosk.rules import lock_waits as rules
from store import lock_waits
from store.disk import FileLock
from store.folder import open_store
from store.lock_holder import HolderFile, holder_path, read_holder
from store.store import Store
from tests.holding_lock import holding
from tests.store.helping import check_in, who

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no process is suspended there")


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "SAID_AFTER", 0.05)
    monkeypatch.setattr(rules, "HOLDER_AFTER", 0.15)


def until(holds: Callable[[], bool], seconds: float = 20.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not come to this"
        time.sleep(0.002)


class Waiter:
    """Checks people in, one after the other, in a thread of its own."""

    def __init__(self, folder: Path, *people: str) -> None:
        self.store = open_store(folder)
        self._people = people
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        for person in self._people:
            check_in(self.store, person, "s")

    def join(self) -> None:
        self._thread.join(30)
        assert not self._thread.is_alive()
        self.store.close()


@pytest.fixture
def said() -> Iterator[list[LockWait | None]]:
    heard: list[LockWait | None] = []
    with lock_waits.listening(heard.append):
        yield heard


def test_a_suspended_window_is_named_and_what_waits_is_recorded_in_order(
    folder: Path, said: list[LockWait | None]
) -> None:
    with holding(folder) as holder:
        holder.suspend()
        waiter = Waiter(folder, "second", "third", "fourth")
        until(lambda: len(said) == 2)
        long, stuck = said
        assert long
        assert stuck
        assert long.holder is None
        assert stuck.holder
        assert (stuck.holder.window, stuck.holder.process) == ("kiosk import", holder.pid)
        assert stuck.holder.suspended
        assert abs(stuck.holder.since.timestamp() - time.time()) < 60
        assert lock_waits.seconds() > 0
        holder.go_on()
        assert holder.end() == "recorded\n"
        waiter.join()
    until(lambda: said[2:] == [None])
    assert lock_waits.seconds() == 0
    assert lock_waits.holder() is None
    store = open_store(folder)
    facts = sorted(
        (fact for a in who(store, "s") for fact in store.person_facts("s", a)),
        key=lambda fact: fact.order,
    )
    assert [fact.attendee for fact in facts] == ["first", "second", "third", "fourth"]
    store.close()


def test_a_window_that_is_killed_gives_the_lock_up_and_is_named_by_nobody(
    folder: Path, said: list[LockWait | None]
) -> None:
    with holding(folder) as holder:
        waiter = Waiter(folder, "second")
        until(lambda: len(said) == 2)
        assert said[1]
        assert said[1].holder
        assert not said[1].holder.suspended
        holder.kill()
        waiter.join()
    until(lambda: said[2:] == [None])
    store = open_store(folder)
    assert who(store, "s") == ["second"], "a change that was not ended is not there"
    store.close()


def test_a_crash_leaves_a_name_that_is_not_told(folder: Path) -> None:
    with holding(folder) as holder:
        assert read_holder(folder / "lock")
        holder.kill()
        assert holder_path(folder / "lock").read_bytes().startswith(b"{")
        assert read_holder(folder / "lock") is None


def test_a_process_that_was_given_the_number_since_is_not_told(folder: Path) -> None:
    began = psutil.Process().create_time()
    entry = {"process": os.getpid(), "window": "kiosk", "since": began - 60}
    path = holder_path(folder / "lock")
    path.write_bytes(msgspec.json.encode(entry).ljust(128))
    assert read_holder(folder / "lock") is None
    path.write_bytes(msgspec.json.encode({**entry, "since": began + 60}).ljust(128))
    assert read_holder(folder / "lock")


def test_who_gave_the_lock_up_is_not_told(store: Store, folder: Path) -> None:
    with store.change():
        found = read_holder(folder / "lock")
        assert found
        assert found.process == os.getpid()
    assert read_holder(folder / "lock") is None
    check_in(store)
    assert read_holder(folder / "lock") is None


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b" " * 128,
        b"{",
        b"\0" * 128,
        b'{"process":1}',
        b'{"process":-5,"window":"kiosk","since":0}',
        b'{"process":99999999,"window":"kiosk","since":0}',
        b'{"process":1,"window":"kiosk","since":1e300}',
        b'{"process":"1","window":3,"since":"now"}',
    ],
)
def test_what_is_not_an_entry_names_nobody(folder: Path, content: bytes | None) -> None:
    if content is not None:
        holder_path(folder / "lock").write_bytes(content)
    assert read_holder(folder / "lock") is None


def test_a_holder_that_cannot_be_written_holds_nobody_up(folder: Path) -> None:
    holder_path(folder / "lock").mkdir()
    store = open_store(folder)
    check_in(store, "ana")
    assert who(store) == ["ana"]
    assert read_holder(folder / "lock") is None
    store.close()


def test_a_short_wait_is_not_said(
    folder: Path, said: list[LockWait | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rules, "SAID_AFTER", 60.0)
    one, two = FileLock(folder / "lock"), FileLock(folder / "lock")
    one.take()
    thread = threading.Thread(target=two.take)
    thread.start()
    until(lambda: lock_waits.seconds() > 0)
    one.give_back()
    thread.join(30)
    two.give_back()
    assert said == []
    assert lock_waits.seconds() == 0
    one.close()
    two.close()


def test_a_wait_for_a_lock_that_names_nobody_is_said_too(
    folder: Path, said: list[LockWait | None]
) -> None:
    """PINs and the key have locks of their own, which read no clock; and what only looks
    the folder over changes nothing in it."""
    for name in ("pins.lock", "issuer-key.lock", "lock"):
        one, two = FileLock(folder / name), FileLock(folder / name)
        one.take()
        thread = threading.Thread(target=two.take)
        thread.start()
        until(lambda: len(said) == 2)
        assert said[1]
        assert said[1].holder is None
        one.give_back()
        thread.join(30)
        two.give_back()
        until(lambda: len(said) == 3)
        said.clear()
        one.close()
        two.close()


@pytest.mark.parametrize("stopped", ["note", "clear"])
def test_who_is_stopped_while_it_writes_its_name_gives_the_lock_up(
    folder: Path, monkeypatch: pytest.MonkeyPatch, stopped: str
) -> None:
    one, two = (FileLock(folder / "lock", names_holder=True) for _ in range(2))

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(HolderFile, stopped, interrupted)
        with pytest.raises(KeyboardInterrupt), one.held():
            pass
    with two.held():
        assert lock_waits.seconds() == 0
    one.close()
    two.close()
