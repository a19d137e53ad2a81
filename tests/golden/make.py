"""Makes a golden set: a data folder with everything that can be recorded, and what the
commands say of it.

A set is made once, with the version whose formats it pins, and never made anew: a later
version must open it and say the same. ``python -m tests.golden.make tests/golden/NAME``
makes one for a version that records something new.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from kiosk.desk import (
    closing,
    door,
    editing,
    forgetting,
    marking,
    merging,
    moving,
    noting,
    voiding,
    walk_ins,
)
from kiosk.desk.bringing import batches, brought
from kiosk.desk.bringing.brought import Kind
from kiosk.desk.certificates import issuing, revoking
from kiosk.desk.completing import makeup, ruling
from kiosk.desk.completing.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.model import AttendanceStatus, Attendee, DoorRule, Offering
from store.folder import create, open_pins, open_store
from store.refusals import open_refusals
from store.vault import Vault
from tests.building import CODES, TORONTO, StillClock, add_school, at
from tests.golden.outputs import OUTPUTS
from tests.holding import held, offer_again, staff
from tests.running import Command

TORN = b'{"crc":"00000000","n":9999,"at":"2026-05-12T00:00:00'
"""The beginning of a line, as a power cut leaves it."""


def record_everything(desk: Desk, clock: StillClock, folder: Path) -> None:
    """Every kind of fact, an import taken back, a merge, a forgotten person, and
    certificates in each of their states."""
    fay, rae = staff(desk), staff(desk, "rae")
    with desk.store.change() as tx:
        offering = tx.get(Offering, "fin")
        assert offering is not None
        tx.put(replace(offering, door=DoorRule(departures=True, walk_ins=True)))
    for name, row in (("hana.csv", "1009,Hana Ode,Local 3,fin"), ("ian.csv", "1010,Ian Poe,4,fin")):
        path = folder / name
        path.write_text(f"member_number,name,local,offering\n{row}\n", encoding="utf-8")
        content = brought.read(Kind.ATTENDEES, path, TORONTO)
        report = brought.bring(desk, content, dry_run=False)
    batches.undo(desk, report.batch)

    clock.set("2026-04-10 08:40")
    door.scan(desk, CODES["ana"])
    wrong = door.scan(desk, "1005", served=frozenset({"fin-1"}))
    door.undo(desk, wrong)
    clock.set("2026-04-10 08:55")
    for number in ("1002", "1005", "1006", "1009"):
        door.scan(desk, number, served=frozenset({"fin-1"}))
    guest = walk_ins.welcome(desk, "fin-1", fay, {"name": "Eva Rroy"}, reason="a friend of Ana")
    again = walk_ins.welcome(desk, "pp-1", fay, {"name": "Zed Only"}, code=CODES["blank"])
    assert guest.attendee
    assert again.attendee
    marking.mark(desk, "pp-1", ["ben"], AttendanceStatus.EXCUSED, fay, "in Room B until noon")
    noting.note(desk, "pp-1", "ana", fay, "needs a chair with arms")
    clock.set("2026-04-10 11:30")
    door.scan(desk, "1006", served=frozenset({"fin-1"}))  # a departure
    merging.merge(desk, guest.attendee.id, "eva1", fay, "one person")
    twice = merging.merge(desk, again.attendee.id, "gus", fay, "the same face")
    merging.part(desk, twice.attendee, fay, "two people after all")
    clock.set("2026-04-10 12:05")
    closing.close(desk, "pp-1", fay)
    closing.reopen(desk, "pp-1", fay, "Zed left at ten")
    marking.mark(desk, "pp-1", [again.attendee.id], AttendanceStatus.LEFT_EARLY, fay, "at ten")
    closing.close(desk, "pp-1", fay)
    closing.close(desk, "fin-1", fay)
    with desk.store.change() as tx:
        tx.put(replace(fay, id="max", name="Max Ode"))
    closing.countersign(desk, "fin-1", staff(desk, "max"))
    held(desk, clock, "pp-2", "1001")
    clock.set("2026-04-10 18:00")
    door.let_in(desk, "finn", "open-1", fay)
    stray = door.let_in(desk, "gus", "open-1", fay, "nobody had him on a list")
    assert stray.fact
    voiding.take_back(desk, "open-1", "gus", stray.fact.id, fay, "it was his brother")
    closing.close(desk, "open-1", fay, minutes=120)
    held(desk, clock, "pp-3", "1001", "1002")
    offer_again(desk, "ben")
    held(desk, clock, "again-1", "1002")
    makeup.approve(desk, "ben", "pp-2", ["again-1"], fay, "came in May")
    clock.set("2026-05-10 13:05")
    door.let_in(desk, "ben", "again-2", fay)
    moving.move(desk, "ben", "again-2", "again-3", fay, "the wrong room")
    clock.set("2026-05-11 13:00")
    ruling.decide(desk, "eva2", "fin", True, fay, "stayed in the next room")
    ruling.decide(desk, "finn", "open", False, fay, "slept")
    ruling.take_back(desk, "finn", "open", fay, "was ill")

    issuing.issue(desk, completions(desk.store), rae)
    with desk.store.change() as tx:
        eva = tx.get(Attendee, "eva1")
        assert eva is not None
        tx.put(replace(eva, name="Éva Roy"))
    issuing.issue(desk, completions(desk.store), rae)
    given = {
        one.attendee: one.number
        for one in issuing.issue(desk, completions(desk.store), rae).certificates
    }
    revoking.revoke(desk, given["eva2"], rae, "the wrong workshop")
    hana = next(a.id for a in desk.store.all(Attendee) if a.name == "Hana Ode")
    forgetting.forget(desk, hana)


def make(target: Path) -> None:
    """Make a set in a folder that is not there yet. Its key and PINs are for tests only."""
    target.mkdir(parents=True)
    data = target / "data"
    with tempfile.TemporaryDirectory() as scratch:
        create(data)
        store = open_store(data)
        clock = StillClock(at("2026-04-10 08:30"))
        desk = Desk(store, open_pins(data), clock, open_refusals(data), vault=Vault(data))
        editing.set_organisation(desk, "Test Union", TORONTO, ("en", "fr", "es"))
        add_school(desk)
        record_everything(desk, clock, Path(scratch))
        store.close()
        for unneeded in ("lock", "pins.lock", "issuer-key.lock"):
            (data / unneeded).unlink(missing_ok=True)
        kiosk = Command(data, home=Path(scratch), env={"KIOSK_PIN": "2222"})
        papers = kiosk("certificates", "--by", "Rae Diaz", "-o", target / "certificates")
        assert papers.status == 0, papers.err
        for arguments in (("backup",), ("backup", "--tinydb")):
            name = "tinydb.json" if "--tinydb" in arguments else "backup.zip"
            assert kiosk(*arguments, target / name).status == 0
        (target / "outputs").mkdir()
        for name, output in OUTPUTS.items():
            copy = Path(scratch) / name
            shutil.copytree(data, copy)
            said = replace(kiosk, data=copy)(
                *output.arguments, stdin=output.stdin, KIOSK_NOW=output.now
            )
            (target / "outputs" / name).write_text(said.out, encoding="utf-8", newline="")
    (journal,) = (data / "journal").glob("*.jsonl")
    with journal.open("ab") as file:
        file.write(TORN)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
