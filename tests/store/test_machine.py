"""Two windows, crashes, a full disk and an editor, in any order: a model of what was told
against what is there."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from kiosk.model import Attendee, CheckIn, How
from store import disk, scrub, segment
from store.errors import NotRecorded
from store.folder import create, open_store
from store.store import Store
from tests.store.faults import CHANGING, Crash, System, crash_after, crash_before, crash_half_way
from tests.store.helping import NINE
from tests.store.proving import count

WINDOWS = st.sampled_from([0, 1])
NAMES = st.sampled_from(["ana", "bo", "cy", "di"])


class Windows(RuleBasedStateMachine):
    """``told`` is what was acknowledged; ``maybe`` what a crash or an error left open."""

    @initialize()
    def begin(self) -> None:
        self._patch = pytest.MonkeyPatch()
        for module in (disk, segment, scrub):
            self._patch.setattr(module, "sync_folder", lambda folder: None)
        self._patch.setattr(os, "fdatasync", lambda fd: None)
        self.base = Path(tempfile.mkdtemp())
        self.folder = self.base / "data"
        create(self.folder)
        self.windows: list[Store] = [open_store(self.folder), open_store(self.folder)]
        self.facts: set[str] = set()
        self.maybe_facts: set[str] = set()
        self.names: dict[str, set[str]] = {}
        """Of each person, what may be in force."""
        self.told = 0

    def teardown(self) -> None:
        for window in self.windows:
            window.close()
        shutil.rmtree(self.base)
        self._patch.undo()

    def _change(self, window: Store, who: str) -> str:
        self.told += 1
        with window.change() as tx:
            known = tx.get(Attendee, who)
            assert (known.name if known else "") in self.names.get(who, {""})
            tx.put(Attendee(id=who, name=f"{who} {self.told}"))
            fact = tx.add(CheckIn(time=NINE, session="s", attendee=who, how=How.BADGE))
            self._trying = fact.id
        return fact.id

    def _succeeded(self, who: str, fact: str) -> None:
        self.facts.add(fact)
        self.names[who] = {f"{who} {self.told}"}

    def _unsure(self, who: str) -> None:
        self.maybe_facts.add(self._trying)
        self.names[who] = self.names.get(who, {""}) | {f"{who} {self.told}"}

    @rule(which=WINDOWS, who=NAMES)
    def checks_in(self, which: int, who: str) -> None:
        self._succeeded(who, self._change(self.windows[which], who))

    @rule(which=WINDOWS)
    def refreshes(self, which: int) -> None:
        self.windows[which].refresh()

    @rule(which=WINDOWS, who=NAMES)
    def abandons(self, which: int, who: str) -> None:
        window = self.windows[which]
        window.refresh()
        before = dict(window.tables.facts), window.live("attendees").get(who)

        def work() -> None:
            with window.change() as tx:
                tx.put(Attendee(id=who, name="never"))
                tx.add(CheckIn(time=NINE, session="s", attendee=who, how=How.BADGE))
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            work()
        assert (dict(window.tables.facts), window.live("attendees").get(who)) == before

    @rule(which=WINDOWS, who=NAMES, room=st.integers(0, 200))
    def fills_the_disk(self, which: int, who: str, room: int) -> None:
        real = os.write

        def full(fd: int, data: bytes) -> int:
            nonlocal room
            taken = min(room, len(data))
            room -= taken
            if not taken:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(fd, data[:taken])

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(os, "write", full)
            with pytest.raises(NotRecorded, match="full"):
                self._change(self.windows[which], who)

    @rule(
        which=WINDOWS,
        who=NAMES,
        at=st.integers(0, 12),
        fault=st.sampled_from([crash_before, crash_after, crash_half_way]),
    )
    def crashes(self, which: int, who: str, at: int, fault: object) -> None:
        system = System(CHANGING)
        window = self.windows[which]
        self._trying = ""
        try:
            with system.failing(at, fault):  # type: ignore[arg-type]
                fact = self._change(window, who)
        except Crash:
            if self._trying:
                self._unsure(who)
        else:
            self._succeeded(who, fact)
        window.close()
        self.windows[which] = open_store(self.folder)

    @rule(which=WINDOWS)
    def opens_again(self, which: int) -> None:
        self.windows[which].close()
        self.windows[which] = open_store(self.folder)

    @rule(cut=st.integers(1, 400))
    @precondition(lambda self: self.facts)
    def is_cut_short_by_an_editor(self, cut: int) -> None:
        """Both windows know everything then; so nothing is lost."""
        for window in self.windows:
            window.refresh()
        segments = sorted((self.folder / "journal").glob("*.jsonl"))
        os.truncate(segments[-1], max(0, segments[-1].stat().st_size - cut))
        with self.windows[0].change():
            pass

    @invariant()
    def what_was_told_is_there(self) -> None:
        if not hasattr(self, "windows"):
            return
        store = open_store(self.folder, read_only=True)
        try:
            facts = set(store.tables.facts)
            assert self.facts <= facts, "told, and gone"
            assert facts <= self.facts | self.maybe_facts, "never told, and there"
            for who, may in self.names.items():
                known = store.get(Attendee, who)
                assert (known.name if known else "") in may
        finally:
            store.close()


TestWindows = Windows.TestCase
TestWindows.settings = settings(
    derandomize=True,
    deadline=None,
    max_examples=count(40, 500),
    stateful_step_count=count(20, 50),
)
