"""Bringing in what a file holds: matched with what is known, in one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from kiosk.desk.itemizing import Item, item
from kiosk.desk.protocol import Change, Desk
from kiosk.errors import Count, Refused, Text
from kiosk.files.attendees import Person
from kiosk.files.programmes import ProgrammeFile
from kiosk.files.reading import Parsed, Wrong
from kiosk.files.sessions import SessionFile
from kiosk.model import (
    Attendee,
    Badge,
    Offering,
    Record,
    Registration,
    School,
    Session,
    Workshop,
)
from kiosk.rules import codes, schedule
from kiosk.rules.names import name_key, number_key


@dataclass(slots=True)
class Report:
    """What an import did, or would do."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    wrong: list[Wrong] = field(default_factory=list)
    items: list[Item] = field(default_factory=list, compare=False)
    """What is new or changed, for whoever looks before it counts."""

    def put(self, tx: Change, record: Record) -> None:
        known = tx.get(type(record), record.id)
        if known == record:
            self.unchanged += 1
            return
        if known is None:
            self.added += 1
        else:
            self.changed += 1
        self.items.append(item(tx, record, known))
        tx.put(record)


class _DryRun(Exception):
    """Leaves a change without keeping it."""


def _bring(desk: Desk, work: Callable[[Change, Report], None], dry_run: bool) -> Report:
    report = Report()
    try:
        with desk.store.change() as tx:
            work(tx, report)
            if dry_run:
                raise _DryRun
    except _DryRun:
        pass
    return report


def bring_programme(desk: Desk, file: ProgrammeFile, dry_run: bool = False) -> Report:
    """Bring in a programme and its workshops; one a workshop names must be known."""

    def work(tx: Change, report: Report) -> None:
        report.wrong.extend(file.workshops.wrong)
        report.put(tx, file.programme)
        here = {workshop.id for _, workshop in file.workshops.entries}
        for where, workshop in file.workshops.entries:
            held = tx.get(Workshop, workshop.id)
            named = (*workshop.prerequisites, *workshop.equivalents)
            unknown = [w for w in named if w not in here and tx.get(Workshop, w) is None]
            if held and held.programme != workshop.programme:
                why = Text("{id} belongs to {other}", id=workshop.id, other=held.programme)
                report.wrong.append(Wrong(where, why))
            elif unknown:
                why = Text("it names {workshop}, which is no workshop", workshop=unknown[0])
                report.wrong.append(Wrong(where, why))
            else:
                report.put(tx, workshop)

    return _bring(desk, work, dry_run)


def bring_sessions(desk: Desk, files: Iterable[SessionFile], dry_run: bool = False) -> Report:
    """Bring in schools, offerings and sessions; their workshops must be known."""

    def work(tx: Change, report: Report) -> None:
        for file in files:
            report.wrong.extend(file.wrong)
            if file.offerings.entries:
                report.put(tx, _keeping_dates(tx, file.school))
            refused = {
                offering.id
                for where, offering in file.offerings.entries
                if not _offering(tx, report, where, offering)
            }
            for where, session in file.sessions.entries:
                _session(tx, report, where, session, session.offering in refused)

    return _bring(desk, work, dry_run)


def _keeping_dates(tx: Change, school: School) -> School:
    """A file that holds only some of a school's sessions does not shorten the school."""
    known = tx.get(School, school.id)
    if known is None or school.starts is None or school.ends is None:
        return school
    return replace(
        school,
        starts=min(school.starts, known.starts or school.starts),
        ends=max(school.ends, known.ends or school.ends),
    )


def _offering(tx: Change, report: Report, where: str, offering: Offering) -> bool:
    """Bring in an offering; says whether it came in."""
    if tx.get(Workshop, offering.workshop) is None:
        why = Text(
            "there is no workshop {workshop}; import its programme first",
            workshop=offering.workshop,
        )
        report.wrong.append(Wrong(where, why))
        return False
    known = tx.get(Offering, offering.id)
    if known and (known.school, known.workshop) != (offering.school, offering.workshop):
        why = Text(
            "{id} is {workshop} at {school} already",
            id=offering.id,
            workshop=known.workshop,
            school=known.school,
        )
        report.wrong.append(Wrong(where, why))
        return False
    report.put(tx, replace(offering, cancelled=known.cancelled if known else False))
    return True


