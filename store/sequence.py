"""One kiosk's lines: ``<kiosk>-<segment>.jsonl``, numbered and read forward.

A segment is only ever written at its end. The next one begins where a sync failed:
what the system then did with the bytes is not known, and asking again on the same
descriptor may lie. The lines in doubt stand in the new one once more, with the same
numbers and bytes; the same line twice is harmless.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from store import segment
from store.errors import NotReadable, unreadable, unrecorded
from store.lines import Damaged, Json, Line, encode, parse, parse_all
from store.numbering import Numbering
from store.problems import Problem
from store.redaction import room_in
from store.segment import Segment
from store.segments import name_of, segment_of, segments
from store.told import Told


class Sequence:
    """The segments of one kiosk. Writing is for who holds the lock and has read to the end."""

    def __init__(self, folder: Path, kiosk: str) -> None:
        self.folder = folder
        self.kiosk = kiosk
        self.numbers = Numbering()
        self.doubtful = False
        """Reading stopped before something that only the lock's holder can judge."""
        self._segment: Segment | None = None
        self._doubt = b""  # lines of which it is open whether they are on the disk
        self._told = Told(folder / f"{kiosk}.last")
        self._begun = False
        self._expect(name_of(kiosk, 1))

    def _expect(self, name: str) -> None:
        """The file that follows, once it is there."""
        self._next = name
        self._next_path = f"{self.folder}{os.sep}{name}"

    @property
    def _file(self) -> str:
        return self._segment.file if self._segment else "journal"

    @property
    def problems(self) -> list[Problem]:
        """What was found so far, and which numbers are missing as of now."""
        return self.numbers.problems(self._file, self._segment.offset if self._segment else 0)

    def _report(self, kind: str, detail: str, offset: int, notice: bool = False) -> None:
        self.numbers.found.append(Problem(kind, self._file, offset, detail, notice))

    # ---- reading

    def read(self, sure: bool = True) -> Iterator[Line]:
        """Every whole line that was not read before; one without its end is left.

        Args:
            sure: the lock is held, or nobody writes: what fails its checksum is damaged.
                Otherwise reading stops there, and ``doubtful`` is set.

        Raises:
            NotReadable: the system cannot read it.
        """
        for lines in self.blocks(sure):
            yield from lines

    def blocks(self, sure: bool = True) -> Iterator[list[Line]]:
        """The same, many at a time."""
        self.doubtful = False
        try:
            if not self._begun:
                self.numbers.given = self._told.read()
                self._look_ahead(0)
                self._begun = True
            while True:
                if self._segment:
                    yield from self._blocks(self._segment, sure)
                found = None if self.doubtful else segment.find(self.folder, self._next)
                if found is None:
                    break
                if self._segment:
                    # Once the next one is there, nothing more is written to this one.
                    yield from self._blocks(self._segment, sure)
                    self._leave(self._segment)
                self._take(found)
                self._look_ahead(found.number)
        except OSError as error:
            raise self._unreadable(error) from error

    def _look_ahead(self, number: int) -> None:
        """Name the segment that follows; one may be missing in between."""
        for name in segments(self.folder, self.kiosk):
            if segment_of(name) > number:
                self._expect(name)
                break

    def _take(self, found: Segment) -> None:
        if self._segment:
            self._segment.close()
        self._segment = found
        self._expect(name_of(self.kiosk, found.number + 1))

    def _leave(self, left: Segment) -> None:
        rest = left.size - left.offset
        if rest > 0:
            detail = f"{rest} bytes of a line that stands again in the next file"
            self._report("torn", detail, left.offset, notice=True)

    def _blocks(self, found: Segment, sure: bool) -> Iterator[list[Line]]:
        for block in found.blocks():
            lines = self._ordinary(found, block)
            if lines is not None:
                yield lines
                continue
            lines, goes_on = self._one_by_one(found, block, sure)
            yield lines
            if not goes_on:
                return

    def _ordinary(self, found: Segment, block: bytes) -> list[Line] | None:
        """The lines of a block that holds nothing but new ones, as nearly all do."""
        parsed = parse_all(block)
        if parsed is None or not self.numbers.admit_all(parsed[1], parsed[0]):
            return None
        for line in parsed[1]:
            line.kiosk = self.kiosk
        found.offset += len(block) + 1
        found.tail = block[block.rfind(b"\n") + 1 :] + b"\n"
        return parsed[1]

    def _one_by_one(self, found: Segment, block: bytes, sure: bool) -> tuple[list[Line], bool]:
        """What is new in a block, and whether reading goes on after it."""
        lines: list[Line] = []
        for raw in block.split(b"\n"):
            try:
                crc, line = parse(raw)
            except Damaged as error:
                if not sure:
                    self.doubtful = True
                    return lines, False
                if b"\0" in raw and found.offset + len(raw) + 1 == found.size:
                    return lines, False  # not every sector of it was written: it is torn
                self._report("damaged", f"{len(raw)} bytes: {error}", found.offset)
                self.numbers.spoil(len(raw))
            else:
                line.kiosk = self.kiosk
                if self.numbers.admit(line, crc, self._file, found.offset):
                    lines.append(line)
            found.offset += len(raw) + 1
            found.tail = raw + b"\n"
        return lines, True

    def rest(self) -> tuple[str, int, int] | None:
        """File, offset and length of what stands after the last whole line, if anything."""
        found = self._segment
        length = found.size - found.offset if found else 0
        return (found.file, found.offset, length) if found and length > 0 else None

    # ---- writing, under the lock and after reading to the end

    def is_as_read(self, up_to_date: bool = False) -> bool:
        """Whether what was read still stands there.

        Args:
            up_to_date: ask, besides, whether all there is was read and is on the disk.

        Raises:
            NotReadable: the system cannot say.
        """
        found = self._segment
        if found is None:
            return not up_to_date
        try:
            return found.stands(up_to_date) and not (
                up_to_date and (self._doubt or os.access(self._next_path, os.F_OK))
            )
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._unreadable(error) from error

    def _unreadable(self, error: OSError) -> NotReadable:
        return unreadable(self._file, error)

    def settle(self) -> bool:
        """Make what was read true of the disk, and set a torn last line aside.

        Returns whether there is something new to read afterwards.

        Raises:
            NotRecorded: the disk does not take it.
        """
        try:
            if self._doubt:
                self._write_doubt()
                return True
            found = self._segment
            if found is None:
                return False
            size = found.size
            if size == found.offset == found.synced:
                return False
            again = False
            if size > found.offset:
                again = self._set_aside(found, size)
            try:
                self._sync(found)
            except OSError:
                self._doubt = found.read(found.synced, found.offset)
                self._write_doubt()
                return True
        except OSError as error:
            raise unrecorded(error) from error
        found.synced = found.offset
        return again

    def _set_aside(self, found: Segment, size: int) -> bool:
        rest = found.read(found.offset, size)
        name = f"{self.kiosk}-{found.number:04}-{found.offset}"
        mended = found.set_aside(rest, name)
        if mended:
            self._report("mended", "the last line had no end", found.offset, notice=True)
        else:
            self._report("torn", f"{len(rest)} bytes set aside", found.offset, notice=True)
        return mended

    def _sync(self, found: Segment) -> None:
        try:
            found.sync()
        except OSError as error:
            self._report("disk", f"a sync failed: {error.strerror}", found.offset)
            raise

    def append(self, at: str, put: Mapping[str, Mapping[str, Json]]) -> None:
        """Write the next line and wait until it is on the disk.

        Args:
            at: later than ``last_at``.

        Raises:
            NotRecorded: it could not be written. The file is as it was; or, if even
                that is not known, the line is written again before any other.
        """
        n = self.numbers.next_n
        raw = encode(n, at, put, room=room_in(put))
        try:
            found = self._segment or self._next_segment()
            found.write(raw)
            try:
                self._sync(found)
            except OSError:
                self._doubt = raw
                found = self._write_doubt()
        except OSError as error:
            raise unrecorded(error, certain=not self._doubt) from error
        found.offset += len(raw)
        found.synced = found.offset
        found.tail = raw
        self.numbers.wrote(n, at, int(raw[8:16], 16), found.file, found.offset)
        self._told.tell(n)

    def _write_doubt(self) -> Segment:
        found = self._segment
        if found is None or found.failed:
            found = self._next_segment()
        found.write(self._doubt)
        self._sync(found)
        self._doubt = b""
        return found

    def _next_segment(self) -> Segment:
        made = segment.make(self.folder, self._next)
        self._take(made)
        return made

    def close(self) -> None:
        if self._segment:
            self._segment.close()
        self._told.close()
