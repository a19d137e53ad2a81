"""Indexes for what the door needs, kept as each document changes.

TinyDB's own queries read a whole table; these find by one step whatever the size.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from kiosk.rules.names import name_key, number_key
from store.lines import Doc

Key = str
Keys = Callable[[Doc], Iterable[Key]]


def _field(name: str) -> Keys:
    return lambda doc: (doc[name],) if doc.get(name) else ()


def _folded(name: str, fold: Callable[[str], str]) -> Keys:
    def keys(doc: Doc) -> Iterable[Key]:
        key = fold(doc.get(name, ""))
        return (key,) if key else ()

    return keys


class Index:
    """Ids of one table's documents by a key derived from them, oldest first."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._ids: dict[Key, dict[str, None]] = {}

    def update(self, doc_id: str, old: Doc | None, new: Doc | None) -> None:
        gone = tuple(self._keys(old)) if old is not None else ()
        come = tuple(self._keys(new)) if new is not None else ()
        if gone == come:
            return
        for key in gone:
            ids = self._ids[key]
            ids.pop(doc_id, None)
            if not ids:
                del self._ids[key]
        for key in come:
            self._ids.setdefault(key, {})[doc_id] = None

    def find(self, key: Key) -> tuple[str, ...]:
        return tuple(self._ids.get(key, ()))


class FactIndex:
    """Ids of facts by session and then attendee; ``""`` for the session itself."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, dict[str, list[str]]] = defaultdict(dict)
        self._of: defaultdict[str, dict[str, None]] = defaultdict(dict)

    def update(self, doc_id: str, old: Doc | None, new: Doc | None) -> None:
        if old is not None:
            self._ids[old.get("session", "")][old.get("attendee", "")].remove(doc_id)
        if new is not None:
            session, attendee = new.get("session", ""), new.get("attendee", "")
            people = self._ids[session]
            if attendee in people:
                people[attendee].append(doc_id)
            else:
                people[attendee] = [doc_id]
                self._of[attendee][session] = None

    def find(self, session: str, attendee: str) -> list[str]:
        people = self._ids.get(session)
        return people.get(attendee, []) if people else []

    def people(self, session: str) -> dict[str, list[str]]:
        return self._ids.get(session, {})

    def sessions_of(self, attendee: str) -> tuple[str, ...]:
        """Sessions in which anything was ever recorded of this person."""
        return tuple(self._of.get(attendee, ()))


class Indexes:
    """Every index; :meth:`update` is told of each document that changes."""

    def __init__(self) -> None:
        self.badge_by_code = Index(_field("code"))
        self.badge_by_attendee = Index(_field("attendee"))
        self.attendee_by_number = Index(_folded("member_number", number_key))
        self.attendee_by_name = Index(_folded("name", name_key))
        self.attendee_by_email = Index(_folded("email", str.casefold))
        self.registration_by_attendee = Index(_field("attendee"))
        self.registration_by_offering = Index(_field("offering"))
        self.session_by_offering = Index(_field("offering"))
        self.facts = FactIndex()
        self._by_table: dict[str, tuple[Index | FactIndex, ...]] = {
            "badges": (self.badge_by_code, self.badge_by_attendee),
            "attendees": (self.attendee_by_number, self.attendee_by_name, self.attendee_by_email),
            "registrations": (self.registration_by_attendee, self.registration_by_offering),
            "sessions": (self.session_by_offering,),
            "facts": (self.facts,),
        }

    def update(self, table: str, doc_id: str, old: Doc | None, new: Doc | None) -> None:
        for index in self._by_table.get(table, ()):
            index.update(doc_id, old, new)
