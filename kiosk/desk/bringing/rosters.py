"""Bringing in people and what they are registered for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from kiosk.desk.badge_codes import new_badge
from kiosk.desk.bringing.matching import Doubt, Matcher, as_said
from kiosk.desk.bringing.reporting import Question, Renaming, Report, bring, number_of
from kiosk.desk.protocol import Change, Desk, View
from kiosk.errors import Refused, Text
from kiosk.files.attendees import ColumnDoubt, Person, Roster
from kiosk.files.choices import Tell, silent
from kiosk.files.reading import Parsed, Wrong
from kiosk.files.sayings import tidy
from kiosk.model import Attendee, Offering, Registration, RegistrationStatus, Workshop
from kiosk.rules.columns import split_titles
from kiosk.rules.contradictions import contradictions
from kiosk.rules.names import clean, fold, says_less

_ID = re.compile(r"[a-z0-9-]+")
_STRENGTH = tuple(RegistrationStatus)
"""Who is in a file as several things is the first of these."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Who is meant by the rows of which it is not certain."""

    same: Mapping[int, str] = field(default_factory=dict)
    """By row, the id of who it is; empty: somebody new."""
    rename: bool = False
    """Whether people who are known are called from now on what the file calls them."""


def bring_attendees(
    desk: Desk,
    parsed: Parsed[Person],
    dry_run: bool = False,
    answers: Answers | None = None,
    source: str = "",
    tell: Tell = silent,
) -> Report:
    """Bring in a roster. Someone new gets a badge code; registrations are added or
    changed, never removed."""

    def work(tx: Change, report: Report) -> None:
        report.wrong.extend(parsed.wrong)
        report.left_out = parsed.left_out
        if isinstance(parsed, Roster) and parsed.shape and not dry_run:
            tx.put(parsed.shape)
        bringing = _Bringing(tx, report, answers or Answers(), tell)
        if isinstance(parsed, Roster):
            bringing.doubts = parsed.doubts
        if isinstance(parsed, Roster) and parsed.recognised:
            bringing.column = next(iter(parsed.recognised.fields.get("offering", ())), "")
            crosses = (c for c in parsed.recognised.columns if c.field == "cross")
            bringing.columns = {tidy(c.workshop): c.heading for c in crosses}
        bringing.bring(parsed)

    return bring(desk, work, dry_run, source)


class _Bringing:
    """One roster on its way in."""

    def __init__(self, tx: Change, report: Report, answers: Answers, tell: Tell) -> None:
        self._tx, self._report, self._answers, self._tell = tx, report, answers, tell
        self.column = ""
        """Over the offerings."""
        self.columns: Mapping[str, str] = {}
        """By the title of a workshop, the heading of its column."""
        self.doubts: Mapping[int, ColumnDoubt] = {}
        self._said: dict[str, dict[str, tuple[str, str]]] = {}
        """By person and field, what a row of the file said, and which row."""
        self._positions: dict[str, tuple[str, ...]] = {}
        """By person, the positions that the file gave them so far."""
        self._matcher = Matcher(tx)
        self._offerings = Offerings(tx)
        self._people: dict[str, Attendee] = {}
        self._new: set[str] = set()
        self._registered: dict[tuple[str, str], RegistrationStatus] = {}
        self._done = 0

    def bring(self, parsed: Parsed[Person]) -> None:
        # Who says a number is found first, so that who says only a name is told apart
        # from them, and the same the second time.
        entries = sorted(parsed.entries, key=lambda entry: _vagueness(entry[1]))
        total = 2 * len(entries)
        for where, person in entries:
            self._step(total)
            self._row(where, person)
        for attendee in self._people.values():
            self._step(total)
            self._report.put(self._tx, attendee)
            if attendee.id in self._new:  # one that was revoked is replaced where it is printed
                new_badge(self._tx, attendee.id)
        for (who, offering), status in self._registered.items():
            self._register(who, offering, status)
        self._tell(total, total)

    def _step(self, total: int) -> None:
        self._done += 1
        if self._done % 200 == 0:
            self._tell(self._done, total)

    def _row(self, where: str, person: Person) -> None:
        offerings = []
        for text, status in person.registrations:
            try:
                offerings += [(named, status) for named in self._offerings.all_named(text)]
            except Refused as refused:
                column = self.columns.get(text, self.column)
                self._report.wrong.append(Wrong(where, refused.text, column, text))
                return
        known = self._meant(where, person)
        if isinstance(known, Doubt):
            question = Question(where, person.name, known.reason, known.may_be, known.may_be_new)
            self._report.questions.append(question)
            return
        doubt = self.doubts.get(number_of(where))
        if doubt and (doubt.column or number_of(where) not in self._answers.same):
            self._report.questions.append(_asked(where, person, doubt, known))
            return
        differs = self._contradiction(where, person, known) if known else None
        if differs:
            self._report.questions.append(differs)
            return
        said = as_said(known, self._with_positions(person, known), self._tx.new_id)
        attendee = self._named(where, known, said, person)
        self._said.setdefault(attendee.id, {}).update(
            (name, (said, where)) for name, said in _fields(person).items() if said
        )
        if person.positions:
            self._positions[attendee.id] = attendee.positions
        self._matcher.add(attendee, is_new=known is None)
        self._people[attendee.id] = attendee
        if known is None:
            self._new.add(attendee.id)
        for offering, status in offerings:
            key = attendee.id, offering
            other = self._registered.get(key, status)
            self._registered[key] = min(status, other, key=_STRENGTH.index)

    def _contradiction(self, where: str, person: Person, known: Attendee) -> Question | None:
        """What an earlier row of the file says otherwise of the same person, until somebody
        says that it is they."""
        earlier = self._said.get(known.id, {})
        if not earlier or number_of(where) in self._answers.same:
            return None
        before = {name: said for name, (said, _) in earlier.items()}
        for name, one, other in contradictions(before, _fields(person)):
            why = Text(
                "{where} says “{one}” of the same person, and this row “{other}”",
                where=earlier[name][1],
                one=one[:60],
                other=other[:60],
            )
            is_new = not person.member_number
            return Question(where, person.name, why, (known,), may_be_new=is_new)
        return None

    def _with_positions(self, person: Person, known: Attendee | None) -> Person:
        """A row with the positions that earlier rows of the file gave the person."""
        if known is None or known.id not in self._said or not person.positions:
            return person
        both = dict.fromkeys((*self._positions.get(known.id, ()), *person.positions))
        return replace(person, positions=tuple(both))

    def _named(
        self, where: str, known: Attendee | None, attendee: Attendee, person: Person
    ) -> Attendee:
        """With the name that is known, unless somebody said that the file's is to be taken, or
        who this row is: what a file calls somebody may be short, or of somebody else."""
        if known is None or attendee.name == known.name or known.id in self._new:
            return attendee
        if says_less(person.written or person.name, known.name) or not known.name:
            return replace(attendee, name=known.name or attendee.name)
        if self._answers.rename or self._answers.same.get(number_of(where)):
            return attendee
        self._report.renames.append(Renaming(where, known, attendee.name))
        return replace(attendee, name=known.name)

    def _meant(self, where: str, person: Person) -> Attendee | Doubt | None:
        answer = self._answers.same.get(number_of(where))
        if answer is None:
            return self._matcher.match(person)
        if not answer:
            # Said once to be somebody new: by now they may be known, and be certain.
            found = self._matcher.match(person)
            return None if isinstance(found, Doubt) and found.may_be_new else found
        known = self._tx.get(Attendee, answer)
        if known is None:
            raise Refused("There is nobody {id}.", id=answer)
        return self._matcher.now(known)

    def _register(self, who: str, offering: str, status: RegistrationStatus) -> None:
        registration = Registration.id_for(who, offering)
        known = self._tx.get(Registration, registration)
        self._report.put(
            self._tx,
            Registration(
                id=registration,
                attendee=who,
                offering=offering,
                status=status,
                walk_in=known.walk_in if known else False,
            ),
        )


