"""How each paper of a certificate was drawn, so that another drawing is not taken for it.

A paper is recorded when it is made: by its number and by what it draws, which says nothing of
anybody. It may be made several times, on letter paper and on A4, alone and with others, on
this laptop and on another; each is one of its papers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from kiosk.desk.protocol import Desk, View
from kiosk.files.certificates.drawn import drawings
from kiosk.model import Certificate

TABLE = "papers"
"""A document for each paper; no record, because nothing follows from it."""


@dataclass(frozen=True, slots=True)
class Paper:
    """One certificate as it is drawn in one file."""

    number: str
    """The certificate's."""
    drawing: str
    """What it draws, as :func:`drawings` says it."""

    @property
    def id(self) -> str:
        return f"{self.number}-{self.drawing}"


Remember = Callable[[Sequence[Paper]], None]
"""Records papers; :func:`remember`, where the store is."""


def papers_in(issued: Sequence[Certificate], content: bytes) -> list[Paper]:
    """Those in a file that was made for these certificates, a page each, in their order."""
    drawn = drawings(content)
    return [Paper(one.number, drawing) for one, drawing in zip(issued, drawn, strict=True)]


def remember(desk: Desk, made: Sequence[Paper]) -> None:
    """Record those that were made, each once. Where nothing can be recorded they are made
    all the same: they are verified by what stands on them.

    Raises:
        NotRecorded: the disk did not take it.
    """
    known = desk.store.live(TABLE)
    new = [one for one in made if one.id not in known]
    if not new or desk.store.read_only:
        return
    with desk.store.change() as tx:
        for one in new:
            tx.set(TABLE, one.id, {"number": one.number, "drawing": one.drawing})


@dataclass(frozen=True, slots=True)
class Known:
    """The papers that are recorded."""

    numbers: Mapping[str, set[str]]
    """Of which certificates each drawing is, by their numbers."""
    made: set[tuple[str, str]]
    """The certificates, and as which kinds of file each was made."""


def known(view: View) -> Known:
    """All that are recorded."""
    numbers: dict[str, set[str]] = {}
    for paper in view.live(TABLE):
        number, kind, drawn = paper.rsplit("-", 2)
        numbers.setdefault(f"{kind}-{drawn}", set()).add(number)
    made = {(one, _kind(drawing)) for drawing, several in numbers.items() for one in several}
    return Known(numbers, made)


def of_drawing(drawing: str, known: Known) -> set[str]:
    """The numbers of the certificates for which something was made that draws this."""
    return known.numbers.get(drawing, set())


def is_strange(number: str, drawing: str, known: Known) -> bool:
    """Whether files of this kind were made of a certificate, and none that draws this."""
    was_made = (number, _kind(drawing)) in known.made
    return was_made and number not in of_drawing(drawing, known)


def _kind(drawing: str) -> str:
    return drawing.partition("-")[0]
