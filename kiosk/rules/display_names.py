"""Names as a meeting shows them: what may be a person's name, and what is nobody's."""

from __future__ import annotations

import re

from kiosk.rules.names import clean, fold, name_key

_BEHIND = re.compile(r"^(?P<name>.+?)\s*[(\[](?P<aside>[^()\[\]]+)[)\]]\s*$")
"""“Emily Carter (she/her)”, “Loki [Loki Laufeyson]”."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PRONOUNS = _words(
    """she her hers he him his they them their theirs xe xem xyr ze zir zem hir ey em eir fae
    faer it its any all pronouns pronoun ask me elle elles il ils iel iels ael al lui leur
    ille ellui celui celle toustes pronom pronoms ella ellas el ellos elle ellxs pronombre
    pronombres"""
)
_DEVICES = _words(
    """iphone ipad ipod android galaxy samsung pixel huawei motorola nokia xiaomi oneplus
    macbook imac mac windows surface chromebook laptop desktop computer tablet phone
    telephone cell cellphone mobile audio video zoom webex teams user room pc tv dell lenovo
    ordinateur portable tablette cellulaire salle utilisateur ordenador portatil computadora
    tableta telefono celular movil usuario sala"""
)
_STANDINGS = _words(
    """guest host cohost co organizer organiser presenter panelist moderator unverified
    external anonymous participant attendee member facilitator instructor interpreter
    captioner admin invite invitee hote coanimateur animateur animatrice organisateur
    organisatrice presentateur presentatrice moderateur moderatrice externe anonyme membre
    interprete non verifie invitado invitada anfitrion anfitriona coanfitrion organizador
    organizadora presentador presentadora moderador moderadora externo externa anonimo
    anonima miembro verificado facilitador facilitadora"""
)
_OWN_NAMES = _words("""iphone ipad ipod android galaxy macbook imac chromebook""")
"""Devices that no person is called."""
_LOCALS = _words(
    """local locals loc lcl section sections sec seccion seccional sindicato syndicat union no
    nr num numero n"""
)
_LINKS = _words("""de du des la le les l d del of s the and et y or ou o my mon ma mi""")


def split_display_name(shown: str) -> tuple[str, str]:
    """A name, and what stands in brackets behind it.

    >>> split_display_name("Loki (Loki Laufeyson)")
    ('Loki', 'Loki Laufeyson')
    >>> split_display_name("Ana Roy")
    ('Ana Roy', '')
    """
    found = _BEHIND.match(shown)
    return (clean(found["name"]), clean(found["aside"])) if found else (clean(shown), "")


def is_nobody(text: str) -> bool:
    """Whether a text can be nobody's name: pronouns, a device, a local, what someone is in a
    meeting, a number.

    >>> [is_nobody(text) for text in ("she/her", "iPhone", "Local 503", "Guest", "438 555")]
    [True, True, True, True, True]
    >>> is_nobody("Ana Roy")
    False
    """
    words = fold(text).split()
    said = [word for word in words if word.isalpha() and word not in _LINKS]
    if not said:
        return True
    if any(word in _LOCALS for word in said) and len(said) < len(words):
        return True  # “Local 503 Montréal”
    return all(
        word in _PRONOUNS or word in _DEVICES or word in _STANDINGS or word in _LOCALS
        for word in said
    )


def names_device(text: str) -> bool:
    """Whether a name is that of a device: two people may have the same one.

    >>> [names_device(text) for text in ("iPhone", "Galaxy S9", "iPad (2)", "Ana’s iPhone")]
    [True, True, True, True]
    >>> names_device("Ana Roy")
    False
    """
    words = fold(text).replace("ipads", "ipad").split()
    return is_nobody(text) or any(word in _OWN_NAMES for word in words)


def readings_of(*names: str) -> tuple[str, ...]:
    """The names that a row may mean, each once; of what stands in brackets only what may be
    a name.

    >>> readings_of("Loki (Loki Laufeyson)")
    ('Loki (Loki Laufeyson)', 'Loki', 'Loki Laufeyson')
    >>> readings_of("Emily Carter (she/her)")
    ('Emily Carter',)
    """
    found: dict[str, str] = {}
    for shown in names:
        name, aside = split_display_name(shown)
        if is_nobody(aside):
            readings: tuple[str, ...] = (name,)
        else:
            readings = (shown, name, aside)
        for reading in readings:
            found.setdefault(name_key(reading), reading)
    return tuple(reading for key, reading in found.items() if key)
