"""Another window, in a process of its own, that holds the lock of a data folder."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

_HOLDER = """
import datetime as dt, sys
from pathlib import Path
from kiosk.model import CheckIn, How
from store.folder import open_store
from store.lock_waits import name_window

name_window("kiosk import")
store = open_store(Path(sys.argv[1]))
with store.change() as tx:
    tx.add(CheckIn(time=dt.datetime.now(dt.UTC), session="s", attendee="first", how=How.BADGE))
    print("inside", flush=True)
    sys.stdin.readline()
print("recorded", flush=True)
"""


class Holder:
    """Stands inside a change until it is told to end it."""

    def __init__(self, folder: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _HOLDER, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == "inside\n"

    @property
    def pid(self) -> int:
        return self.process.pid

    def suspend(self) -> None:
        """Stop it, and wait until it stands still."""
        self.process.send_signal(signal.SIGSTOP)
        known = psutil.Process(self.pid)
        while known.status() != psutil.STATUS_STOPPED:
            pass

    def go_on(self) -> None:
        self.process.send_signal(signal.SIGCONT)

    def end(self) -> str:
        """Let it record what it has, and return what it said."""
        return self.process.communicate("go\n", timeout=30)[0]

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextmanager
def holding(folder: Path) -> Iterator[Holder]:
    """Such a window; it is gone at the end, whatever happened."""
    holder = Holder(folder)
    try:
        yield holder
    finally:
        holder.kill()
