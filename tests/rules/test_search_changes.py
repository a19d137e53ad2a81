"""A directory after changes is the directory made anew."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.model import Attendee
from kiosk.rules.search import STAFF_MATCHES, Directory
from tests.naming.people import people

PEOPLE = [person.attendee for person in people(900)]
TYPED = (
    "ma", "jo", "s", "a r", "si", "tremblay", "marie tr", "gurpreet", "sing", "bob", "liz ma",
    "garcai", "hernandz", "jp", "de la cruz", "mcdonald", "walk", "walkin", "roy walk",
)  # fmt: skip


def same(one: Directory, other: Directory) -> None:
    assert len(one) == len(other)
    for typed in TYPED:
        for limit in (8, STAFF_MATCHES):
            assert one.find(typed, limit) == other.find(typed, limit), typed
    expected = {attendee.id for attendee in PEOPLE[::7]}
    assert one.find("ma", expected=expected) == other.find("ma", expected=expected)
    assert one.by_number("12") == other.by_number("12")


# ids, and what becomes of them: a name, or gone
CHANGES = st.lists(
    st.dictionaries(
        st.sampled_from([attendee.id for attendee in PEOPLE[:40]] + ["w-1", "w-2", "w-3"]),
        st.sampled_from(["Marie Walker", "Gurpreet Singh", "José Roy", "Luc St-Pierre", None]),
        max_size=4,
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=40)
@given(start=st.integers(0, 40), changes=CHANGES)
def test_any_changes(start: int, changes: list[dict[str, str | None]]) -> None:
    known = {attendee.id: attendee for attendee in PEOPLE[:start]}
    directory = Directory(known.values())
    for change in changes:
        new = [Attendee(id=i, name=name, local="1") for i, name in change.items() if name]
        gone = [i for i, name in change.items() if name is None]
        known = {i: a for i, a in known.items() if i not in gone} | {a.id: a for a in new}
        before, was = directory.find("ma"), len(directory)
        later = directory.changed(new, gone)
        assert (directory.find("ma"), len(directory)) == (before, was), "the old one is as it was"
        directory = later
    same(directory, Directory(known.values()))


def test_a_long_day_of_walk_ins_and_mended_names() -> None:
    rng = random.Random(4)
    known = {attendee.id: attendee for attendee in PEOPLE}
    directory = Directory(known.values())
    for number in range(400):
        person = rng.choice(PEOPLE)
        if number % 3:
            person = replace(person, id=f"w-{number}")
        person = replace(person, name=f"{person.name} Walker", local="Local 1")
        known[person.id] = person
        directory = directory.changed([person])
    same(directory, Directory(known.values()))


def test_many_arrive_at_once() -> None:
    directory = Directory(PEOPLE[:300]).changed(PEOPLE[300:350]).changed(PEOPLE[340:])
    same(directory, Directory(PEOPLE))


def test_from_nobody_one_by_one() -> None:
    directory = Directory(())
    for attendee in PEOPLE[:60]:
        directory = directory.changed([attendee])
    same(directory, Directory(PEOPLE[:60]))


def test_someone_twice_in_a_list_is_there_once_as_they_are_last() -> None:
    later = replace(PEOPLE[0], name="Ana Walker")
    directory = Directory([PEOPLE[0], later])
    assert len(directory) == 1
    assert directory.find("walker") == [later]
    assert directory.find(PEOPLE[0].name) == []


def test_of_the_same_people_it_is_the_same() -> None:
    directory = Directory(PEOPLE).changed([replace(PEOPLE[3], local="Local 1")], [PEOPLE[4].id])
    everyone = [*PEOPLE[:3], replace(PEOPLE[3], local="Local 1"), *PEOPLE[5:]]
    assert directory.renewed(reversed(everyone)) is directory


@pytest.mark.parametrize("steps", [1, 3])
def test_renewed_is_made_anew(steps: int) -> None:
    directory = Directory(PEOPLE[:600])
    for step in range(1, steps + 1):
        everyone = [
            replace(attendee, name=f"Ana Walker {number % 10}") if number % 50 == step else attendee
            for number, attendee in enumerate(PEOPLE[step : 600 + 20 * step])
        ]
        directory = directory.renewed(everyone)
    same(directory, Directory(everyone))
