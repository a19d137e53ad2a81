"""The draft that a TinyDB operation changes, and the storage under it."""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from pathlib import Path

import pytest
from tinydb import where

from store.store import Store
from store.tables import Docs, Draft
from tests.store.helping import check_in, reopened

LIVE = {"1": b'{"name":"Ana","tags":["a"]}', "2": b'{"name":"Bo"}'}


def test_what_is_read_of_a_table_can_be_changed_without_changing_the_table() -> None:
    docs = Docs(LIVE)
    docs["1"]["tags"].append("b")
    docs["1"]["name"] = "X"
    assert docs["1"] == {"name": "Ana", "tags": ["a"]}
    assert (len(docs), list(docs), "1" in docs, "3" in docs) == (2, ["1", "2"], True, False)


def test_a_draft_that_is_only_read_changes_nothing() -> None:
    draft = Draft(LIVE)
    assert [draft[key]["name"] for key in draft] == ["Ana", "Bo"]
    assert list(draft.changes()) == []


def test_a_draft_says_what_differs() -> None:
    draft = Draft(LIVE)
    draft["1"]["tags"].append("b")
    draft["3"] = {"name": "Cy"}
    draft["4"] = {}
    del draft["2"], draft["4"]
    assert (len(draft), "2" in draft, "3" in draft) == (2, False, True)
    assert sorted(draft) == ["1", "3"]
    assert dict(draft.changes()) == {
        "1": {"name": "Ana", "tags": ["a", "b"]},
        "2": None,
        "3": {"name": "Cy"},
    }
    with pytest.raises(KeyError):
        draft["2"]
    with pytest.raises(KeyError):
        del draft["2"]


def test_a_large_table_is_emptied_in_one_go(store: Store, folder: Path) -> None:
    table = store.db.table("notes")
    table.insert_multiple({"n": n} for n in range(5_000))
    table.truncate()
    assert len(table) == 0
    assert "notes" not in reopened(folder)[0]


def test_only_touched_documents_are_written(store: Store, segment: Path) -> None:
    table = store.db.table("notes")
    table.insert_multiple({"n": n} for n in range(50))
    size = segment.stat().st_size
    table.update({"n": 99}, where("n") == 7)
    line = json.loads(segment.read_bytes()[size:])
    assert list(line["put"]["notes"].values()) == [{"n": 99}]
    table.update({"n": 99}, where("n") == 99)
    assert segment.read_bytes()[size:].count(b"\n") == 1


def test_an_updater_that_raises_changes_nothing(store: Store, folder: Path) -> None:
    table = store.db.table("notes")
    table.insert_multiple([{"n": 1}, {"n": 2}])

    def spoil(doc: MutableMapping[str, int]) -> None:
        doc["n"] = 0
        raise ZeroDivisionError

    before = reopened(folder)
    with pytest.raises(ZeroDivisionError):
        table.update(spoil)
    assert [doc["n"] for doc in table] == [1, 2]
    assert reopened(folder) == before


def test_several_operations_in_one_change_are_one_line(store: Store, segment: Path) -> None:
    with store.changing():
        store.db.table("notes").insert({"n": 1})
        store.db.table("others").insert({"n": 2})
    assert segment.read_bytes().count(b"\n") == 1


def test_facts_cannot_be_changed_through_tinydb(store: Store) -> None:
    check_in(store)
    facts = store.db.table("facts")
    for spoil in (
        facts.truncate,
        lambda: facts.update({"attendee": "bo"}),
        lambda: facts.remove(where("attendee") == "ana"),
        store.db.drop_tables,
    ):
        with pytest.raises(ValueError, match="never"):
            spoil()
    assert [doc["attendee"] for doc in facts] == ["ana"]


def test_the_storage_gives_a_copy_and_takes_a_whole(store: Store, folder: Path) -> None:
    assert store.db.storage.read() is None
    store.db.table("notes").insert({"tags": []})
    copy = store.db.storage.read()
    assert copy is not None
    for doc in copy["notes"].values():
        doc["tags"].append("x")
    assert [doc["tags"] for doc in store.db.table("notes")] == [[]]
    store.db.storage.write(copy)
    assert [doc["tags"] for doc in store.db.table("notes")] == [["x"]]
    assert list(reopened(folder)[0]["notes"].values()) == [b'{"tags":["x"]}']


def test_what_json_cannot_say_is_refused_and_nothing_is_left(store: Store) -> None:
    with pytest.raises(TypeError):
        store.db.table("notes").insert({"what": object()})
    assert len(store.db.table("notes")) == 0
    store.db.table("notes").insert({"what": 1})
