"""What people type finds them: sixteen kinds, on people with names of many places.

How fast, and on 100,000: ``python -m benchmarks.names``.
"""

from __future__ import annotations

import pytest

from kiosk.rules.search import PUBLIC_MATCHES, Directory
from tests.naming.people import people
from tests.naming.queries import BEYOND, KINDS, Query, queries

SIZE, EACH = 4_000, 50
PEOPLE = people(SIZE)
ENOUGH = 0.97


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory(person.attendee for person in PEOPLE)


def test_the_kinds_are_sixteen() -> None:
    assert len(KINDS) == 16


@pytest.mark.parametrize("kind", [*KINDS, *BEYOND])
def test_they_are_among_the_eight(directory: Directory, kind: str) -> None:
    asked = [query for query in queries(PEOPLE, EACH) if query.kind == kind]
    missed = [query.texts for query in asked if not _sees_themselves(directory, query)]
    assert len(asked) == EACH
    assert len(missed) <= (1 - ENOUGH) * EACH, missed


def _sees_themselves(directory: Directory, query: Query) -> bool:
    """At the end of what they typed first, or of the rest of their name."""
    return any(
        query.person.attendee in directory.find(text, PUBLIC_MATCHES) for text in query.texts[:-1]
    )