def _session(tx: Change, report: Report, where: str, session: Session, refused: bool) -> None:
    offering = None if refused else tx.get(Offering, session.offering)
    workshop = tx.get(Workshop, offering.workshop) if offering else None
    known = tx.get(Session, session.id)
    wanted = replace(session, cancelled=known.cancelled if known else False)
    if workshop is None:
        if not any(w.where == where.rsplit(", session", 1)[0] for w in report.wrong):
            why = Text("its offering {offering} did not come in", offering=session.offering)
            report.wrong.append(Wrong(where, why))
    elif known and known.offering != session.offering:
        why = Text("{id} is a session of {other}", id=session.id, other=known.offering)
        report.wrong.append(Wrong(where, why))
    elif session.part and session.part > len(workshop.parts):
        parts = Count("{n} part", "{n} parts", len(workshop.parts))
        why = Text("{id} has {parts}, not {part}", id=workshop.id, parts=parts, part=session.part)
        report.wrong.append(Wrong(where, why))
    elif known not in (None, wanted) and schedule.standing_closing(tx.session_facts(session.id)):
        why = Text("{id} is closed; reopen it before it is changed", id=session.id)
        report.wrong.append(Wrong(where, why))
    else:
        report.put(tx, wanted)


# ---- people


def bring_attendees(desk: Desk, parsed: Parsed[Person], dry_run: bool = False) -> Report:
    """Bring in a roster. Someone new gets a badge code; registrations are added or
    changed, never removed."""

    def work(tx: Change, report: Report) -> None:
        report.wrong.extend(parsed.wrong)
        for where, person in parsed.entries:
            try:
                unknown = [o for o, _ in person.registrations if tx.get(Offering, o) is None]
                if unknown:
                    raise Refused(
                        "there is no offering {offering}; import its sessions first",
                        offering=unknown[0],
                    )
                attendee = merged(tx, person)
            except Refused as refused:
                report.wrong.append(Wrong(where, refused.text))
                continue
            report.put(tx, attendee)
            ensure_badge(tx, attendee.id)
            for offering, status in person.registrations:
                registration_id = Registration.id_for(attendee.id, offering)
                known = tx.get(Registration, registration_id)
                walk_in = known.walk_in if known else False
                report.put(
                    tx,
                    Registration(
                        id=registration_id,
                        attendee=attendee.id,
                        offering=offering,
                        status=status,
                        walk_in=walk_in,
                    ),
                )

    return _bring(desk, work, dry_run)


def merged(tx: Change, person: Person) -> Attendee:
    """The attendee a row speaks of, with what the row says; a new one if nobody fits.

    Raises:
        Refused: it is not certain who is meant.
    """
    known = match(tx, person)
    if known is None:
        return Attendee(
            id=f"a-{tx.new_id()}",
            name=person.name,
            member_number=person.member_number,
            local=person.local,
            positions=person.positions,
            good_standing=person.good_standing,
            email=person.email,
            language=person.language,
        )
    return replace(
        known,
        name=person.name,
        member_number=person.member_number or known.member_number,
        local=person.local or known.local,
        positions=person.positions or known.positions,
        good_standing=known.good_standing if person.good_standing is None else person.good_standing,
        email=person.email or known.email,
        language=person.language or known.language,
    )


def match(tx: Change, person: Person) -> Attendee | None:
    """Who is meant: by member number, else by email and name, else by name and local.

    Raises:
        Refused: several fit, or the number is that of someone with another name.
    """
    key, number = name_key(person.name), number_key(person.member_number)
    if number:
        numbered = tx.attendees_numbered(number)
        for attendee in numbered:
            if not set(key.split()) & set(name_key(attendee.name).split()):
                raise Refused(
                    "the member number {number} is {name}'s; mend the row, or that person's number",
                    number=person.member_number,
                    name=attendee.name,
                )
        if numbered:
            return _only(numbered)
    named = [a for a in tx.attendees_named(key) if not (number and number_key(a.member_number))]
    if person.email:
        same = [a for a in named if a.email.casefold() == person.email.casefold()]
        if same:
            return _only(same)
    return _only([a for a in named if a.local.casefold() == person.local.casefold()])


def _only(found: list[Attendee]) -> Attendee | None:
    if len(found) > 1:
        raise Refused("several known people fit this row; give the member number")
    return found[0] if found else None


def ensure_badge(tx: Change, attendee: str) -> Badge:
    """The badge in force of a person; a new one if they have none."""
    for badge in tx.badges_of(attendee):
        if not badge.revoked:
            return badge
    return new_badge(tx, attendee)


def new_badge(tx: Change, attendee: str | None) -> Badge:
    """A badge with a new code, tied to a person or to nobody yet."""
    code = codes.new_code()
    while tx.badges(code):
        code = codes.new_code()
    badge = Badge(id=f"b-{tx.new_id()}", code=code, attendee=attendee)
    tx.put(badge)
    return badge
