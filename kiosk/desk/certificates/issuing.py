"""Certificates are issued: once for a completion, and again where a name was mended."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from kiosk.desk.certificates import keys, standing
from kiosk.desk.certificates.wording import languages_for, today, wording
from kiosk.desk.completions import completions
from kiosk.desk.held import Row
from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused
from kiosk.files.certificates import check_letters
from kiosk.files.credentials import Signer, credential
from kiosk.model import Award, Certificate, Programme, Role, Staff, Wording
from kiosk.rules import certificates as rules
from kiosk.rules.certificates import Standing, State

AT_ONCE = 100
"""In one change: a scan waits for no more."""

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


class Why(StrEnum):
    """Why there is no certificate for a row."""

    NOT_COMPLETE = "not_complete"
    NOT_SIGNED = "not_signed"
    """It was granted, and a session of it is not closed."""
    NO_AWARD = "no_award"
    """The programme keeps a passport, or gives nothing."""
    FORGOTTEN = "forgotten"
    REVOKED = "revoked"
    """The last one was revoked, and another was not asked for."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What issuing would do."""

    there: tuple[Certificate, ...]
    """Issued before, and given again as they are."""
    wanted: tuple[Row, ...]
    """For which one is to be issued."""
    passed: Counter[Why]
    """How many have none, and why."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of it; certificates in the order of the rows."""

    certificates: tuple[Certificate, ...]
    new: int
    superseding: int
    """How many of the new ones stand in place of another."""


def plan(view: View, rows: Iterable[Row], again: bool = False) -> Plan:
    """Which of these rows have a certificate, and which are to have one.

    Args:
        again: also where the last one was revoked.
    """
    there, wanted, passed = [], [], Counter[Why]()
    for row in rows:
        held = _held(view, row)
        why = _why_not(view, row, held, again)
        if held and held.certificate.says is None:
            passed[Why.FORGOTTEN] += 1
        elif held and held.state is State.ACTIVE and (why or not _is_mended(held, row)):
            there.append(held.certificate)  # what was issued stands until someone decides
        elif why:
            passed[why] += 1
        else:
            wanted.append(row)
    return Plan(tuple(there), tuple(wanted), passed)


def _held(view: View, row: Row) -> Standing | None:
    return rules.standing_for(standing.of(view, row.attendee.id), row.offering.id)


def _is_mended(held: Standing, row: Row) -> bool:
    says = held.certificate.says
    return says is not None and says.name != row.attendee.name


def _why_not(view: View, row: Row, held: Standing | None, again: bool) -> Why | None:
    programme = view.get(Programme, row.workshop.programme)
    if not row.completion.complete:
        return Why.NOT_COMPLETE
    if row.completion.unsigned:
        return Why.NOT_SIGNED
    if programme is None or programme.certificate is not Award.WORKSHOP:
        return Why.NO_AWARD
    if not row.attendee.name:
        return Why.FORGOTTEN
    if held and held.state is State.REVOKED and not again:
        return Why.REVOKED
    return None


def issue(
    desk: Desk,
    rows: Sequence[Row],
    staff: Staff,
    languages: tuple[str, ...] = (),
    again: bool = False,
    progress: Progress | None = None,
) -> Issued:
    """Issue what these rows are to have, and give what they have. The PIN of ``staff`` was
    checked by the caller. Stopped on the way, what was issued stays.

    Args:
        languages: one, or two side by side; by default each person's own.
        again: also where the last one was revoked.

    Raises:
        Refused: not by this person.
        NotPrintable: a text has a letter that is in none of the fonts; none was issued.
    """
    if Role.REP not in staff.roles:
        raise Refused("{name} is not a representative; a representative issues.", name=staff.name)
    view = desk.store
    wanted = plan(view, rows, again).wanted
    if wanted:
        check_letters(would_say(desk, wanted, languages), desk.vault.fonts)
        signer = keys.signer(desk)
    ids = [(row.attendee.id, row.workshop.id, row.offering.id) for row in wanted]
    new = superseding = 0
    for start in range(0, len(ids), AT_ONCE):
        made = _issue_some(desk, ids[start : start + AT_ONCE], staff, languages, again, signer)
        new += len(made)
        superseding += sum(bool(one.supersedes) for one in made)
        if progress:
            progress(min(start + AT_ONCE, len(ids)), len(ids))
    return Issued(_given(view, rows), new, superseding)


def would_say(desk: Desk, rows: Iterable[Row], languages: tuple[str, ...] = ()) -> list[Wording]:
    """What certificates for these rows would say, to be looked at before they are issued.

    Raises:
        Refused: more than two languages.
    """
    view, day = desk.store, today(desk)
    return [wording(view, row, languages_for(view, row.attendee, languages), day) for row in rows]


def _given(view: View, rows: Iterable[Row]) -> tuple[Certificate, ...]:
    held = (_held(view, row) for row in rows)
    return tuple(
        one.certificate
        for one in held
        if one and one.state is State.ACTIVE and one.certificate.says
    )


def _issue_some(
    desk: Desk,
    ids: Sequence[tuple[str, str, str]],
    staff: Staff,
    languages: tuple[str, ...],
    again: bool,
    signer: Signer,
) -> list[Certificate]:
    """What is asked for is looked at again under the lock: another window may have been
    first, or a session may have been opened again."""
    issued = []
    with desk.store.change() as tx:
        now, day = desk.clock.now(), today(desk)
        kiosk = tx.new_id().partition("-")[0]
        place = max((rules.place_of(n, kiosk) for n in _numbers(tx)), default=0)
        asked = {(person, offering) for person, _, offering in ids}
        for workshop in dict.fromkeys(workshop for _, workshop, _ in ids):
            for row in completions(tx, workshop=workshop):
                if (row.attendee.id, row.offering.id) not in asked:
                    continue
                if not plan(tx, [row], again).wanted:
                    continue
                place += 1
                held = _held(tx, row)
                before = held if held and held.state is State.ACTIVE else None
                said = languages_for(tx, row.attendee, languages)
                says = _says(tx, row, before, said, day)
                one = Certificate(
                    time=now,
                    by=staff.id,
                    attendee=row.attendee.id,
                    workshop=row.workshop.id,
                    offering=row.offering.id,
                    number=rules.number(kiosk, day.year, place),
                    code=rules.new_code(),
                    supersedes=before.certificate.number if before else "",
                    says=says,
                )
                signed = signer.sign(credential(one, says))
                issued.append(tx.add(replace(one, credential=signed)))
    return issued


def _says(
    tx: Change, row: Row, before: Standing | None, languages: tuple[str, ...], day: dt.date
) -> Wording:
    """Only the name is mended: the rest is as it was issued."""
    fresh = wording(tx, row, languages, day)
    if before and before.certificate.says:
        return replace(before.certificate.says, name=fresh.name, issued_on=fresh.issued_on)
    return fresh


def _numbers(view: View) -> list[str]:
    return [one.certificate.number for one in standing.everyone(view)]
