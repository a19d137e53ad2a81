"""Parts of a course that were done in another offering of it."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.rules.session_record import SessionRecord


def done_elsewhere(
    records: Sequence[SessionRecord],
    elsewhere: Sequence[SessionRecord],
    parts: int,
    better: bool,
) -> dict[int, SessionRecord]:
    """By part, where those that were not attended here were: where most of it was, and
    there the first time.

    Args:
        better: parts of which more was attended elsewhere than here count too.
    """
    here: dict[int | None, int] = {}
    for record in records:
        if record.touched:
            here[record.part] = here.get(record.part, 0) + record.minutes
    wanted = {record.part for record in records} | set(range(1, parts + 1))
    found: dict[int, SessionRecord] = {}
    for record in sorted(elsewhere, key=lambda r: r.sitting.start):
        part = record.part
        if not part or part not in wanted or not record.attended:
            continue
        room = length_here(records, part) or record.length
        best = min(found[part].minutes, room) if part in found else here.get(part, -1)
        if min(record.minutes, room) > best and (better or part not in here):
            found[part] = record
    return found


def length_here(records: Sequence[SessionRecord], part: int) -> int:
    """The minutes that a part has here; none where it is not held here."""
    return sum(record.length for record in records if record.part == part)
