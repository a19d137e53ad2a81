"""What was done to one person, as a screen tells it: by whom, when, at which kiosk, from what
to what."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kiosk.desk.completing.explaining import staff_name
from kiosk.desk.merging import merged_with
from kiosk.desk.protocol import Desk, Document, View, Written
from kiosk.model import Attendee, Fact, Offering, Sitting, Workshop


@dataclass(frozen=True, slots=True)
class Entry:
    """One document of a line that was about the person, as it was written."""

    written: Written
    by: str
    """Id of who did it; empty: the person themselves at the kiosk, or an import."""
    undone: Document | None
    """Of what takes something back, what that was."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that was done to a person."""

    at: dt.datetime
    """When it was recorded, by the machine's clock."""
    time: dt.datetime
    """The time it speaks of."""
    kiosk: str
    by: str
    """A name; empty: the person themselves at the kiosk, or an import."""
    what: str
    """The kind of a fact; of a record its table, with ``added``, ``changed`` or
    ``removed``: ``attendees added``."""
    undid: str
    """Of what takes something back, the kind of that."""
    sitting: Sitting | None
    """The session it was in."""
    workshop: Workshop | None
    """The workshop it was about, where it was about one as such."""
    others: tuple[str, ...]
    """Names of who else it was about: with whom they were merged."""
    sources: tuple[Sitting, ...]
    """Sessions that count for another."""
    before: Mapping[str, Any]
    """What stood, of each field that is another now."""
    after: Mapping[str, Any]
    reason: str


def ids(desk: Desk, attendee: str) -> frozenset[str]:
    """Every id that the person had."""
    return frozenset({attendee, *(one.id for one in merged_with(desk.store, attendee))})


def entries(desk: Desk, people: frozenset[str]) -> list[Entry]:
    """What was written about a person, oldest first. Reads the journal's files and nothing
    else, so that it need not hold up the thread that owns the store.

    Raises:
        ForPeople: the system cannot read them.
    """
    found: list[Entry] = []
    facts: dict[str, Document] = {}
    for line in desk.store.past():
        by = next((str(b) for one in line if (b := _fact(one).get("by"))), "")
        for one in line:
            if not _is_about(one, people):
                continue
            doc = _fact(one)
            facts[one.id] = doc
            own = str(doc.get("by") or "") if doc else by
            found.append(Entry(one, own, facts.get(str(doc.get("voids")))))
    return found


def _fact(one: Written) -> Document:
    return (one.after or {}) if one.table == Fact.table else {}


def _is_about(one: Written, people: frozenset[str]) -> bool:
    doc = one.after or one.before or {}
    about = one.id if one.table == Attendee.table else doc.get("attendee")
    if about in people or doc.get("into") in people:
        return True
    was = (one.before or {}).get("attendee")
    return was in people or any(x.get("attendee") in people for x in doc.get("roster") or ())


def told(desk: Desk, people: frozenset[str], found: list[Entry]) -> list[Deed]:
    """The same with names and sessions; the latest first."""
    return [_deed(desk.store, people, entry) for entry in reversed(found)]


def _deed(view: View, people: frozenset[str], entry: Entry) -> Deed:
    one = entry.written
    doc = one.after or one.before or {}
    at = dt.datetime.fromisoformat(one.at)
    before: Mapping[str, Any] = {}
    after: Mapping[str, Any]
    if one.table == Fact.table:
        what, after = str(doc.get("kind", "")), _said(doc, people)
        of = entry.undone or doc
    else:
        done = "changed" if one.before is not None else "added"
        what = f"{one.table} {'removed' if one.after is None else done}"
        before, after = _changes(one.before or {}, one.after or {})
        of = doc
    time = dt.datetime.fromisoformat(doc["time"]) if doc.get("time") else at
    session = str(of.get("session") or of.get("missed") or "")
    sources = (view.sitting(str(one)) for one in of.get("sources") or ())
    return Deed(
        at=at,
        time=time,
        kiosk=one.kiosk,
        by=staff_name(view, entry.by) if entry.by else "",
        what=what,
        undid=str((entry.undone or {}).get("kind", "")),
        sitting=view.sitting(session) if session else None,
        workshop=_workshop(view, str(of.get("offering") or "")),
        others=_others(view, of),
        sources=tuple(sitting for sitting in sources if sitting),
        before=before,
        after=after,
        reason=str(doc.get("reason") or ""),
    )


def _others(view: View, doc: Document) -> tuple[str, ...]:
    """Of a merge both names, as each was entered."""
    if doc.get("kind") != "merge":
        return ()
    apart: View = getattr(view, "apart", view)
    pair = (apart.get(Attendee, str(doc.get(key))) for key in ("attendee", "into"))
    return tuple(person.name for person in pair if person)


def _workshop(view: View, offering_id: str) -> Workshop | None:
    offering = view.get(Offering, offering_id) if offering_id else None
    return view.get(Workshop, offering.workshop) if offering else None


def _said(doc: Document, people: frozenset[str]) -> dict[str, Any]:
    """What a fact says besides who, when and where; of a signature, the person's line."""
    line = next((x for x in doc.get("roster") or () if x.get("attendee") in people), None)
    if line is not None:
        return {"status": line.get("status"), "minutes": line.get("minutes")}
    return {name: doc[name] for name in ("status", "how", "granted") if name in doc}


def _changes(before: Document, after: Document) -> tuple[dict[str, Any], dict[str, Any]]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        {name: before[name] for name in names if name in before},
        {name: after[name] for name in names if name in after},
    )
