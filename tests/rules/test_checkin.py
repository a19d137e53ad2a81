"""The rules of the door, as one table: what is given, when someone comes, what happens."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from itertools import permutations

import pytest

from kiosk.model import RegistrationStatus
from kiosk.rules.checkin import Candidate, Outcome, Situation, decide
from kiosk.rules.eligibility import Lack, Need
from tests.building import at, sitting
from tests.rules.doors import (
    ADMITS_AN_HOUR,
    ADMITS_NOBODY_LATE,
    AFTERNOON,
    ASKS_NOTHING,
    AUTUMN_NIGHT,
    EVENING,
    MORNING,
    NEEDS_STEWARD_1,
    NIGHT,
    NOON,
    NOT_A_TRUSTEE,
    ONLINE_WEST,
    RIVAL,
    SAYS_GOODBYE,
    SPRING_NIGHT,
    TOMORROW,
    YESTERDAY,
    called_off,
    cancelled_for,
    in_since,
    in_until,
    offering_called_off,
    registered,
    registration,
    unregistered,
    waitlisted,
)


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


def moment(when: str) -> dt.datetime:
    return at(when if len(when) > 15 else f"2026-04-10 {when}")


O = Outcome  # noqa: E741 - one letter keeps the table's lines whole

CASES = [
    # -- one session, registered: when its door is open
    Case("half an hour before, to the second: in",
         [registered(MORNING)], "08:30:00", O.CHECKED_IN, "morning"),
    Case("a second before the door opens: too early",
         [registered(MORNING)], "08:29:59", O.TOO_EARLY, "morning"),
    Case("at the start: in",
         [registered(MORNING)], "09:00:00", O.CHECKED_IN, "morning"),
    Case("in the last second: in",
         [registered(MORNING)], "11:59:59", O.CHECKED_IN, "morning"),
    Case("at the very end nothing is left to attend: too late",
         [registered(MORNING)], "12:00:00", O.TOO_LATE, "morning"),
    Case("hours after: too late",
         [registered(MORNING)], "17:00:00", O.TOO_LATE, "morning"),
    Case("an hour of admission, to the second: in",
         [registered(ADMITS_AN_HOUR)], "10:00:00", O.CHECKED_IN, "hour"),
    Case("a second after the last admission: too late",
         [registered(ADMITS_AN_HOUR)], "10:00:01", O.TOO_LATE, "hour"),
    Case("no late admission: in at the start",
         [registered(ADMITS_NOBODY_LATE)], "09:00:00", O.CHECKED_IN, "punctual"),
    Case("no late admission: a second after the start is too late",
         [registered(ADMITS_NOBODY_LATE)], "09:00:01", O.TOO_LATE, "punctual"),
    Case("the door opens ten minutes before: in",
         [registered(ADMITS_NOBODY_LATE)], "08:50:00", O.CHECKED_IN, "punctual"),
    Case("the door opens ten minutes before: too early",
         [registered(ADMITS_NOBODY_LATE)], "08:49:59", O.TOO_EARLY, "punctual"),

    # -- one session: everything else that can be so
    Case("already in: says since when",
         [registered(MORNING, standing=in_since("2026-04-10 08:41"))], "09:20",
         O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:41"),
    Case("already in, though the session was called off meanwhile",
         [registered(called_off(MORNING), standing=in_since("2026-04-10 08:41"))], "09:20",
         O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:41"),
    Case("already in, though it is closed",
         [registered(MORNING, standing=in_since("2026-04-10 08:41"), closed=True)], "11:50",
         O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:41"),
    Case("already in, though the registration was cancelled meanwhile",
         [cancelled_for(MORNING, standing=in_since("2026-04-10 08:41"))], "09:20",
         O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:41"),
    Case("already in without a registration",
         [unregistered(MORNING, standing=in_since("2026-04-10 08:41"))], "09:20",
         O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:41"),
    Case("already in, and the last admission is past",
         [registered(ADMITS_AN_HOUR, standing=in_since("2026-04-10 08:41"))], "11:30",
         O.ALREADY_CHECKED_IN, "hour", since="2026-04-10 08:41"),
    Case("came, left, comes back: in again",
         [registered(MORNING, standing=in_until("2026-04-10 08:41", "2026-04-10 10:00"))],
         "10:20", O.CHECKED_IN, "morning"),
    Case("the session is called off",
         [registered(called_off(MORNING))], "08:50", O.SESSION_CANCELLED, "morning"),
    Case("the whole offering is called off",
         [registered(offering_called_off(MORNING))], "08:50", O.SESSION_CANCELLED, "morning"),
    Case("called off goes before closed",
         [registered(called_off(MORNING), closed=True)], "08:50", O.SESSION_CANCELLED, "morning"),
    Case("the session is closed",
         [registered(MORNING, closed=True)], "10:00", O.SESSION_CLOSED, "morning"),
    Case("closed goes before a cancelled registration",
         [cancelled_for(MORNING, closed=True)], "10:00", O.SESSION_CLOSED, "morning"),
    Case("closed goes before too late",
         [registered(MORNING, closed=True)], "15:00", O.SESSION_CLOSED, "morning"),
    Case("the registration was cancelled",
         [cancelled_for(MORNING)], "08:50", O.REGISTRATION_CANCELLED, "morning"),
    Case("a cancelled registration goes before too early",
         [cancelled_for(MORNING)], "06:00", O.REGISTRATION_CANCELLED, "morning"),
    Case("on the waiting list",
         [waitlisted(MORNING)], "08:50", O.WAITLISTED, "morning"),
    Case("the waiting list goes before too late",
         [waitlisted(MORNING)], "15:00", O.WAITLISTED, "morning"),
    Case("once checked in without a registration, and that was taken back",
         [unregistered(MORNING)], "09:20", O.NOT_REGISTERED, "morning"),
    Case("nothing at all",
         [], "09:00", O.NOT_REGISTERED),
    Case("a walk-in is told as one",
         [Candidate(MORNING, replace(registration(MORNING, RegistrationStatus.REGISTERED),
                                     walk_in=True))],
         "09:00", O.CHECKED_IN, "morning", walk_in=True),

    # -- a full room, a waiting list, what a workshop asks for
    Case("the last free place: in",
         [registered(MORNING, free=1)], "09:20", O.CHECKED_IN, "morning"),
    Case("released, and no place is free: full",
         [registered(MORNING, free=0)], "09:20", O.SESSION_FULL, "morning"),
    Case("more came than there is room for: full",
         [registered(MORNING, free=-2)], "09:20", O.SESSION_FULL, "morning"),
    Case("already in goes before full",
         [registered(MORNING, standing=in_since("2026-04-10 08:41"), free=0)], "09:20",
         O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:41"),
    Case("who comes back keeps the place",
         [registered(MORNING, standing=in_until("2026-04-10 08:41", "2026-04-10 10:00"), free=0)],
         "10:20", O.CHECKED_IN, "morning"),
    Case("who comes back is let in after the last admission",
         [registered(ADMITS_AN_HOUR, standing=in_until("2026-04-10 08:41", "2026-04-10 09:30"))],
         "10:20", O.CHECKED_IN, "hour"),
    Case("who comes back after the end is too late",
         [registered(MORNING, standing=in_until("2026-04-10 08:41", "2026-04-10 10:00"))],
         "12:10", O.TOO_LATE, "morning"),
    Case("too late goes before full",
         [registered(MORNING, free=0)], "12:00", O.TOO_LATE, "morning"),
    Case("on the waiting list, and a place is free: in",
         [waitlisted(MORNING, free=1)], "08:50", O.CHECKED_IN, "morning"),
    Case("on the waiting list, and no place is free",
         [waitlisted(MORNING, free=0)], "08:50", O.WAITLISTED, "morning"),
    Case("on the waiting list of a session without a capacity: staff decide",
         [waitlisted(MORNING, free=None)], "08:50", O.WAITLISTED, "morning"),
    Case("on the waiting list, came, left, comes back: in",
         [waitlisted(MORNING, standing=in_until("2026-04-10 08:41", "2026-04-10 10:00"), free=0)],
         "10:20", O.CHECKED_IN, "morning"),
    Case("another workshop has to come first",
         [registered(MORNING, lacks=NEEDS_STEWARD_1)], "08:50",
         O.PREREQUISITE_MISSING, "morning"),
    Case("not in good standing",
         [registered(MORNING, lacks=(Lack(Need.GOOD_STANDING),))], "08:50",
         O.PREREQUISITE_MISSING, "morning"),
    Case("without the position it is for: in, whoever registered them knew",
         [registered(MORNING, lacks=NOT_A_TRUSTEE)], "08:50", O.CHECKED_IN, "morning"),
    Case("the programme only warns: in",
         [registered(ASKS_NOTHING, lacks=NEEDS_STEWARD_1)], "08:50", O.CHECKED_IN, "asks"),
    Case("too early goes before what is asked for",
         [registered(MORNING, lacks=NEEDS_STEWARD_1)], "08:00", O.TOO_EARLY, "morning"),
    Case("what is asked for goes before full",
         [registered(MORNING, lacks=NEEDS_STEWARD_1, free=0)], "09:20",
         O.PREREQUISITE_MISSING, "morning"),
    Case("the waiting list goes before what is asked for",
         [waitlisted(MORNING, lacks=NEEDS_STEWARD_1, free=0)], "09:20", O.WAITLISTED, "morning"),
    Case("already in goes before what is asked for",
         [registered(MORNING, standing=in_since("2026-04-10 08:41"), lacks=NEEDS_STEWARD_1)],
         "09:20", O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:41"),
    Case("one room is full, another workshop is open: in to that",
         [registered(MORNING, free=0), registered(RIVAL)], "09:20", O.CHECKED_IN, "rival"),

    # -- where departures are recorded
    Case("a second scan: out",
         [registered(SAYS_GOODBYE, standing=in_since("2026-04-10 08:41"))], "10:00",
         O.CHECKED_OUT, "goodbye", since="2026-04-10 08:41"),
    Case("a third: in again",
         [registered(SAYS_GOODBYE, standing=in_until("2026-04-10 08:41", "2026-04-10 10:00"))],
         "10:20", O.CHECKED_IN, "goodbye"),
    Case("before the start too: out",
         [registered(SAYS_GOODBYE, standing=in_since("2026-04-10 08:41"))], "08:50",
         O.CHECKED_OUT, "goodbye", since="2026-04-10 08:41"),
    Case("on the way home, half an hour after the end: out",
         [registered(SAYS_GOODBYE, standing=in_since("2026-04-10 08:41"))], "12:30:00",
         O.CHECKED_OUT, "goodbye", since="2026-04-10 08:41"),
    Case("later than that it says nothing: was in",
         [registered(SAYS_GOODBYE, standing=in_since("2026-04-10 08:41"))], "12:30:01",
         O.ALREADY_CHECKED_IN, "goodbye", since="2026-04-10 08:41"),
    Case("under a signature nobody goes out",
         [registered(SAYS_GOODBYE, standing=in_since("2026-04-10 08:41"), closed=True)], "12:05",
         O.ALREADY_CHECKED_IN, "goodbye", since="2026-04-10 08:41"),
    Case("the next session is open: in to that, not out of the last",
         [registered(SAYS_GOODBYE, standing=in_since("2026-04-10 08:41")), registered(AFTERNOON)],
         "12:31", O.CHECKED_IN, "afternoon"),
    Case("entered from paper: in at that time, so out",
         [registered(SAYS_GOODBYE,
                     standing=in_until("2026-04-10 08:41", "2026-04-10 10:00"))], "09:30",
         O.CHECKED_OUT, "goodbye", since="2026-04-10 08:41"),
    Case("entered from paper, before the first arrival known: already in",
         [registered(MORNING, standing=in_since("2026-04-10 09:10"))], "08:55",
         O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 09:10"),

    # -- several sessions of the day: which one is spoken of
    Case("between two sessions of the day: the next one",
         [registered(MORNING), registered(AFTERNOON)], "12:35", O.CHECKED_IN, "afternoon"),
    Case("before the day: the first one, too early",
         [registered(AFTERNOON), registered(MORNING)], "07:00", O.TOO_EARLY, "morning"),
    Case("after the morning, before the afternoon's door: too early for the afternoon",
         [registered(MORNING), registered(AFTERNOON)], "12:10", O.TOO_EARLY, "afternoon"),
    Case("after the day: the one whose start is nearest",
         [registered(MORNING), registered(AFTERNOON)], "17:00", O.TOO_LATE, "afternoon"),
    Case("in the morning's session, before the afternoon's door: already in",
         [registered(MORNING, standing=in_since("2026-04-10 08:50")), registered(AFTERNOON)],
         "11:00", O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:50"),
    Case("was in the morning's session, no departure: in to the afternoon's",
         [registered(MORNING, standing=in_since("2026-04-10 08:50")), registered(AFTERNOON)],
         "12:45", O.CHECKED_IN, "afternoon"),
    Case("the morning is closed, the afternoon's door is not open: too early",
         [registered(MORNING, closed=True), registered(AFTERNOON)], "12:10",
         O.TOO_EARLY, "afternoon"),
    Case("the morning is closed before its end: closed, as its door would be open",
         [registered(MORNING, closed=True), registered(AFTERNOON)], "11:40",
         O.SESSION_CLOSED, "morning"),
    Case("the morning is called off: said while its door would be open",
         [registered(called_off(MORNING)), registered(AFTERNOON)], "09:00",
         O.SESSION_CANCELLED, "morning"),
    Case("the morning is called off, another workshop is open: in to that",
         [registered(called_off(MORNING)), registered(RIVAL)], "09:10", O.CHECKED_IN, "rival"),
    Case("past the last admission, another workshop is open: in to that",
         [registered(ADMITS_AN_HOUR), registered(RIVAL)], "10:30", O.CHECKED_IN, "rival"),
    Case("past the last admission, another is still to open: too late for the first",
         [registered(ADMITS_AN_HOUR), registered(EVENING)], "10:30", O.TOO_LATE, "hour"),

    # -- sessions at the same time, or one right after the other
    Case("registered for two at once: chooses, by time",
         [registered(RIVAL), registered(MORNING)], "09:10",
         O.CHOOSE_SESSION, choices=["morning", "rival"]),
    Case("two at once, and only one door is open: that one",
         [registered(RIVAL), registered(MORNING)], "08:50", O.CHECKED_IN, "morning"),
    Case("two at once, and in one of them: stays there",
         [registered(RIVAL), registered(MORNING, standing=in_since("2026-04-10 08:50"))],
         "09:31", O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:50"),
    Case("two at once, and left the one: in to the other",
         [registered(RIVAL), registered(MORNING, closed=True,
                                        standing=in_until("2026-04-10 08:50", "2026-04-10 09:20"))],
         "09:31", O.CHECKED_IN, "rival"),
    Case("two at once, one on the waiting list: in to the other",
         [waitlisted(MORNING), registered(RIVAL)], "09:10", O.CHECKED_IN, "rival"),
    Case("two at once, one closed: in to the other",
         [registered(MORNING, closed=True), registered(RIVAL)], "09:10", O.CHECKED_IN, "rival"),
    Case("one begins as the other ends, and in neither: chooses",
         [registered(MORNING), registered(NOON)], "11:45",
         O.CHOOSE_SESSION, choices=["morning", "noon"]),
    Case("one begins as the other ends, in the first, its end near: in to the second",
         [registered(MORNING, standing=in_since("2026-04-10 08:50")), registered(NOON)],
         "11:45", O.CHECKED_IN, "noon"),
    Case("one begins as the other ends, in the first, the second's door not open: stays",
         [registered(MORNING, standing=in_since("2026-04-10 08:50")), registered(NOON)],
         "11:29:59", O.ALREADY_CHECKED_IN, "morning", since="2026-04-10 08:50"),
    Case("at the very minute the one ends and the other begins: in to the second",
         [registered(MORNING), registered(NOON)], "12:00:00", O.CHECKED_IN, "noon"),

    Case("in the second already, which has not begun; the first's end is nearer: in to it",
         [registered(sitting("short", "2026-04-10 11:30", "2026-04-10 12:00", offering="short")),
          registered(NOON, standing=in_since("2026-04-10 11:35"))],
         "11:40", O.CHECKED_IN, "short"),

    # -- what stands goes before what does not
    Case("a place on a waiting list now, a registration this evening: the registration",
         [waitlisted(MORNING), registered(EVENING)], "09:00", O.TOO_EARLY, "evening"),
    Case("a waiting list of a closed session, a registration this evening: the registration",
         [waitlisted(MORNING, closed=True), registered(EVENING)], "09:00",
         O.TOO_EARLY, "evening"),
    Case("a waiting list of a session called off, a registration that is over: the registration",
         [waitlisted(called_off(MORNING)), registered(sitting(
             "early", "2026-04-10 07:00", "2026-04-10 08:00", offering="early"))],
         "09:00", O.TOO_LATE, "early"),
    Case("a cancelled registration of a closed session, a waiting list this evening",
         [cancelled_for(MORNING, closed=True), waitlisted(EVENING)], "09:00",
         O.WAITLISTED, "evening"),
    Case("the waiting list goes before a cancelled registration",
         [cancelled_for(MORNING), waitlisted(RIVAL)], "09:10", O.WAITLISTED, "rival"),
    Case("a cancelled registration today goes before a registration tomorrow",
         [cancelled_for(MORNING), registered(TOMORROW)], "09:00",
         O.REGISTRATION_CANCELLED, "morning"),

    # -- other days
    Case("only tomorrow: too early, and for which",
         [registered(TOMORROW)], "09:00", O.TOO_EARLY, "tomorrow"),
    Case("only yesterday, and was there: nothing of theirs today",
         [registered(YESTERDAY, standing=in_since("2026-04-09 08:50"))], "09:00",
         O.NOT_REGISTERED),
    Case("only yesterday: too late",
         [registered(YESTERDAY)], "09:00", O.TOO_LATE, "yesterday"),
    Case("yesterday attended, tomorrow to come: too early for tomorrow",
         [registered(YESTERDAY, standing=in_since("2026-04-09 08:50")), registered(TOMORROW)],
         "09:00", O.TOO_EARLY, "tomorrow"),
    Case("yesterday no departure, today open: in to today",
         [registered(YESTERDAY, standing=in_since("2026-04-09 08:50")), registered(MORNING)],
         "09:00", O.CHECKED_IN, "morning"),

    # -- sessions over midnight, nights when the clocks change, zones
    Case("over midnight: in on the day after",
         [registered(NIGHT)], "2026-04-11 00:30", O.CHECKED_IN, "night"),
    Case("over midnight: its day goes on while it runs",
         [registered(NIGHT, standing=in_since("2026-04-10 22:50")), registered(TOMORROW)],
         "2026-04-11 01:00", O.ALREADY_CHECKED_IN, "night", since="2026-04-10 22:50"),
    Case("over midnight, when it is over: the morning's, still to open",
         [registered(NIGHT, standing=in_since("2026-04-10 22:50")), registered(TOMORROW)],
         "2026-04-11 02:00", O.TOO_EARLY, "tomorrow"),
    Case("a door that opens before midnight",
         [registered(sitting("late", "2026-04-11 00:15", "2026-04-11 02:00"))],
         "2026-04-10 23:45", O.CHECKED_IN, "late"),
    Case("clocks go forward: half an hour of real time before, which is 01:45",
         [registered(SPRING_NIGHT)], "2026-03-08 01:45", O.CHECKED_IN, "spring"),
    Case("clocks go forward: a minute earlier is too early",
         [registered(SPRING_NIGHT)], "2026-03-08 01:44", O.TOO_EARLY, "spring"),
    Case("clocks go back: half an hour of real time before, in the second 01 o'clock",
         [registered(AUTUMN_NIGHT)], "2026-11-01T01:45-05:00", O.CHECKED_IN, "autumn"),
    Case("clocks go back: 01:45 the first time is too early",
         [registered(AUTUMN_NIGHT)], "2026-11-01T01:45-04:00", O.TOO_EARLY, "autumn"),
    Case("an online offering with a zone of its own: its wall clock counts",
         [registered(ONLINE_WEST)], "2026-04-10T17:30-07:00", O.CHECKED_IN, "west"),
    Case("an online offering with a zone of its own: 18:00 in the school is too early",
         [registered(ONLINE_WEST)], "2026-04-10T18:00-04:00", O.TOO_EARLY, "west"),
    Case("the zone of the laptop's time does not matter",
         [registered(MORNING)], "2026-04-10T22:00+09:00", O.CHECKED_IN, "morning"),

    # -- a kiosk that serves one room, or one session
    Case("served: in",
         [registered(MORNING)], "09:00", O.CHECKED_IN, "morning", serving={"morning"}),
    Case("of two at once only one is served: in to that, nothing to choose",
         [registered(MORNING), registered(RIVAL)], "09:10", O.CHECKED_IN, "rival",
         serving={"rival"}),
    Case("expected in another room now: the wrong session, and which is right",
         [registered(MORNING)], "09:00", O.WRONG_SESSION, "morning", serving={"rival"}),
    Case("expected in another room later today: that one",
         [registered(EVENING)], "09:00", O.WRONG_SESSION, "evening", serving={"rival"}),
    Case("in another room already: that one",
         [registered(MORNING, standing=in_since("2026-04-10 08:50"))], "09:00",
         O.WRONG_SESSION, "morning", serving={"rival"}),
    Case("expected in two rooms today: the one that is open now",
         [registered(EVENING), registered(MORNING)], "09:00",
         O.WRONG_SESSION, "morning", serving={"rival"}),
    Case("the other room's session is over: not registered",
         [registered(MORNING)], "12:30", O.NOT_REGISTERED, serving={"rival"}),
    Case("the other room's session is closed: not registered",
         [registered(MORNING, closed=True)], "09:30", O.NOT_REGISTERED, serving={"rival"}),
    Case("the other room's session is called off: not registered",
         [registered(called_off(MORNING))], "09:00", O.NOT_REGISTERED, serving={"rival"}),
    Case("on another room's waiting list: not registered",
         [waitlisted(MORNING)], "09:00", O.NOT_REGISTERED, serving={"rival"}),
    Case("expected in another room, but tomorrow: not registered",
         [registered(TOMORROW)], "09:00", O.NOT_REGISTERED, serving={"rival"}),
    Case("what is served goes before what is not, even from the waiting list",
         [waitlisted(RIVAL), registered(MORNING)], "09:10", O.WAITLISTED, "rival",
         serving={"rival"}),
    Case("in another room's session: not let into one at the same time here",
         [registered(RIVAL), registered(MORNING, standing=in_since("2026-04-10 08:50"))],
         "09:31", O.WRONG_SESSION, "morning", serving={"rival"}),
    Case("in another room's session that ends as this one begins: in",
         [registered(NOON), registered(MORNING, standing=in_since("2026-04-10 08:50"))],
         "11:45", O.CHECKED_IN, "noon", serving={"noon"}),
    Case("nothing at all is served",
         [registered(MORNING)], "09:00", O.WRONG_SESSION, "morning", serving=set()),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_door(case: Case) -> None:
    served = None if case.serving is None else frozenset(case.serving)
    # The order in which the sessions were found must not matter.
    for found in permutations(case.given):
        decision = decide(Situation(moment(case.when), found, served))
        assert decision.outcome is case.then
        assert (decision.sitting.id if decision.sitting else None) == case.where
        assert decision.first_at == (at(case.since) if case.since else None)
        assert [choice.id for choice in decision.choices] == case.choices
        assert decision.walk_in is case.walk_in


def test_no_two_cases_have_one_name() -> None:
    assert len({case.name for case in CASES}) == len(CASES)


def test_every_outcome_of_the_rule_is_in_the_table() -> None:
    before_the_rule = {
        O.UNKNOWN_CODE,
        O.UNASSIGNED_CODE,
        O.REVOKED_CODE,
        O.UNKNOWN_NAME,
        O.AMBIGUOUS_NAME,
    }
    assert {case.then for case in CASES} == set(Outcome) - before_the_rule
