"""The real program in a real terminal: a pty, with pyte as the screen."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import shutil
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyte
import pytest

RUN = "from kiosk.commands import main; main()"
ENTER = "\r"
F10 = "\x1b[21~"


NOW = "2026-11-23T08:43"
"""Of the demo's school. The hour says which of its sessions are open, and stand first."""


def _plain_environment() -> dict[str, str]:
    """Without the size that the terminal of whoever runs the tests has, nor their hour."""
    kept = {k: v for k, v in os.environ.items() if k not in ("COLUMNS", "LINES")}
    return {**kept, "TERM": "xterm-256color", "COLORTERM": "truecolor", "KIOSK_NOW": NOW}


class Terminal:
    """A kiosk at a keyboard; what is waited for has a deadline."""

    def __init__(
        self,
        arguments: list[str],
        columns: int,
        lines: int,
        env: dict[str, str],
        program: str = RUN,
    ) -> None:
        self.screen = pyte.Screen(columns, lines)
        self._stream = pyte.ByteStream(self.screen)
        self.raw = bytearray()
        self.is_there = True
        master, slave = pty.openpty()
        self.master = master
        self._size(slave, columns, lines)
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**_plain_environment(), **env},
        )

    def _size(self, fd: int, columns: int, lines: int) -> None:
        fcntl.ioctl(fd, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))

    def resize(self, columns: int, lines: int) -> None:
        self._size(self.master, columns, lines)
        self.screen.resize(lines, columns)
        os.kill(self.process.pid, signal.SIGWINCH)

    def read(self, seconds: float = 0.02) -> None:
        """Take what was written to the screen; wait at most so long for something."""
        while select.select([self.master], [], [], seconds)[0]:
            try:
                data = os.read(self.master, 65536)
            except OSError:
                return
            if not data:
                return
            self.raw += data
            self._stream.feed(data)
            seconds = 0

    @property
    def text(self) -> str:
        return "\n".join(line.rstrip() for line in self.screen.display)

    def send(self, keys: str | bytes) -> None:
        """Type; a burst goes in one write, or in as few as the pty takes."""
        left = keys.encode() if isinstance(keys, str) else keys
        while left:
            _, ready, _ = select.select([], [self.master], [], 0.05)
            if ready:
                left = left[os.write(self.master, left[:1024]) :]
            self.read(0)

    def until(self, holds: Callable[[], bool], seconds: float = 20.0, what: str = "") -> None:
        """Wait for a state; fail with the screen's text when it does not come."""
        deadline = time.monotonic() + seconds
        while not holds():
            self.read()
            if time.monotonic() > deadline:
                pytest.fail(f"It did not come to this: {what}\n{self.text}")

    def shows(self, *texts: str, seconds: float = 20.0) -> None:
        self.until(lambda: all(t in self.text for t in texts), seconds, " and ".join(texts))

    def ended(self, seconds: float = 20.0) -> int:
        """Wait until the program has ended; its exit status."""
        self.until(lambda: self.process.poll() is not None, seconds, "ended")
        self.read()
        return self.process.returncode

    def vanish(self) -> None:
        """Take the terminal away; nobody tells the program with a signal."""
        os.close(self.master)
        os.close(self.slave)
        self.is_there = False

    def close(self) -> None:
        if self.process.poll() is None:
            os.kill(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.is_there:
            self.vanish()


@dataclass(frozen=True)
class Made:
    """A demo school as ``kiosk demo`` makes it; no test writes into it."""

    data: Path
    said: str
    """What the command printed."""


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Its session that is open now may be signed from its start."""
    data = tmp_path_factory.mktemp("made") / "school"
    said = kiosk_on(data, "demo", "--no-open", "--json")
    listed = map(json.loads, kiosk_on(data, "sessions", "--json").splitlines())
    (session,) = (row["id"] for row in listed if "now" in row["id"])
    kiosk_on(data, "session", session, "--signing-before", "1440")
    return Made(data, said)


def kiosk_on(data: Path, *arguments: str, stdin: str = "") -> str:
    """Run a command on a school to its end; what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", RUN, *arguments, "--data", str(data)],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=_plain_environment(),
    )
    assert "Traceback" not in done.stderr
    return done.stdout


class Door:
    """A copy of the demo school, and terminals on it."""

    def __init__(self, data: Path, made: Made) -> None:
        self.data = data
        self.terminals: list[Terminal] = []
        shutil.copytree(made.data, data)
        self.demo = json.loads(made.said)
        self._made_with = self._scanned_before = 0
        self._made_with = self.checked_in()
        self._scanned_before = self.scanned()

    def kiosk(self, *arguments: str, stdin: str = "") -> str:
        """Run a command on the school to its end; what it printed."""
        return kiosk_on(self.data, *arguments, stdin=stdin)

    def open(self, columns: int = 80, lines: int = 24, program: str = RUN) -> Terminal:
        terminal = Terminal(["--data", str(self.data)], columns, lines, {}, program)
        self.terminals.append(terminal)
        return terminal

    def rows(self, *command: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.kiosk(*command, "--json").splitlines()]

    def checked_in(self) -> int:
        """How many check-ins the journal holds beyond those the demo made."""
        return self._journal().count(b'"kind":"check_in"') - self._made_with

    def scanned(self) -> int:
        """How many of them by badge."""
        by_badge = b'"how":"badge","kind":"check_in"'
        return self._journal().count(by_badge) - self._scanned_before

    def _journal(self) -> bytes:
        return b"".join(p.read_bytes() for p in (self.data / "journal").glob("*.jsonl"))


@pytest.fixture
def door(tmp_path: Path, made: Made) -> Iterator[Door]:
    opened = Door(tmp_path / "school", made)
    yield opened
    for terminal in opened.terminals:
        terminal.close()
