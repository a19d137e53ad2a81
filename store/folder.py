"""A data folder: made once, opened by every window.

``kiosk.json`` says what the folder is and gives this laptop's kiosk its id; beside it
stand ``journal/``, the ``lock`` and ``pins.json``.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import msgspec

from kiosk.errors import why
from store import scrub
from store.access import make_folder, restrict
from store.disk import FileLock, is_empty, sync_folder, write_whole
from store.errors import READ_ONLY, FromNewerVersion, NotAFolder, NotWritable, unwritable
from store.journal import Journal
from store.pins import Pins
from store.store import Store

VERSION = 1
MARKER = "kiosk.json"
_ALPHABET = "bcdfghjkmnpqrstvwxyz23456789"


class Marker(msgspec.Struct):
    """What ``kiosk.json`` holds."""

    version: int
    kiosk: str
    format: str = "session-kiosk"
    demo: bool = False


def marker(path: Path) -> Marker:
    """What the folder says of itself.

    Raises:
        NotAFolder: it is not a data folder.
        FromNewerVersion: a later kiosk made it.
    """
    try:
        content = (path / MARKER).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        raise NotAFolder(
            "{folder} is not a kiosk's data folder. Make one with “kiosk init”, "
            "or name another with --data.",
            folder=path,
        ) from None
    except OSError as error:
        raise NotAFolder(
            "{folder} cannot be read: {reason}.", folder=path, reason=why(error)
        ) from None
    try:
        found = msgspec.json.decode(content, type=Marker)
    except msgspec.MsgspecError as error:
        raise NotAFolder(
            "{file} is not what a kiosk wrote: {reason}.", file=path / MARKER, reason=error
        ) from None
    if found.format != "session-kiosk":
        raise NotAFolder("{file} is not what a kiosk wrote.", file=path / MARKER)
    if found.version > VERSION:
        raise FromNewerVersion(
            "{folder} was written by a newer version (its format is {theirs}, this program "
            "knows {ours}). Install the newer kiosk.",
            folder=path,
            theirs=found.version,
            ours=VERSION,
        )
    return found


def create(path: Path, demo: bool = False) -> None:
    """Make a data folder.

    Raises:
        NotAFolder: the folder has something else in it.
        NotWritable: it cannot be made.
    """
    if not is_empty(path):
        raise NotAFolder(
            "{folder} is not empty. Name a folder that is, or a new one, with --data.", folder=path
        )
    try:
        for folder in (path, path / "journal"):
            make_folder(folder)
        restrict(path)
        kiosk = "".join(secrets.choice(_ALPHABET) for _ in range(5))
        content = msgspec.json.encode(Marker(version=VERSION, kiosk=kiosk, demo=demo))
        FileLock(path / "lock").close()
        write_whole(path / MARKER, content + b"\n")
        sync_folder(path.parent)
    except OSError as error:
        raise NotWritable(
            "{folder} cannot be made: {reason}.", folder=path, reason=why(error)
        ) from None


def open_store(path: Path, read_only: bool = False) -> Store:
    """Open a data folder and read all of it.

    Where it cannot be written, or when asked to, it is only read: ``store.read_only`` says
    so, and a change raises :class:`NotWritable`. One that is written is closed to other users
    of the laptop.

    Raises:
        NotAFolder, FromNewerVersion: see :func:`marker`.
        NotReadable: the system cannot read it.
    """
    found = marker(path)
    lock = None
    if not read_only and os.access(path / "journal", os.W_OK):
        try:
            lock = FileLock(path / "lock", names_holder=True)
        except OSError as error:
            if error.errno not in READ_ONLY:
                raise NotWritable(
                    "{folder} cannot be written: {reason}.", folder=path, reason=why(error)
                ) from None
    if lock:
        restrict(path)
        _finish_forgetting(path / "journal", lock)
    return Store(Journal(path / "journal", found.kiosk), lock)


def _finish_forgetting(journal: Path, lock: FileLock) -> None:
    try:
        if (journal / scrub.PLAN).exists():
            with lock.held():
                scrub.finish(journal)
    except OSError as error:
        raise unwritable(error) from error


def open_pins(path: Path) -> Pins:
    """The PINs of a data folder."""
    return Pins(path / "pins.json", path / "pins.lock")
