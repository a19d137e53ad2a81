"""Texts that people read in their own language, by language code (``en``, ``fr``, ``es``)."""

from __future__ import annotations

from collections.abc import Mapping

Texts = dict[str, str]


def text(texts: Mapping[str, str], language: str) -> str:
    """The text in a language; else in English; else in any; else nothing."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")
