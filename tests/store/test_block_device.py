"""Power cuts under a real file system: its writes are recorded below it, and disks laid out
that a cut may leave."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

import pytest

from kiosk.model import Attendee, CheckIn, How
from store.errors import StoreError
from store.folder import create, open_store
from store.store import Store
from tests.store.blocks import BlockLog
from tests.store.helping import NINE, kinds, who
from tests.store.mounting import format_disk, mount
from tests.store.proving import count

DISKS = count(25, 300)
CHECK_INS = 60


def check_in(store: Store, name: str) -> None:
    with store.change() as tx:
        tx.put(Attendee(id=name, name=name))
        tx.add(CheckIn(time=NINE, session="morning", attendee=name, how=How.BADGE))


def recorded(base: Path) -> tuple[BlockLog, list[tuple[int, str]]]:
    """A day on an ext4: its writes, and who was told what after how many of them."""
    image = base / "empty.img"
    format_disk(image, 8)
    blocks = BlockLog(image.read_bytes(), base / "fuse")
    told: list[tuple[int, str]] = []
    with blocks.served() as disk, mount(disk, base / "day") as at:
        create(at / "data")
        told.append((len(blocks.log), ""))
        one, two = open_store(at / "data"), open_store(at / "data")
        for n in range(CHECK_INS):
            check_in((one, two)[n % 2], f"a-{n}")
            told.append((len(blocks.log), f"a-{n}"))
        one.close()
        two.close()
    return blocks, told


def test_what_was_told_is_on_every_disk_that_a_power_cut_may_leave(tmp_path: Path) -> None:
    if sys.platform != "linux" or not Path("/dev/fuse").exists() or not shutil.which("mkfs.ext4"):
        pytest.skip("there is no FUSE or no ext4 here")
    try:
        blocks, told = recorded(tmp_path)
    except OSError as error:
        pytest.skip(f"this machine does not let a recording disk be mounted: {error}")
    assert any(entry is None for entry in blocks.log), "the file system never asked for a sync"
    rng = random.Random(7)
    seen = set()
    for place, content in blocks.cuts(rng, told[0][0], DISKS):
        left = tmp_path / "left.img"
        left.write_bytes(content)
        names = [name for at, name in told[1:] if at <= place]
        trying = f"a-{len(names)}"
        with mount(left, tmp_path / "left") as at:
            try:
                store = open_store(at / "data")
            except StoreError as error:
                pytest.fail(f"cut after {place}: {error}")
            there = set(who(store))
            assert there == set(store.live("attendees")), f"cut after {place}: half of a change"
            assert set(names) <= there, f"cut after {place}: {set(names) - there} are gone"
            assert there <= {*names, trying}, f"cut after {place}: {there} were never told"
            assert all(p.notice for p in store.problems), (place, store.problems)
            seen |= set(kinds(store.problems))
            check_in(store, "after")
            store.close()
            again = open_store(at / "data")
            assert "after" in who(again)
            again.close()
