"""What a session comes to in the end, case by case: what was recorded, signed, opened again,
merged and undone, in that order, and what the person then has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from kiosk.model import Closing, CompletionRule, Merge, Reopening, Sitting, Void
from kiosk.rules import makeup, merging
from kiosk.rules.attendance import roster, roster_hash
from kiosk.rules.completion import Reason, complete
from kiosk.rules.schedule import standing_closing
from kiosk.rules.session_record import SessionRecord
from tests.building import at, sitting
from tests.rules.recorded import (
    ABSENT,
    AUTUMN_NIGHT,
    EXCUSED,
    GRACE,
    MIDNIGHT,
    SPRING_NIGHT,
    approval,
    came,
    marked,
    merge,
    reopening,
    void,
    went,
)

SIGN, REOPEN = "sign", "reopen"
MAY = sitting("may", "2026-05-10 09:00", "2026-05-10 12:00", offering="again")


def as_(attendee: str, fact: Any) -> Any:
    """What was recorded of somebody else than Ana."""
    return replace(fact, attendee=attendee)


@dataclass(frozen=True)
class Story:
    given: Sequence[Any]
    """Facts, and where it was signed and opened again."""
    then: tuple[Reason, int, int]
    """Of Ana: why it is complete or not, minutes, of how many."""
    what: Sitting = field(default_factory=sitting)
    rule: CompletionRule = field(default_factory=CompletionRule)
    made_up: int = 0
    """Minutes of May that a facilitator approved."""
    on: str = "2026-04-10"
    """The day of completion, where it is complete."""


DONE, FEW, MISSED, OPEN = (
    Reason.ALL_SESSIONS,
    Reason.TOO_FEW_MINUTES,
    Reason.MISSING_SESSIONS,
    Reason.NOT_ALL_CLOSED,
)

STORIES = {
    "signed once": Story([came("09:00"), SIGN], (DONE, 180, 180)),
    "never signed": Story([came("09:00")], (OPEN, 0, 180)),
    "on the roster and never seen": Story([SIGN], (MISSED, 0, 180)),
    "the minute that is just enough": Story([came("09:18"), SIGN], (DONE, 162, 180)),
    "a minute later is too late": Story([came("09:19"), SIGN], (FEW, 161, 180)),
    "what comes after the signature does not count": Story(
        [SIGN, came("09:00")], (MISSED, 0, 180)
    ),
    "what comes after the signature counts when signed anew": Story(
        [SIGN, came("09:00"), REOPEN, SIGN], (DONE, 180, 180)
    ),
    "reopened and not signed again": Story([came("09:00"), SIGN, REOPEN], (OPEN, 0, 180)),
    "reopened and signed unchanged": Story([came("09:00"), SIGN, REOPEN, SIGN], (DONE, 180, 180)),
    "reopened twice and signed unchanged": Story(
        [came("09:00"), SIGN, REOPEN, SIGN, REOPEN, SIGN], (DONE, 180, 180)
    ),
    "reopened twice, once for a mark, once to take it back": Story(
        [came("09:00", 1), SIGN, REOPEN, marked(ABSENT, 3), SIGN, REOPEN, void(4, 3), SIGN],
        (DONE, 180, 180),
    ),
    "reopened twice, and the last word is excused": Story(
        [came("09:00", 1), SIGN, REOPEN, marked(ABSENT, 3), SIGN, REOPEN, marked(EXCUSED, 4), SIGN],
        (MISSED, 0, 180),
    ),
    "reopened twice and left open": Story(
        [came("09:00"), SIGN, REOPEN, SIGN, REOPEN], (OPEN, 0, 180)
    ),
    "what had been marked stays when it is reopened": Story(
        [marked(EXCUSED), SIGN, REOPEN, SIGN], (MISSED, 0, 180)
    ),
    "signed twice without reopening, as two laptops do: the later counts": Story(
        [SIGN, came("09:00"), SIGN], (DONE, 180, 180)
    ),
    "checked in at three windows": Story(
        [came("09:00", 1), came("09:00", 2), came("09:01", 3), SIGN], (DONE, 180, 180)
    ),
    "in, out and in again at three windows": Story(
        [came("09:00", 1), went("10:00", 2), came("10:10", 3), SIGN], (DONE, 170, 180)
    ),
    "three windows that write in another order": Story(
        [came("10:10", 3), went("10:00", 2), came("09:00", 1), SIGN], (DONE, 170, 180)
    ),
    "a walk-in who turns out to be Ana": Story(
        [as_("walk-in", came("09:00", 1)), merge(2, "walk-in", "ana"), SIGN], (DONE, 180, 180)
    ),
    "the walk-in's hours and Ana's add up": Story(
        [
            as_("walk-in", came("09:00", 1)), as_("walk-in", went("10:00", 2)),
            came("11:00", 3), went("12:00", 4), merge(5, "walk-in", "ana"), SIGN,
        ],
        (FEW, 120, 180),
    ),
    "the walk-in's hours and Ana's overlap": Story(
        [as_("walk-in", came("09:00", 1)), came("10:00", 2), merge(3, "walk-in", "ana"), SIGN],
        (DONE, 180, 180),
    ),
    "merged after the signature: attended wins": Story(
        [as_("walk-in", came("09:00", 1)), SIGN, merge(2, "walk-in", "ana")], (DONE, 180, 180)
    ),
    "a merge undone before it was signed": Story(
        [as_("walk-in", came("09:00", 1)), merge(2, "walk-in", "ana"),
         as_("walk-in", void(3, 2)), SIGN],
        (MISSED, 0, 180),
    ),
    "a merge undone after it was signed, and signed anew": Story(
        [
            as_("walk-in", came("09:00", 1)), merge(2, "walk-in", "ana"), SIGN,
            as_("walk-in", void(3, 2)), REOPEN, SIGN,
        ],
        (MISSED, 0, 180),
    ),
    "a merge undone gives each their own again": Story(
        [
            as_("walk-in", came("09:00", 1)), came("10:30", 2), merge(3, "walk-in", "ana"),
            as_("walk-in", void(4, 3)), SIGN,
        ],
        (FEW, 90, 180),
    ),
    "a merge undone and made again": Story(
        [
            as_("walk-in", came("09:00", 1)), merge(2, "walk-in", "ana"),
            as_("walk-in", void(3, 2)), merge(4, "walk-in", "ana"), SIGN,
        ],
        (DONE, 180, 180),
    ),
    "what was missed is made up": Story([SIGN], (DONE, 180, 180), made_up=180, on="2026-05-10"),
    "made up is capped at what was missed": Story(
        [came("10:00"), SIGN], (DONE, 180, 180), made_up=180, on="2026-05-10"
    ),
    "a correction leaves less to make up": Story(
        [came("11:00", 1), SIGN, came("09:30", 2), REOPEN, SIGN],
        (DONE, 180, 180),
        made_up=180,
        on="2026-05-10",
    ),
    "nothing is made up of what is open": Story(
        [came("11:00", 1), SIGN, REOPEN], (OPEN, 0, 180), made_up=180
    ),
    "the night the clock jumps has two hours": Story(
        [came("2026-03-08T01:00-05:00"), SIGN], (DONE, 120, 120), sitting("night", *SPRING_NIGHT),
        on="2026-03-08",
    ),
    "the night an hour comes twice has three": Story(
        [came("2026-11-01T00:30-04:00"), SIGN], (DONE, 180, 180), sitting("night", *AUTUMN_NIGHT),
        on="2026-11-01",
    ),
    "in that night the second half past one is an hour later": Story(
        [came("2026-11-01T01:30-05:00"), SIGN], (FEW, 60, 180), sitting("night", *AUTUMN_NIGHT)
    ),
    "over midnight it is completed on the day it began": Story(
        [came("2026-04-10 22:00"), SIGN], (DONE, 180, 180), sitting("night", *MIDNIGHT)
    ),
    "over midnight, and gone at midnight": Story(
        [came("2026-04-10 22:00", 1), went("2026-04-11 00:00", 2), SIGN],
        (FEW, 120, 180),
        sitting("night", *MIDNIGHT),
    ),
}  # fmt: skip


def people(facts: Sequence[Any]) -> dict[str, str]:
    """By attendee who was merged, the person they are, by what stands."""
    standing = merging.standing_merges([f for f in facts if isinstance(f, Merge | Void)])
    return merging.roots(standing)


def sign(what: Sitting, facts: Sequence[Any], n: int) -> Closing:
    who = people(facts)
    by_person: dict[str, list[Any]] = {}
    for fact in sorted(facts, key=lambda fact: fact.order):
        if not isinstance(fact, Merge):
            by_person.setdefault(who.get(fact.attendee, fact.attendee), []).append(fact)
    lines = roster(["ana"], by_person, what.start, what.end, GRACE)
    return Closing(
        id=f"k-{n}",
        entered=at("2026-04-10 00:00"),
        time=what.end,
        session=what.id,
        by="fay",
        minutes=what.minutes,
        roster=lines,
        hash=roster_hash(what.id, what.minutes, lines),
    )


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_in_the_end(story: Story) -> None:
    facts: list[Any] = []
    signatures: list[Closing | Reopening] = []
    for n, event in enumerate(story.given, 100):
        if event == SIGN:
            signatures.append(sign(story.what, facts, n))
        elif event == REOPEN:
            signatures.append(reopening(n))
        else:
            facts.append(event)
    signed = standing_closing(signatures)
    if signed:
        signed = merging.resolved(signed, people(facts))
    line = next((x for x in signed.roster if x.attendee == "ana"), None) if signed else None
    record = SessionRecord(story.what, signed, line)
    if signed and story.made_up:
        made = makeup.credits(
            [approval(story.what.id, "may")],
            {story.what.id: record.length - record.minutes},
            {"may": makeup.Attended(MAY, story.made_up)},
        )
        record = SessionRecord(story.what, signed, line, made.get(story.what.id, ()))
    done = complete([record], story.rule)
    assert (done.reason, done.minutes, done.scheduled_minutes) == story.then
    assert (str(done.completed_on) if done.completed_on else story.on) == story.on
