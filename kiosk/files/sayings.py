"""What cells say in the words of other programs and of people: a status, a language, a
name in one column, an offering's several ids."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kiosk.errors import NotSo
from kiosk.model import RegistrationStatus
from kiosk.rules.names import clean, fold, name_key

_STATUSES = {
    RegistrationStatus.REGISTERED: """registered; attending; will attend; checked in; confirmed;
        approved; accepted; paid; complete; completed; going; present; active; inscrit; inscrite;
        confirme; confirmee; approuve; approuvee; accepte; acceptee; paye; payee; participe;
        participera; present; presente; enregistre; enregistree; complet; inscrito; inscrita;
        confirmado; confirmada; aprobado; aprobada; aceptado; aceptada; pagado; pagada; asistira;
        registrado; registrada; completado; attended; a participe; asistio""",
    RegistrationStatus.WAITLISTED: """waitlisted; waitlist; wait list; waiting list; on waitlist;
        on waiting list; on the waiting list; pending; pending approval; tentative;
        liste dattente; sur la liste dattente; en attente; en attente dapprobation;
        lista de espera; en lista de espera; en espera; pendiente; pendiente de aprobacion;
        unpaid; not paid; pending payment; on hold; impaye; impayee; non paye; non payee;
        en attente de paiement; sin pagar; pendiente de pago""",
    RegistrationStatus.CANCELLED: """cancelled; canceled; not attending; refunded;
        partially refunded; denied; declined; rejected; deleted; transferred; expired; withdrawn;
        annule; annulee; rembourse; remboursee; ne participe pas; ne participera pas; absent;
        refuse; refusee; desiste; desistee; supprime; supprimee; cancelado; cancelada; anulado;
        anulada; reembolsado; reembolsada; no asistira; no asiste; rechazado; rechazada;
        denegado; denegada; eliminado; eliminada""",
}
_STATUS = {
    " ".join(word.split()): status
    for status, words in _STATUSES.items()
    for word in words.split(";")
}

_BY = re.compile(r" (?:by|par|por) .*")
"""Whoever it was that approved or cancelled."""

_LANGUAGES = {
    "en": "en eng english anglais ingles en_us en_ca",
    "fr": "fr fra fre french francais frances",
    "es": "es esp spa spanish espagnol espanol castellano",
}
_LANGUAGE = {word: code for code, words in _LANGUAGES.items() for word in words.split()}

_BEHIND_A_NAME = frozenset(("jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mba", "ing"))

NOBODY = {"info requested", "information requested", "informations demandees"}
"""What Eventbrite writes where the attendee's name was never given."""


def tidy(text: str) -> str:
    """As :func:`kiosk.rules.names.clean`; what is so already, which most cells are, is not
    gone through letter by letter."""
    said = text.strip()
    plain = said.isprintable() and "  " not in said
    return said if plain and unicodedata.is_normalized("NFC", said) else clean(said)


_TOTALS = frozenset(["total", "totals", "totaux", "totales", "subtotal"])
_OF_TOTALS = _TOTALS | {"grand", "sous", "sub", "general", "generale", "global"}


def is_name(name: str) -> bool:
    """Whether it may be somebody's: there are letters in it, and they do not say that it
    is a sum of what stands above."""
    if name[:1].isalpha() and name[:5].casefold() not in ("total", "grand", "sous-", "sous "):
        return True  # nearly all are so
    words = {word for word in fold(name).split() if not word.isdigit()}
    return bool(words) and not (words & _TOTALS and words <= _OF_TOTALS)


@lru_cache(maxsize=1000)
def status(text: str) -> RegistrationStatus:
    """As what a row registers; a row that says nothing registers.

    Raises:
        NotSo: it is a word that nobody knows.
    """
    key = fold(text)
    if not key:
        return RegistrationStatus.REGISTERED
    found = {_STATUS.get(_BY.sub("", fold(part))) for part in text.split("/")}
    if len(found) != 1 or None in found:
        raise NotSo("the status “{text}” is not known", text=text[:60])
    return found.pop()  # type: ignore[return-value]


@lru_cache(maxsize=1000)
def language(text: str) -> str:
    """The code of a language that is named in any; empty if nothing is said.

    Raises:
        NotSo: the kiosk does not speak it.
    """
    said = fold(text)
    if not said:
        return ""
    found = _LANGUAGE.get(said) or _LANGUAGE.get(said.split()[0])
    if found is None:
        raise NotSo("the language “{text}” is none of en, fr, es", text=text[:60])
    return found


def in_order(name: str) -> str:
    """A name as it is spoken.

    >>> in_order("TREMBLAY, Marie-Ève")
    'Marie-Ève Tremblay'
    >>> in_order("Roy, Jr.")
    'Roy, Jr.'
    """
    if "," not in name:
        return tidy(name)
    last, comma, first = (part.strip() for part in name.partition(","))
    behind = fold(first).replace(" ", "")
    if not comma or "," in first or behind in _BEHIND_A_NAME or not name_key(last) or not behind:
        return tidy(name)
    return tidy(f"{first} {_quiet(last)}")


def _quiet(name: str) -> str:
    """Capitals only at the beginning of its parts, where it was all in capitals."""
    letters = [c for c in name if c.isalpha()]
    if len(letters) < 2 or not all(c.isupper() for c in letters):
        return name
    made, start = "", True
    for character in name:
        made += character if start else character.lower()
        start = not character.isalpha()
    return made


def is_nobody(name: str) -> bool:
    """Whether it stands in place of a name that was never given."""
    key = fold(name)
    return not key or key in NOBODY or key in {f"{one} {one}" for one in NOBODY}
