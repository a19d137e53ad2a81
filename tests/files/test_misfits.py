"""What is wrong with an entry is said in words of ours, whichever way it is wrong."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from kiosk.errors import NotSo
from kiosk.files.forms import AttendeeForm, OfferingForm, SchoolForm, SessionForm, WorkshopForm
from kiosk.files.misfits import told
from kiosk.files.reading import entry
from kiosk.words import words

WORKSHOP = {"id": "x", "title": "x"}
WRONG: list[tuple[type, Any, str, str]] = [
    (WorkshopForm, {"id": "x"}, "missing required title", "falta el campo title"),
    (WorkshopForm, WORKSHOP | {"hourz": 3}, "unknown hourz, which is no field of it", "hourz no"),
    (WorkshopForm, WORKSHOP | {"id": "X Y"}, "id: Expected an id of lower-case", "minúsculas"),
    (WorkshopForm, WORKSHOP | {"title": ""}, "title: it is empty", "está vacío"),
    (WorkshopForm, WORKSHOP | {"title": "x" * 301}, "longer than 300", "más de 300 caracteres"),
    (WorkshopForm, WORKSHOP | {"level": 0}, "level: Expected 1 or more", "se espera 1 o más"),
    (WorkshopForm, WORKSHOP | {"hours": -1}, "hours: Expected more than 0", "más de 0"),
    (
        SessionForm,
        {"start": dt.datetime(2026, 4, 10, tzinfo=dt.UTC), "hours": 25},
        "24 or less",
        "24 o menos",
    ),
    (AttendeeForm, {"name": "x", "language": "de"}, "“de” is none of the words", "«de» no es una"),
    (SessionForm, {"start": "nine"}, "start: Expected a day and time", "un día y una hora"),
    (SchoolForm, {"id": "x", "name": "x", "starts": "2026"}, "starts: Expected a day", "un día"),
    (WorkshopForm, 7, "Expected a table of fields, got a whole number", "una tabla de campos"),
    (
        WorkshopForm,
        WORKSHOP | {"hours": True},
        "Expected a number or text or a list, got true or false",
        "un número o texto o una lista, y no true o false",
    ),
    (OfferingForm, {"id": "x", "workshop": "x", "capacity": 1.5}, "a whole number, got", "entero"),
]


@pytest.mark.parametrize(("kind", "data", "english", "spanish"), WRONG)
def test_it_is_said_in_the_language(kind: type, data: Any, english: str, spanish: str) -> None:
    with pytest.raises(NotSo) as wrong:
        entry(kind, data)
    assert english in str(wrong.value)
    assert spanish in wrong.value.said(words("es"))


def test_what_nobody_foresaw_is_said_in_general() -> None:
    assert told("Something else - at `$.x`") == ("x", "it is not as its form says")
