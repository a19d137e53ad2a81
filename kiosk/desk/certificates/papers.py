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


def known(view: View) -> Mapping[str, set[str]]:
    """What was drawn for each certificate, by its number and the kind of the file."""
    found: dict[str, set[str]] = {}
    for paper in view.live(TABLE):
        about, _, _ = paper.rpartition("-")
        found.setdefault(about, set()).add(paper)
    return found


def is_strange(number: str, drawing: str, known: Mapping[str, set[str]]) -> bool:
    """Whether files of this kind were made of a certificate, and none that draws this."""
    kind, _, _ = drawing.partition("-")
    made = known.get(f"{number}-{kind}")
    return made is not None and f"{number}-{drawing}" not in made
