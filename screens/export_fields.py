"""What is asked on the export screen, and the answers there are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kiosk.desk.protocol import Desk
from kiosk.desk.roster import Seen
from kiosk.model import Offering, Programme, RegistrationStatus, School, Workshop, text
from kiosk.rules.completion import Stand
from kiosk.rules.names import fold
from kiosk.words import Words
from screens import signs
from screens.choice import Choice
from screens.forms import Field

Options = tuple[tuple[str, str], ...]
"""Values, and how each is shown."""


class Offered(Choice):
    """A field whose answers are known only once they are read, or change with another."""

    @property
    def options(self) -> Options:
        """The answers there are."""
        return tuple(self._options)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        chosen = self.value
        self._options, self._place = list(options), 0
        self.value = chosen
        self.set_class(self._is_long, "-long")
        self.refresh(layout=True)


OFFERED = ("programme", "workshop", "school", "status", "layout")
"""Fields that are."""


@dataclass(frozen=True, slots=True)
class Taught:
    """What is held anywhere, by name: ids, and what each is called."""

    programmes: Options
    workshops: Options
    schools: Options


def taught(desk: Desk, language: str) -> Taught:
    """What there is to choose from."""
    view = desk.store
    offerings = view.all(Offering)
    workshops = {w.id: w for o in offerings for w in [view.get(Workshop, o.workshop)] if w}
    programmes = {
        p.id: p for w in workshops.values() for p in [view.get(Programme, w.programme)] if p
    }
    schools = {s.id: s for o in offerings for s in [view.get(School, o.school)] if s}
    return Taught(
        _by_name((p.id, text(p.title, language)) for p in programmes.values()),
        _by_name((w.id, text(w.title, language)) for w in workshops.values()),
        _by_name((s.id, s.name) for s in schools.values()),
    )


def _by_name(options: Iterable[tuple[str, str]]) -> Options:
    return tuple(sorted(options, key=lambda option: (fold(option[1]), option[0])))


def every(name: str, words: Words) -> tuple[str, str]:
    """The answer that asks for no one in particular."""
    return "", {
        "programme": words.context("programme", "all"),
        "workshop": words.context("workshop", "all"),
        "school": words.context("school", "all"),
        "status": words.context("status", "all"),
        "layout": words("as usual"),
    }[name]


def statuses(what: str, words: Words) -> Options:
    """Those that a kind of table asks for."""
    found: Options = {
        "completions": tuple((stand.value, signs.stand_word(stand, words)) for stand in Stand),
        "attendance": tuple((seen.value, signs.word(seen, words)) for seen in Seen),
        "attendees": (
            (RegistrationStatus.REGISTERED.value, words("registered")),
            (RegistrationStatus.WAITLISTED.value, words("on the waiting list")),
            (RegistrationStatus.CANCELLED.value, words.context("registration", "cancelled")),
        ),
    }[what]
    return found


def kinds(words: Words) -> Options:
    """What the tables are called where one is chosen."""
    return (
        ("completions", words("the completions that were listed")),
        ("attendance", words("attendance, session by session")),
        ("attendees", words("people and their registrations")),
    )


def sorts(words: Words) -> Options:
    """In which orders."""
    return (
        ("", words("as on the screen")),
        ("name", words("by name")),
        ("local", words("by local")),
        ("workshop", words("by workshop")),
        ("completed_on", words("by day, the oldest first")),
        ("-completed_on", words("by day, the newest first")),
        ("member_number", words("by member number")),
    )


def forms(words: Words) -> Options:
    """As what kind of file."""
    return (
        ("csv", words("CSV, for a spreadsheet")),
        ("json", words("JSON")),
        ("xlsx", words("Excel workbook")),
        ("pdf", words("PDF: the school on one page")),
    )


def fields(words: Words, path: str) -> tuple[Field, ...]:
    """In the order in which they are asked.

    Args:
        path: the file that is proposed.
    """
    none = {name: (every(name, words),) for name in OFFERED}
    standing = (*none["status"], *statuses("completions", words))
    return (
        Field("form", words.context("file", "As"), "csv", choices=forms(words)),
        Field("path", words("Into the file"), path),
        Field("what", words("What"), "completions", choices=kinds(words)),
        Field("programme", words("Programme"), choices=none["programme"]),
        Field("workshop", words("Workshop"), choices=none["workshop"]),
        Field("school", words("School"), choices=none["school"]),
        Field("status", words("Status"), choices=standing),
        Field("local", words("Only of local")),
        Field("position", words("Only of position")),
        Field("starts", words("From the day")),
        Field("ends", words("To the day")),
        Field("sort", words("Sorted"), choices=sorts(words)),
        Field("layout", words("Layout"), choices=none["layout"]),
        Field("columns", words("Columns"), hint=words("as in member_number=No, name=Nom")),
        Field("keep", words("Keep columns as")),
    )
