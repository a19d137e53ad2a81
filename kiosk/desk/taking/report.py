"""A school on one page: what was held where, who came, what was completed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from pathlib import Path

from kiosk.clock import zone
from kiosk.desk.completing.completions import Row, completions
from kiosk.desk.protocol import Desk, View
from kiosk.errors import Refused
from kiosk.files.paper.letters import Printout
from kiosk.files.paper.report import Bar, Report, RoomUse, SessionBar, report_pdf
from kiosk.model import ATTENDED, Offering, School, Sitting, text
from kiosk.rules import schedule
from kiosk.rules.local import local_key, usual_spelling
from kiosk.rules.names import fold
from kiosk.words import Words


def the_school(view: View, school_id: str) -> School:
    """The school that is meant; without an id, the only one there is.

    Raises:
        Refused: there is none of this id, or there are several.
    """
    known = view.all(School)
    if not school_id and len(known) == 1:
        return known[0]
    found = view.get(School, school_id) if school_id else None
    if found is None and school_id:
        raise Refused("There is no school {school}.", school=school_id)
    if found is None:
        raise Refused(
            "Say of which school: {schools}.", schools=[school.id for school in known] or ["–"]
        )
    return found


def read(desk: Desk, school_id: str, words: Words) -> Report:
    """What is known of a school now. Where a session is signed, who came is what was
    signed; else, who was checked in.

    Raises:
        Refused: there is no such school.
    """
    view, school = desk.store, the_school(desk.store, school_id)
    held = [
        sitting
        for offering in view.all(Offering)
        if offering.school == school.id
        for sitting in view.sittings_of(offering.id)
        if not sitting.cancelled
    ]
    came = {sitting.id: _came(desk, sitting) for sitting in held}
    registered = {
        sitting.offering.id: desk.counts.registered(view, sitting.offering.id) for sitting in held
    }
    sessions = tuple(
        SessionBar(
            sitting,
            len(registered[sitting.offering.id]),
            len(came[sitting.id]),
            schedule.standing_closing(view.session_facts(sitting.id)) is not None,
        )
        for sitting in schedule.by_time(held)
    )
    rows = _rows(view, sessions)
    organisation = view.organisation
    return Report(
        organisation=organisation.name,
        school=school,
        made=desk.clock.now().astimezone(zone(organisation.zone)),
        registered=len(frozenset().union(*registered.values())),
        came=len(frozenset().union(*came.values())),
        completed=sum(row.completion.complete for row in rows),
        taking=len(rows),
        sessions=sessions,
        rooms=_rooms(held, came, words),
        workshops=_by_workshop(rows, words.language),
        locals=_by_local(rows),
    )


def _came(desk: Desk, sitting: Sitting) -> frozenset[str]:
    closing = schedule.standing_closing(desk.store.session_facts(sitting.id))
    if closing is None:
        return frozenset(desk.counts.came(desk.store, sitting.id))
    return frozenset(line.attendee for line in closing.roster if line.status in ATTENDED)


def _rows(view: View, sessions: Iterable[SessionBar]) -> list[Row]:
    offerings = {bar.sitting.offering.id for bar in sessions}
    workshops = dict.fromkeys(bar.sitting.workshop.id for bar in sessions)
    return [
        row
        for workshop in workshops
        for row in completions(view, workshop=workshop)
        if row.offering.id in offerings
    ]


def _rooms(
    held: Iterable[Sitting], came: Mapping[str, frozenset[str]], words: Words
) -> tuple[RoomUse, ...]:
    used: defaultdict[Hashable, list[Sitting]] = defaultdict(list)
    named: defaultdict[Hashable, Counter[str]] = defaultdict(Counter)
    for sitting in held:
        room = words("Online") if sitting.offering.online else sitting.room
        key = fold(room), bool(room)
        used[key].append(sitting)
        named[key][room or words("No room named")] += 1
    uses = [
        RoomUse(
            usual_spelling(named[key]),
            len(sittings),
            sum(sitting.minutes for sitting in sittings),
            max(len(came[sitting.id]) for sitting in sittings),
        )
        for key, sittings in used.items()
    ]
    return tuple(sorted(uses, key=lambda use: fold(use.name)))


def _by_workshop(rows: Iterable[Row], language: str) -> tuple[Bar, ...]:
    """The titles with the most completions first."""
    titles = ((text(row.workshop.title, language), row.completion.complete) for row in rows)
    return _bars((title, title, complete) for title, complete in titles)


def _by_local(rows: Iterable[Row]) -> tuple[Bar, ...]:
    """Locals by what they mean, however each is written."""
    locals_ = ((row.attendee.local, row.completion.complete) for row in rows)
    return _bars((local_key(local), local, complete) for local, complete in locals_)


def _bars(rows: Iterable[tuple[Hashable, str, bool]]) -> tuple[Bar, ...]:
    """Of each key how many, and how many completed; under the name that most have."""
    done: Counter[Hashable] = Counter()
    named: defaultdict[Hashable, Counter[str]] = defaultdict(Counter)
    for key, name, complete in rows:
        named[key][name] += 1
        done[key] += complete
    bars = [Bar(usual_spelling(said), done[key], said.total()) for key, said in named.items()]
    return tuple(sorted(bars, key=lambda bar: (-bar.done, -bar.of, fold(bar.name))))


def printed(
    desk: Desk, school_id: str, words: Words, *, paper: str = "letter", fonts: Path | None = None
) -> Printout:
    """The page, as a PDF.

    Raises:
        Refused: there is no such school.
    """
    return report_pdf(read(desk, school_id, words), words, paper=paper, fonts=fonts)
