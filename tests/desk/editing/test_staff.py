"""Changing by hand whose data it is, and who is on the staff."""

from __future__ import annotations

import pytest

from kiosk.clock import BadTime
from kiosk.desk import editing
from kiosk.desk.protocol import Desk
from kiosk.errors import Refused
from kiosk.model import Role, Staff

# ---- the organisation


def test_the_organisation(bare_desk: Desk) -> None:
    editing.set_organisation(bare_desk, " CUPE\x1b Local ", "America/Vancouver", ("fr", "en"))
    organisation = bare_desk.store.organisation
    assert (organisation.name, organisation.zone, organisation.languages) == (
        "CUPE Local",
        "America/Vancouver",
        ("fr", "en"),
    )


def test_what_no_organisation_can_be(bare_desk: Desk) -> None:
    with pytest.raises(Refused, match="needs a name"):
        editing.set_organisation(bare_desk, " \u200b", "America/Toronto", ("en",))
    with pytest.raises(BadTime, match="not a time zone"):
        editing.set_organisation(bare_desk, "CUPE", "Toronto", ("en",))
    assert bare_desk.store.organisation.name == "Test Union"


# ---- staff


def test_staff_are_found_by_their_name(desk: Desk) -> None:
    made = editing.set_staff(desk, "Léo Roy", (Role.FACILITATOR,), "1234")
    again = editing.set_staff(desk, "ROY, Leo", (Role.FACILITATOR, Role.REP), None)
    assert again.id == made.id
    assert again.name == "Léo Roy"
    assert again.roles == (Role.FACILITATOR, Role.REP)
    assert desk.pins.check(made.id, "1234")
    kept = editing.set_staff(desk, "Leo Roy", (), "5678")
    assert kept.roles == again.roles
    assert desk.pins.check(made.id, "5678")


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "١٢٣٤", "12 4", " 1234"])
def test_a_pin_is_four_to_twelve_digits(desk: Desk, pin: str) -> None:
    with pytest.raises(Refused, match="four to twelve digits"):
        editing.set_staff(desk, "Léo Roy", (Role.REP,), pin)
    assert [s.name for s in desk.store.all(Staff)] == ["Fay Ito", "Rae Diaz"]


def test_who_cannot_be_staff(desk: Desk) -> None:
    with pytest.raises(Refused, match="need a name"):
        editing.set_staff(desk, " - ", (Role.REP,), None)
    with pytest.raises(Refused, match="Say what they are"):
        editing.set_staff(desk, "Léo Roy", (), None)
    with desk.store.change() as tx:
        tx.put(Staff(id="fay2", name="Fay Ito"))
    with pytest.raises(Refused, match="Several on the staff"):
        editing.set_staff(desk, "Fay Ito", (Role.REP,), None)
