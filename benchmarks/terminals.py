"""A program in a terminal of its own, timed from outside."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Terminal:
    """A program under a pty: what it writes is looked for as bytes."""

    def __init__(self, program: str, *arguments: str) -> None:
        self._master, slave = pty.openpty()
        os.set_blocking(self._master, False)
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            [sys.executable, "-c", program, *arguments],
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
            env={**os.environ, "TERM": "xterm-256color"},
        )
        os.close(slave)
        self._seen = b""

    def send(self, text: str) -> float:
        """Type; returns when."""
        now = time.perf_counter()
        os.write(self._master, text.encode())
        return now

    def wait_for(self, what: bytes, seconds: float = 30) -> float:
        """When the program has written something, since the last call.

        Raises:
            SystemExit: it did not.
        """
        deadline = time.perf_counter() + seconds
        while what not in self._seen:
            if not self._read(deadline - time.perf_counter()):
                raise SystemExit(f"{what!r} was not written:\n{self._seen[-500:]!r}")
        now = time.perf_counter()
        self._seen = b""
        return now

    def read_for(self, seconds: float) -> None:
        """Take in what is written, so that the program does not wait for it."""
        deadline = time.perf_counter() + seconds
        while (left := deadline - time.perf_counter()) > 0:
            self._read(left)
        self._seen = self._seen[-65536:]

    def _read(self, seconds: float) -> bool:
        if not select.select([self._master], [], [], max(seconds, 0))[0]:
            return False
        self._seen += os.read(self._master, 65536)
        return True

    def peak_memory(self) -> int:
        """The most memory it held so far, in bytes; only where there is /proc."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) * 1024 for line in status.splitlines() if "VmHWM" in line)

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)


@contextmanager
def terminal(program: str, *arguments: str) -> Iterator[Terminal]:
    """Run a program in a terminal until the block is left."""
    opened = Terminal(program, *arguments)
    try:
        yield opened
    finally:
        opened.close()
