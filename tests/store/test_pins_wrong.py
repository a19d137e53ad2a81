"""Wrong PINs slow down whatever happens in between, and lock nobody out for ever."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

import store.pins
from kiosk.clock import Clock
from store.errors import NotAFolder, NotReadable, NotWritable
from store.folder import open_pins
from store.pins import LONGEST_WAIT, Pins, wait_after

Open = Callable[[], Pins]


@pytest.fixture
def waits() -> list[float]:
    return []


@pytest.fixture(scope="module")
def hashes(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Two PINs, hashed once, because that is slow on purpose."""
    folder = tmp_path_factory.mktemp("hashes")
    made = Pins(folder / "pins.json", folder / "pins.lock")
    made.set("s-1", "2468")
    made.set("s-2", "1357")
    return (folder / "pins.json").read_bytes()


@pytest.fixture
def opened(tmp_path: Path, waits: list[float], hashes: bytes) -> Open:
    """Opens the PINs as a program does that starts."""
    (tmp_path / "pins.json").write_bytes(hashes)
    return lambda: Pins(tmp_path / "pins.json", tmp_path / "pins.lock", sleep=waits.append)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "pins.json"


# ---- starting again


def test_each_try_by_a_program_that_starts_anew_waits_longer(
    opened: Open, waits: list[float]
) -> None:
    for _ in range(11):
        assert not opened().check("s-1", "0000")
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert opened().check("s-1", "2468")
    assert waits[-1] == LONGEST_WAIT, "the right one waits too"


_ONE_TRY = """
import sys
from pathlib import Path
from store.pins import Pins
folder, pin, waits = Path(sys.argv[1]), sys.argv[2], []
right = Pins(folder / "pins.json", folder / "pins.lock", sleep=waits.append).check("s-1", pin)
print(right, *waits)
"""


@pytest.mark.parametrize("now", ["", "1971-01-01T00:00Z", "2199-12-31T23:59Z"])
def test_in_processes_of_their_own_whatever_time_it_is_said_to_be(
    opened: Open, tmp_path: Path, now: str
) -> None:
    opened().check("s-1", "9999")
    said = []
    for pin in ("0000", "0001", "0002", "0003", "2468"):
        done = subprocess.run(
            [sys.executable, "-c", _ONE_TRY, tmp_path, pin],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
            cwd=Path(store.pins.__file__).parents[1],
            env={**os.environ, "KIOSK_NOW": now},
        )
        said.append(done.stdout.strip())
    assert said == ["False 0.0", "False 0.0", "False 1.0", "False 2.0", "True 4.0"]


def test_a_program_that_is_ended_while_it_waits_begins_the_wait_anew(
    opened: Open, tmp_path: Path, waits: list[float]
) -> None:
    for _ in range(6):
        opened().check("s-1", "0000")
    waits.clear()

    def ended(seconds: float) -> NoReturn:
        waits.append(seconds)
        raise KeyboardInterrupt

    for _ in range(3):
        with pytest.raises(KeyboardInterrupt):
            Pins(tmp_path / "pins.json", tmp_path / "pins.lock", sleep=ended).check("s-1", "2468")
    assert not opened().check("s-1", "0000")
    assert waits == [8, 8, 8, 8], "nothing was learnt, and nothing of the wait is spared"


