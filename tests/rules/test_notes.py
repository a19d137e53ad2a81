"""Lines of a list that are nobody."""

from __future__ import annotations

import pytest

from kiosk.rules.notes import is_note, may_have_note


@pytest.mark.parametrize(
    "text",
    [
        "Generated on 2026-11-30 by office", "Page 1 of 2", "3. In-Meeting activities",
        "End of report", "Waiting list:", "* late registration", "Nombre de participants : 1",
        "Fin du rapport", "Fin de la lista", "Imprimé le 3 mai par Jean", "Généré par le bureau",
        "Exportado el 3 de mayo", "Page 2", "Página 3", "Number of registered participants",
        "Número de asistentes", "Liste d’attente", "Lista de espera", "Participants", "Notes",
        "Printed by office", "© 2026 Union", "http://example.org/list", "as of 11/30/2026",
        "† needs an interpreter", "Confidential", "Total number of participants", "1 / 2",
        "Subject to change", "Annulations",
    ],
)  # fmt: skip
def test_a_note(text: str) -> None:
    assert is_note(text)
    assert may_have_note(f"Ana Roy\n{text}\nBo Lee")


@pytest.mark.parametrize(
    "text",
    [
        "Ana Roy", "Jimmy Page", "Total Recall", "Li 2", "王小明", "Søren Note", "Fin Delaney",
        "Jean-Pierre d’Amours", "Marie Liste", "O'Hara, Ben", "=Zed", "Lista Peña", "X",
        "Summer Generated", "María del Fin", "J.-P. Lavoie", "Ana Roy (she/her)", "Ann End",
    ],
)  # fmt: skip
def test_a_name(text: str) -> None:
    assert not is_note(text)
    assert not may_have_note(f"Ana Roy\n{text}\nBo Lee")
