"""Records as documents, the way they stand in a line: as JSON, empty fields left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import MISSING, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import msgspec

from kiosk.model import Fact, Record
from store.lines import Json, to_json

F = TypeVar("F", bound=Fact)

_EMPTY: tuple[Any, ...] = (None, "", (), [], {})


def written(record: Record | Fact) -> Json:
    """The document of a record; its id is the document's id and not repeated."""
    return _form(_kind(record))(record)


def _kind(record: object) -> Any:
    return type(record)


@cache
def _form(kind: Any) -> Callable[[Any], Json]:
    """Writes records of a kind. Fields that are empty by default may be left out."""
    required, omissible = [], {}
    for field in fields(kind):
        default = field.default if field.default_factory is MISSING else field.default_factory()
        if field.name == "id":
            continue
        if default in _EMPTY:
            omissible[field.name] = default
        else:
            required.append(field.name)
    if issubclass(kind, Fact):
        required.append("kind")
    form = msgspec.defstruct(
        kind.__name__,
        [(name, Any) for name in required] + [(name, Any, omissible[name]) for name in omissible],
        omit_defaults=True,
        gc=False,
    )
    values = attrgetter(*required, *omissible)
    return lambda record: to_json(form(*values(record)))


def recorded(fact: F, fact_id: str, entered: dt.datetime) -> F:
    """A fact with its id and the time it was entered.

    One that has none is itself given them: nobody else has it yet, and making a frozen
    record anew takes as long as all else that is done to add it. One that was recorded
    before is copied.
    """
    if fact.id:
        return replace(fact, id=fact_id, entered=entered)
    object.__setattr__(fact, "id", fact_id)
    object.__setattr__(fact, "entered", entered)
    return fact