def test_a_program_that_is_ended_while_a_pin_is_looked_at_has_counted_it(
    opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(pin: str, salt: bytes) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr(store.pins, "hashed", ended)
    for _ in range(4):
        with pytest.raises(KeyboardInterrupt):
            opened().check("s-1", "2468")
    assert json.loads(file.read_bytes())["s-1"]["wrong"] == 4


# ---- clocks


@pytest.mark.parametrize("days", [-20_000, -1, 1, 20_000])
def test_the_clock_of_the_machine_set_otherwise_spares_and_adds_nothing(
    opened: Open, waits: list[float], monkeypatch: pytest.MonkeyPatch, days: int
) -> None:
    really = time.time
    for _ in range(5):
        opened().check("s-1", "0000")
    monkeypatch.setattr(time, "time", lambda: really() + days * 86_400)
    assert not opened().check("s-1", "0000")
    monkeypatch.setattr(time, "time", really)
    assert not opened().check("s-1", "0000")
    assert opened().check("s-1", "2468")
    assert waits == [0, 0, 0, 1, 2, 4, 8, 16]


def test_no_clock_that_can_be_set_is_read(
    opened: Open, waits: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither the machine's, nor the one that facts speak of, nor a file's time."""

    def read(*args: object) -> NoReturn:
        raise AssertionError("a clock was read")

    for name in ("time", "time_ns", "localtime", "gmtime"):
        monkeypatch.setattr(time, name, read)
    monkeypatch.setattr(Clock, "now", read)
    for _ in range(5):
        assert not opened().check("s-1", "0000")
    assert opened().check("s-1", "2468")
    assert waits == [0, 0, 0, 1, 2, 4]


def test_the_wait_is_the_system_s_sleep(folder: Path) -> None:
    """Which counts from when it begins, whatever time the machine is told it is."""
    assert open_pins(folder)._sleep is time.sleep


def test_a_file_dated_otherwise_changes_nothing(
    opened: Open, file: Path, waits: list[float]
) -> None:
    for _ in range(4):
        opened().check("s-1", "0000")
    for moment in (0.0, dt.datetime(2100, 1, 1, tzinfo=dt.UTC).timestamp()):
        os.utime(file, (moment, moment))
        assert not opened().check("s-1", "0000")
    assert waits == [0, 0, 0, 1, 2, 4]


# ---- never for ever


@pytest.mark.parametrize("wrong", [1_000, 1_026, 1_027, 10**9, 2**63])
def test_after_any_number_of_wrong_tries_the_right_pin_is_a_minute_away(
    opened: Open, file: Path, waits: list[float], wrong: int
) -> None:
    entries = json.loads(file.read_bytes())
    entries["s-1"]["wrong"] = wrong
    file.write_text(json.dumps(entries))
    assert not opened().check("s-1", "0000")
    assert opened().check("s-1", "2468")
    assert opened().check("s-1", "2468")
    assert waits == [LONGEST_WAIT, LONGEST_WAIT, 0]


def test_the_wait_never_falls_and_never_passes_a_minute() -> None:
    waits = [wait_after(wrong) for wrong in range(2_000)]
    assert waits == sorted(waits)
    assert max(waits) == LONGEST_WAIT
    assert waits[:4] == [0, 0, 0, 1]


def test_one_s_wrong_tries_are_not_another_s(opened: Open, waits: list[float]) -> None:
    for _ in range(8):
        opened().check("s-1", "0000")
    waits.clear()
    assert opened().check("s-2", "1357")
    assert waits == [0]


def test_tries_at_the_same_time_wait_for_each_other(tmp_path: Path, opened: Open) -> None:
    """Two windows are no way to try twice as fast."""
    for _ in range(4):
        opened().check("s-1", "0000")
    waiting, go_on, done = threading.Event(), threading.Event(), []
    order: list[str] = []

    def first(seconds: float) -> None:
        order.append(f"first waits {seconds:g}")
        waiting.set()
        assert go_on.wait(20)

    def second(seconds: float) -> None:
        order.append(f"second waits {seconds:g}")

    def attempt(sleep: Callable[[float], None]) -> None:
        done.append(Pins(tmp_path / "pins.json", tmp_path / "pins.lock", sleep).check("s-1", "0"))

    threads = [threading.Thread(target=attempt, args=(sleep,)) for sleep in (first, second)]
    threads[0].start()
    assert waiting.wait(20)
    threads[1].start()
    order.append("first is right there")
    go_on.set()
    for thread in threads:
        thread.join(20)
    assert order == ["first waits 2", "first is right there", "second waits 4"]
    assert done == [False, False]


# ---- the file


DAMAGED = [
    b"",
    b"{",
    b"null",
    b"[]",
    b'{"s-1":null}',
    b'{"s-1":{"salt":"","hash":""}}',
    b'{"s-1":{"salt":"","hash":"","wrong":null}}',
    b'{"s-1":{"salt":"","hash":"","wrong":"0"}}',
    b'{"s-1":{"salt":"","hash":"","wrong":-1000000}}',
    b'{"s-1":{"salt":"*","hash":"","wrong":0}}',
    b"\x00" * 400,
    b"\xff\xfe{",
]


@pytest.mark.parametrize("content", DAMAGED, ids=lambda content: content[:45].decode("latin-1"))
def test_a_damaged_file_lets_nobody_in_and_is_left_as_it_is(
    opened: Open, file: Path, waits: list[float], content: bytes
) -> None:
    file.write_bytes(content)
    for pin in ("", "0000", "2468"):
        with pytest.raises(NotAFolder, match="damaged"):
            opened().check("s-1", pin)
    with pytest.raises(NotAFolder, match="damaged"):
        opened().has("s-1")
    with pytest.raises(NotAFolder, match="damaged"):
        opened().set("s-1", "1111")
    assert file.read_bytes() == content


def test_no_cut_off_file_lets_anybody_in(opened: Open, file: Path, hashes: bytes) -> None:
    for length in range(len(hashes)):
        file.write_bytes(hashes[:length])
        with pytest.raises(NotAFolder):
            opened().check("s-1", "2468")


def test_an_empty_hash_is_nobody_s_pin(opened: Open, file: Path) -> None:
    file.write_text('{"s-1":{"salt":"","hash":"","wrong":0}}')
    assert not opened().check("s-1", "")
    assert not opened().check("s-1", "2468")


def test_without_the_file_nobody_is_let_in(opened: Open, file: Path) -> None:
    for _ in range(5):
        opened().check("s-1", "0000")
    file.unlink()
    assert not opened().has("s-1")
    assert not opened().check("s-1", "2468")
    assert not opened().check("s-1", "")
    assert not file.exists(), "nor is one made by trying"


def test_the_text_says_what_to_do_and_names_no_command(opened: Open, file: Path) -> None:
    """It stands on screens too."""
    file.write_bytes(b"{")
    with pytest.raises(NotAFolder) as raised:
        opened().check("s-1", "2468")
    assert str(file) in str(raised.value)
    assert "Have it removed, and the PINs set again." in str(raised.value)
    assert "kiosk " not in str(raised.value).replace(str(file), "")


# ---- the disk


def full(*args: object, **kwargs: object) -> NoReturn:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_try_that_cannot_be_counted_is_none(
    opened: Open, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a full disk would give as many as one likes."""
    before = file.read_bytes()
    monkeypatch.setattr(store.pins, "write_whole", full)
    for pin in ("0000", "2468"):
        with pytest.raises(NotWritable, match="The disk is full"):
            opened().check("s-1", pin)
    with pytest.raises(NotWritable, match="The disk is full"):
        opened().set("s-1", "1111")
    assert file.read_bytes() == before


def test_nor_one_without_the_lock(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store.pins, "FileLock", full)
    with pytest.raises(NotWritable):
        opened().check("s-1", "2468")


def test_a_file_that_cannot_be_read_is_said(opened: Open, file: Path) -> None:
    file.unlink()
    file.mkdir()
    asked: list[Callable[[], bool]] = [
        lambda: opened().check("s-1", "2468"),
        lambda: opened().has("s-1"),
    ]
    for ask in asked:
        with pytest.raises(NotReadable, match=r"pins\.json cannot be read"):
            ask()
    with pytest.raises(OSError, match="pins"):
        opened().staff()  # the health check says it in its own words
