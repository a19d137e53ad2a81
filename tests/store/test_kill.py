"""A process that is killed while it acknowledges over a pipe: what it told is there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from store.folder import create, open_store
from tests.store.helping import kinds
from tests.store.proving import count

KILLS = count(8, 150)

WRITER = """
import datetime as dt, sys
from pathlib import Path
from kiosk.model import CheckIn, How
from store.folder import open_store

store = open_store(Path(sys.argv[1]))
now = dt.datetime.now(dt.UTC)
print("ready", flush=True)
while True:
    with store.change() as tx:
        fact = tx.add(CheckIn(time=now, session="s", attendee=tx.new_id(), how=How.BADGE))
    print(fact.id, flush=True)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there is no SIGKILL here")
def test_what_was_acknowledged_before_a_kill_is_there(tmp_path: Path) -> None:
    rng = random.Random(4)
    folder = tmp_path / "data"
    create(folder)
    told: set[str] = set()
    for kill in range(KILLS):
        writers = [
            subprocess.Popen(
                [sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE, text=True
            )
            for _ in range(1 + kill % 2)
        ]
        for writer in writers:
            assert writer.stdout
            assert writer.stdout.readline() == "ready\n"
        said: list[str] = []
        for _ in range(rng.randrange(1, 40)):
            assert writers[0].stdout
            said.append(writers[0].stdout.readline().strip())
        for writer in writers:
            os.kill(writer.pid, signal.SIGKILL)
        for writer in writers:
            rest, _ = writer.communicate()
            said += [line for line in rest.split("\n")[:-1] if line]
        assert not told & set(said), "an id was given twice"
        told |= set(said)
        store = open_store(folder)
        there = set(store.tables.facts)
        assert told <= there, f"kill {kill}: {told - there} are gone"
        assert len(there) <= len(told) + kill + 2, "more than the one change in work each"
        assert all(problem.notice for problem in store.problems), kinds(store.problems)
        told = there
        store.close()
