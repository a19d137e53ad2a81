"""What the tests of the store share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from kiosk.model import Attendee, CheckIn, How
from store.folder import open_store
from store.inventory import inspect
from store.lines import Json, encode
from store.problems import Problem
from store.store import Store

NINE = dt.datetime(2026, 4, 10, 13, 0, tzinfo=dt.UTC)


def at(seconds: int = 0) -> str:
    """A line's time."""
    return f"2026-04-10T13:{seconds // 60:02}:{seconds % 60:02}.000000Z"


def check_in(store: Store, attendee: str = "ana", session: str = "morning") -> CheckIn:
    """One check-in, in a change of its own."""
    with store.change() as tx:
        return tx.add(CheckIn(time=NINE, session=session, attendee=attendee, how=How.BADGE))


def person(store: Store, attendee: str, name: str = "Ana Roy") -> None:
    with store.change() as tx:
        tx.put(Attendee(id=attendee, name=name))


def who(store: Store, session: str = "morning") -> list[str]:
    """Who was ever checked in to a session."""
    return sorted(store.people_in(session))


def tables(store: Store) -> dict[str, dict[str, Json]]:
    """Everything in force."""
    return {name: dict(docs) for name, docs in store.tables.live.items() if docs}


def reopened(folder: Path) -> tuple[dict[str, dict[str, Json]], tuple[Problem, ...]]:
    """What a window that is opened now finds."""
    store = open_store(folder)
    try:
        return tables(store), store.problems
    finally:
        store.close()


def kinds(problems: Iterable[Problem]) -> list[str]:
    return [problem.kind for problem in problems]


def fact(n: int, attendee: str = "ana", **fields: str) -> dict[str, dict[str, Json]]:
    """What a line of one check-in puts."""
    more = "".join(f',"{name}":"{value}"' for name, value in fields.items())
    doc = f'{{"session":"morning","attendee":"{attendee}","kind":"check_in"{more}}}'
    return {"facts": {f"k-{n}": doc.encode()}}


def lines(count: int, first: int = 1) -> list[bytes]:
    """So many lines of a check-in each, a second apart."""
    return [encode(n, at(n), fact(n, f"a-{n}")) for n in range(first, first + count)]


def wrong(folder: Path) -> list[Problem]:
    """What is wrong with the files of a folder; that its facts name sessions which these
    tests do not make is not."""
    return [p for p in inspect(folder).problems if not p.notice and p.kind != "dangling"]
