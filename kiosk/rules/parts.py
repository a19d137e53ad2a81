"""Parts of a course that were done in another offering of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.rules.session_record import SessionRecord


@dataclass(frozen=True, slots=True)
class Done:
    """A part as it was held and attended in one other offering."""

    records: tuple[SessionRecord, ...]
    """Those of its sessions that were attended, by time."""
    minutes: int
    """Without those that count for another session already."""
    length: int
    """Of all of its sessions there."""


def done_elsewhere(
    records: Sequence[SessionRecord],
    elsewhere: Sequence[SessionRecord],
    parts: int,
    better: bool,
) -> dict[int, Done]:
    """By part, where those that were not attended here were: in the offering in which most
    of it was, and there the first time. Sessions of several offerings add up where a
    facilitator approves that, see ``rules.makeup``, and not by themselves.

    Args:
        better: parts of which more was attended elsewhere than here count too.
    """
    here: dict[int | None, int] = {}
    for record in records:
        if record.touched:
            here[record.part] = here.get(record.part, 0) + record.minutes
    wanted = {record.part for record in records} | set(range(1, parts + 1))
    used: dict[str, int] = {}
    for credit in [credit for record in records for credit in record.credits]:
        used[credit.source] = used.get(credit.source, 0) + credit.minutes
    found: dict[int, Done] = {}
    for part, done in _held_elsewhere(elsewhere, used):
        if part not in wanted:
            continue
        length = length_here(records, part) or done.length
        best = min(found[part].minutes, length) if part in found else here.get(part, -1)
        if min(done.minutes, length) > best and (better or part not in here):
            found[part] = done
    return found


def _held_elsewhere(
    elsewhere: Sequence[SessionRecord], used: dict[str, int]
) -> list[tuple[int, Done]]:
    """Each part of each offering of which anything was attended, by when that was first."""
    held: dict[tuple[str, int], list[SessionRecord]] = {}
    for record in sorted(elsewhere, key=lambda r: r.sitting.start):
        if record.part:
            held.setdefault((record.sitting.offering.id, record.part), []).append(record)
    found = []
    for (_, part), there in held.items():
        attended = tuple([record for record in there if record.attended])
        if attended:
            minutes = sum(max(0, r.minutes - used.get(r.sitting.id, 0)) for r in attended)
            found.append((part, Done(attended, minutes, sum(r.length for r in there))))
    return sorted(found, key=lambda one: one[1].records[0].sitting.start)


def length_here(records: Sequence[SessionRecord], part: int) -> int:
    """The minutes that a part has here; none where it is not held here."""
    return sum(record.length for record in records if record.part == part)
