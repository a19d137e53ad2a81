"""How the offerings of a workshop stood, moment by moment: what was held, what was signed,
and what the programme asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kiosk.desk.completing import versions
from kiosk.desk.completing.flags import Why
from kiosk.desk.completing.versions import Key, Order, Version
from kiosk.desk.protocol import Document, View
from kiosk.model import (
    Closing,
    CompletionRule,
    Fact,
    HoursBase,
    MakeUp,
    Offering,
    Programme,
    Reopening,
    Ruling,
    Session,
    SessionFact,
    Sitting,
    Void,
    Workshop,
)

Signed = tuple[Sitting, Closing | None]


@dataclass(frozen=True, slots=True)
class Event:
    """Something after which completions may be others."""

    order: Order
    what: Fact | Version
    offering: str
    """The one that it is of; empty: of the whole workshop, or of a person."""

    @property
    def of(self) -> str:
        """The id of what it changed."""
        if isinstance(self.what, Version):
            return self.what.key[1]
        if isinstance(self.what, Ruling):
            return self.what.offering
        if isinstance(self.what, MakeUp):
            return self.what.missed
        if isinstance(self.what, Void):
            return self.what.voids
        return self.what.session

    @property
    def by(self) -> str:
        return "" if isinstance(self.what, Version) else self.what.by or ""

    @property
    def reason(self) -> str:
        """What was typed of it."""
        return getattr(self.what, "reason", "")

    @property
    def why(self) -> Why:
        what = self.what
        if isinstance(what, Version):
            changed = what.key[0] in (Session.table, Offering.table)
            return Why.SCHEDULE_CHANGED if changed else Why.RULE_CHANGED
        for kind, why in _WHYS:
            if isinstance(what, kind):
                return why
        return Why.OTHER


_WHYS: tuple[tuple[type[Fact], Why], ...] = (
    (Reopening, Why.REOPENED),
    (Closing, Why.SIGNED_ANEW),
    (Void, Why.TAKEN_BACK),
    (Ruling, Why.REFUSED),
    (MakeUp, Why.MADE_UP_ELSEWHERE),
)


@dataclass(frozen=True, slots=True)
class Moment:
    """What was so after an event."""

    order: Order
    event: Event | None
    """``None``: as it was when nothing had been signed."""
    held: dict[str, list[Signed]]
    """By offering its sessions that were not cancelled, with the signature in force."""
    rule: CompletionRule | None
    """``None``: the workshop was not known."""
    parts: int

    def is_signed(self, offering: str) -> bool:
        """Whether every session of an offering is, and there are any."""
        held = self.held.get(offering)
        return bool(held) and all(closing for _, closing in held or ())


_START: Order = (dt.datetime.min.replace(tzinfo=dt.UTC), "", 0, 0)


class Timeline:
    """The past of a workshop and of some of its offerings."""

    def __init__(self, view: View, workshop: Workshop, offerings: Iterable[str]) -> None:
        self._view = view
        self._workshop = workshop
        self._sittings = {o: list(view.sittings_of(o)) for o in offerings}
        self._facts: dict[str, list[SessionFact]] = {
            sitting.id: [
                fact
                for fact in view.session_facts(sitting.id)
                if isinstance(fact, Closing | Reopening)
            ]
            for sittings in self._sittings.values()
            for sitting in sittings
        }
        self._moments: dict[tuple[str, ...], list[Moment]] = {}
        self._gone = self._cancelled_since()
        self._is_other = bool(self._gone) or self._asks_otherwise()
        self.changed = self._is_other or any(len(facts) > 1 for facts in self._facts.values())
        """Whether anything was signed more than once, opened again or cancelled since, or
        the programme asks for something else than at the first signature."""

    def _cancelled_since(self) -> set[Key]:
        """What was signed, or a session of it, and does not take place any more."""
        return {
            (Offering.table, sitting.offering.id)
            if sitting.offering.cancelled
            else (Session.table, sitting.id)
            for sittings in self._sittings.values()
            for sitting in sittings
            if sitting.cancelled and self._facts[sitting.id]
        }

    def _asks_otherwise(self) -> bool:
        signed = [versions.order_of(facts[0]) for facts in self._facts.values() if facts]
        if not signed:
            return False
        asked = (Programme.table, self._workshop.programme), (Workshop.table, self._workshop.id)
        return versions.changed_after(self._view, asked, min(signed))

    def moments(self, offerings: Sequence[str]) -> list[Moment]:
        """What was so after each event in these offerings, oldest first."""
        key = tuple(sorted(offerings))
        if key not in self._moments:
            self._moments[key] = self._read(key)
        return self._moments[key]

    def _read(self, offerings: Sequence[str]) -> list[Moment]:
        events = [
            Event(versions.order_of(fact), fact, offering)
            for offering in offerings
            for sitting in self._sittings[offering]
            for fact in self._facts[sitting.id]
        ]
        then = _State(self._view, self._workshop, {o: self._sittings[o] for o in offerings})
        if self._is_other:
            events += self._put(offerings, then)
        events.sort(key=lambda event: event.order)
        found = [then.moment(_START, None)]
        for event in events:
            then.apply(event)
            found.append(then.moment(event.order, event))
        return found

    def _put(self, offerings: Sequence[str], then: _State) -> list[Event]:
        """What was put of the records that may have been otherwise. As they were put first,
        they were from the beginning."""
        known = versions.all_versions(self._view)
        keys = {key: "" for key in known if key[0] == Programme.table}
        keys[Workshop.table, self._workshop.id] = ""
        for offering in offerings:
            of = [(Offering.table, offering)]
            of += [(Session.table, sitting.id) for sitting in self._sittings[offering]]
            keys.update((key, offering) for key in of if key in self._gone)
        events = []
        for key, offering in keys.items():
            put = known.get(key, ())
            if put:
                then.apply(Event(put[0].order, put[0], offering))
            events += [Event(version.order, version, offering) for version in put[1:]]
        return events


class _State:
    """What is so, event by event."""

    def __init__(self, view: View, workshop: Workshop, sittings: dict[str, list[Sitting]]) -> None:
        self._now = {s.id: s for found in sittings.values() for s in found}
        self._offerings = {s.id: o for o, found in sittings.items() for s in found}
        self._programme = workshop.programme
        self._parts = len(workshop.parts)
        programme = view.get(Programme, workshop.programme)
        self._rules = {workshop.programme: programme.completion} if programme else {}
        self._held: dict[str, Sitting | None] = {
            s.id: None if s.session.cancelled else s for s in self._now.values()
        }
        self._cancelled = {o: any(s.offering.cancelled for s in f) for o, f in sittings.items()}
        self._signed: dict[str, Closing | None] = {}

    def apply(self, event: Event) -> None:
        what = event.what
        if isinstance(what, Closing):
            self._signed[what.session] = what
        elif isinstance(what, Reopening):
            self._signed[what.session] = None
        elif isinstance(what, Version):
            self._put(what.key, what.doc or {}, what.doc is None)

    def _put(self, key: Key, doc: Document, removed: bool) -> None:
        table, doc_id = key
        if table == Programme.table:
            asks = doc.get("completion") or {}
            base = asks.get("hours_base")
            self._rules[doc_id] = CompletionRule(
                share=asks.get("share"),
                every_session=asks.get("every_session"),
                hours_base=HoursBase(base) if base else None,
            )
        elif table == Workshop.table:
            self._programme, self._parts = doc.get("programme", ""), len(doc.get("parts") or ())
        elif table == Offering.table:
            self._cancelled[doc_id] = removed or bool(doc.get("cancelled"))
        else:
            gone = removed or doc.get("cancelled")
            self._held[doc_id] = None if gone else _sitting(self._now[doc_id], doc)

    def moment(self, order: Order, event: Event | None) -> Moment:
        held: dict[str, list[Signed]] = {offering: [] for offering in self._cancelled}
        for session, sitting in self._held.items():
            offering = self._offerings[session]
            if sitting and not self._cancelled[offering]:
                held[offering].append((sitting, self._signed.get(session)))
        return Moment(order, event, held, self._rules.get(self._programme), self._parts)


def _sitting(now: Sitting, doc: Document) -> Sitting:
    """A session as it was put, with all it stands in as that is now."""
    start, end = (dt.datetime.fromisoformat(doc[name]) for name in ("start", "end"))
    session = replace(now.session, start=start, end=end, part=doc.get("part"), cancelled=False)
    return now if session == now.session else replace(now, session=session)
