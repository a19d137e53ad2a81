"""Records as documents, the way they stand in a line: as JSON, empty fields left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import MISSING, fields
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
    """A fact with its id and the time it was entered."""
    kind = _kind(fact)
    names, values = _others(kind)
    found: F = kind(id=fact_id, entered=entered, **dict(zip(names, values(fact), strict=True)))
    return found


@cache
def _others(kind: Any) -> tuple[tuple[str, ...], Callable[[Any], tuple[Any, ...]]]:
    names = tuple(f.name for f in fields(kind) if f.name not in ("id", "entered"))
    return names, attrgetter(*names)
