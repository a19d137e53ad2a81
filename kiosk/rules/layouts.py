"""Keyboard layouts: which character each key gives, plain and with Shift.

A scanner presses keys as though it were a keyboard of one layout; the laptop reads them as
one of its own. The rows are those of xkeyboard-config 2.35, key by key in the same order; a
space stands where the key waits for another one (an accent).
"""

from __future__ import annotations

from enum import Enum


class Layout(Enum):
    """Those common where a union's schools are held, and where its members come from."""

    US = "us"
    CANADIAN_FRENCH = "ca"
    CANADIAN_MULTILINGUAL = "ca(multix)"
    BRITISH = "gb"
    FRENCH = "fr"
    BELGIAN = "be"
    GERMAN = "de"
    SWISS = "ch"
    SPANISH = "es"
    LATIN_AMERICAN = "latam"
    ITALIAN = "it"


_KEYS = {
    Layout.US: (
        r"`1234567890-=qwertyuiop[]\asdfghjkl;'zxcvbnm,./",
        '~!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?',
    ),
    Layout.CANADIAN_FRENCH: (
        "#1234567890-=qwertyuiop  <asdfghjkl; zxcvbnm,.é",
        "|!\"/$%?&*()_+QWERTYUIOP  >ASDFGHJKL: ZXCVBNM'.É",
    ),
    Layout.CANADIAN_MULTILINGUAL: (
        "/1234567890-=qwertyuiop çàasdfghjkl;èzxcvbnm,.é",
        "\\!@#$%?&*()_+QWERTYUIOP ÇÀASDFGHJKL:ÈZXCVBNM'\"É",
    ),
    Layout.BRITISH: (
        "`1234567890-=qwertyuiop[]#asdfghjkl;'zxcvbnm,./",
        '¬!"£$%^&*()_+QWERTYUIOP{}~ASDFGHJKL:@ZXCVBNM<>?',
    ),
    Layout.FRENCH: (
        "²&é\"'(-è_çà)=azertyuiop $*qsdfghjklmùwxcvbn,;:!",
        "~1234567890°+AZERTYUIOP £µQSDFGHJKLM%WXCVBN?./§",
    ),
    Layout.BELGIAN: (
        "²&é\"'(§è!çà)-azertyuiop $µqsdfghjklmùwxcvbn,;:=",
        "³1234567890°_AZERTYUIOP *£QSDFGHJKLM%WXCVBN?./+",
    ),
    Layout.GERMAN: (
        " 1234567890ß qwertzuiopü+#asdfghjklöäyxcvbnm,.-",
        "°!\"§$%&/()=? QWERTZUIOPÜ*'ASDFGHJKLÖÄYXCVBNM;:_",
    ),
    Layout.SWISS: (
        "§1234567890' qwertzuiopü $asdfghjklöäyxcvbnm,.-",
        '°+"*ç%&/()=? QWERTZUIOPè!£ASDFGHJKLéàYXCVBNM;:_',
    ),
    Layout.SPANISH: (
        "º1234567890'¡qwertyuiop +çasdfghjklñ zxcvbnm,.-",
        'ª!"·$%&/()=?¿QWERTYUIOP *ÇASDFGHJKLÑ ZXCVBNM;:_',
    ),
    Layout.LATIN_AMERICAN: (
        "|1234567890'¿qwertyuiop +}asdfghjklñ{zxcvbnm,.-",
        '°!"#$%&/()=?¡QWERTYUIOP *]ASDFGHJKLÑ[ZXCVBNM;:_',
    ),
    Layout.ITALIAN: (
        "\\1234567890'ìqwertyuiopè+ùasdfghjklòàzxcvbnm,.-",
        '|!"£$%&/()=?^QWERTYUIOPé*§ASDFGHJKLç°ZXCVBNM;:_',
    ),
}
_GIVEN = {layout: "".join(rows) for layout, rows in _KEYS.items()}
_KEY_OF = {
    layout: {char: key for key, char in reversed(list(enumerate(given))) if char != " "}
    for layout, given in _GIVEN.items()
}


def typed(text: str, scanner: Layout, laptop: Layout) -> list[str | None]:
    """What a laptop of one layout reads when a scanner of another types a text; ``None`` for
    what cannot be said: an accent that waits for a letter, or what takes more than Shift.

    >>> "".join(filter(None, typed("AZ12", Layout.US, Layout.FRENCH)))
    'QW&é'
    """
    keys, given = _KEY_OF[scanner], _GIVEN[laptop]
    found = (given[keys[char]] if char in keys else " " for char in text)
    return [None if char == " " else char for char in found]
