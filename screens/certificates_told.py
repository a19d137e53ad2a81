"""What is said of certificates: of what is about to be made, of what was, of why there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kiosk.desk.certificates.issuing import Plan, Why
from kiosk.desk.certificates.making import LeftOut
from kiosk.errors import Text
from kiosk.files.certificates.saying import lines_of
from kiosk.files.paper.letters import shown as letters_shown
from kiosk.model import Wording, text
from kiosk.words import Words
from kiosk.words import words as words_of
from screens.choose_file import shown
from screens.left_out import LeftOutScreen


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it."""

    count: int
    new: int
    path: Path
    stopped: bool = False
    sample: bool = False
    """Only something to look at; nothing was issued."""
    left_out: tuple[LeftOut, ...] = ()
    """Whose certificates no font can print."""


def in_short(first: Wording) -> str:
    """What a certificate would say, on one line and in its own language."""
    words = words_of(first.languages[0])
    title = text(first.title, words.language)
    said = (first.name, title, *lines_of(first, words), ", ".join(first.facilitators))
    return " · ".join(filter(None, said))


def nothing(plan: Plan, words: Words) -> str:
    """Why there is none to give."""
    if set(plan.passed) <= {Why.NOT_COMPLETE}:
        return words("Nobody here has completed a workshop whose sessions are all signed.")
    if plan.passed[Why.NO_AWARD]:
        return words("These programmes give no certificate for a workshop.")
    if plan.passed[Why.REVOKED]:
        return words("The certificates of these were revoked.")
    return words("There is no certificate to give.")


def told(done: Done, words: Words) -> str:
    """What came of it, in a sentence."""
    count = words.plural("{n} certificate", "{n} certificates", done.count)
    path = shown(done.path, is_folder=done.path.is_dir())
    if done.sample:
        return words("A sample is in {path}. Nothing was issued.", path=path)
    if done.left_out and not done.count:
        return words("No certificate was made: no font has all letters of what they say.")
    if done.stopped:
        return words("Stopped. {count} in {path}.", count=count, path=path)
    return words("{count}, {new} of them new, in {path}.", count=count, new=done.new, path=path)


def left_out(without: Sequence[LeftOut], words: Words, fonts: Path | None) -> LeftOutScreen:
    """Whose certificates could not be made, a line each."""
    title = words.plural(
        "{n} certificate is left out: no font has its letters",
        "{n} certificates are left out: no font has their letters",
        len(without),
    )
    lines = [
        Text("{text}: no font has {letters}", text=one.name, letters=letters_shown(one.letters))
        for one in without
    ]
    return LeftOutScreen(title, lines, fonts)
