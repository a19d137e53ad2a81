"""Several signatures under one session, and what differs between them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kiosk.model import (
    AttendanceRule,
    Closing,
    CompletionRule,
    PersonFact,
    Reopening,
    SignedLine,
)
from kiosk.model.facts import SessionFact
from kiosk.rules import signing
from kiosk.rules.completion import (
    Completion,
    Reason,
    complete,
)
from kiosk.rules.schedule import standing_closing
from kiosk.rules.session_record import SessionRecord
from tests.building import sitting
from tests.rules.recorded import (
    ABSENT,
    PRESENT,
    RULES,
    closing,
    days,
    reopening,
    signs,
)

ASKED = [CompletionRule(), CompletionRule(every_session=True), CompletionRule(share=0.9)]
FIRST = sitting("one")
THERE = SignedLine(attendee="ana", status=PRESENT, minutes=180)
NOT_THERE = SignedLine(attendee="ana", status=ABSENT, minutes=0)


def test_reopened_twice_the_last_signature_counts() -> None:
    facts: list[SessionFact] = [
        closing(1, THERE),
        reopening(2),
        closing(3, NOT_THERE),
        reopening(4),
    ]
    assert standing_closing(facts) is None
    facts.append(closing(5, THERE))
    assert standing_closing(facts) == facts[-1]
    assert [[d.attendee for d in r.differences] for r in signing.revisions(facts)] == [
        [], ["ana"], ["ana"],
    ]  # fmt: skip


def test_who_signed_the_same_roster_signed_together() -> None:
    facts = [closing(1, NOT_THERE), closing(2, THERE, by="max"), closing(3, THERE, by="kim")]
    assert signing.signers(facts) == ["max", "kim"]
    assert signing.signers([]) == []
    assert len(signing.signatures([*facts, reopening(4)])) == 0


def test_who_only_came_onto_the_list_makes_no_difference_that_matters() -> None:
    (added,) = signing.differences([], [NOT_THERE])
    assert (added.before, added.after, added.matters) == (None, NOT_THERE, False)
    (there,) = signing.differences([NOT_THERE], [THERE])
    assert there.matters
    assert signing.differences([THERE], [THERE]) == ()


@given(days(), RULES, st.sampled_from(ASKED))
def test_closed_reopened_and_closed_again_completes_the_same(
    facts: list[PersonFact], rule: AttendanceRule, asks: CompletionRule
) -> None:
    first = closing(1, *signs(facts, rule))
    again = closing(3, *signs(facts, rule))
    history: list[Closing | Reopening] = [first, reopening(2), again]

    def completed(known: list[Closing | Reopening]) -> Completion:
        signature = standing_closing(known)
        line = signature.roster[0] if signature else None
        return complete([SessionRecord(FIRST, signature, line)], asks)

    assert completed(history) == completed(history[:1])
    assert completed(history[:2]).reason is Reason.NOT_ALL_CLOSED
    assert again.hash == first.hash
