"""Everything that was done: by whom, when, at which kiosk, from what to what."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from kiosk.desk.completing.explaining import staff_name
from kiosk.desk.merging import merged_with
from kiosk.desk.protocol import Desk, Document, View, Written
from kiosk.model import Attendee


@dataclass(frozen=True, slots=True)
class Done:
    """One thing that was done."""

    at: dt.datetime
    """When it was recorded, by the machine's clock."""
    time: dt.datetime
    """The time it speaks of."""
    kiosk: str
    by: str
    """The name of who did it; empty: the person themselves at the kiosk, or an import."""
    what: str
    """The kind of a fact; of a record ``added``, ``changed`` or ``removed``."""
    table: str
    id: str
    attendee: str
    """The id of whom it was about, where it was about a person."""
    name: str
    session: str
    before: str
    """Of a record each field that changed, as it was."""
    after: str
    reason: str


COLUMNS = (
    "at",
    "time",
    "kiosk",
    "by",
    "what",
    "table",
    "id",
    "attendee",
    "name",
    "session",
    "before",
    "after",
    "reason",
)


def audit(desk: Desk, attendee: str | None = None) -> Iterator[Done]:
    """Everything, oldest first.

    Args:
        attendee: only what was about this person, under any id they had, and the
            signatures they stand under.
    """
    view = desk.store
    wanted = None
    if attendee is not None:
        wanted = {attendee, *(one.id for one in merged_with(view, attendee))}
    for line in view.past():
        by = next(filter(None, map(_signed_by, line)), "")
        for one in line:
            done = _done(view, one, by, wanted)
            if done:
                yield done


def _signed_by(one: Written) -> str:
    """Who did what else stands in the same line, where it is a fact."""
    return str((one.after or {}).get("by") or "") if one.table == "facts" else ""


def _done(view: View, one: Written, by: str, wanted: set[str] | None) -> Done | None:
    doc = one.after or one.before or {}
    about = str(doc.get("attendee") or (one.id if one.table == Attendee.table else ""))
    at = dt.datetime.fromisoformat(one.at)
    if one.table == "facts":
        if wanted is not None and about not in wanted and not _line_of(doc, wanted):
            return None
        what, before, after = (
            str(doc.get("kind", "")),
            str(doc.get("voids", "")),
            _fact(doc, wanted),
        )
        by = str(doc.get("by") or "")
    else:
        if wanted is not None and about not in wanted:
            return None
        what = "changed" if one.before is not None else "added"
        what = "removed" if one.after is None else what
        before, after = _changes(one.before or {}, one.after or {})
    person = view.get(Attendee, about) if about else None
    time = dt.datetime.fromisoformat(doc["time"]) if doc.get("time") else at
    return Done(
        at=at,
        time=time.astimezone(dt.UTC),
        kiosk=one.kiosk,
        by=staff_name(view, by) if by else "",
        what=what,
        table=one.table,
        id=one.id,
        attendee=about,
        name=person.name if person else "",
        session=str(doc.get("session") or doc.get("missed") or ""),
        before=before,
        after=after,
        reason=str(doc.get("reason") or ""),
    )


_TOLD = (
    "kind",
    "time",
    "entered",
    "session",
    "attendee",
    "by",
    "reason",
    "voids",
    "hash",
    "roster",
    "credential",
    "says",
    "code",
    "rounding",
)
"""What stands in a column of its own, or would fill one."""


def _fact(doc: Document, wanted: Iterable[str] | None) -> str:
    said = {name: value for name, value in doc.items() if name not in _TOLD}
    roster = doc.get("roster")
    if roster is not None:
        line = _line_of(doc, wanted) if wanted is not None else None
        if line:
            said = {
                "status": line.get("status"),
                "minutes": line.get("minutes"),
                **{name: doc[name] for name in ("ended",) if doc.get(name)},
            }
        else:
            said["people"] = len(roster)
    return _said(said)


def _line_of(doc: Document, wanted: Iterable[str]) -> Document | None:
    people = set(wanted)
    return next((x for x in doc.get("roster") or () if x.get("attendee") in people), None)


def _changes(before: Document, after: Document) -> tuple[str, str]:
    """Of each field that is another, what it was and what it is."""
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return (
        _said({name: before[name] for name in names if name in before}),
        _said({name: after[name] for name in names if name in after}),
    )


def _said(fields: Document) -> str:
    return "; ".join(f"{name}: {_value(value)}" for name, value in fields.items())


def _value(value: Any) -> str:
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
