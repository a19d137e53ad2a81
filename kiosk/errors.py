"""Errors whose text is for a person: what is so, and what to do."""

from __future__ import annotations


class ForPeople(Exception):
    """The text can be shown as it stands; it names no internals."""
