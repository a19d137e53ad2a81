"""What someone with the right said of completions, whatever the rule says."""

from __future__ import annotations

from collections.abc import Iterable

from kiosk.model import PersonFact, Ruling, Void


def standing_rulings(facts: Iterable[PersonFact]) -> dict[str, Ruling]:
    """What was granted or refused last, by offering; ``facts`` are those of a person as
    such."""
    known = list(facts)
    voided = {fact.voids for fact in known if isinstance(fact, Void)}
    return {f.offering: f for f in known if isinstance(f, Ruling) and f.id not in voided}
