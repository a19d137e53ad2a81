"""What the set-up card showed, in words: what is so, and what to change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from kiosk.rules import codes
from kiosk.rules.cards import garbles_digits
from kiosk.rules.layouts import Layout
from kiosk.rules.scanner import Advice, Report
from kiosk.words import Words

_MOST = 16
"""Characters that are shown of what came."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is said of one scan."""

    well: bool
    """Whether the scanner can be used as it is set."""
    head: str
    advice: tuple[tuple[str, str], ...]
    """What is so and what to do about it, the gravest first."""


def found(report: Report, arrived: str, words: Words) -> Found:
    """Say what a scan of the card showed.

    Args:
        arrived: the characters that came.
    """
    lines = tuple(_advice(advice, report, arrived, words) for advice in report.advice)
    return Found(report.reads_badges, _head(report, words), lines)


def _head(report: Report, words: Words) -> str:
    if not report.advice:
        return words("Scanner and laptop agree. There is nothing to change.")
    if Advice.NOT_THE_CARD in report.advice:
        if report.reads_badges:
            return words("That is a badge, and it was read right.")
        return words("That is not the set-up card.")
    if report.reads_badges:
        return words.plural(
            "Badges are read. {n} thing could be better:",
            "Badges are read. {n} things could be better:",
            len(report.advice),
        )
    if Advice.CUT_SHORT in report.advice:
        return words("The card was not read whole.")
    return words("Badges are not read right. Please change this:")


def _advice(advice: Advice, report: Report, arrived: str, words: Words) -> tuple[str, str]:
    """What is so, and what to do."""
    match advice:
        case Advice.NOT_THE_CARD:
            return _other_code(report, arrived, words)
        case Advice.CUT_SHORT:
            return (
                words.plural(
                    "The end did not come: {n} character is missing.",
                    "The end did not come: {n} characters are missing.",
                    report.missing,
                ),
                words(
                    "Hold the scanner a hand's width away until it beeps. If it stays so, try "
                    "another cable or socket."
                ),
            )
        case Advice.LOST:
            return _lost(report.missing, words), words(
                "Plug the scanner straight into the laptop. If it stays so, set a short pause "
                "between characters in the scanner."
            )
        case Advice.LAYOUT:
            return _layouts(report, words)
        case Advice.UNKNOWN_LAYOUT:
            return (
                words(
                    "Scanner and laptop are set to different keyboards: “{wrong}” comes as "
                    "something else.",
                    wrong=_short(report.wrong),
                ),
                words(
                    "Set the scanner to the laptop's keyboard: its manual has codes to scan for "
                    "this, under “keyboard” or “country”."
                ),
            )
        case Advice.CAPS_LOCK:
            return words("Caps Lock is on."), words("Press Caps Lock once.")
        case Advice.UPPER_CASE:
            return words("The scanner makes every letter a capital."), _as_they_are(words)
        case Advice.LOWER_CASE:
            return words("The scanner makes every letter a small one."), _as_they_are(words)
        case Advice.TERMINATOR_FIRST:
            return (
                words("The scanner sends Enter before the code instead of after it."),
                words("Set it to send nothing before (“prefix”) and Enter after (“suffix”)."),
            )
        case Advice.BEFORE:
            return (
                words(
                    "The scanner sends “{before}” before the code.", before=_short(report.before)
                ),
                words("Set it to send nothing before (“prefix”, “code identifier”)."),
            )
        case Advice.AFTER:
            after = _short(report.after)
            so = words("The scanner sends “{after}” after the code.", after=after)
            if not report.reads_badges:
                so = words(
                    "The scanner sends “{after}” after the code. It is taken for a name.",
                    after=after,
                )
            return so, words("Set it to send Enter after (“suffix”) and nothing else.")
        case Advice.DOUBLED:
            return (
                words("The code came more than once."),
                words(
                    "It counts once. If you scanned only once, set the scanner to read a code "
                    "once for each press."
                ),
            )
        case Advice.NO_TERMINATOR:
            return (
                words("The scanner sends nothing after the code."),
                words(
                    "Badges need nothing. For member numbers on other cards, set it to send "
                    "Enter after (“suffix”)."
                ),
            )
        case Advice.SLOW:
            return (
                words.plural(
                    "The scanner is slow: a badge takes about {n} second.",
                    "The scanner is slow: a badge takes about {n} seconds.",
                    round(report.pace * codes.LENGTH),
                ),
                words(
                    "Set the pause between characters to none. If it has no cable, charge it and "
                    "keep it near the laptop."
                ),
            )
    assert_never(advice)


def _other_code(report: Report, arrived: str, words: Words) -> tuple[str, str]:
    if report.reads_badges:
        return words("Nobody was checked in by it."), words(
            "Scan the set-up card for the rest: it shows how the scanner is set."
        )
    came = "".join(char for char in arrived if char.isprintable())
    so = words("This came: “{text}”.", text=_short(came)) if came else words("Only Enter came.")
    return so, words(
        "If it was the card, hold the scanner a little further away and scan it again."
    )


def _lost(missing: int, words: Words) -> str:
    if missing > 0:
        return words.plural(
            "{n} character was lost on the way.",
            "{n} characters were lost on the way.",
            missing,
        )
    return words.plural(
        "{n} character came that is not on the card.",
        "{n} characters came that are not on the card.",
        -missing,
    )


def _layouts(report: Report, words: Words) -> tuple[str, str]:
    scanner = layout_name(report.scanner, words) if report.scanner else ""
    laptop = layout_name(report.laptop, words) if report.laptop else ""
    so = words(
        "The scanner types as on the keyboard “{scanner}”; the laptop is set to “{laptop}”.",
        scanner=scanner,
        laptop=laptop,
    )
    if report.scanner and report.laptop and garbles_digits(report.scanner, report.laptop):
        digits = words("Digits come as other signs, of which only known numbers are undone.")
        so = f"{so} {digits}"
    do = words(
        "Set the scanner to “{laptop}”: its manual has a code to scan for this, under “keyboard” "
        "or “country”. If the laptop's own keys type wrong letters, set the laptop to "
        "“{scanner}” instead.",
        scanner=scanner,
        laptop=laptop,
    )
    return so, do


def _as_they_are(words: Words) -> str:
    return words(
        "Badges do not mind. For other codes, set it to leave letters as they are (“case”)."
    )


def layout_name(layout: Layout, words: Words) -> str:
    """A keyboard as the settings of laptops name it."""
    names = {
        Layout.US: words("English (United States)"),
        Layout.CANADIAN_FRENCH: words("French (Canada)"),
        Layout.CANADIAN_MULTILINGUAL: words("Canadian multilingual"),
        Layout.BRITISH: words("English (United Kingdom)"),
        Layout.FRENCH: words("French (France), AZERTY"),
        Layout.BELGIAN: words("French (Belgium), AZERTY"),
        Layout.GERMAN: words("German (Germany), QWERTZ"),
        Layout.SWISS: words("Swiss, QWERTZ"),
        Layout.SPANISH: words("Spanish (Spain)"),
        Layout.LATIN_AMERICAN: words("Spanish (Latin America)"),
        Layout.ITALIAN: words("Italian"),
    }
    return names[layout]


def _short(text: str) -> str:
    return text if len(text) <= _MOST else text[: _MOST - 1] + "…"
