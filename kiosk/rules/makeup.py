"""What is made up for a missed session in others: no more than was missed, and no minute
twice, also where two of them were at the same time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kiosk.model import MakeUp, PersonFact, Sitting, Void
from kiosk.rules import intervals
from kiosk.rules.intervals import MINUTE, Interval, first, without


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
    when: tuple[Interval, ...] = ()
    """When they were in; unknown: for as many minutes from the start on."""

    @property
    def times(self) -> tuple[Interval, ...]:
        start = self.sitting.start
        return self.when or ((start, start + self.minutes * MINUTE),)


def approvals(facts: Iterable[PersonFact]) -> list[MakeUp]:
    """Those that stand, in their order; ``facts`` are those of a person as such."""
    known = list(facts)
    voided = {fact.voids for fact in known if isinstance(fact, Void)}
    return [fact for fact in known if isinstance(fact, MakeUp) and fact.id not in voided]


def credits(
    approved: Iterable[MakeUp],
    missed: Mapping[str, int],
    attended: Mapping[str, Attended],
    own: Iterable[Interval] = (),
) -> dict[str, tuple[Credit, ...]]:
    """What counts for each missed session, by its id. What is approved of several sessions
    adds up.

    Args:
        approved: one person's, in the order in which they take.
        missed: the minutes missed, by session; without those that are not closed.
        attended: the sessions that can count instead, by id.
        own: when they were in the missed sessions themselves: it counts there.
    """
    counted = list(own)
    left = {session: without(there.times, counted) for session, there in attended.items()}
    room = dict(missed)
    found: dict[str, list[Credit]] = {}
    for approval in approved:
        for source in approval.sources:
            taken = first(left.get(source, ()), room.get(approval.missed, 0))
            minutes = intervals.minutes(taken)
            if minutes > 0:
                room[approval.missed] -= minutes
                left = {session: without(times, taken) for session, times in left.items()}
                credit = Credit(approval, attended[source].sitting, minutes)
                found.setdefault(approval.missed, []).append(credit)
    return {session: tuple(made) for session, made in found.items()}
