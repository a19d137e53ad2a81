"""What an import says before it counts, in every language."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from textual.content import Content

from kiosk.desk.bringing.importing import Report
from kiosk.desk.bringing.itemizing import item
from kiosk.errors import Count, Text
from kiosk.files.reading import Wrong
from kiosk.model import (
    Attendee,
    CompletionRule,
    DoorRule,
    Offering,
    Programme,
    Registration,
    RegistrationStatus,
    School,
    Session,
    Workshop,
)
from kiosk.words import words
from screens.import_words import counts, field, lines
from tests.screens.showing import School as Demo

BROUGHT_IN = (Programme, Workshop, School, Offering, Session, Attendee, Registration)


def plain(said: Content) -> str:
    """With plain spaces: which ones a language takes is not the matter."""
    return " ".join(said.plain.split())


@pytest.mark.parametrize("kind", BROUGHT_IN, ids=lambda kind: kind.__name__)
def test_every_field_has_a_name(kind: type) -> None:
    for known in fields(kind):
        if known.name != "id":  # what has another id is another record
            assert field(known.name, words("en")).replace(" ", "").replace("-", "").isalpha()


def test_values_are_said_in_the_language(school: Demo) -> None:
    programme = school.store.get(Programme, "let")
    assert programme is not None
    changed = replace(
        programme,
        door=DoorRule(opens_before=1, grace=20, walk_ins=True, departures=False),
        completion=CompletionRule(share=0.8),
    )
    person = school.person("Marie-Ève Tremblay")
    waiting = Registration(
        id="r", attendee=person.id, offering="x", status=RegistrationStatus.WAITLISTED
    )
    report = Report(
        added=1,
        changed=1,
        items=[item(school.store, changed, programme), item(school.store, waiting, None)],
    )
    said = plain(lines(report, words("fr")))
    assert "ouvre 1 minute avant, retard après 20 minutes, sans inscription préalable, " in said
    assert "départs non notés" in said
    every = "toutes les séances, au moins 90 pour cent des minutes"
    assert f"règle : {every} → au moins 80 pour cent des minutes" in said
    assert "Marie-Ève Tremblay → x statut : sur la liste d’attente" in said
    assert counts(report, words("fr")) == "1 nouveau, 1 modifié, 0 inchangé"


def test_a_wrong_row_is_said_in_the_language() -> None:
    where = Text("{where}, session {number}", where=Text("offering {number}", number=1), number=2)
    why = Text(
        "{id} has {parts}, not {part}", id="pp", parts=Count("{n} part", "{n} parts", 2), part=3
    )
    report = Report(wrong=[Wrong(where, why)])
    assert "édition 1, séance 2 : pp a 2 parties, et non 3" in plain(lines(report, words("fr")))
    assert "edición 1, sesión 2: pp tiene 2 partes, no 3" in lines(report, words("es")).plain
    assert "offering 1, session 2: pp has 2 parts, not 3" in lines(report, words("en")).plain
