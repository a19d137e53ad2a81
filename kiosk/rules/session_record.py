"""What is known of one person in one session, for completion."""

from __future__ import annotations

from dataclasses import dataclass

from kiosk.model import Closing, HoursBase, SignedLine, Sitting
from kiosk.rules.makeup import Credit


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """What is known of one person in one session that was not cancelled."""

    sitting: Sitting
    closing: Closing | None
    """The signature in force."""
    line: SignedLine | None
    """The person's line under it."""
    credits: tuple[Credit, ...] = ()
    """What was made up for it in other sessions, with a facilitator's approval."""

    @property
    def attended(self) -> bool:
        return bool(self.line and self.line.status.attended)

    @property
    def touched(self) -> bool:
        """Attended, or made up for."""
        return self.attended or bool(self.credits)

    @property
    def minutes(self) -> int:
        """Signed minutes, with those made up."""
        signed = self.line.minutes if self.line and self.closing else 0
        return signed + sum(credit.minutes for credit in self.credits)

    @property
    def held(self) -> int:
        """The minutes that were held: as signed, else as scheduled."""
        return self.closing.minutes if self.closing else self.sitting.minutes

    @property
    def scheduled(self) -> int:
        """The minutes that were scheduled; where the length varies, those that were held."""
        early = self.closing and self.closing.ended
        return self.sitting.minutes if early else self.held

    @property
    def length(self) -> int:
        """The minutes that a share is a share of, by the programme's rule."""
        base = self.sitting.programme.completion.hours_base
        return self.scheduled if base is HoursBase.SCHEDULED else self.held

    @property
    def lacking(self) -> int:
        """The minutes that were missed and not made up, of those that count."""
        return self.length - self.minutes

    @property
    def part(self) -> int | None:
        return self.sitting.session.part
