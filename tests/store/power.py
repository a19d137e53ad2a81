"""A disk whose power can be cut: what may be on it, if only what was synced is sure.

It records what a program writes in one folder. Of what was not synced, each 512-byte
sector may be there or not; a name that was made or changed may be there up to any point.
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

SECTOR = 512
CALLS = ("write", "pwrite", "ftruncate", "fsync", "fdatasync", "replace", "unlink")
"""What changes a disk."""


@dataclass
class File:
    """What is sure of a file, and what was done to it since."""

    sure: bytes = b""
    since: list[tuple[str, int, bytes]] = field(default_factory=list)
    """``write`` or ``truncate``, offset, bytes."""

    def now(self) -> bytes:
        """What the program reads in it."""
        content = bytearray(self.sure)
        for what, offset, data in self.since:
            if what == "truncate":
                del content[offset:]
            else:
                content[offset : offset + len(data)] = data
        return bytes(content)

    def after(self, rng: random.Random) -> bytes:
        """What a power cut leaves of it."""
        content = bytearray(self.sure)
        for what, offset, data in self.since:
            if what == "truncate":
                if rng.random() < 0.5:
                    del content[offset:]
                continue
            for start in range(offset - offset % SECTOR, offset + len(data), SECTOR):
                if rng.random() < 0.5:
                    continue
                begin, end = max(start, offset), min(start + SECTOR, offset + len(data))
                if len(content) < end:
                    content.extend(bytes(end - len(content)))
                content[begin:end] = data[begin - offset : end - offset]
            if rng.random() < 0.3 and len(content) < offset + len(data):
                content.extend(bytes(offset + len(data) - len(content)))  # the length only
        return bytes(content)


@dataclass(frozen=True)
class Name:
    """One change of a folder: a file takes a name, or a name goes."""

    name: str
    file: File | None


class PowerDisk:
    """The calls of a program on one folder, as a disk saw them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.names: dict[str, File] = {}
        """By path under the root, as the program sees it."""
        self.sure: dict[str, File] = {}
        self.since: dict[str, list[Name]] = {}
        """By folder."""
        self._open: dict[int, File] = {}
        for path in root.rglob("*"):
            if path.is_file():
                file = File(path.read_bytes())
                self.names[self._key(path)] = self.sure[self._key(path)] = file

    def _key(self, path: Any) -> str:
        return os.path.relpath(os.fspath(path), self.root)

    def _is_ours(self, path: Any) -> bool:
        return isinstance(path, str | os.PathLike) and not self._key(path).startswith("..")

    def _name(self, path: Any, file: File | None) -> None:
        key = self._key(path)
        self.since.setdefault(os.path.dirname(key), []).append(Name(key, file))
        if file is None:
            self.names.pop(key, None)
        else:
            self.names[key] = file

    @contextmanager
    def recording(self) -> Iterator[None]:
        """Record what is done from now on."""
        real = {name: getattr(os, name) for name in (*CALLS, "open", "close")}
        folders: dict[int, str] = {}

        def opened(path: Any, flags: int, *args: Any, **kwargs: Any) -> int:
            new = self._is_ours(path) and not os.path.exists(path)
            fd = int(real["open"](path, flags, *args, **kwargs))
            if self._is_ours(path):
                if os.path.isdir(path):
                    folders[fd] = "" if self._key(path) == "." else self._key(path)
                    return fd
                if new:
                    self._name(path, File())
                self._open[fd] = self.names[self._key(path)]
                if flags & os.O_TRUNC and not new:
                    self._open[fd].since.append(("truncate", 0, b""))
            return fd

        def closed(fd: int) -> None:
            self._open.pop(fd, None)
            folders.pop(fd, None)
            real["close"](fd)

        def written(fd: int, data: bytes) -> int:
            at = os.fstat(fd).st_size if fd in self._open else 0
            done = int(real["write"](fd, data))
            if fd in self._open:
                self._open[fd].since.append(("write", at, bytes(data[:done])))
            return done

        def written_at(fd: int, data: bytes, offset: int) -> int:
            done = int(real["pwrite"](fd, data, offset))
            if fd in self._open:
                self._open[fd].since.append(("write", offset, bytes(data[:done])))
            return done

        def truncated(fd: int, length: int) -> None:
            real["ftruncate"](fd, length)
            if fd in self._open:
                self._open[fd].since.append(("truncate", length, b""))

        def synced(fd: int) -> None:
            if fd in self._open:
                file = self._open[fd]
                file.sure, file.since = file.now(), []
            elif fd in folders:
                for change in self.since.pop(folders[fd], []):
                    self._settle(self.sure, change)

        def replaced(source: Any, target: Any) -> None:
            real["replace"](source, target)
            if self._is_ours(source):
                file = self.names[self._key(source)]
                self._name(target, file)
                self._name(source, None)

        def unlinked(path: Any, **kwargs: Any) -> None:
            real["unlink"](path, **kwargs)
            if self._is_ours(path):
                self._name(path, None)

        with pytest.MonkeyPatch.context() as patch:
            for name, fake in {
                "open": opened,
                "close": closed,
                "write": written,
                "pwrite": written_at,
                "ftruncate": truncated,
                "fsync": synced,
                "fdatasync": synced,
                "replace": replaced,
                "unlink": unlinked,
            }.items():
                patch.setattr(os, name, fake)
            yield

    @staticmethod
    def _settle(names: dict[str, File], change: Name) -> None:
        if change.file is None:
            names.pop(change.name, None)
        else:
            names[change.name] = change.file

    def cut(self, rng: random.Random, into: Path) -> None:
        """Lay out, in a new folder, what a power cut now may leave."""
        names = dict(self.sure)
        for changes in self.since.values():
            for change in changes[: rng.randint(0, len(changes))]:
                self._settle(names, change)
        for key, file in names.items():
            path = into / key
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(file.after(rng))
        (into / "journal").mkdir(exist_ok=True)
