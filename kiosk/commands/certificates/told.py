"""What is said of certificates that were asked for: how many, why not, in which language."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kiosk.commands.opening import counted
from kiosk.desk.certificates.issuing import Why
from kiosk.desk.certificates.making import LeftOut
from kiosk.files.paper.letters import Unprintable
from kiosk.model import Certificate
from kiosk.words import NATIVE

_BECAUSE = {
    Why.NOT_COMPLETE: "not complete",
    Why.NOT_SIGNED: "granted, but a session of it is not closed",
    Why.NO_AWARD: "in a programme that gives no certificate for a workshop",
    Why.FORGOTTEN: "forgotten",
    Why.REVOKED: "revoked before (--again issues another)",
}


def nothing(passed: Mapping[Why, int]) -> str:
    """Why there is none at all."""
    said = ", ".join(f"{count} {_BECAUSE[why]}" for why, count in passed.items())
    return f"There is no certificate to give: {said or 'nobody is registered'}."


def without(passed: Mapping[Why, int]) -> list[str]:
    """Who has none, and why; those who have not completed it are not asked after."""
    return [
        f"{count} without: {_BECAUSE[why]}."
        for why, count in passed.items()
        if why is not Why.NOT_COMPLETE
    ]


def stopped(new: int, wanted: int, written: bool = True) -> str:
    """How far it came, for whoever stopped it by hand."""
    unwritten = "" if written else ", and not all are written"
    are = "is" if new == 1 else "are"
    return f"{new} of {counted(wanted, 'new certificate')} {are} issued{unwritten}."


def in_other_languages(issued: Sequence[Certificate], asked: Sequence[str]) -> list[str]:
    """Which were issued in another language than is asked for now, and stay so."""
    others = [one for one in issued if one.says and set(one.says.languages) != set(asked)]
    spoken = Counter(one.says.languages for one in others if one.says) if asked else {}
    lines = []
    for languages, count in spoken.items():
        one = next(one for one in others if one.says and one.says.languages == languages)
        stay, were, it = ("stays", "it was", "it") if count == 1 else ("stay", "they were", "one")
        lines.append(
            f"{count} {stay} in {' + '.join(NATIVE[each] for each in languages)}, as {were} "
            f"issued. To give {it} in another language, revoke it with a reason (kiosk "
            f"certificates revoke {one.number if count == 1 else 'NUMBER'} --reason …) and ask "
            "with --again."
        )
    return lines


def left_out(without: Sequence[LeftOut]) -> tuple[str, list[Unprintable]]:
    """Who is left out, and which letters no font has."""
    said = f"{counted(len(without), 'certificate')} left out"
    return said, [_fault(one) for one in without]


def _fault(one: LeftOut) -> Unprintable:
    """By whose it is; with the text that lacks letters, where that is not the name."""
    others = [fault.text for fault in one.faults if fault.text != one.name]
    text = f"{one.name} (“{'”, “'.join(others)}”)" if others else one.name
    return Unprintable(text, one.letters)