def _asked(where: str, person: Person, doubt: ColumnDoubt, known: Attendee | None) -> Question:
    """The question of a row of which something else than the person is not clear."""
    may_be = (known,) if known and not doubt.column else ()
    is_new = known is None and not doubt.column
    return Question(where, person.name, doubt.reason, may_be, is_new, doubt.column, doubt.field)


def _fields(person: Person) -> dict[str, str]:
    """What a row says of somebody that only one thing can be."""
    standing = person.good_standing
    return {
        "name": person.name,
        "member_number": person.member_number,
        "local": person.local,
        "email": person.email,
        "language": person.language,
        "good_standing": "" if standing is None else str(standing),
    }


def _vagueness(person: Person) -> int:
    return 0 if person.member_number else 1 if person.email else 2


class Offerings:
    """The offering that a file means by an id, or by its workshop."""

    def __init__(self, view: View) -> None:
        self._view = view
        self._known: dict[str, str] = {}
        self._by_title: dict[str, set[str]] | None = None

    def named(self, text: str) -> str:
        """The id of an offering.

        Raises:
            Refused: there is none, or the workshop is held several times.
        """
        if text not in self._known:
            self._known[text] = self._find(text)
        return self._known[text]

    def all_named(self, text: str) -> list[str]:
        """The ids of the offerings of a text: of one, or of several with commas or the like
        between them, as a form writes the answers that were ticked.

        Raises:
            Refused: as :meth:`named`.
        """
        if self._is_known(text):
            return [self.named(text)]
        parts = split_titles(text, self._is_known) or [text]
        return [self.named(part) for part in parts]

    def _is_known(self, text: str) -> bool:
        """Whether a text is the id or the title of something that is held."""
        return text in self._known or fold(text) in self._titles()

    def _find(self, text: str) -> str:
        if self._view.get(Offering, text):
            return text
        found = sorted(self._titles().get(fold(text), ()))
        if len(found) > 1:
            raise Refused(
                "“{workshop}” is held several times ({offerings}); give the offering's id",
                workshop=clean(text),
                offerings=", ".join(found[:5]),
            )
        if not found:
            raise Refused(
                "there is no offering {offering}; import its sessions first", offering=clean(text)
            )
        return found[0]

    def within(self, text: str) -> set[str]:
        """The offerings whose id, or whose workshop's title, stands within a text; where a
        title stands within another, that of the longer."""
        said, ids = f" {fold(text)} ", set(_ID.findall(text.lower()))
        by_id = {o for offerings in self._titles().values() for o in offerings if o in ids}
        titles = {name for name in self._titles() if f" {name} " in said}
        longest = {t for t in titles if not any(t != u and t in u for u in titles)}
        return by_id or {o for title in longest for o in self._titles()[title]}

    def _titles(self) -> dict[str, set[str]]:
        """By everything a workshop is called, the offerings of it that are held."""
        if self._by_title is None:
            self._by_title = {}
            for offering in self._view.all(Offering):
                workshop = self._view.get(Workshop, offering.workshop)
                if workshop is None or offering.cancelled:
                    continue
                for name in (offering.id, workshop.id, *workshop.title.values()):
                    self._by_title.setdefault(fold(name), set()).add(offering.id)
        return self._by_title


def none_said(parsed: Parsed[Person]) -> bool:
    """Whether no row says what anyone is registered for."""
    return bool(parsed.entries) and not any(p.registrations for _, p in parsed.entries)


NONE_SAID = Text(
    "No row says what its person is registered for. Give the offering they are all for."
)
