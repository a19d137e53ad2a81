"""What is said in each language: its plurals, its times and its days."""

from __future__ import annotations

import datetime as dt

import pytest

from kiosk.words import words

MORNING = dt.datetime(2026, 11, 23, 8, 47, tzinfo=dt.UTC)


def plain(text: str) -> str:
    """With plain spaces: which ones a language takes is not the matter."""
    return " ".join(text.split())


def test_french() -> None:
    fr = words("fr")
    assert plain(fr("Welcome, {name}", name="Ève")) == "Bienvenue, Ève"
    assert plain(fr("Go to {room}.", room="Salle A")) == "Votre salle : Salle A."
    assert fr("Sessions") == "Séances"


@pytest.mark.parametrize(
    ("n", "said"),
    [(0, "et 0 autre séance"), (1, "et 1 autre séance"), (2, "et 2 autres séances")],
)
def test_french_counts_none_as_one(n: int, said: str) -> None:
    assert words("fr").plural("and {n} more session", "and {n} more sessions", n) == said


def test_spanish() -> None:
    es = words("es")
    assert es("Welcome, {name}", name="Ana") == "¡Hola, Ana!"
    assert es("Go to {room}.", room="Sala A") == "Su sala: Sala A."
    assert es("Sessions") == "Sesiones"


@pytest.mark.parametrize(
    ("n", "said"), [(0, "y 0 sesiones más"), (1, "y 1 sesión más"), (2, "y 2 sesiones más")]
)
def test_spanish_counts_none_as_many(n: int, said: str) -> None:
    assert words("es").plural("and {n} more session", "and {n} more sessions", n) == said


@pytest.mark.parametrize(
    ("language", "time", "day"),
    [
        ("en", "08:47", "Mon, Nov 23"),
        ("fr", "08 h 47", "lun. 23 nov."),
        ("es", "8:47", "lun, 23 nov"),
    ],
)
def test_times_and_days(language: str, time: str, day: str) -> None:
    said = words(language)
    assert plain(said.time(MORNING)) == time
    assert plain(said.day(MORNING.date())) == day


@pytest.mark.parametrize(
    ("language", "days"),
    [
        ("en", ["Fri, May 1", "May 1, 2026", "May 1", "May 1, 2026", "Friday, May 1, 2026"]),
        (
            "fr",
            ["ven. 1er mai", "1er mai 2026", "1er mai", "1er mai 2026", "vendredi 1er mai 2026"],
        ),
        (
            "es",
            [
                "vie, 1 may",
                "1 may 2026",
                "1 may",
                "1 de mayo de 2026",
                "viernes, 1 de mayo de 2026",
            ],
        ),
    ],
)
def test_the_first_of_a_month(language: str, days: list[str]) -> None:
    """French counts it, and no other day that a one is in."""
    said, first = words(language), dt.date(2026, 5, 1)
    written = [said.day(first), said.whole_day(first), said.date(first, first)]
    written += [said.long_day(first), said.long_day(first, weekday=True)]
    assert [plain(text) for text in written] == days
    for day in (11, 21, 31):
        assert "er" not in said.long_day(dt.date(2011, 5, day))


def test_a_time_stands_within_a_message() -> None:
    fr, es = words("fr"), words("es")
    minutes = ("starts {time}, in {n} minute", "starts {time}, in {n} minutes")
    said = fr.plural(*minutes, 13, time=fr.time(MORNING))
    assert plain(said) == "débute à 08 h 47, dans 13 minutes"
    assert es.plural(*minutes, 1, time=es.time(MORNING)) == "empieza a las 8:47, en 1 minuto"


def test_a_language_without_a_catalogue_is_english() -> None:
    assert words("de")("Sessions") == words("en")("Sessions") == "Sessions"
