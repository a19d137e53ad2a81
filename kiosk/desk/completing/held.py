"""What completions are made of and how they are told: sessions as held, and rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kiosk.desk.completing.flags import Flag
from kiosk.desk.protocol import View
from kiosk.model import (
    ATTENDED,
    Attendee,
    Closing,
    CompletionRule,
    Offering,
    Ruling,
    SignedLine,
    Sitting,
    Workshop,
)
from kiosk.rules import schedule
from kiosk.rules.completion import Completion
from kiosk.rules.eligibility import Lack
from kiosk.rules.makeup import Credit
from kiosk.rules.session_record import SessionRecord


@dataclass(frozen=True, slots=True)
class Held:
    """A session that was not cancelled, with its signature and the lines under it."""

    sitting: Sitting
    closing: Closing | None
    lines: dict[str, SignedLine]
    said: dict[str, int]
    """Of everyone in the roster the minutes; -1 for who did not attend. Whoever has the
    same in every session of an offering has the same completion."""

    def of(self, attendee: str, credits: tuple[Credit, ...] = ()) -> SessionRecord:
        return SessionRecord(self.sitting, self.closing, self.lines.get(attendee), credits)


Credits = Mapping[str, tuple[Credit, ...]]
"""What was made up, by the session that was missed."""

NOTHING: Credits = {}


@dataclass(frozen=True, slots=True)
class Row:
    """One person and one offering."""

    attendee: Attendee
    workshop: Workshop
    offering: Offering
    completion: Completion
    rule: CompletionRule
    held: tuple[Held, ...] = ()
    """The sessions that it rests on, by time."""
    made_up: Credits = field(default_factory=dict)
    ruling: Ruling | None = None
    """Who granted or refused it, and why, where someone did."""
    lacks: tuple[Lack, ...] = ()
    """What of what the workshop asks for they do not have, now."""
    flag: Flag | None = None
    """It was complete by what was known before; by what is known now it is not."""

    @property
    def was_complete(self) -> bool:
        return self.flag is not None

    @property
    def records(self) -> list[SessionRecord]:
        """What is known of them in each session."""
        return records_in(self.held, self.attendee.id, self.made_up)

    @property
    def credits(self) -> tuple[Credit, ...]:
        """What was made up in other sessions."""
        held = (h.sitting.id for h in self.held)
        return tuple(credit for session in held for credit in self.made_up.get(session, ()))


def records_in(
    held: Iterable[Held], attendee: str, credits: Credits = NOTHING
) -> list[SessionRecord]:
    return [h.of(attendee, credits.get(h.sitting.id, ())) for h in held]


def held_in(view: View, offering: Offering) -> tuple[Held, ...]:
    """An offering's sessions that were not cancelled, by time."""
    held = []
    for sitting in view.sittings_of(offering.id):
        if not sitting.cancelled:
            closing = schedule.standing_closing(view.session_facts(sitting.id))
            roster = closing.roster if closing else ()
            lines = {line.attendee: line for line in roster}
            said = {
                line.attendee: line.minutes if line.status in ATTENDED else -1 for line in roster
            }
            held.append(Held(sitting, closing, lines, said))
    return tuple(held)
