"""Nothing is told by colour alone: with the colours gone, all that was told still is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kiosk.desk.completing.overview import Stand
from kiosk.desk.door import Verdict
from kiosk.desk.roster import Seen
from kiosk.model import Sitting
from kiosk.rules.checkin import Outcome
from kiosk.words import LANGUAGES, words
from screens import signs
from screens.letters import SIGNS
from screens.verdict_lines import shown
from tests.screens.showing import MORNING, School, running, text_of
from tests.screens.touring import MARIE, kiosk_tour

IN_EACH_LANGUAGE = pytest.mark.parametrize("language", LANGUAGES)
GOOD = {"ok", "already"}


@IN_EACH_LANGUAGE
def test_each_status_has_a_sign_and_a_word_of_its_own(language: str) -> None:
    spoken = words(language)
    for said in (
        [signs.sign(seen, spoken).plain for seen in Seen],
        [signs.stand_sign(stand, spoken).plain for stand in Stand],
    ):
        marks, names = zip(*(text.split(" ", 1) for text in said), strict=True)
        assert len(set(marks)) == len(marks)
        assert all(len(mark) == 1 and not mark.isalnum() for mark in marks)
        assert len(set(names)) == len(names)
        assert all(any(letter.isalpha() for letter in name) for name in names)


@IN_EACH_LANGUAGE
def test_each_verdict_says_by_sign_and_words_what_its_colour_does(
    school: School, language: str
) -> None:
    spoken, said = words(language), []
    for verdict in verdicts(school):
        lines = shown(verdict, spoken)
        assert (lines.kind in GOOD) == (not verdict.outcome.is_refusal)
        assert lines.what
        said.append((lines.sign, lines.head, lines.what, lines.then))
        kinds = {"ok": "✓", "already": "✓→", "wait": "◔", "no": "✗"}
        assert lines.sign in kinds[lines.kind]
        assert lines.sign in SIGNS, "it can be drawn large"
    assert len(set(said)) == len(said), "no two outcomes read alike"


def verdicts(school: School) -> Iterator[Verdict]:
    """One of each outcome that is shown as a verdict."""
    sitting: Sitting | None = school.store.sitting(school.session("now-0830-1"))
    person = school.person(MARIE)
    nameless = {
        Outcome.UNKNOWN_CODE,
        Outcome.UNASSIGNED_CODE,
        Outcome.REVOKED_CODE,
        Outcome.UNKNOWN_NAME,
        Outcome.AMBIGUOUS_NAME,
    }
    for outcome in Outcome:
        if outcome in nameless:
            yield Verdict(outcome, MORNING)
        elif outcome not in (Outcome.CHOOSE_SESSION, Outcome.PREREQUISITE_MISSING):
            place = None if outcome is Outcome.NOT_REGISTERED else sitting
            yield Verdict(outcome, MORNING, person, place, first_at=MORNING)


@pytest.mark.asyncio
async def test_without_colours_every_stop_still_reads_otherwise(school: School) -> None:
    app = school.app()
    read: dict[str, str] = {}
    async with running(app) as pilot:
        async for stop in kiosk_tour(pilot, app, school):
            if not stop.startswith("the mouse on"):
                assert text_of(app) not in read, f"{stop} reads as {read[text_of(app)]}"
                read[text_of(app)] = stop
    assert len(read) > 15
