"""Whatever was put, changed, removed or taken back: an index finds what a scan would."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cached_property

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.model import Attendee, Badge, Registration
from kiosk.rules.names import name_key, number_key
from store.indexes import FactIndex, Index, Indexes, _Fact
from store.store import Store
from tests.store.helping import check_in

IDS = st.sampled_from("abcdef")
STEPS = st.lists(st.tuples(IDS, st.none() | st.sampled_from("xyz")), max_size=40)


@given(steps=STEPS)
@settings(derandomize=True, deadline=None)
def test_an_index_finds_what_a_scan_would(steps: list[tuple[str, str | None]]) -> None:
    docs: dict[str, str] = {}
    index: Index = Index(str)
    for doc_id, doc in steps:
        old = docs.get(doc_id)
        index.update(doc_id, old, doc)
        if doc is None:
            docs.pop(doc_id, None)
        else:
            docs[doc_id] = doc
        for key in "xyz":
            there = sorted(i for i, d in docs.items() if d == key)
            assert sorted(index.find(key)) == there


@given(steps=st.lists(st.tuples(IDS, IDS, st.sampled_from(["s", "t", ""])), max_size=30))
@settings(derandomize=True, deadline=None)
def test_facts_are_found_by_session_and_person(steps: list[tuple[str, str, str]]) -> None:
    index = FactIndex()
    facts: dict[str, _Fact] = {}
    for number, (fact_id, attendee, session) in enumerate(steps):
        new = _Fact(session=session, attendee=attendee if number % 5 else "")
        if fact_id in facts:
            index.update(fact_id, facts.pop(fact_id), None)
        else:
            facts[fact_id] = new
            index.update(fact_id, None, new)
        for s in ("s", "t", ""):
            people = {f.attendee for f in facts.values() if f.session == s}
            assert sorted(index.people(s)) == sorted(people - {""})
            for a in people:
                wanted = [i for i, f in facts.items() if (f.session, f.attendee) == (s, a)]
                assert list(index.find(s, a)) == wanted
        for a in "abcdef":
            sessions = {f.session for f in facts.values() if f.attendee == a} - {""}
            assert sorted(index.sessions_of(a)) == sorted(sessions)


def test_an_index_made_late_is_the_same_as_one_kept_from_the_start() -> None:
    live = {
        "badges": {f"b-{n}": f'{{"code":"{n % 3}","attendee":"a-{n}"}}'.encode() for n in range(9)},
        "attendees": {"a-1": b'{"name":"Ana Roy","member_number":"12-3"}', "a-2": b"[]"},
        "registrations": {"r": b'{"attendee":"a-1","offering":"o"}', "s": b'{"attendee":5}'},
        "facts": {"k-1": b'{"session":"s","attendee":"a-1"}', "k-2": b'{"session":7}'},
        "notes": {"1": b"{}"},
    }
    there: dict[str, dict[str, bytes]] = {}
    filled, updated = Indexes(lambda t: live.get(t, {})), Indexes(lambda t: there.get(t, {}))
    names = [n for n, made in vars(Indexes).items() if isinstance(made, cached_property)]
    assert len(names) == 9
    for name in names:
        getattr(updated, name)
    for table, docs in live.items():
        for doc_id, doc in docs.items():
            updated.update(table, doc_id, None, doc)
    for indexes in (filled, updated):
        assert indexes.badge_by_code.find("1") == ("b-1", "b-4", "b-7")
        assert indexes.badge_by_attendee.find("a-4") == ("b-4",)
        assert indexes.attendee_by_name.find("ana roy") == ("a-1",)
        assert indexes.attendee_by_number.find("123") == ("a-1",)
        assert indexes.registration_by_attendee.find("a-1") == {"r": "o"}
        assert indexes.registration_by_attendee.find("") == {}
        assert indexes.registration_by_offering.find("o") == ("r",)
        assert list(indexes.facts.find("s", "a-1")) == ["k-1"]


def test_what_the_door_asks_is_made_by_the_first_refreshes(
    store: Store, window: Callable[[], Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    with store.change() as tx:
        tx.put(Attendee(id="ana", name="Ana Roy", member_number="1"))
        tx.put(Badge(id="b", code="KJK1", attendee="ana"))
        tx.put(Registration(id="r", attendee="ana", offering="o"))
    check_in(store, "ana")
    other = window()
    for _ in range(4):
        other.refresh()
    monkeypatch.setattr(Indexes, "_make", lambda *args: pytest.fail("made when it was asked"))
    assert other.badges("KJK1")
    assert other.registered("ana")
    assert other.person_facts("morning", "ana")
    assert other.attendees_numbered(number_key("1"))
    assert other.attendees_named(name_key("Ana Roy"))
    assert not other.sessions_of("o")
    with pytest.raises(pytest.fail.Exception):
        other.attendees_at("x")


def test_people_are_found_by_name_number_email_and_code(store: Store) -> None:
    with store.change() as tx:
        tx.put(Attendee(id="ana", name="Tremblay, Ève", member_number="ab-1", email="E@X.org"))
        tx.put(Badge(id="b", code="KJK1", attendee="ana"))
        tx.put(Registration(id="r", attendee="ana", offering="o"))
    ana = store.get(Attendee, "ana")
    assert store.attendees_named(name_key("eve tremblay")) == [ana]
    assert store.attendees_numbered(number_key("AB 1")) == [ana]
    assert store.attendees_at("e@x.org") == [ana]
    assert [b.id for b in store.badges("KJK1")] == [b.id for b in store.badges_of("ana")] == ["b"]
    assert store.registrations_in("o") == store.registrations_of("ana")
    with store.change() as tx:
        tx.put(Attendee(id="ana", name="Ève Roy"))
    assert not store.attendees_named(name_key("eve tremblay"))
    assert not store.attendees_numbered("AB1")
    assert not store.attendees_at("e@x.org")


def test_a_number_is_found_without_the_zeros_in_front_and_with_more_of_them(store: Store) -> None:
    """Spreadsheets take them away, and nobody types them; but who has it exactly goes first."""
    with store.change() as tx:
        tx.put(Attendee(id="ana", name="Ana Roy", member_number="00 6002"))
        tx.put(Attendee(id="ben", name="Ben Li", member_number="70"))
        tx.put(Attendee(id="cid", name="Cid Li", member_number="070"))
        tx.put(Attendee(id="dan", name="Dan Li"))
    said = {n: [a.id for a in store.attendees_numbered(n)] for n in ("6002", "006002", "0006002")}
    assert list(said.values()) == [["ana"]] * 3
    assert [a.id for a in store.attendees_numbered("70")] == ["ben"]
    assert [a.id for a in store.attendees_numbered("070")] == ["cid"]
    assert [a.id for a in store.attendees_numbered("0070")] == ["ben", "cid"]
    assert not store.attendees_numbered("60020")
    assert not store.attendees_numbered("0")


def test_a_registration_is_found_by_its_person_and_only_while_it_is_theirs(store: Store) -> None:
    with store.change() as tx:
        tx.put(Registration(id="r", attendee="ana", offering="o"))
        tx.put(Registration(id="s", attendee="ana", offering="p"))
    assert store.registered("ana") == {"r": "o", "s": "p"}
    with store.change() as tx:
        tx.put(Registration(id="r", attendee="ana", offering="q"))
        tx.put(Registration(id="s", attendee="bo", offering="p"))
    assert store.registered("ana") == {"r": "q"}
    assert store.registered("bo") == {"s": "p"}
    with store.change() as tx:
        tx.set("registrations", "r", None)
    assert store.registered("ana") == {}
    assert store.registered("nobody") == {}


def test_facts_are_found_after_opening_again(store: Store, window: Callable[[], Store]) -> None:
    facts = [check_in(store), check_in(store), check_in(store, session="evening")]
    for each in (store, window()):
        assert each.person_facts("morning", "ana") == facts[:2]
        assert each.sessions_with("ana") == ("morning", "evening")
        assert each.people_in("evening") == ["ana"]
        assert json.loads(each.live("facts")[facts[0].id])["attendee"] == "ana"
