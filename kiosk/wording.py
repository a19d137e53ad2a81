"""What a person is told: two lines for every verdict, what is so and what to do now."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from kiosk.desk.door import Verdict
from kiosk.model import Sitting
from kiosk.rules import schedule
from kiosk.rules.checkin import Outcome
from kiosk.words import Words


@dataclass(frozen=True, slots=True)
class Told:
    """The two lines."""

    what: str
    then: str

    def __str__(self) -> str:
        return f"{self.what} {self.then}".strip()


def given_name(name: str) -> str:
    """What someone is greeted by: the first word of their name, as it stands."""
    return name.split()[0] if name.split() else name


def place(sitting: Sitting, words: Words) -> str:
    """Where a session is."""
    if sitting.offering.online:
        return words("Online")
    return sitting.room


def where(sitting: Sitting, words: Words) -> str:
    """“Go to Room A.”, or nothing where no place is known."""
    if sitting.offering.online:
        return words("It is held online.")
    return words("Go to {room}.", room=sitting.room) if sitting.room else ""


def titled(sitting: Sitting, words: Words) -> str:
    """The workshop, and which of its sessions where it has several."""
    title = sitting.title(words.language)
    if sitting.count < 2:
        return title
    return words(
        "{title}, session {number} of {count}",
        title=title,
        number=sitting.number,
        count=sitting.count,
    )


def starting(sitting: Sitting, now: dt.datetime, words: Words) -> str:
    """When it starts, and in how many minutes; or since when it runs."""
    time = words.time(sitting.start.astimezone(sitting.zone))
    minutes = math.ceil((sitting.start - now).total_seconds() / 60)
    if minutes <= 0:
        return words("started {time}", time=time)
    if minutes > 120:
        return words("starts {time}", time=time)
    return words.plural(
        "starts {time}, in {n} minute", "starts {time}, in {n} minutes", minutes, time=time
    )


def since(verdict: Verdict, words: Words) -> str:
    """Since when someone is checked in."""
    if verdict.first_at is None or verdict.sitting is None:
        return ""
    return words("since {time}", time=words.time(verdict.first_at.astimezone(verdict.sitting.zone)))


def told(verdict: Verdict, words: Words) -> Told:
    """The two lines of a verdict."""
    desk = words("Please see staff at the desk.")
    if verdict.sitting is None:
        return Told(_without_session(verdict.outcome, words), _advice(verdict.outcome, words))
    sitting = verdict.sitting
    local = sitting.start.astimezone(sitting.zone)
    at = words.time(local)
    if local.date() != verdict.at.astimezone(sitting.zone).date():
        at = words("{day} at {time}", day=words.day(local.date()), time=at)
    opens = words.time(schedule.door(sitting).opens.astimezone(sitting.zone))
    title = titled(sitting, words)
    to = where(sitting, words)
    match verdict.outcome:
        case Outcome.CHECKED_IN:
            name = given_name(verdict.attendee.name) if verdict.attendee else ""
            return Told(words("Welcome, {name}: {title}.", name=name, title=title), to)
        case Outcome.ALREADY_CHECKED_IN:
            first = verdict.first_at.astimezone(sitting.zone) if verdict.first_at else local
            said = words(
                "You have been checked in to {title} since {time}.",
                title=title,
                time=words.time(first),
            )
            return Told(said, to)
        case Outcome.WRONG_SESSION:
            said = words("You are registered for {title}. It starts at {at}.", title=title, at=at)
            return Told(said, to or desk)
        case Outcome.TOO_EARLY:
            said = words("{title} starts at {at}.", title=title, at=at)
            return Told(said, words("Check-in opens at {time}. Please come back then.", time=opens))
        case Outcome.TOO_LATE:
            return Told(words("Check-in for {title} is over.", title=title), desk)
        case Outcome.SESSION_CLOSED:
            return Told(words("{title} is closed already.", title=title), desk)
        case Outcome.SESSION_CANCELLED:
            return Told(words("{title} is cancelled.", title=title), desk)
        case Outcome.REGISTRATION_CANCELLED:
            return Told(words("Your registration for {title} was cancelled.", title=title), desk)
        case Outcome.WAITLISTED:
            return Told(words("You are on the waiting list for {title}.", title=title), desk)
    return Told(_without_session(verdict.outcome, words), _advice(verdict.outcome, words))


def _without_session(outcome: Outcome, words: Words) -> str:
    match outcome:
        case Outcome.UNKNOWN_CODE:
            return words("This code is not one of ours, or was not read completely.")
        case Outcome.UNASSIGNED_CODE:
            return words("This badge is not tied to anyone yet.")
        case Outcome.REVOKED_CODE:
            return words("This badge is no longer valid.")
        case Outcome.AMBIGUOUS_NAME:
            return words("Several people have this name.")
        case Outcome.NOT_REGISTERED:
            return words("You are not registered for a session here.")
        case Outcome.CHOOSE_SESSION:
            return words("You are registered for several sessions now.")
    return words("We cannot find this name.")


def _advice(outcome: Outcome, words: Words) -> str:
    match outcome:
        case Outcome.UNKNOWN_CODE:
            return words("Scan it once more, or type your name.")
        case Outcome.AMBIGUOUS_NAME:
            return words("Type your member number, or scan your badge.")
        case Outcome.UNKNOWN_NAME:
            return words("Type your whole name or your member number, or scan your badge.")
        case Outcome.CHOOSE_SESSION:
            return words("Choose the one you are here for.")
    return words("Please see staff at the desk.")
