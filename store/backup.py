"""A backup: one zip file with the journals, and what tells whether it is whole.

It is made while the kiosk runs: a journal only grows, so its first so many bytes are a
state of the folder. PINs stay on the laptop. Whoever restores it goes on under a new
kiosk's name, so that no number is ever given twice.
"""

from __future__ import annotations

import hashlib
import os
import sys
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import msgspec

from store.disk import BINARY, FileLock, sync, sync_folder
from store.errors import NotABackup, unwritten
from store.folder import MARKER, VERSION, marker
from store.lines import holds
from store.scrub import DONE
from store.segments import kiosk_of

MANIFEST = "manifest.json"
_CHUNK = 1 << 20


class Manifest(msgspec.Struct):
    """What a backup says of itself: the SHA-256 of each file, and what lines it holds."""

    format: str
    version: int
    kiosk: str
    files: dict[str, str]
    lines: int
    damaged: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What is in a backup."""

    lines: int
    damaged: int


_decode = msgspec.json.Decoder(Manifest).decode
FORMAT = "session-kiosk-backup"


def write(folder: Path, target: Path) -> Counted:
    """Back a data folder up to a file that is not there yet, and read it back.

    Raises:
        NotAFolder, FromNewerVersion: there is nothing to back up.
        NotABackup: there is such a file already, or what was written does not read back.
        NotRecorded: the disk does not take it.
    """
    found = marker(folder)
    if target.exists():
        raise NotABackup("{file} is there already. Name another file.", file=target)
    try:
        with new_file(target) as (file, beside):
            manifest = _pack(folder, found.kiosk, file)
            return verify(beside, manifest)
    except OSError as error:
        raise unwritten(error, target) from error


def _pack(folder: Path, kiosk: str, file: IO[bytes]) -> Manifest:
    manifest = Manifest(FORMAT, VERSION, kiosk, {}, 0, 0)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, size in _sizes(folder).items():
            digest = hashlib.sha256()
            with packed.open(name, "w", force_zip64=True) as into:
                for raw in _whole_lines(folder / name, size):
                    into.write(raw)
                    digest.update(raw)
                    if kiosk_of(Path(name).name):
                        manifest.lines += 1
                        manifest.damaged += not holds(raw[:-1])
            manifest.files[name] = digest.hexdigest()
        packed.writestr(MANIFEST, msgspec.json.encode(manifest))
    settle(file)
    return manifest


def _sizes(folder: Path) -> dict[str, int]:
    """The files to keep and how far, as of one moment between two changes."""
    names = [MARKER, f"journal/{DONE}"]
    try:
        lock = FileLock(folder / "lock", names_holder=True)
    except OSError:  # read-only: nobody writes
        lock = None
    try:
        if lock:
            lock.take()
        journal = folder / "journal"
        names += [f"journal/{name}" for name in sorted(os.listdir(journal)) if kiosk_of(name)]
        return {name: os.stat(folder / name).st_size for name in names if (folder / name).exists()}
    finally:
        if lock:
            lock.close()


def _whole_lines(path: Path, size: int) -> Iterator[bytes]:
    """The lines of the first so many bytes; of a journal, only those that have their end."""
    is_journal = bool(kiosk_of(path.name))
    left = size
    with path.open("rb") as file:
        for raw in file:
            left -= len(raw)
            if left < 0 or (is_journal and not raw.endswith(b"\n")):
                return
            yield raw


def verify(path: str | Path, manifest: Manifest | None = None) -> Counted:
    """Read a backup from the disk and see whether all of it is there.

    Args:
        manifest: what it must say of itself, where that is known.

    Raises:
        NotABackup: it is not one, or not whole.
    """
    with opened(path) as (packed, said):
        if manifest is not None and said != manifest:
            raise NotABackup("{file} does not read back as it was written.", file=path)
        lines = damaged = 0
        for name, wanted in said.files.items():
            digest = hashlib.sha256()
            with packed.open(name) as file:
                for raw in file:
                    digest.update(raw)
                    if kiosk_of(Path(name).name):
                        lines += 1
                        damaged += not holds(raw[:-1])
            if digest.hexdigest() != wanted:
                raise NotABackup(
                    "{file} is damaged: {part} is not what was written.", file=path, part=name
                )
        if (lines, damaged) != (said.lines, said.damaged):
            raise NotABackup("{file} is damaged: it does not hold the lines it says.", file=path)
        return Counted(lines, damaged)


@contextmanager
def opened(path: str | Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The zip file of a backup and its manifest; what is wrong with it is said.

    Raises:
        NotABackup: it is not one, or cannot be read to the end.
    """
    try:
        with zipfile.ZipFile(path) as packed:
            manifest = _decode(packed.read(MANIFEST))
            if manifest.format != FORMAT or manifest.version > VERSION:
                raise NotABackup("{file} is no backup that this version can read.", file=path)
            if any(not _is_ours(name) for name in manifest.files):
                raise NotABackup("{file} holds files that no kiosk writes.", file=path)
            yield packed, manifest
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        KeyError,
        RuntimeError,  # a method or a password that this program never uses
        msgspec.MsgspecError,
    ) as error:
        raise NotABackup(
            "{file} is not a whole backup: {reason}.", file=path, reason=error
        ) from error


def _is_ours(name: str) -> bool:
    folder, slash, file = name.rpartition("/")
    if not slash:
        return name == MARKER
    return folder == "journal" and (file == DONE or bool(kiosk_of(file))) and "\\" not in file


@contextmanager
def new_file(target: Path) -> Iterator[tuple[IO[bytes], Path]]:
    """A file beside its name, readable by its owner only, that takes the name at the end."""
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    fd = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_TRUNC | BINARY, 0o600)
    try:
        with open(fd, "w+b") as file:
            yield file, beside
        os.replace(beside, target)
        sync_folder(target.parent)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def settle(file: IO[bytes]) -> None:
    """Wait until a file is on the disk, and let the next reading come from there."""
    file.flush()
    sync(file.fileno())
    if sys.platform == "linux":
        os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
