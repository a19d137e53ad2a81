"""A journal cut off at every byte: what stood whole is there, what did not was never told."""

from __future__ import annotations

from pathlib import Path

from store.folder import create, marker, open_store
from store.lines import encode
from tests.store.helping import at, check_in, kinds, reopened, tables
from tests.store.proving import count

LINES = 100
STEP = count(101, 1)
"""Every so many bytes; around each line's end, every byte."""


def journal(kiosk: str) -> list[bytes]:
    return [
        encode(
            n,
            at(n),
            {
                "facts": {
                    f"{kiosk}-{n}": b'{"session":"s","attendee":"a-%d","kind":"check_in"}' % n
                },
                "attendees": {f"a-{n}": '{"name":"Ève Ångström"}'.encode()},
            },
        )
        for n in range(1, LINES + 1)
    ]


def test_every_prefix_opens_verifies_appends_and_opens_again(
    tmp_path: Path, unsynced: None
) -> None:
    folder = tmp_path / "data"
    create(folder)
    kiosk = marker(folder).kiosk
    lines = journal(kiosk)
    whole = b"".join(lines)
    segment = folder / "journal" / f"{kiosk}-0001.jsonl"
    ends = [0]
    for line in lines:
        ends.append(ends[-1] + len(line))
    near = {end + step for end in ends for step in (-1, 0, 1)}
    tried = 0
    for length in range(len(whole) + 1):
        if length % STEP and length not in near:
            continue
        tried += 1
        segment.write_bytes(whole[:length])
        segment.with_name(f"{kiosk}.last").unlink(missing_ok=True)
        kept = sum(end <= length for end in ends) - 1
        lost_its_end = length + 1 in ends
        store = open_store(folder)
        assert len(store.tables.facts) == kept
        assert len(store.live("attendees")) == kept
        check_in(store, "late")
        present = kept + lost_its_end
        assert len(store.tables.facts) == present + 1
        torn = length not in ends
        assert kinds(store.problems) == (["mended" if lost_its_end else "torn"] if torn else [])
        assert all(problem.notice for problem in store.problems)
        found = tables(store)
        store.close()
        assert reopened(folder) == (found, ())
        for number in range(1, present + 1):
            assert f"{kiosk}-{number}" in found["facts"]
    assert tried >= (len(whole) if STEP == 1 else 2 * LINES)
