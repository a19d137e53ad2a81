"""What is made up for a missed session in others: no more than was missed, and no minute
twice."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.model import MakeUp, PersonFact, Sitting, Void


@dataclass(frozen=True, slots=True)
class Credit:
    """Minutes of one session that count for another."""

    approval: MakeUp
    sitting: Sitting
    """Where they were."""
    minutes: int

    @property
    def source(self) -> str:
        return self.sitting.id


@dataclass(frozen=True, slots=True)
class Attended:
    """A closed session that someone was in, and their minutes as signed."""

    sitting: Sitting
    minutes: int


def approvals(facts: Iterable[PersonFact]) -> list[MakeUp]:
    """Those that stand, in their order; ``facts`` are those of a person as such."""
    known = list(facts)
    voided = {fact.voids for fact in known if isinstance(fact, Void)}
    return [fact for fact in known if isinstance(fact, MakeUp) and fact.id not in voided]


def credits(
    approved: Iterable[MakeUp], missed: Mapping[str, int], attended: Mapping[str, Attended]
) -> dict[str, tuple[Credit, ...]]:
    """What counts for each missed session, by its id.

    Args:
        approved: one person's, in the order in which they take.
        missed: the minutes missed, by session; without those that are not closed.
        attended: the sessions that can count instead, by id.
    """
    left = {session: there.minutes for session, there in attended.items()}
    room = dict(missed)
    found: dict[str, list[Credit]] = {}
    for approval in approved:
        for source in approval.sources:
            minutes = min(room.get(approval.missed, 0), left.get(source, 0))
            if minutes > 0:
                room[approval.missed] -= minutes
                left[source] -= minutes
                credit = Credit(approval, attended[source].sitting, minutes)
                found.setdefault(approval.missed, []).append(credit)
    return {session: tuple(made) for session, made in found.items()}
