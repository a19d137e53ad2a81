"""PINs: their hashes, on this laptop only, and the wait after wrong ones.

The wait is served before a PIN is looked at, and the count of wrong tries is on the
disk before that: starting again, a second window or another clock shorten nothing. No
clock is read: a wait is so many seconds from now, and never more than a minute. Where the
count cannot be read or written, no PIN is right.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import msgspec

from store.disk import FileLock, write_whole
from store.errors import NotAFolder, unreadable, unwritable

FREE_TRIES = 3
LONGEST_WAIT = 60.0
_DOUBLINGS = 6
"""After so many the wait is the longest; a number doubled for ever is one no more."""


class _Entry(msgspec.Struct):
    salt: bytes
    hash: bytes
    wrong: Annotated[int, msgspec.Meta(ge=0)]


_decode = msgspec.json.Decoder(dict[str, _Entry]).decode


def hashed(pin: str, salt: bytes) -> bytes:
    """scrypt at its author's interactive cost: about 50 ms and 16 MB a try."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def wait_after(wrong: int) -> float:
    """Seconds to wait before the next try: none for the first three, then doubling
    from one second to a minute."""
    if wrong < FREE_TRIES:
        return 0.0
    return min(2.0 ** min(wrong - FREE_TRIES, _DOUBLINGS), LONGEST_WAIT)


class Pins:
    """The PINs in one file, readable by its owner only."""

    def __init__(self, path: Path, lock: Path, sleep: Callable[[float], None] = time.sleep) -> None:
        self._path = path
        self._lock_path = lock
        self._sleep = sleep

    def _read(self) -> dict[str, _Entry]:
        try:
            return _decode(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except msgspec.MsgspecError:
            raise NotAFolder(
                "{file} is damaged: no PIN is known. Have it removed, and the PINs set again.",
                file=self._path,
            ) from None

    def _known(self) -> dict[str, _Entry]:
        try:
            return self._read()
        except OSError as error:
            raise unreadable(self._path, error) from error

    def _write(self, entries: dict[str, _Entry]) -> None:
        write_whole(self._path, msgspec.json.encode(entries))

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Nobody else reads or writes the file.

        Raises:
            NotWritable: the disk does not take it.
        """
        try:
            lock = FileLock(self._lock_path)
            try:
                with lock.held():
                    yield
            finally:
                lock.close()
        except OSError as error:
            raise unwritable(error) from error

    def set(self, staff: str, pin: str) -> None:
        """Give a staff member a PIN.

        Raises:
            NotAFolder, NotReadable, NotWritable: see :meth:`check`.
        """
        salt = secrets.token_bytes(16)
        entry = _Entry(salt=salt, hash=hashed(pin, salt), wrong=0)
        with self._changing():
            self._write({**self._known(), staff: entry})

    def staff(self) -> list[str]:
        """Who has a PIN on this laptop.

        Raises:
            NotAFolder: the file is damaged.
            OSError: the system cannot read it.
        """
        return list(self._read())

    def has(self, staff: str) -> bool:
        """Whether they have a PIN on this laptop.

        Raises:
            NotAFolder, NotReadable: see :meth:`check`.
        """
        return staff in self._known()

    def check(self, staff: str, pin: str) -> bool:
        """Whether this is their PIN. Takes as long as wrong tries before it cost;
        tries at the same time wait for each other.

        Raises:
            NotAFolder: the file is damaged.
            NotReadable: the system cannot read it.
            NotWritable: the try cannot be counted.
        """
        with self._changing():
            entries = self._known()
            entry = entries.get(staff)
            if entry is None:
                return False
            self._sleep(wait_after(entry.wrong))
            entry.wrong += 1
            self._write(entries)
            if not hmac.compare_digest(hashed(pin, entry.salt), entry.hash):
                return False
            entry.wrong = 0
            self._write(entries)
            return True
