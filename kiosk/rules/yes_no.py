"""Yes and no, as people and programs write them in English, French and Spanish."""

from __future__ import annotations

_YES = frozenset(
    ("yes", "y", "true", "1", "oui", "o", "vrai", "sí", "si", "s", "verdadero", "x", "✓", "✔",
     "☑", "☒", "✅", "×", "•", "●", "*", "ok", "t")
)  # fmt: skip
"""A cross in a list is a yes, whichever sign a program has for it."""
_NO = frozenset(("no", "n", "false", "0", "non", "faux", "falso", "☐", "□", "○", "f"))


def read_yes_no(text: str) -> bool | None:
    """Whether a text says yes; ``None`` where it is neither yes nor no.

    >>> read_yes_no(" OUI "), read_yes_no("False"), read_yes_no("maybe")
    (True, False, None)
    """
    said = text.strip().casefold()
    return True if said in _YES else False if said in _NO else None
