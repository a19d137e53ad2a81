"""What cells say in the words of other programs and of people: a status, a language, a
name in one column, an offering's several ids."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from kiosk.errors import NotSo
from kiosk.model import RegistrationStatus
from kiosk.rules.columns import is_date
from kiosk.rules.names import clean, fold, name_key
from kiosk.rules.registration_words import State, read_state
from kiosk.rules.registration_words import takes_back as takes_back_alone
from kiosk.rules.yes_no import read_yes_no

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
def status(text: str) -> State:
    """As what a row registers; a row that says nothing registers.

    Raises:
        NotSo: it is a word that nobody knows.
    """
    if not fold(text):
        return RegistrationStatus.REGISTERED
    found = read_state(text)
    if found is None:
        raise NotSo("the status “{text}” is not known", text=text[:60])
    return found


def attending(text: str) -> State | None:
    """What the answer to “Are you coming?” makes of a registration; ``None`` where there is
    no answer.

    Raises:
        NotSo: it is neither yes nor no, nor a state.
    """
    if not fold(text) and read_yes_no(text) is None:
        return None
    said = read_yes_no(text)
    if said is not None:
        return RegistrationStatus.REGISTERED if said else RegistrationStatus.CANCELLED
    found = read_state(text)
    if found is None:
        raise NotSo("“{text}” is neither yes nor no", text=text[:60])
    return found


def takes_back(text: str, status: State) -> bool:
    """Whether a cell under a heading that nobody knows says of a registration what the row
    itself does not say."""
    return takes_back_alone(text) and read_state(text) is not status


def is_not_held(text: str, is_under_cancelled: bool) -> bool:
    """Whether a cell in the row of a session says that it was cancelled: by itself, or with a
    yes or a date under “Cancelled”."""
    if is_under_cancelled:
        try:
            return cancelled(text)
        except NotSo:
            return True
    return takes_back_alone(text) and read_state(text) is RegistrationStatus.CANCELLED


_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NO_AMOUNT = re.compile(r"[$€£]? ?0+(?:[.,]0+)? ?[$€£]?")


def cancelled(text: str) -> bool:
    """Whether a cell under “Cancelled”, “Refunded” or “Void” says so: it does with a yes, a
    date, or a state that is one.

    Raises:
        NotSo: it says something else.
    """
    said = read_yes_no(text)
    if said is not None or not fold(text) or _NO_AMOUNT.fullmatch(text):
        return bool(said)
    if is_date(text) or (len(text) < 50 and _YEAR.search(text)):
        return True
    found = read_state(text)
    if found is None:
        raise NotSo("“{text}” is neither yes nor no", text=text[:60])
    return found is RegistrationStatus.CANCELLED


def cross(text: str, title: str) -> State | None:
    """What a cell under the title of a workshop registers for it: a cross, a yes, the title
    itself or a state; ``None`` where it says nothing or no.

    Raises:
        NotSo: it says something else.
    """
    said = read_yes_no(text)
    if said is not None or not (words := fold(text)):
        return RegistrationStatus.REGISTERED if said else None
    if words == fold(title):
        return RegistrationStatus.REGISTERED
    found = read_state(text)
    if found is None:
        raise NotSo("“{text}” is no cross", text=text[:60])
    return found


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


def order_of(name: str) -> tuple[str, str]:
    """What is said first of a name with a comma, and what behind it; of any other name all of
    it, and nothing behind.

    >>> order_of("Tremblay, Marie-Ève"), order_of("Roy, Jr.")
    (('Marie-Ève', 'Tremblay'), ('Roy, Jr.', ''))
    """
    if "," not in name:
        return name, ""
    last, comma, first = (part.strip() for part in name.partition(","))
    behind = fold(first).replace(" ", "")
    if not comma or "," in first or behind in _BEHIND_A_NAME or not name_key(last) or not behind:
        return name, ""
    return first, last


_ANONYMOUS = frozenset(("anonymous", "anonyme", "anonimo", "anonima", "anónimo", "anónima"))


def is_anonymous(text: str) -> bool:
    """Whether it stands where a form does not tell who filled it in."""
    return text.strip().casefold() in _ANONYMOUS


def is_nobody(name: str) -> bool:
    """Whether it stands in place of a name that was never given."""
    key = fold(name)
    return not key or key in NOBODY or key in {f"{one} {one}" for one in NOBODY}
