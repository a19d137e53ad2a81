"""Certificates are issued: once for a completion, and again where a name was mended."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from kiosk.desk.certificates import keys, making, standing
from kiosk.desk.certificates.making import LeftOut
from kiosk.desk.certificates.wording import languages_for, today, wording
from kiosk.desk.completing.completions import completions
from kiosk.desk.completing.held import Row
from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused
from kiosk.files.certificates.credentials import Signer, credential
from kiosk.files.certificates.papers import Look, find_faults
from kiosk.files.certificates.pictures import check_pictures
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
    mended: int = 0
    """How many of those wanted take the place of one with another name; they say the rest as
    it does, and in its language."""


@dataclass(frozen=True, slots=True)
class Issued:
    """What came of it; certificates in the order of the rows."""

    certificates: tuple[Certificate, ...]
    new: int
    superseding: int
    """How many of the new ones stand in place of another."""
    left_out: tuple[LeftOut, ...] = ()
    """For whom none was issued, since no font has what it would say."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Rows for which a certificate is wanted, by whether one can be printed."""

    rows: tuple[Row, ...]
    worded: tuple[Wording, ...]
    """What theirs would say."""
    left_out: tuple[LeftOut, ...]


def plan(view: View, rows: Iterable[Row], again: bool = False) -> Plan:
    """Which of these rows have a certificate, and which are to have one.

    Args:
        again: also where the last one was revoked.
    """
    there, wanted, passed, mended = [], [], Counter[Why](), 0
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
            mended += held is not None and held.state is State.ACTIVE
    return Plan(tuple(there), tuple(wanted), passed, mended)


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
    look: Look | None = None,
) -> Issued:
    """Issue what these rows are to have, and give what they have. The PIN of ``staff`` was
    checked by the caller. Stopped on the way, what was issued stays. Whose letters no font
    has is left out, and nothing is recorded for them.

    Args:
        languages: one, or two side by side; by default each person's own.
        again: also where the last one was revoked.
        look: what they are going to be made with; by default what is in use here.

    Raises:
        Refused: not by this person.
        BadTemplate: they cannot be made with the template; none was issued.
        ForPeople: the logo or a signature cannot be printed; none was issued.
    """
    if Role.REP not in staff.roles:
        raise Refused("{name} is not a representative; a representative issues.", name=staff.name)
    view = desk.store
    checked = check_letters(desk, plan(view, rows, again).wanted, languages)
    wanted, worded = checked.rows, checked.worded
    if wanted:
        check_pictures(desk.vault.pictures, (name for one in worded for name in one.facilitators))
        making.try_out(look or making.look_of(desk.vault), worded)
        signer = keys.signer(desk)
        round_ = _Round(desk, staff, languages, again, signer)
    new = superseding = 0
    for start in range(0, len(wanted), AT_ONCE):
        made = round_.issue(wanted[start : start + AT_ONCE])
        new += len(made)
        superseding += sum(bool(one.supersedes) for one in made)
        if progress:
            progress(min(start + AT_ONCE, len(wanted)), len(wanted))
    given = _given(view, rows, checked.left_out)
    return Issued(given, new, superseding, checked.left_out)


def check_letters(desk: Desk, rows: Sequence[Row], languages: tuple[str, ...] = ()) -> Checked:
    """For which of these rows a certificate can be printed.

    Raises:
        Refused: more than two languages.
    """
    return check_wordings(rows, would_say(desk, rows, languages), desk.vault.fonts)


def check_wordings(rows: Sequence[Row], worded: Sequence[Wording], fonts: Path | None) -> Checked:
    """The same of what was read before: made on any thread."""
    good, left_out = [], []
    found = find_faults(worded, fonts) if worded else []
    for row, says, faults in zip(rows, worded, found, strict=True):
        if faults:
            who, where = row.attendee.id, row.offering.id
            left_out.append(LeftOut(who, where, row.workshop.id, says.name, faults))
        else:
            good.append((row, says))
    return Checked(tuple(row for row, _ in good), tuple(says for _, says in good), tuple(left_out))


def would_say(desk: Desk, rows: Iterable[Row], languages: tuple[str, ...] = ()) -> list[Wording]:
    """What certificates for these rows would say, to be looked at before they are issued.

    Raises:
        Refused: more than two languages.
    """
    view, day = desk.store, today(desk)
    return [wording(view, row, languages_for(view, row.attendee, languages), day) for row in rows]


def _given(view: View, rows: Iterable[Row], left_out: Sequence[LeftOut]) -> tuple[Certificate, ...]:
    """Those that stand for these rows; not one with a name that was mended since, where the
    next cannot be printed."""
    without = {(one.attendee, one.offering) for one in left_out}
    held = (_held(view, row) for row in rows if (row.attendee.id, row.offering.id) not in without)
    return tuple(
        one.certificate
        for one in held
        if one and one.state is State.ACTIVE and one.certificate.says
    )


@dataclass(slots=True)
class _Round:
    """Issues some after others. What is asked for is looked at again under the lock: another
    window may have been first, or a session may have been opened again; but only where
    anything was written since it was looked at last."""

    desk: Desk
    staff: Staff
    languages: tuple[str, ...]
    again: bool
    signer: Signer
    _as_of: int = -1
    _place: int = 0
    _rows: dict[str, list[Row]] = field(default_factory=dict)

    def issue(self, rows: Sequence[Row]) -> list[Certificate]:
        """In one change; returns those that are new."""
        desk = self.desk
        asked = {(row.attendee.id, row.offering.id) for row in rows}
        issued = []
        with desk.store.change() as tx:
            kiosk = tx.new_id().partition("-")[0]
            if desk.store.revision != self._as_of:
                self._rows = {}
                numbers = (one.certificate.number for one in standing.everyone(tx))
                self._place = max((rules.place_of(n, kiosk) for n in numbers), default=0)
            for workshop in dict.fromkeys(row.workshop.id for row in rows):
                if workshop not in self._rows:
                    self._rows[workshop] = completions(tx, workshop=workshop)
                for row in self._rows[workshop]:
                    is_asked = (row.attendee.id, row.offering.id) in asked
                    if is_asked and plan(tx, [row], self.again).wanted:
                        self._place += 1
                        issued.append(self._one(tx, row, kiosk))
        self._as_of = desk.store.revision
        return issued

    def _one(self, tx: Change, row: Row, kiosk: str) -> Certificate:
        day, held = today(self.desk), _held(tx, row)
        before = held if held and held.state is State.ACTIVE else None
        said = languages_for(tx, row.attendee, self.languages)
        says = _says(tx, row, before, said, day)
        one = Certificate(
            time=self.desk.clock.now(),
            by=self.staff.id,
            attendee=row.attendee.id,
            workshop=row.workshop.id,
            offering=row.offering.id,
            number=rules.number(kiosk, day.year, self._place),
            code=rules.new_code(),
            supersedes=before.certificate.number if before else "",
            says=says,
        )
        return tx.add(replace(one, credential=self.signer.sign(credential(one, says))))


def _says(
    tx: Change, row: Row, before: Standing | None, languages: tuple[str, ...], day: dt.date
) -> Wording:
    """Only the name is mended: the rest is as it was issued."""
    fresh = wording(tx, row, languages, day)
    if before and before.certificate.says:
        return replace(before.certificate.says, name=fresh.name, issued_on=fresh.issued_on)
    return fresh
