"""What TinyDB's documentation promises, of the journal and of TinyDB's own storage.

Ids are numbers there and text here; nothing else differs.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import add, decrement, delete, increment, set, subtract
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from store.store import Store


@pytest.fixture(params=["journal", "memory"])
def db(request: pytest.FixtureRequest, window: Callable[[], Store]) -> TinyDB:
    return window().db if request.param == "journal" else TinyDB(storage=MemoryStorage)


@pytest.fixture
def table(db: TinyDB) -> Table:
    """Ana, Bo and Cy."""
    found = db.table("people")
    found.insert_multiple(
        [
            {"name": "Ana", "age": 30, "tags": ["a"]},
            {"name": "Bo", "age": 40},
            {"name": "Cy", "age": 50},
        ]
    )
    return found


def names(docs: Any) -> list[str]:
    return [doc["name"] for doc in docs]


def id_of(table: Table, name: str) -> Any:
    found = table.get(where("name") == name)
    assert isinstance(found, Document)
    return found.doc_id


# ---- inserting


def test_insert_returns_the_id_it_is_found_by(db: TinyDB) -> None:
    new = db.table("people").insert({"name": "Ana"})
    assert db.table("people").get(doc_id=new) == {"name": "Ana"}


def test_insert_with_an_id_of_ones_own(table: Table) -> None:
    assert table.insert(Document({"name": "Di"}, doc_id=12)) == 12
    assert table.get(doc_id=12) == {"name": "Di"}
    assert table.contains(doc_id=12)
    with pytest.raises(ValueError, match="already exists"):
        table.insert(Document({"name": "Ed"}, doc_id=12))
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([{"name": "Fi"}, Document({"name": "Ed"}, doc_id=12)])
    assert names(table) == ["Ana", "Bo", "Cy", "Di"]
    assert table.insert({"name": "Gil"}) != 12
    assert table.update({"age": 1}, doc_ids=[12, 99]) == [12]
    assert table.remove(doc_ids=[12, 99]) == [12]
    assert not table.contains(doc_id=12)


def test_insert_multiple_gives_ids_in_order(db: TinyDB) -> None:
    table = db.table("people")
    ids = table.insert_multiple({"name": name} for name in "ABC")
    assert len({*ids}) == 3
    found = [table.get(doc_id=i) for i in ids]
    assert [doc and doc["name"] for doc in found] == list("ABC")
    assert table.insert_multiple([]) == []


def test_what_is_no_mapping_is_refused(table: Table) -> None:
    with pytest.raises(ValueError, match="not a Mapping"):
        table.insert(["Ana"])  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="not a Mapping"):
        table.insert_multiple([{"name": "Di"}, "Ed"])  # type: ignore[list-item]
    assert len(table) == 3


# ---- reading


def test_all_len_iteration(table: Table) -> None:
    assert names(table.all()) == names(table) == ["Ana", "Bo", "Cy"]
    assert len(table) == 3
    assert all(isinstance(doc, Document) for doc in table)


def test_search_count_contains_get(table: Table) -> None:
    person = Query()
    assert names(table.search(person.age > 30)) == ["Bo", "Cy"]
    assert names(table.search((person.age < 40) | (person.name == "Cy"))) == ["Ana", "Cy"]
    assert names(table.search(~(person.age < 40) & person.name.matches("^B"))) == ["Bo"]
    assert names(table.search(person.tags.any(["a"]))) == ["Ana"]
    assert names(table.search(person.tags.exists())) == ["Ana"]
    assert names(table.search(person.age.test(lambda age: age % 20 == 0))) == ["Bo"]
    assert names(table.search(person.name.one_of(["Cy", "Ana"]))) == ["Ana", "Cy"]
    assert names(table.search(Query().fragment({"age": 40}))) == ["Bo"]
    assert table.count(person.age >= 30) == 3
    assert table.contains(person.name == "Bo")
    assert not table.contains(person.name == "Bob")
    assert table.get(person.name == "Bob") is None
    assert table.get(doc_id=4711) is None


def test_get_several_by_id(table: Table) -> None:
    ids = [id_of(table, "Cy"), id_of(table, "Ana")]
    assert names(table.get(doc_ids=ids)) == ["Ana", "Cy"]
    assert table.get(doc_ids=[]) == []


def test_asking_for_nothing_is_an_error(table: Table) -> None:
    for ask in (table.get, table.contains, table.remove):
        with pytest.raises(RuntimeError):
            ask()


# ---- changing


def test_update_of_all_of_some_and_by_id(table: Table) -> None:
    assert len(table.update({"seen": True})) == 3
    assert table.update({"age": 41}, where("name") == "Bo") == [id_of(table, "Bo")]
    assert table.update({"age": 51}, doc_ids=[id_of(table, "Cy")]) == [id_of(table, "Cy")]
    assert table.update({"age": 0}, where("name") == "Bob") == []
    assert [doc["age"] for doc in table] == [30, 41, 51]
    assert all(doc["seen"] for doc in table)


def test_update_with_operations(table: Table) -> None:
    ana = where("name") == "Ana"
    table.update(increment("age"), ana)
    table.update(add("age", 10), ana)
    table.update(subtract("age", 5), ana)
    table.update(decrement("age"), ana)
    table.update(set("local", "79"), ana)
    table.update(delete("tags"), ana)
    assert table.get(ana) == {"name": "Ana", "age": 35, "local": "79"}


def test_update_with_ones_own_function(table: Table) -> None:
    def older(doc: Any) -> None:
        doc["age"] += 1
        doc.setdefault("tags", []).append("older")

    table.update(older, where("name").one_of(["Ana", "Bo"]))
    assert [doc.get("tags") for doc in table] == [["a", "older"], ["older"], None]


def test_update_multiple(table: Table) -> None:
    changed = table.update_multiple(
        [({"age": 1}, where("name") == "Ana"), (increment("age"), where("name") == "Cy")]
    )
    assert changed == [id_of(table, "Ana"), id_of(table, "Cy")]
    assert [doc["age"] for doc in table] == [1, 40, 51]


def test_upsert_changes_or_adds(table: Table) -> None:
    assert table.upsert({"name": "Ana", "age": 31}, where("name") == "Ana") == [id_of(table, "Ana")]
    (new,) = table.upsert({"name": "Di", "age": 20}, where("name") == "Di")
    assert table.get(doc_id=new) == {"name": "Di", "age": 20}
    table.upsert(Document({"age": 21}, doc_id=new))
    assert table.get(doc_id=new) == {"name": "Di", "age": 21}
    assert names(table) == ["Ana", "Bo", "Cy", "Di"]
    with pytest.raises(ValueError, match="doc_id"):
        table.upsert({"name": "Ed"})


def test_remove_returns_the_ids(table: Table) -> None:
    bo, cy = id_of(table, "Bo"), id_of(table, "Cy")
    assert table.remove(where("name") == "Bo") == [bo]
    assert table.remove(where("name") == "Bo") == []
    assert table.remove(doc_ids=[cy]) == [cy]
    assert names(table) == ["Ana"]


def test_truncate_empties(table: Table) -> None:
    table.truncate()
    assert table.all() == []
    assert len(table) == 0
    table.insert({"name": "Di"})
    assert names(table) == ["Di"]


# ---- tables


def test_tables_are_apart_and_named(db: TinyDB, table: Table) -> None:
    db.table("places").insert({"name": "Room A"})
    db.insert({"name": "in the default table"})
    assert db.tables() == {"people", "places", "_default"}
    assert len(db) == 1
    assert names(db) == ["in the default table"]
    assert names(db.table("people")) == ["Ana", "Bo", "Cy"]
    assert db.table("people") is db.table("people")


def test_drop_table(db: TinyDB, table: Table) -> None:
    db.table("places").insert({"name": "Room A"})
    db.drop_table("people")
    db.drop_table("no such table")
    assert db.tables() == {"places"}
    assert db.table("people").all() == []


def test_drop_tables(db: TinyDB, table: Table) -> None:
    db.drop_tables()
    assert db.tables() == {*()}
    assert len(db.table("people")) == 0
    db.table("people").insert({"name": "Di"})
    assert names(db.table("people")) == ["Di"]


# ---- the query cache


def test_the_query_cache_answers_the_same_and_ends_with_a_change(table: Table) -> None:
    old = where("age") >= 40
    assert names(table.search(old)) == ["Bo", "Cy"]
    found = table.search(old)
    found.clear()
    assert names(table.search(old)) == ["Bo", "Cy"]
    table.insert({"name": "Di", "age": 60})
    assert names(table.search(old)) == ["Bo", "Cy", "Di"]
    table.update({"age": 1}, where("name") == "Bo")
    assert names(table.search(old)) == ["Cy", "Di"]
    table.remove(where("name") == "Di")
    assert names(table.search(old)) == ["Cy"]
    table.clear_cache()
    assert names(table.search(old)) == ["Cy"]


def test_a_query_cache_of_ones_own_size(db: TinyDB) -> None:
    for size in (0, 1, 30):
        table = db.table(f"sized-{size}", cache_size=size)
        table.insert({"n": 1})
        for _ in range(2):
            assert table.count(where("n") == 1) == 1
            assert table.count(where("n") == 2) == 0


def test_a_document_from_a_search_is_ones_own(table: Table) -> None:
    found = table.get(where("name") == "Ana")
    assert isinstance(found, Document)
    found["name"] = "Anna"
    assert names(table)[0] == "Ana"


# ---- what only the journal promises


def test_the_query_cache_does_not_outlive_what_another_window_did(
    window: Callable[[], Store],
) -> None:
    one, two = window(), window()
    one.db.table("people").insert({"age": 40})
    two.refresh()
    assert two.db.table("people").count(where("age") == 40) == 1
    one.db.table("people").insert({"age": 40})
    two.refresh()
    assert two.db.table("people").count(where("age") == 40) == 2


def test_nothing_inside_a_document_can_be_changed_by_the_way(store: Store) -> None:
    store.db.table("people").insert({"tags": ["a"]})
    store.db.table("people").all()[0]["tags"].append("b")
    assert store.db.table("people").all() == [{"tags": ["a"]}]


def test_two_windows_upsert_the_same_once(window: Callable[[], Store]) -> None:
    one, two = window(), window()
    for n, each in enumerate((one, two, one)):
        each.db.table("people").upsert({"name": "Ana", "n": n}, where("name") == "Ana")
    two.refresh()
    assert two.db.table("people").all() == [{"name": "Ana", "n": 2}]
