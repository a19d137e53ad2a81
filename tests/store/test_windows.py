"""Several processes on one folder."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from store.folder import create, open_store
from store.store import Store
from tests.store.helping import check_in, reopened, who

RACER = """
import datetime as dt, hashlib, sys, time
from pathlib import Path
from kiosk.model import Attendee, CheckIn, How
from store.folder import open_store

store = open_store(Path(sys.argv[1]))
turns, me, windows = Path(sys.argv[3]), sys.argv[4], int(sys.argv[5])
until = time.monotonic() + 10  # one that crashed is not waited for
now = dt.datetime.now(dt.UTC)
print("ready", flush=True)
sys.stdin.readline()
for n in range(int(sys.argv[2])):
    (turns / f"{n}-{me}").touch()
    while len(list(turns.glob(f"{n}-*"))) < windows and time.monotonic() < until:
        time.sleep(0.0005)  # all begin each turn together, however they were scheduled
    with store.change() as tx:
        first = not tx.person_facts("s", f"a-{n}")
        if first:
            tx.add(CheckIn(time=now, session="s", attendee=f"a-{n}", how=How.BADGE))
        count = tx.get(Attendee, "counter")
        hashlib.pbkdf2_hmac("sha256", b"a decision", b"takes its time", 2000)
        tx.put(Attendee(id="counter", name=str(1 + int(count.name if count else 0))))
    if first:
        print(f"a-{n}", flush=True)
"""


def test_nobody_is_checked_in_twice_and_no_update_is_lost(tmp_path: Path) -> None:
    folder, people, windows = tmp_path / "data", 40, 3
    turns = tmp_path / "turns"
    turns.mkdir()
    create(folder)
    racers = [
        subprocess.Popen(
            [
                sys.executable,
                "-c",
                RACER,
                str(folder),
                str(people),
                str(turns),
                str(n),
                str(windows),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(windows)
    ]
    for racer in racers:
        assert racer.stdout
        assert racer.stdout.readline() == "ready\n"
    for racer in racers:
        assert racer.stdin
        racer.stdin.write("go\n")
        racer.stdin.flush()
    said = [name for racer in racers for name in racer.communicate()[0].split()]
    assert [racer.returncode for racer in racers] == [0] * windows
    assert sorted(said) == sorted(f"a-{n}" for n in range(people))
    read, problems = reopened(folder)
    assert len(read["facts"]) == people
    assert read["attendees"]["counter"] == b'{"name":"%d"}' % (people * windows)
    assert problems == ()


def test_another_window_sees_a_check_in_within_half_a_second(
    window: Callable[[], Store],
) -> None:
    one, two = window(), window()
    check_in(one, "ana")
    deadline = time.monotonic() + 0.5
    while "ana" not in who(two) and time.monotonic() < deadline:
        two.refresh()
    assert who(two) == ["ana"]


def test_a_folder_opened_while_another_window_writes_is_sound(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    create(folder)
    with subprocess.Popen(
        [sys.executable, "-c", RACER, str(folder), "100", str(tmp_path), "0", "1"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as writer:
        assert writer.stdout
        assert writer.stdin
        assert writer.stdout.readline() == "ready\n"
        writer.stdin.write("go\n")
        writer.stdin.flush()
        for line in writer.stdout:
            store = open_store(folder)
            assert line.strip() in who(store, "s")
            assert store.problems == ()
            store.close()
    assert len(reopened(folder)[0]["facts"]) == 100
