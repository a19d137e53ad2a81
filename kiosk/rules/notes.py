"""Lines in a list of people that are nobody: footers, titles of sections, remarks."""

from __future__ import annotations

import re

from kiosk.rules.names import fold

_SIGNS = re.compile(
    r"^\s*(?:[*†‡]|\d+[.)]\s|\(\*)|:|©|https?/?/?|www\.|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b"
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\d\s*/\s*\d"
)
"""What stands in a note, and in no name."""
_WORDS = re.compile(
    r"\b(?:page|pagina|feuille|sheet|hoja) \d|\b(?:end|fin|final) (?:of|de|du|del|des)\b|"
    r"\b(?:generated|printed|exported|created|updated|prepared|produced|downloaded) (?:on|by|at)\b|"
    r"\b(?:genere|imprime|exporte|cree|prepare|produit|mis a jour)e? (?:le|par)\b|"
    r"\b(?:generado|impreso|exportado|creado|preparado|actualizado) (?:el|por)\b|"
    r"\b(?:waiting list|waitlist|liste dattente|lista de espera|late registrations?)\b|"
    r"\b(?:inscriptions? tardives?|inscripcion(?:es)? tardias?|in meeting activities)\b|"
    r"\b(?:number|nombre|numero|cantidad|list|liste|lista|total|count) (?:of|de|des|du|del)"
    r" (?:\w+ )?(?:participants?|participantes|people|personnes|personas|attendees|asistentes|"
    r"registrations?|inscriptions?|inscripciones|members?|membres|miembros|inscrits|inscritos)\b|"
    r"^(?:participants|participantes|attendees|asistentes|registrants|inscrits|inscritos|notes?|"
    r"notas?|remarques?|remarks|comments?|observaciones|summary|sommaire|resumen|confidential|"
    r"confidentiel|confidencial|no shows?|cancellations|annulations|cancelaciones|walk ins?)$|"
    r"\b(?:subject to change|all rights reserved|tous droits reserves|see (?:below|over|next))\b"
)


def is_note(text: str) -> bool:
    """Whether a text says that it is a line of the list, and nobody's name.

    >>> is_note("Page 1 of 2"), is_note("Waiting list:"), is_note("Jimmy Page")
    (True, True, False)
    """
    return bool(_SIGNS.search(text) or _WORDS.search(fold(text)))
