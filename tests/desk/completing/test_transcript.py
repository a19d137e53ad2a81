"""What a member completed over the years, and everything that was done."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest

from kiosk.desk import auditing, closing, door, editing, merging
from kiosk.desk.completing import ruling, transcript
from kiosk.desk.protocol import Desk
from kiosk.desk.taking import tables
from kiosk.errors import Refused
from kiosk.files.exports import written
from kiosk.model import (
    Award,
    Offering,
    Programme,
    RegistrationStatus,
    Session,
    Workshop,
)
from kiosk.words import words
from tests.building import StillClock, at
from tests.holding import held, offer_again, staff


def passport(desk: Desk) -> None:
    known = desk.store.get(Programme, "let")
    assert known is not None
    with desk.store.change() as tx:
        tx.put(replace(known, certificate=Award.PASSPORT))


def stamps(desk: Desk, person: str) -> dict[str, str | None]:
    (page,) = transcript.of(desk.store, person).pages
    return {
        stamp.workshop.id: stamp.completed_on.isoformat() if stamp.completed_on else None
        for stamp in page.passport or ()
    }


def test_every_time_is_recorded_and_a_passport_counts_it_once(
    desk: Desk, clock: StillClock
) -> None:
    passport(desk)
    for which in ("pp-1", "pp-2", "pp-3"):
        held(desk, clock, which, "1001")
    offer_again(desk, "ana")
    for which in ("again-1", "again-2", "again-3"):
        held(desk, clock, which, "1001")
    (page,) = transcript.of(desk.store, "ana").pages
    assert [(e.row.offering.id, e.repeated, e.school) for e in page.entries] == [
        ("pp", False, "Spring School"),
        ("again", True, "Spring School"),
    ]
    assert stamps(desk, "ana") == {
        "parliamentary": "2026-04-11",
        "financial": None,
        "orientation": None,
    }
    assert page.stamped == 1


def test_two_lengths_of_a_title_are_two_completions_and_one_stamp(
    desk: Desk, clock: StillClock
) -> None:
    passport(desk)
    with desk.store.change() as tx:
        for hours in (3, 6):
            workshop = f"analyzing-{hours}h"
            tx.put(Workshop(id=workshop, programme="let", title={"en": "Analyzing"}))
            tx.put(Offering(id=workshop, school="spring", workshop=workshop))
            tx.put(
                Session(
                    id=f"{workshop}-1",
                    offering=workshop,
                    start=at(f"2026-04-{10 + hours} 09:00"),
                    end=at(f"2026-04-{10 + hours} {9 + hours:02}:00"),
                )
            )
    for hours in (3, 6):
        workshop = f"analyzing-{hours}h"
        editing.register(desk, "1001", workshop, RegistrationStatus.REGISTERED)
        clock.set(f"2026-04-{10 + hours} 09:00")
        door.scan(desk, "1001", served=frozenset({f"{workshop}-1"}))
        closing.close(desk, f"{workshop}-1", staff(desk))
    (page,) = transcript.of(desk.store, "ana").pages
    assert [e.row.workshop.id for e in page.entries] == ["analyzing-3h", "analyzing-6h"]
    assert [e.repeated for e in page.entries] == [False, False]
    assert stamps(desk, "ana")["analyzing-3h"] == "2026-04-13"
    assert "analyzing-6h" not in stamps(desk, "ana")


def test_what_a_correction_took_away_stands_as_such(desk: Desk, clock: StillClock) -> None:
    held(desk, clock, "fin-1", "1005")
    closing.reopen(desk, "fin-1", staff(desk), "to look")
    (page,) = transcript.of(desk.store, "eva1").pages
    (entry,) = page.entries
    assert (entry.row.completion.complete, entry.row.was_complete) == (False, True)


def test_nothing_completed_is_no_page_and_nobody_is_refused(desk: Desk) -> None:
    assert transcript.of(desk.store, "gus").pages == ()
    with pytest.raises(Refused, match="no longer there"):
        transcript.of(desk.store, "nobody")


# ---- everything that was done


def test_what_was_done_by_whom_from_what_to_what(desk: Desk, clock: StillClock) -> None:
    fay = staff(desk)
    door.scan(desk, "1001")
    closing.close(desk, "pp-1", fay)
    closing.reopen(desk, "pp-1", fay, "Ben was there")
    editing.register(desk, "1008", "pp", RegistrationStatus.WAITLISTED)
    editing.register(desk, "1008", "pp", RegistrationStatus.REGISTERED)
    done = list(auditing.audit(desk))[-5:]
    assert [(d.what, d.by, d.name, d.session) for d in done] == [
        ("check_in", "", "Ana Núñez", "pp-1"),
        ("closing", "Fay Ito", "", "pp-1"),
        ("reopening", "Fay Ito", "", "pp-1"),
        ("added", "", "Gus Hart", ""),
        ("changed", "", "Gus Hart", ""),
    ]
    assert (done[1].after, done[2].reason) == ("minutes: 180; people: 2", "Ben was there")
    assert (done[4].before, done[4].after) == ("status: waitlisted", "status: registered")
    assert {d.kiosk for d in done} == {desk.store.apart.kiosk}  # type: ignore[attr-defined]
    assert done[0].time == at("2026-04-10 09:00")
    assert [d.at for d in done] == sorted(d.at for d in done)


def test_of_one_person_under_every_id(desk: Desk, clock: StillClock) -> None:
    fay = staff(desk)
    other = editing.add_attendee(desk, name="Benny O. Hara")
    door.let_in(desk, other.id, "fin-1", fay, "")
    merging.merge(desk, other.id, "ben", fay, "same person")
    ruling.decide(desk, "ben", "pp", True, fay, "on paper")
    closing.close(desk, "fin-1", fay)
    done = list(auditing.audit(desk, "ben"))
    assert {d.attendee for d in done} == {"ben", other.id, ""}
    assert [d.what for d in done][-5:] == ["added", "check_in", "merge", "ruling", "closing"]
    assert done[-4].by == "Fay Ito"
    assert done[-5].by == "Fay Ito", "the place that came with it is by who let them in"
    assert done[-1].after == "status: present; minutes: 180"
    assert done[-3].after == "into: ben"


def test_as_a_file(desk: Desk) -> None:
    door.scan(desk, "1001")
    made = tables.take(desk, "audit", words("en"))
    lines = written(made, "csv", made=desk.clock.now()).decode("utf-8-sig").splitlines()
    assert lines[0] == ",".join(auditing.COLUMNS)
    assert len(lines) == len(made.rows) + 1
    said = json.loads(written(made, "json", made=desk.clock.now()).splitlines()[0])
    assert dt.datetime.fromisoformat(said["at"]).utcoffset() == dt.timedelta(0)
