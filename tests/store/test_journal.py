"""Reading: one sequence, in as many segments as it has, and those of other laptops."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from store.errors import NotReadable
from store.journal import Journal
from store.lines import encode
from store.sequence import Sequence
from tests.store.helping import at, fact, kinds, lines


@pytest.fixture
def place(tmp_path: Path) -> Path:
    path = tmp_path / "journal"
    path.mkdir()
    return path


def write(place: Path, content: bytes, kiosk: str = "k", segment: int = 1) -> Path:
    path = place / f"{kiosk}-{segment:04}.jsonl"
    path.write_bytes(content)
    return path


def numbers(sequence: Sequence) -> list[int]:
    return [line.n for line in sequence.read()]


def test_whole_lines_are_read_once_and_what_is_added_later_too(place: Path) -> None:
    sequence = Sequence(place, "k")
    assert numbers(sequence) == []
    path = write(place, b"".join(lines(3)))
    assert numbers(sequence) == [1, 2, 3]
    assert numbers(sequence) == []
    with path.open("ab") as file:
        file.write(lines(1, 4)[0] + lines(1, 5)[0][:30])
    assert numbers(sequence) == [4]
    assert sequence.problems == []
    assert sequence.numbers.next_n == 5


def test_segments_are_read_in_the_order_of_their_numbers(place: Path) -> None:
    for segment in (1, 2, 3, 10):
        write(place, lines(1, segment)[0] if segment < 10 else lines(1, 4)[0], segment=segment)
    sequence = Sequence(place, "k")
    assert numbers(sequence) == [1, 2, 3, 4]
    assert sequence.problems == []


def test_a_missing_segment_is_a_gap(place: Path) -> None:
    write(place, lines(1, 1)[0])
    write(place, b"".join(lines(2, 4)), segment=3)
    sequence = Sequence(place, "k")
    assert numbers(sequence) == [1, 4, 5]
    (gap,) = sequence.problems
    assert (gap.kind, gap.detail) == ("gap", "lines 2 to 3 are missing")


def test_what_was_added_before_the_next_segment_began_is_not_overlooked(place: Path) -> None:
    path = write(place, lines(1)[0])
    sequence = Sequence(place, "k")
    reading = sequence.read()
    assert next(reading).n == 1
    with path.open("ab") as file:  # while the reader is between the two
        file.write(lines(1, 2)[0])
    write(place, lines(1, 3)[0], segment=2)
    assert [line.n for line in reading] == [2, 3]
    assert sequence.problems == []


def test_a_damaged_line_in_the_middle_is_reported_and_the_rest_is_read(place: Path) -> None:
    three = lines(3)
    write(place, three[0] + three[1].replace(b"a-2", b"a-9") + three[2])
    sequence = Sequence(place, "k")
    assert numbers(sequence) == [1, 3]
    assert kinds(sequence.problems) == ["damaged", "gap"]
    assert sequence.problems[0].offset == len(three[0])
    assert not any(problem.notice for problem in sequence.problems)


def test_a_number_that_a_damaged_line_may_have_had_is_not_given_again(place: Path) -> None:
    three = lines(3)
    write(place, b"".join(three[:2]) + three[2].replace(b"a-3", b"a-9"))
    sequence = Sequence(place, "k")
    assert numbers(sequence) == [1, 2]
    assert sequence.numbers.next_n > 3


def test_lines_out_of_order_are_all_there_and_nothing_is_missing(place: Path) -> None:
    one, two, three, four = lines(4)
    write(place, one + three + two + four)
    sequence = Sequence(place, "k")
    assert sorted(numbers(sequence)) == [1, 2, 3, 4]
    assert sequence.problems == []


def test_the_same_line_twice_is_harmless_and_another_with_its_number_is_not(place: Path) -> None:
    one, two = lines(2)
    write(place, one + two + two)
    assert Sequence(place, "k").problems == []
    write(place, one + two + encode(2, at(2), fact(2, "someone else")))
    sequence = Sequence(place, "k")
    assert numbers(sequence) == [1, 2]
    assert kinds(sequence.problems) == ["conflict"]


def test_of_two_lines_with_a_number_the_forgotten_one_stands(place: Path) -> None:
    original = encode(1, at(1), fact(1, reason="private"))
    redacted = encode(1, at(1), fact(1), forgets=["k-2"])
    for content in (original + redacted, redacted + original):
        write(place, content)
        sequence = Sequence(place, "k")
        read = list(sequence.read())
        assert read[-1].forgets == ("k-2",)
        assert sequence.problems == []


def test_a_number_out_of_all_reach_is_not_believed(place: Path) -> None:
    write(place, lines(1)[0] + encode(10**15, at(2), fact(2)))
    sequence = Sequence(place, "k")
    assert numbers(sequence) == [1]
    assert kinds(sequence.problems) == ["damaged"]


def test_lines_gone_from_the_end_are_missed(place: Path) -> None:
    sequence = Sequence(place, "k")
    for n in range(1, 6):
        sequence.append(at(n), fact(n))
    sequence.close()
    path = place / "k-0001.jsonl"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:3]))
    again = Sequence(place, "k")
    assert numbers(again) == [1, 2, 3]
    assert kinds(again.problems) == ["lost"]
    assert again.problems[0].detail == "lines 4 to 5 are gone from the end"
    again.append(at(9), fact(6))
    assert again.numbers.next_n == 7
    assert kinds(again.problems) == ["gap"]


def test_a_clock_that_stood_back_is_a_notice_once_for_each_time(place: Path) -> None:
    times = [at(10), at(20), "2026-04-10T13:00:20.000001Z", "2026-04-10T13:00:20.000002Z", at(30)]
    write(place, b"".join(encode(n, t, fact(n)) for n, t in enumerate(times, 1)))
    sequence = Sequence(place, "k")
    assert len(numbers(sequence)) == 5
    assert kinds(sequence.problems) == ["clock"]
    assert all(problem.notice for problem in sequence.problems)
    assert sequence.numbers.last_at == at(30)


def test_a_line_longer_than_what_is_read_at_a_time(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.segment.CHUNK", 50)
    write(place, b"".join(lines(5)))
    assert numbers(Sequence(place, "k")) == [1, 2, 3, 4, 5]


def test_without_the_lock_reading_stops_at_what_may_be_work_in_progress(place: Path) -> None:
    three = lines(3)
    path = write(place, three[0] + three[1].replace(b"a-2", b"a-9") + three[2])
    sequence = Sequence(place, "k")
    assert [line.n for line in sequence.read(sure=False)] == [1]
    assert sequence.doubtful
    assert sequence.problems == []
    path.write_bytes(b"".join(three))
    assert [line.n for line in sequence.read(sure=False)] == [2, 3]
    assert not sequence.doubtful


def test_other_laptops_lines_are_read_too(place: Path) -> None:
    journal = Journal(place, "k")
    assert list(journal.read()) == []
    write(place, b"".join(lines(2)), kiosk="zz")
    write(place, b"".join(lines(1)), kiosk="k")
    (place / "notes.txt").write_text("not a journal")
    (place / "odd-name.jsonl").write_text("nor this")
    assert [(line.kiosk, line.n) for line in journal.read()] == [("k", 1), ("zz", 1), ("zz", 2)]
    write(place, b"".join(lines(1, 3)), kiosk="zz", segment=2)
    assert [(line.kiosk, line.n) for line in journal.read()] == [("zz", 3)]
    assert journal.last_at == at(3)


def test_another_laptops_file_is_found_where_the_folder_does_not_say_that_it_changed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on a stick."""
    now = [time.time_ns() + 3600 * 10**9]
    monkeypatch.setattr(time, "time_ns", lambda: now[0])
    os.utime(place, (0, 0))
    journal = Journal(place, "k")
    assert list(journal.read()) == []
    write(place, b"".join(lines(2)), kiosk="zz")
    os.utime(place, (0, 0))
    assert list(journal.read()) == []
    now[0] += 11 * 10**9
    assert [line.kiosk for line in journal.read()] == ["zz", "zz"]


def test_a_file_that_cannot_be_read_is_said(place: Path, tmp_path: Path) -> None:
    (place / "k-0001.jsonl").mkdir()
    with pytest.raises(NotReadable, match=r"k-0001\.jsonl|journal"):
        list(Sequence(place, "k").read())
    with pytest.raises(NotReadable):
        list(Journal(tmp_path / "nowhere", "k").read())
