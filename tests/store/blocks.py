"""A file that tells what a file system on it writes, and when it asks for all of it to be
on the disk.

It is served through FUSE, spoken here with the kernel directly; a loop device on it takes
the writes of a real ext4 apart into what a disk sees.
"""

from __future__ import annotations

import ctypes
import errno
import os
import random
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.store.mounting import run

SECTOR = 512
ROOT, DISK = 1, 2
_HEADER = struct.Struct("<IIQQIIIHH")
_ATTR = struct.Struct("<6Q10I")
_IO = struct.Struct("<QQIIQII")

LOOKUP, FORGET, GETATTR, SETATTR, OPEN, READ, WRITE, STATFS, RELEASE = (
    1,
    2,
    3,
    4,
    14,
    15,
    16,
    17,
    18,
)
FSYNC, FLUSH, INIT, ACCESS, INTERRUPT, DESTROY, BATCH_FORGET = 20, 25, 26, 34, 36, 38, 42


class BlockLog:
    """One file, ``disk``, in a folder of its own, and what was done to it."""

    def __init__(self, content: bytes, at: Path) -> None:
        self.start = content
        self.log: list[tuple[int, bytes] | None] = []
        """Offset and bytes of each write; ``None``: all before it is on the disk."""
        self._content = bytearray(content)
        self._at = at

    @contextmanager
    def served(self) -> Iterator[Path]:
        """Serve the file; gives its path.

        Raises:
            OSError: this machine has no FUSE, or does not let it be used.
        """
        self._at.mkdir(exist_ok=True)
        device = os.open("/dev/fuse", os.O_RDWR)
        libc = ctypes.CDLL(None, use_errno=True)
        options = f"fd={device},rootmode=40000,user_id=0,group_id=0,allow_other".encode()
        if libc.mount(b"blocks", os.fsencode(self._at), b"fuse", 0, options):
            os.close(device)
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
        thread = threading.Thread(target=self._serve, args=(device,), daemon=True)
        thread.start()
        try:
            yield self._at / "disk"
        finally:
            run("umount", "-l", self._at)
            thread.join(10)
            os.close(device)

    def _serve(self, device: int) -> None:
        while True:
            try:
                request = os.read(device, 1 << 20)
            except OSError as error:
                if error.errno in (errno.EINTR, errno.EAGAIN, errno.ENOENT):
                    continue
                return
            _, opcode, unique, node, *_ = _HEADER.unpack_from(request)
            if opcode in (FORGET, BATCH_FORGET, INTERRUPT):
                continue
            answer = self._answer(opcode, node, request[_HEADER.size :])
            failed = answer if isinstance(answer, int) else 0
            body = b"" if isinstance(answer, int) else answer
            try:
                os.write(device, struct.pack("<IiQ", 16 + len(body), -failed, unique) + body)
            except OSError as error:
                if error.errno != errno.ENOENT:  # else: nobody waits for it any more
                    return

    def _answer(self, opcode: int, node: int, body: bytes) -> bytes | int:
        match opcode:
            case _ if opcode == INIT:
                return struct.pack(
                    "<IIIIHHIIHHI7I", 7, 31, 1 << 16, 0, 16, 12, 1 << 17, 1, 0, 0, 0, *[0] * 7
                )
            case _ if opcode == LOOKUP:
                if body.rstrip(b"\0") != b"disk":
                    return errno.ENOENT
                return struct.pack("<4Q2I", DISK, 1, 3600, 3600, 0, 0) + self._attr(DISK)
            case _ if opcode in (GETATTR, SETATTR):
                return struct.pack("<QII", 3600, 0, 0) + self._attr(node)
            case _ if opcode == OPEN:
                return struct.pack("<QII", 1, 0, 0)
            case _ if opcode == READ:
                _, offset, size, *_ = _IO.unpack_from(body)
                return bytes(self._content[offset : offset + size])
            case _ if opcode == WRITE:
                _, offset, size, *_ = _IO.unpack_from(body)
                data = body[_IO.size : _IO.size + size]
                self._content[offset : offset + size] = data
                self.log.append((offset, data))
                return struct.pack("<II", size, 0)
            case _ if opcode == FSYNC:
                self.log.append(None)
                return b""
            case _ if opcode == STATFS:
                return struct.pack("<5Q4I6I", *[1 << 20] * 3, 9, 9, 4096, 255, 4096, *[0] * 7)
            case _ if opcode in (RELEASE, FLUSH, ACCESS, DESTROY):
                return b""
        return errno.ENOSYS

    def _attr(self, node: int) -> bytes:
        mode = 0o100600 if node == DISK else 0o040700
        size = len(self._content) if node == DISK else 0
        return _ATTR.pack(node, size, size >> 9, *[0] * 3, *[0] * 3, mode, 1, *[0] * 3, 4096, 0)

    def cuts(self, rng: random.Random, after: int, count: int) -> Iterator[tuple[int, bytes]]:
        """What may be on the disk if the power is cut somewhere after a place in the log:
        the place of the cut, and the disk. All that stood before the last ``None`` is
        there, and any sectors of what came since."""
        places = sorted(rng.randint(after, len(self.log)) for _ in range(count))
        sure, done = bytearray(self.start), 0
        since: list[tuple[int, bytes]] = []
        for place in places:
            for entry in self.log[done:place]:
                if entry is not None:
                    since.append(entry)
                    continue
                for offset, data in since:
                    sure[offset : offset + len(data)] = data
                since = []
            done = place
            left = bytearray(sure)
            whole = rng.random() < 0.3
            for offset, data in since:
                if whole and rng.random() < 0.5:
                    continue
                for start in range(0, len(data), SECTOR):
                    if whole or rng.random() < 0.5:
                        sector = data[start : start + SECTOR]
                        left[offset + start : offset + start + len(sector)] = sector
            yield place, bytes(left)
