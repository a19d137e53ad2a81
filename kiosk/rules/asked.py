"""What a programme's rule asks for, with what it leaves unsaid filled in."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from kiosk.model import CompletionRule

ENOUGH = Fraction(9, 10)
"""Of the scheduled minutes, where a programme says nothing."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule asks for, with what it leaves unsaid filled in."""

    every_session: bool
    share: Fraction | None

    def enough(self, minutes: int, base: int) -> bool:
        """Whether so many minutes of the base are, exactly."""
        share = self.share
        return share is None or minutes * share.denominator >= share.numerator * base


@lru_cache(maxsize=256)
def asked(rule: CompletionRule) -> Asked:
    """A share as it was meant: 0.9 is nine tenths, exactly."""
    every, share = rule.every_session, rule.share
    if share is not None:
        return Asked(bool(every), Fraction(share).limit_denominator(1_000_000))
    return Asked(every is not False, None if every else ENOUGH)
