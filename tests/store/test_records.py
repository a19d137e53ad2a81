from __future__ import annotations

import datetime as dt
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kiosk.model import AttendanceStatus as Status
from kiosk.model import (
    Attendee,
    CheckIn,
    Closing,
    Fact,
    Forgotten,
    How,
    Organisation,
    Programme,
    Record,
    Registration,
    Role,
    Session,
    SignedLine,
    Staff,
)
from store.records import FACT_KINDS, RECORDS, to_fact, to_record
from store.written import recorded, written
from tests.store.helping import NINE

# A text as the desk cleans it: nothing in it steers a terminal or turns it round.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf"]), max_size=20)
ZONES = st.sampled_from([dt.UTC, dt.timezone(dt.timedelta(hours=-3, minutes=-30))])
TIMES = st.builds(
    lambda seconds, zone: dt.datetime.fromtimestamp(seconds / 1000, zone),
    st.integers(0, 7 * 10**12),
    ZONES,
)


def strategy(kind: type[object]) -> st.SearchStrategy[object]:
    st.register_type_strategy(str, TEXT)
    st.register_type_strategy(dt.datetime, TIMES)
    st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
    st.register_type_strategy(int, st.integers(-(2**53), 2**53))
    return st.builds(kind)


def said(record: Record | Fact) -> Any:
    """What its document says."""
    return msgspec.json.decode(written(record))


@pytest.mark.parametrize("kind", RECORDS.values(), ids=lambda kind: kind.__name__)
def test_every_record_comes_back_as_it_was(kind: type[Record]) -> None:
    @given(record=strategy(kind))
    @settings(derandomize=True, deadline=None, max_examples=30)
    def comes_back(record: Record) -> None:
        assert "id" not in said(record)
        assert to_record(record.table, record.id, written(record)) == record

    comes_back()


@pytest.mark.parametrize("kind", FACT_KINDS.values(), ids=lambda kind: kind.__name__)
def test_every_fact_comes_back_as_it_was(kind: type[CheckIn]) -> None:
    @given(fact=strategy(kind))
    @settings(derandomize=True, deadline=None, max_examples=30)
    def comes_back(fact: CheckIn) -> None:
        assert to_fact(fact.id, written(fact)) == fact

    comes_back()


def test_an_empty_field_is_left_out_only_where_it_is_so_by_default() -> None:
    """Staff without a role must not come back as a facilitator."""
    assert said(Attendee(id="a", name="", email="")) == {"name": ""}
    staff = Staff(id="s", name="Sam", roles=())
    assert to_record("staff", "s", written(staff)) == staff
    silent = Organisation(name="", zone="UTC", languages=())
    assert to_record("organisation", "organisation", written(silent)) == silent
    bare = Programme(id="p", title={})
    assert to_record("programmes", "p", written(bare)) == bare
    assert said(Staff(id="s", name="Sam", roles=(Role.REP,)))["roles"] == ["rep"]
    assert said(Registration(id="r", attendee="a", offering="o"))["status"] == "registered"


def test_a_time_keeps_its_offset() -> None:
    start = dt.datetime(2026, 4, 10, 9, tzinfo=dt.timezone(dt.timedelta(hours=-4)))
    session = Session(id="s", offering="o", start=start, end=start)
    found = to_record("sessions", "s", written(session))
    assert isinstance(found, Session)
    assert found.start.isoformat() == "2026-04-10T09:00:00-04:00"


def test_what_a_newer_version_added_is_passed_over() -> None:
    doc = b'{"name":"Ana","favourite_colour":"red"}'
    assert to_record("attendees", "a", doc) == Attendee(id="a", name="Ana")
    assert to_fact("k-1", b'{"kind":"danced","session":"s"}') is None


def test_an_id_that_a_document_claims_does_not_count() -> None:
    assert to_record("attendees", "a", b'{"name":"Ana","id":"b"}').id == "a"
    assert to_record("attendees", 'a"\n', b'{"name":"Ana"}').id == 'a"\n'


def test_a_document_that_is_not_one_of_its_table_is_an_error() -> None:
    for doc in (b"{}", b"[]", b'{"name":5}'):
        with pytest.raises(msgspec.ValidationError):
            to_record("attendees", "a", doc)


def test_a_fact_names_its_kind() -> None:
    lines = (SignedLine(attendee="ana", status=Status.PRESENT, minutes=180),)
    closing = Closing(time=NINE, session="s", minutes=180, roster=lines, hash="x", by="s-1")
    assert said(closing)["kind"] == "closing"
    assert said(CheckIn(time=NINE, session="s", attendee="a", how=How.BADGE))["kind"] == "check_in"
    assert said(Forgotten(time=NINE, attendee="a")) == {
        "time": "2026-04-10T13:00:00Z",
        "attendee": "a",
        "kind": "forgotten",
    }


def test_a_fact_that_is_recorded_has_its_id_and_one_recorded_before_stays_as_it_was() -> None:
    drafted = CheckIn(time=NINE, session="s", attendee="a", how=How.BADGE)
    first = recorded(drafted, "k-1", NINE)
    second = recorded(first, "k-2", NINE)
    assert (first.id, second.id) == ("k-1", "k-2")
    assert first.entered == NINE
    assert (second.session, second.attendee, second.how) == ("s", "a", How.BADGE)
