"""Whether the words of a certificate stand on a page, as far as a PDF can be read."""

from __future__ import annotations

import unicodedata


def squashed(text: str) -> str:
    """Without what setting it on a page changes."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if unicodedata.category(c)[0] not in "ZC" and c != "-")


def is_on(said: str, page: str) -> bool:
    """
    Args:
        page: what stands on it, squashed.
    """
    if squashed(said) in page:
        return True
    # Words that are written from right to left are read out of a PDF in any order.
    backwards = any(unicodedata.bidirectional(c) in ("R", "AL") for c in said)
    return backwards and all(squashed(word) in page for word in said.split())
