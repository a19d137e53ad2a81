"""The key that this laptop signs certificates with: outside the journal, for its owner only.

It never travels: each laptop has its own, and what other laptops need to know of it, the
public half, is a fact. A copy for safe keeping is encrypted with a passphrase.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kiosk.errors import Refused
from store.disk import FileLock, write_whole
from store.errors import NotAFolder

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

SHORTEST_PASSPHRASE = 8


class Keys:
    """The key in one file. It is made when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = path.with_suffix(".lock")

    @property
    def exists(self) -> bool:
        return self._path.exists()

    def private(self) -> bytes:
        """The key (P-256) as PKCS8 in PEM, not encrypted.

        Raises:
            NotAFolder: the file is not what was written.
        """
        lock = FileLock(self._lock)
        try:
            with lock.held():
                if not self._path.exists():
                    self._write(_new())
                pem = self._path.read_bytes()
                _for_its_owner_only(self._path)
        finally:
            lock.close()
        try:
            _read(pem, None)
        except ValueError:
            raise NotAFolder(
                "{file} is damaged. Put the key back from its backup with “kiosk keys "
                "restore”, or make a new one with “kiosk keys rotate”.",
                file=self._path,
            ) from None
        return pem

    def rotate(self) -> bytes:
        """Make another key in place of this one, which is gone for good; returns it."""
        return self._replace(_new())

    def backup(self, passphrase: str) -> bytes:
        """The key as PKCS8 in PEM, encrypted.

        Raises:
            Refused: the passphrase is too short.
        """
        if len(passphrase) < SHORTEST_PASSPHRASE:
            raise Refused("A passphrase has at least {n} characters.", n=SHORTEST_PASSPHRASE)
        return _pem(_read(self.private(), None), passphrase)

    def restore(self, backup: bytes, passphrase: str) -> bytes:
        """Put a key back in place of the one that is there; returns it.

        Raises:
            Refused: the passphrase is not right, or it is no such key.
        """
        try:
            key = _read(backup, passphrase)
        except (ValueError, TypeError):
            raise Refused(
                "That passphrase is not right, or the file is no backup of a key."
            ) from None
        return self._replace(_pem(key, None))

    def _replace(self, pem: bytes) -> bytes:
        lock = FileLock(self._lock)
        try:
            with lock.held():
                self._write(pem)
        finally:
            lock.close()
        return pem

    def _write(self, pem: bytes) -> None:
        write_whole(self._path, pem)


def _for_its_owner_only(path: Path) -> None:
    """Whoever copied it back from somewhere may have opened it to others."""
    if sys.platform != "win32" and path.stat().st_mode & 0o077:
        with suppress(OSError):  # another's file: it can be read all the same
            path.chmod(0o600)


def _new() -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec

    return _pem(ec.generate_private_key(ec.SECP256R1()), None)


def _pem(key: EllipticCurvePrivateKey, passphrase: str | None) -> bytes:
    from cryptography.hazmat.primitives import serialization as form

    locked: form.KeySerializationEncryption = form.NoEncryption()
    if passphrase is not None:
        locked = form.BestAvailableEncryption(passphrase.encode())
    return key.private_bytes(form.Encoding.PEM, form.PrivateFormat.PKCS8, locked)


def _read(pem: bytes, passphrase: str | None) -> EllipticCurvePrivateKey:
    """
    Raises:
        ValueError, TypeError: it is no P-256 key in PEM, or locked otherwise.
    """
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    key = load_pem_private_key(pem, passphrase.encode() if passphrase is not None else None)
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.curve.name != "secp256r1":
        raise ValueError("not a P-256 key")
    return key
