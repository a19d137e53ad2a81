"""PINs: their hashes, on this laptop only, and the wait after wrong ones.

The wait is served before a PIN is looked at, and the count of wrong tries is on the
disk before that: starting again, a second window or another clock shorten nothing.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import msgspec

from store.disk import FileLock, write_whole
from store.errors import NotAFolder

FREE_TRIES = 3
LONGEST_WAIT = 60.0


class _Entry(msgspec.Struct):
    salt: bytes
    hash: bytes
    wrong: int = 0


_decode = msgspec.json.Decoder(dict[str, _Entry]).decode


def hashed(pin: str, salt: bytes) -> bytes:
    """scrypt at its author's interactive cost: about 50 ms and 16 MB a try."""
    return hashlib.scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1, dklen=32)


def wait_after(wrong: int) -> float:
    """Seconds to wait before the next try: none for the first three, then doubling
    from one second to a minute."""
    return 0.0 if wrong < FREE_TRIES else min(2.0 ** (wrong - FREE_TRIES), LONGEST_WAIT)


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
                "{file} is damaged. Remove it and set the PINs again with “kiosk staff”.",
                file=self._path,
            ) from None

    def _write(self, entries: dict[str, _Entry]) -> None:
        write_whole(self._path, msgspec.json.encode(entries), mode=0o600)

    def set(self, staff: str, pin: str) -> None:
        """Give a staff member a PIN."""
        salt = secrets.token_bytes(16)
        entry = _Entry(salt=salt, hash=hashed(pin, salt))
        lock = FileLock(self._lock_path)
        try:
            with lock.held():
                self._write({**self._read(), staff: entry})
        finally:
            lock.close()

    def staff(self) -> list[str]:
        """Who has a PIN on this laptop.

        Raises:
            NotAFolder: the file is damaged.
        """
        return list(self._read())

    def has(self, staff: str) -> bool:
        return staff in self._read()

    def check(self, staff: str, pin: str) -> bool:
        """Whether this is their PIN. Takes as long as wrong tries before it cost;
        tries at the same time wait for each other."""
        lock = FileLock(self._lock_path)
        try:
            with lock.held():
                entries = self._read()
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
        finally:
            lock.close()
