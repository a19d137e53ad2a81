"""What people are told when something is wrong: in English as it stands, and in any language."""

from __future__ import annotations

import datetime as dt
import errno

import pytest

from kiosk.errors import Count, ForPeople, NotSo, Refused, Text, why
from kiosk.words import words

MORNING = dt.datetime(2026, 11, 23, 9, tzinfo=dt.UTC)


def plain(text: str) -> str:
    """With plain spaces: which ones a language takes is not the matter."""
    return " ".join(text.split())


def test_a_text_is_its_english() -> None:
    row = Text("row {number}", number=7)
    assert row == "row 7"
    assert row.said(words("fr")) == "ligne 7"
    assert {str(row): 1}[row] == 1


@pytest.mark.parametrize(
    ("n", "english", "french"), [(1, "1 minute", "1 minute"), (180, "180 minutes", "180 minutes")]
)
def test_a_count_has_the_form_of_its_number(n: int, english: str, french: str) -> None:
    count = Count("{n} minute", "{n} minutes", n)
    assert (count, count.said(words("fr"))) == (english, french)
    assert count.said(words("es")) == f"{n} minuto{'s' * (n > 1)}"


def test_what_fills_a_message_in_is_said_in_the_language_too() -> None:
    length = Count("{n} minute", "{n} minutes", 180)
    refused = Refused("This session is {length} long, by its schedule.", length=length)
    assert str(refused) == "This session is 180 minutes long, by its schedule."
    assert refused.said(words("fr")) == "D’après l’horaire, cette séance dure 180 minutes."


def test_a_time_is_said_as_the_language_writes_it() -> None:
    refused = Refused("This session has not started: it begins {when}.", when=MORNING)
    assert str(refused).endswith("it begins 2026-11-23 at 09:00.")
    assert refused.said(words("en")).endswith("it begins Mon, Nov 23 at 09:00.")
    assert plain(refused.said(words("fr"))).endswith("elle débute le lun. 23 nov. à 09 h 00.")


def test_a_day_is_said_with_its_year() -> None:
    refused = Refused("{name}'s term ended on {day}.", name="Ann", day=MORNING.date())
    assert str(refused) == "Ann's term ended on 2026-11-23."
    assert plain(refused.said(words("es"))) == "El mandato de Ann terminó el 23 nov 2026."


def test_several_stand_with_commas_each_in_the_language() -> None:
    ids = [Text("{id} (no local)", id="a-1"), Text("{id} ({local})", id="a-2", local="Local 2")]
    refused = Refused("“{text}” may be several people; use an id: {ids}.", text="Ann", ids=ids)
    assert str(refused).endswith("use an id: a-1 (no local), a-2 (Local 2).")
    assert refused.said(words("es")).endswith("a-1 (sin sindicato local), a-2 (Local 2).")
    assert Text.listing(ids).said(words("fr")) == "a-1 (sans section locale), a-2 (Local 2)"


def test_an_error_within_another() -> None:
    inner = NotSo("it has no name")
    outer = ForPeople("{where}: {why}", where=Text("row {number}", number=2), why=inner)
    assert str(outer) == "row 2: it has no name"
    assert outer.said(words("es")) == "fila 2: falta el nombre"
    assert NotSo.of(inner.text).said(words("es")) == "falta el nombre"


def test_braces_that_somebody_typed_are_no_fields() -> None:
    refused = Refused("Nobody on the staff is called “{name}”.", name="{0} {x}")
    assert str(refused) == "Nobody on the staff is called “{0} {x}”."
    assert "{0} {x}" in refused.said(words("fr"))
    assert str(ForPeople("{as it stands}")) == "{as it stands}"


@pytest.mark.parametrize(
    ("number", "english", "spanish"),
    [
        (errno.ENOENT, "No such file or folder", "no existe ese archivo o carpeta"),
        (errno.ENOSPC, "The disk is full", "el disco está lleno"),
    ],
)
def test_what_the_system_says_is_said_in_the_language(
    number: int, english: str, spanish: str
) -> None:
    said = why(OSError(number, "as the system has it"))
    assert (said, Text("{why}", why=said).said(words("es"))) == (english, spanish)


def test_what_we_have_no_words_for_stands_as_the_system_has_it() -> None:
    assert why(OSError(errno.EMLINK, "Too many links")) == "Too many links"
