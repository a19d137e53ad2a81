"""Lines in a list of people that are nobody: footers, titles of sections, remarks."""

from __future__ import annotations

import re
import unicodedata

from kiosk.rules.names import APOSTROPHES, fold

_SIGNS = re.compile(
    r"^\s*(?:[*†‡]|\d+[.)]\s|\(\*)|:|©|https?/?/?|www\.|\b\d{4}[-/.]\d{1,2}[-/.]\d{1,2}\b"
    r"|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b|\d\s*/\s*\d",
    re.M,
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
    r"\b(?:subject to change|all rights reserved|tous droits reserves|see (?:below|over|next))\b",
    re.M,
)
_APART = re.compile(r"[^a-z0-9\n]+")


def may_have_note(texts: str) -> bool:
    """Whether one of many lines may be a note: of most lists none is, and it is asked once."""
    if _SIGNS.search(texts):
        return True
    plain = unicodedata.normalize("NFKD", APOSTROPHES.sub("", texts.casefold()))
    lines = _APART.sub(" ", plain.encode("ascii", "ignore").decode())
    return bool(_WORDS.search(re.sub(r" *\n *", "\n", lines.strip())))


def is_note(text: str) -> bool:
    """Whether a text says that it is a line of the list, and nobody's name.

    >>> is_note("Page 1 of 2"), is_note("Waiting list:"), is_note("Jimmy Page")
    (True, True, False)
    """
    return bool(_SIGNS.search(text) or _WORDS.search(fold(text)))
