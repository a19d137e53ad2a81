from __future__ import annotations

import datetime as dt
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.lines import Damaged, after, encode, holds, parse, stamp
from tests.store.helping import at, fact

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(),
    lambda values: st.lists(values, max_size=3) | st.dictionaries(st.text(), values, max_size=3),
    max_leaves=8,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


def test_a_line_is_json_with_the_checksum_of_what_follows_it() -> None:
    raw = encode(17, at(), fact(17))
    assert raw.endswith(b"}\n")
    assert json.loads(raw)["n"] == 17
    head, body = raw[:-1].split(b",", 1)
    assert head == b'{"crc":"%08x"' % zlib.crc32(body)


@given(put=st.dictionaries(TEXT, st.dictionaries(TEXT, st.dictionaries(TEXT, JSON)), max_size=3))
@settings(derandomize=True, deadline=None, max_examples=25)
def test_what_was_put_comes_back(put: dict[str, dict[str, dict[str, object]]]) -> None:
    as_json = {
        table: {i: json.dumps(doc).encode() for i, doc in docs.items()}
        for table, docs in put.items()
    }
    raw = encode(3, at(), as_json)
    _, line = parse(raw[:-1])
    assert {
        t: {i: json.loads(bytes(d)) for i, d in docs.items()} for t, docs in line.put.items()
    } == put
    assert raw.count(b"\n") == 1


def test_room_is_kept_before_the_end_and_a_forgotten_line_says_for_which_facts() -> None:
    raw = encode(3, at(), fact(3), forgets=["k-9"], room=40)
    assert raw.endswith(b"}" + b" " * 40 + b"}\n")
    _, line = parse(raw[:-1])
    assert line.forgets == ("k-9",)


@pytest.mark.parametrize("byte", range(0, 133, 3))
def test_any_changed_byte_is_noticed(byte: int) -> None:
    raw = bytearray(encode(3, at(), fact(3))[:-1])
    raw[byte] ^= 0x20
    with pytest.raises(Damaged):
        parse(bytes(raw))


@pytest.mark.parametrize(
    "body",
    [
        b"not json",
        b'"n":0,"at":"2026-04-10T13:00:00.000000Z","put":{}}',
        b'"n":1,"at":"2026-04-10","put":{}}',
        b'"n":1,"at":"9999-04-10T13:00:00.000000Z","put":{}}',
        b'"n":1,"at":"2026-04-10T13:00:00.000000Z"}',
    ],
)
def test_a_right_checksum_does_not_make_a_line(body: bytes) -> None:
    raw = b'{"crc":"%08x",%b' % (zlib.crc32(body), body)
    assert not holds(raw)


def test_times_compare_as_text_and_another_one_follows_each() -> None:
    zone = dt.timezone(dt.timedelta(hours=-4))
    assert stamp(dt.datetime(2026, 4, 10, 9, tzinfo=zone)) == "2026-04-10T13:00:00.000000Z"
    assert after("2026-12-31T23:59:59.999999Z") == "2027-01-01T00:00:00.000000Z"
