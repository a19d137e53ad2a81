"""Lines that are read many at once are judged as they are one by one."""

from __future__ import annotations

import random
import zlib
from pathlib import Path

import pytest

from store.lines import encode
from store.sequence import Sequence
from tests.store.helping import at, fact, lines
from tests.store.proving import count

CASES = count(300, 3000)


def odd_lines(rng: random.Random) -> list[bytes]:
    """A journal with something in it, now and then, that is not as it should be."""
    found, moment = [], 0
    for n in range(1, rng.randint(2, 40)):
        odd = rng.random() < 0.04
        kind = rng.randrange(9) if odd else -1
        moment += rng.choice((0, 1, 400_000, 1_000_000, 60_000_000))
        if kind == 0:
            moment = max(0, moment - 5_000_000)
        seconds, micro = divmod(moment, 1_000_000)
        time = at(seconds).replace(".000000", f".{micro:06}")
        line = encode(n, time, fact(n, f"a-{n}"))
        match kind:
            case 1:
                line = line.replace(b"a-", b"b-")  # damaged
            case 2:
                line = encode(n, time, fact(n), forgets=["k-90"])
            case 3:
                line += line
            case 4:
                line = encode(n + 3, time, fact(n))
            case 5:
                line = encode(n, "9999-04-10T13:00:00.000000Z", fact(n))
            case 6:
                line = encode(n, time[:20], fact(n))
            case 7:
                line = line[:30] + b"\n"
            case 8:
                line = line[:-1] + b" " + line
        found.append(line)
    if rng.random() < 0.1:
        rng.shuffle(found)
    return found


def read(place: Path, sure: bool) -> object:
    sequence = Sequence(place, "k")
    found = [
        (line.n, line.at, line.kiosk, line.forgets, {i: bytes(d) for i, d in put.items()})
        for line in sequence.read(sure)
        for put in line.put.values()
    ]
    numbers = sequence.numbers
    said = (sequence.problems, sequence.doubtful, sequence.rest(), sequence.is_as_read())
    sequence.close()
    return found, said, numbers.next_n, numbers.last_at, len(numbers)


@pytest.mark.parametrize("sure", [True, False])
def test_whatever_stands_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sure: bool) -> None:
    rng = random.Random(sure)
    at_once = 0
    for case in range(CASES):
        (tmp_path / "k-0001.jsonl").write_bytes(b"".join(odd_lines(rng)))
        monkeypatch.setattr("store.segment.CHUNK", rng.choice((200, 500, 2_000, 1 << 20)))
        together = read(tmp_path, sure)
        with monkeypatch.context() as patch:
            patch.setattr("store.sequence.parse_all", lambda block: None)
            assert read(tmp_path, sure) == together, f"case {case}"
        at_once += len(together[0])  # type: ignore[index]
    assert at_once


def test_ordinary_lines_are_not_taken_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*args: object) -> None:
        raise AssertionError("one of them was looked at by itself")

    monkeypatch.setattr(Sequence, "_one_by_one", refuses)
    (tmp_path / "k-0001.jsonl").write_bytes(b"".join(lines(500)))
    assert len(list(Sequence(tmp_path, "k").read())) == 500


def test_a_line_does_not_say_whose_it_is(tmp_path: Path) -> None:
    raw = encode(1, at(1), fact(1))
    other = raw[18:-2] + b',"kiosk":"zz"}'
    (tmp_path / "k-0001.jsonl").write_bytes(b'{"crc":"%08x",%b\n' % (zlib.crc32(other), other))
    (line,) = Sequence(tmp_path, "k").read()
    assert line.kiosk == "k"
