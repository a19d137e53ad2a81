"""What is in force does not depend on the order in which lines arrive, nor on whether they
are applied one by one or a whole folder at once."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from store.lines import Json, encode, parse
from store.merged import Merged, missing
from tests.store.helping import at, fact

DOCS = st.sampled_from([b'{"name":"Ana"}', b'{"name":"Bo"}', b"null"])
PUTS = st.fixed_dictionaries(
    {},
    optional={
        "attendees": st.dictionaries(st.sampled_from(["a", "b", "c"]), DOCS, max_size=2),
        "rooms": st.dictionaries(st.sampled_from(["x", "y"]), DOCS, max_size=2),
        "facts": st.dictionaries(
            st.sampled_from([f"k-{n}" for n in range(6)]),
            st.sampled_from(
                [
                    b'{"kind":"check_in","session":"s","attendee":"a"}',
                    b'{"kind":"void","session":"s","attendee":"a","reason":"private"}',
                    b'{"kind":"void","session":"s","attendee":"b","reason":"private"}',
                    b'{"attendee":"a","kind":"forgotten"}',
                ]
            ),
            max_size=1,
        ),
    },
)


def facts_are_the_same(puts: list[dict[str, dict[str, Json]]]) -> list[dict[str, dict[str, Json]]]:
    """Nobody writes two facts with one id."""
    first: dict[str, Json] = {}
    for put in puts:
        for fact_id, doc in put.get("facts", {}).items():
            put["facts"][fact_id] = first.setdefault(fact_id, doc)
    return puts


def merged(raws: list[tuple[str, bytes]], at_once: int) -> Merged:
    """Of so many lines at once; 0: each by itself."""
    found = Merged(lambda *change: None)
    lines = []
    for kiosk, raw in raws:
        _, line = parse(raw[:-1])
        line.kiosk = kiosk
        lines.append(line)
    if at_once:
        found.load(lines[n : n + at_once] for n in range(0, len(lines), at_once))
    else:
        for line in lines:
            found.apply(line)
    return found


def state(of: Merged) -> object:
    return (
        {table: docs for table, docs in of.live.items() if docs},
        dict(of.forgotten),
        sorted(v for v in of.versions() if v[2]),
    )


@given(puts=st.lists(PUTS, max_size=8).map(facts_are_the_same), seed=st.integers(0, 999))
@settings(derandomize=True, deadline=None, max_examples=200)
def test_order_does_not_matter(puts: list[dict[str, dict[str, Json]]], seed: int) -> None:
    rng = random.Random(seed)
    raws = [
        (rng.choice("km"), encode(n, at(rng.randrange(4)), put)) for n, put in enumerate(puts, 1)
    ]
    shuffled = rng.sample(raws, len(raws)) + rng.sample(raws, len(raws) // 2)
    expected = state(merged(raws, 0))
    for order in (raws, shuffled):
        for at_once in (0, 1, 2, 100):
            assert state(merged(order, at_once)) == expected


def test_the_latest_by_time_kiosk_and_number_stands() -> None:
    raws = [
        ("k", encode(1, at(1), {"t": {"x": b'{"n":1}'}})),
        ("k", encode(2, at(2), {"t": {"x": b'{"n":2}'}})),
        ("m", encode(1, at(2), {"t": {"x": b'{"n":3}'}})),
        ("k", encode(3, at(1), {"t": {"x": b'{"n":4}'}})),
    ]
    assert merged(raws, 100).live["t"]["x"] == b'{"n":3}'


def test_the_listener_is_told_of_what_changed() -> None:
    told: list[tuple[object, ...]] = []
    found = Merged(lambda *change: told.append(change))
    _, line = parse(encode(1, at(), {"rooms": {"x": b"{}"}, **fact(1)})[:-1])
    found.apply(line)
    found.apply(line)
    undo = found.put("rooms", "x", b"null", (at(5), "k", 2))
    undo()
    doc = fact(1)["facts"]["k-1"]
    assert told == [
        ("rooms", "x", None, b"{}"),
        ("facts", "k-1", None, doc),
        ("rooms", "x", b"{}", b"{}"),
        ("rooms", "x", b"{}", None),
        ("rooms", "x", None, b"{}"),
    ]


def test_what_one_has_and_the_other_lacks() -> None:
    raws = [
        ("k", encode(1, at(1), {"t": {"x": b'{"n":1}', "y": b"{}"}})),
        ("k", encode(2, at(2), {"t": {"x": b'{"n":2}', "y": b"null"}, **fact(2)})),
    ]
    whole, part = merged(raws, 100), merged(raws[:1], 100)
    assert missing(whole, part) == {"t": {"x": b'{"n":2}', "y": b"null"}, **fact(2)}
    assert missing(part, whole) == {}
