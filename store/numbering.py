"""Which lines of one kiosk were seen: what is new, repeated, missing or contradicts."""

from __future__ import annotations

import time
from array import array
from collections.abc import Sequence
from operator import attrgetter, lt

from store.lines import LATEST, SHORTEST, Line, after
from store.problems import Problem

_FORGETS = attrgetter("forgets")

FARTHEST = 10_000_000
"""A number farther than this from the last one is not believed."""


class Numbering:
    """The numbers of one kiosk's lines, with the checksum each was seen with."""

    def __init__(self) -> None:
        self.last_at = ""
        """The time of the last line."""
        self.given = 0
        """The highest number that anyone was told of."""
        self.found: list[Problem] = []
        self._crcs = array("Q")  # by n - 1, plus one; 0: not seen
        self._redacted: set[int] = set()
        self._gaps: list[tuple[int, int, str, int]] = []  # first n, last n, file, offset
        self._spoilt = 0  # how many lines may be in what is damaged at the end
        self._behind = False  # the clock, at the last line
        self._second, self._stamp = 0, ""  # the last second asked for, as text

    def __len__(self) -> int:
        """How many lines were seen."""
        return len(self._crcs) - self._crcs.count(0)

    @property
    def next_n(self) -> int:
        """The number of the next line; one that a damaged or lost line may have had is not
        given again."""
        return max(len(self._crcs) + self._spoilt, self.given) + 1

    def time(self, seen: str = "") -> str:
        """The time of the next line: the machine's, but after the last one seen."""
        second, rest = divmod(time.time_ns(), 10**9)
        if second != self._second:
            self._second = second
            self._stamp = time.strftime("%Y-%m-%dT%H:%M:%S.", time.gmtime(second))
        now = f"{self._stamp}{rest // 1000:06}Z"
        last = max(self.last_at, seen)
        return now if now > last else after(last)

    def problems(self, file: str, offset: int) -> list[Problem]:
        """What was found so far, and which numbers are missing as of now; what is gone
        from the end is missing at the place given."""
        problems = list(self.found)
        for first, last, where, start in self._gaps:
            missing = [n for n in range(first, last + 1) if not self._crcs[n - 1]]
            if missing:
                problems.append(Problem("gap", where, start, f"{_numbers(missing)} missing"))
        if self.given > len(self._crcs):
            gone = _numbers(range(len(self._crcs) + 1, self.given + 1))
            problems.append(Problem("lost", file, offset, f"{gone} gone from the end"))
        return problems

    def admit(self, line: Line, crc: int, file: str, offset: int) -> bool:
        """Whether a line that was read says something new."""
        n, seen = line.n, len(self._crcs)
        if n == seen + 1:
            self._crcs.append(crc + 1)
            if line.at[:20] > self.last_at and not line.forgets:  # as nearly all are
                self.last_at, self._spoilt, self._behind = line.at, 0, False
                return True
        elif n <= seen:
            known = self._crcs[n - 1]
            if known == crc + 1:
                return False
            if known and not line.forgets:
                if n not in self._redacted:
                    self._report("conflict", file, offset, f"a second, other line {n}")
                return False
            self._crcs[n - 1] = crc + 1
        elif n > seen + FARTHEST:
            self._report("damaged", file, offset, f"a line says it is number {n}")
            return False
        else:
            self._skip_to(n, file, offset)
            self._crcs.append(crc + 1)
        if line.forgets:
            self._redacted.add(n)
        if n > seen:
            self._spoilt = 0
            self._see_time(n, line.at, file, offset)
        return True

    def admit_all(self, lines: list[Line], crcs: list[int]) -> bool:
        """Count lines that follow each other as they should. ``False``, and nothing is
        counted, if :meth:`admit` would have to look at any of them more closely."""
        seen = len(self._crcs)
        times = [line.at for line in lines]
        if (
            [line.n for line in lines] != list(range(seen + 1, seen + 1 + len(lines)))
            or any(map(_FORGETS, lines))
            or set(map(len, times)) != {27}
            or times[-1] > LATEST
        ):
            return False
        before = [self.last_at, *times]
        if not all(map(lt, before, times)):
            return False
        in_one_second = len(set([at[:20] for at in before])) <= len(times)  # noqa: C403 - faster
        if in_one_second and any(map(_is_next, before, times)):
            return False
        self._crcs.extend([crc + 1 for crc in crcs])
        self.last_at, self._spoilt, self._behind = times[-1], 0, False
        return True

    def wrote(self, n: int, at: str, crc: int, file: str, offset: int) -> None:
        """Count a line that was written as the next."""
        if n > len(self._crcs) + 1:
            self._skip_to(n, file, offset)
        self._crcs.append(crc + 1)
        self._spoilt = 0
        self._see_time(n, at, file, offset)
        self.given = n

    def spoil(self, length: int) -> None:
        """Reckon with the lines that may be in so many damaged bytes."""
        self._spoilt += length // SHORTEST + 1

    def _skip_to(self, n: int, file: str, offset: int) -> None:
        seen = len(self._crcs)
        if n > seen + 1:
            self._gaps.append((seen + 1, n - 1, file, offset))
            self._crcs.extend([0] * (n - 1 - seen))

    def _see_time(self, n: int, at: str, file: str, offset: int) -> None:
        """Keep the last time. A line whose time is only a microsecond after that of the
        one before was written while the clock stood before it."""
        last = self.last_at
        behind = at <= last or _is_next(last, at)
        if behind and not self._behind:
            detail = f"at line {n}, of {at}, the clock stood before the last time seen"
            self.found.append(Problem("clock", file, offset, detail, notice=True))
        self._behind = behind
        if at > last:
            self.last_at = at

    def _report(self, kind: str, file: str, offset: int, detail: str) -> None:
        self.found.append(Problem(kind, file, offset, detail))


def _is_next(at: str, later: str) -> bool:
    """Whether a time is a microsecond after another one, in the same second."""
    return at[:20] == later[:20] and int(later[20:26]) - int(at[20:26]) == 1


def _numbers(missing: Sequence[int]) -> str:
    """``line 4`` or ``lines 4 to 9``, with the verb that follows."""
    first, last, count = missing[0], missing[-1], len(missing)
    if count == 1:
        return f"line {first} is"
    if count == last - first + 1:
        return f"lines {first} to {last} are"
    return f"{count} lines between {first} and {last} are"
