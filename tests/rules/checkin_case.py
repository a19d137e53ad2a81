"""A line of the table of the door: what is given, when someone comes, what happens."""

from __future__ import annotations

from dataclasses import dataclass, field

from kiosk.rules.checkin import Candidate, Outcome


@dataclass(frozen=True)
class Case:
    name: str
    given: list[Candidate]
    when: str
    """A wall-clock time in Toronto on 10 April 2026, or a whole one."""
    then: Outcome
    where: str | None = None
    """The id of the session that is spoken of."""
    serving: set[str] | None = None
    """What the kiosk checks in to; ``None``: everything."""
    since: str | None = None
    choices: list[str] = field(default_factory=list)
    walk_in: bool = False
