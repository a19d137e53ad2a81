"""Why a completion is as it is, in words: the rule, the minutes, each session."""

from __future__ import annotations

import datetime as dt

from textual.content import Content

from kiosk.desk.completing.explaining import Grounds, Held
from kiosk.desk.completing.overview import Line
from kiosk.desk.roster import Seen
from kiosk.model import Sitting, text
from kiosk.rules.completion import Reason
from kiosk.rules.makeup import Credit
from kiosk.rules.session_record import SessionRecord
from kiosk.wording import named, place
from kiosk.words import Words
from screens.drawing import hours
from screens.signs import attended, stand_sign, word


def because(line: Line, words: Words) -> str:
    """The reason in a sentence."""
    missing = len(line.row.completion.missing)
    return {
        Reason.ALL_SESSIONS: words("They were in every session."),
        Reason.SHARE_OF_MINUTES: words("They were there for enough of the minutes."),
        Reason.MISSING_SESSIONS: words.plural(
            "They missed {n} session.", "They missed {n} sessions.", missing
        ),
        Reason.MISSING_PARTS: words("A part of the workshop is missing."),
        Reason.TOO_FEW_MINUTES: words("They were there for too few of the minutes."),
        Reason.NOT_ALL_CLOSED: words("Not every session is closed; a facilitator signs it."),
        Reason.GRANTED: words("It was granted."),
        Reason.REFUSED: words("It was refused."),
        Reason.REQUIREMENTS_MISSING: words("They lack what the workshop asks for."),
        Reason.COMPLETED_ELSEWHERE: words("It counts where the rest of it was attended."),
        Reason.NO_SESSIONS: words("No session is planned, or all are cancelled."),
    }[line.row.completion.reason]


def why(line: Line, grounds: Grounds, words: Words, today: dt.date, tall: bool = False) -> Content:
    """Everything a rep needs to answer “why not?”; ``tall``: each session on two lines."""
    row, done = line.row, line.row.completion
    gap = "\n  " if tall else "  "
    local = f"   {row.attendee.local}" if row.attendee.local else ""
    title = ", ".join(filter(None, (text(row.workshop.title, words.language), line.school)))
    stand = stand_sign(line.stand, words)
    if done.completed_on:
        stand = Content.assemble(stand, f", {words.date(done.completed_on, today)}")
    minutes = words.plural(
        "{minutes} of {n} minute",
        "{minutes} of {n} minutes",
        done.base_minutes,
        minutes=done.minutes,
    )
    lines = [
        Content.assemble((named(row.attendee, words), "bold"), (local, "$text-muted")),
        Content(title),
        Content.assemble(stand, f"{gap}{minutes}"),
        Content.assemble(because(line, words), (f" {rule(grounds, words)}", "$text-muted")),
        *(_session(held, line, words, today, gap) for held in grounds.sessions),
    ]
    return Content("\n").join(lines)


def rule(grounds: Grounds, words: Words) -> str:
    """What the programme asks for."""
    if grounds.rule.share is None:
        return words("The rule: every session.")
    percent = f"{float(grounds.rule.share * 100):g}"
    if grounds.rule.every_session:
        return words(
            "The rule: every session, and at least {percent} percent of the minutes.",
            percent=percent,
        )
    return words("The rule: at least {percent} percent of the minutes.", percent=percent)


def _session(held: Held, line: Line, words: Words, today: dt.date, gap: str) -> Content:
    record = held.record
    sitting = record.sitting
    head = f"{when(sitting, words, today)}  {place(sitting, words)}".rstrip()
    if record.closing is None:
        mark, colour = attended(None)
        said = words("not signed yet")
        return Content.assemble((f"{mark} ", colour), head, (f"{gap}{said}", "$text-muted"))
    elsewhere = not record.touched and sitting not in line.row.completion.missing
    mark, colour = attended(record.touched or elsewhere)
    parts = [_signed(record, words)]
    parts += [_made_up(credit, words, today) for credit in record.credits]
    if elsewhere:
        parts.append(words("done in another offering"))
    by = words("signed by {name}", name=held.signed_by)
    told = f"{gap}{', '.join(parts)}"
    return Content.assemble((f"{mark} ", colour), head, told, (f"  {by}", "$text-muted"))


def _signed(record: SessionRecord, words: Words) -> str:
    if record.line is None:
        return words("not expected")
    said = word(Seen(record.line.status.value), words)
    if not record.attended:
        return said
    minutes = words.plural("{n} minute", "{n} minutes", record.line.minutes)
    return minutes if record.line.status.value == "present" else f"{said}, {minutes}"


def _made_up(credit: Credit, words: Words, today: dt.date) -> str:
    """Where it was made up, and how much of it."""
    where = "  ".join(
        filter(None, (when(credit.sitting, words, today), place(credit.sitting, words)))
    )
    return words.plural(
        "{n} minute made up: {where}", "{n} minutes made up: {where}", credit.minutes, where=where
    )


def when(sitting: Sitting, words: Words, today: dt.date) -> str:
    """The day and the hours of a session, in its zone."""
    day = sitting.start.astimezone(sitting.zone).date()
    said = words.day(day) if day.year == today.year else words.date(day, today)
    return f"{said}  {hours(sitting, words)}"
