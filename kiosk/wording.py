"""What a person is told: two lines for every verdict, what is so and what to do now."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass

from kiosk.desk.door import Verdict
from kiosk.model import Attendee, Sitting, text
from kiosk.rules import schedule
from kiosk.rules.checkin import Outcome
from kiosk.rules.eligibility import Need
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


def named(attendee: Attendee, words: Words) -> str:
    """Someone's name; of who asked to be forgotten, that they were."""
    return attendee.name or words("(forgotten)")


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
        return Told(_without_session(verdict, words), _advice(verdict, words))
    sitting = verdict.sitting
    opens = words.time(schedule.door(sitting).opens.astimezone(sitting.zone))
    title = titled(sitting, words)
    to = where(sitting, words)
    name = given_name(verdict.attendee.name) if verdict.attendee else ""
    match verdict.outcome:
        case Outcome.CHECKED_IN:
            said = words("Welcome, {name}: {title}.", name=name, title=title)
            if verdict.again:
                said = words("Welcome back, {name}: {title}.", name=name, title=title)
            return Told(said, f"{to} {lacking(verdict, words)}".strip())
        case Outcome.CHECKED_OUT:
            said = words("Goodbye, {name}: you have left {title}.", name=name, title=title)
            return Told(said, words("Scan again when you come back."))
        case Outcome.ALREADY_CHECKED_IN if verdict.is_unsure:
            said = words("You are checked in to {title}.", title=title)
            return Told(said, words("To leave, scan again in a minute."))
        case Outcome.ALREADY_CHECKED_IN:
            first = (verdict.first_at or sitting.start).astimezone(sitting.zone)
            said = words(
                "You have been checked in to {title} since {time}.",
                title=title,
                time=words.time(first),
            )
            return Told(said, to)
        case Outcome.WRONG_SESSION:
            return Told(_expected(title, sitting, verdict.at, words), to or desk)
        case Outcome.TOO_EARLY:
            then = words("Check-in opens at {time}. Please come back then.", time=opens)
            return Told(_starts(title, sitting, verdict.at, words), then)
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
        case Outcome.SESSION_FULL:
            return Told(words("{title} is full.", title=title), desk)
        case Outcome.PREREQUISITE_MISSING:
            return Told(lacking(verdict, words), desk)
    return Told(_without_session(verdict, words), _advice(verdict, words))


def whom_told(verdict: Verdict, words: Words) -> str:
    """The two lines for staff, with whom they are about."""
    said = str(told(verdict, words))
    if verdict.attendee is None:
        return said
    return words("{name}: {what}", name=named(verdict.attendee, words), what=said)


def lacking(verdict: Verdict, words: Words) -> str:
    """What someone lacks for a workshop, in a sentence; nothing where they lack nothing
    that is theirs to know: whom a workshop is for, staff see."""
    if verdict.sitting is None:
        return ""
    title = text(verdict.sitting.workshop.title, words.language)
    if verdict.needed:
        first = " · ".join(text(w.title, words.language) for w in verdict.needed)
        return words("{title} asks for another workshop first: {first}.", title=title, first=first)
    if any(lack.need is Need.GOOD_STANDING for lack in verdict.lacks):
        return words("{title} is for members in good standing.", title=title)
    return ""


def _expected(title: str, sitting: Sitting, now: dt.datetime, words: Words) -> str:
    """Where someone is expected, and when: on another day with its name."""
    local = sitting.start.astimezone(sitting.zone)
    time = words.time(local)
    if sitting.start <= now:
        return words(
            "You are registered for {title}. It started at {time}.", title=title, time=time
        )
    if local.date() == now.astimezone(sitting.zone).date():
        return words("You are registered for {title}. It starts at {time}.", title=title, time=time)
    day = words.day(local.date())
    return words(
        "You are registered for {title}. It starts on {day} at {time}.",
        title=title, day=day, time=time,
    )  # fmt: skip


def _starts(title: str, sitting: Sitting, now: dt.datetime, words: Words) -> str:
    local = sitting.start.astimezone(sitting.zone)
    time = words.time(local)
    if local.date() == now.astimezone(sitting.zone).date():
        return words("{title} starts at {time}.", title=title, time=time)
    day = words.day(local.date())
    return words("{title} starts on {day} at {time}.", title=title, day=day, time=time)


def _without_session(verdict: Verdict, words: Words) -> str:
    match verdict.outcome:
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
        case Outcome.CHOOSE_SESSION if verdict.walk_in:
            return words("You are not registered for a session here.")
        case Outcome.CHOOSE_SESSION:
            return words("You are registered for several sessions now.")
    return words("We cannot find this name.")


def _advice(verdict: Verdict, words: Words) -> str:
    match verdict.outcome:
        case Outcome.NOT_REGISTERED if verdict.choices:
            return words("There is a free place in another. Choose it, or see staff at the desk.")
        case Outcome.REVOKED_CODE:
            return words("Scan your newer badge, or type your name.")
        case Outcome.UNKNOWN_CODE:
            return words("Scan it once more, or type your name.")
        case Outcome.AMBIGUOUS_NAME:
            return words("Type your member number, or scan your badge.")
        case Outcome.UNKNOWN_NAME:
            return words("Type your whole name or your member number, or scan your badge.")
        case Outcome.CHOOSE_SESSION:
            return words("Choose the one you are here for.")
    return words("Please see staff at the desk.")
