"""Whatever the store says to a person can be said in any language."""

from __future__ import annotations

import ast
import errno
import os
from pathlib import Path

import pytest

import store
from kiosk.errors import ForPeople
from store import errors
from store.errors import StoreError, unreadable, unrecorded, unwritable, unwritten

SOURCES = sorted(Path(store.__path__[0]).glob("*.py"))
KINDS = {name for name, kind in vars(errors).items() if isinstance(kind, type)} - {"Path"}


def calls() -> list[tuple[str, ast.Call]]:
    """Where an error for people is made."""
    return [
        (f"{source.name}, line {node.lineno}", node)
        for source in SOURCES
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KINDS
    ]


def test_each_message_is_one_literal_and_what_fills_it_in_is_named() -> None:
    found = calls()
    assert len(found) > 30
    for where, call in found:
        assert len(call.args) == 1, where
        message = call.args[0]
        assert isinstance(message, ast.Constant), f"{where}: not one literal"
        said = str(message.value).format(**{str(k.arg): "x" for k in call.keywords})
        assert "{" not in said, where


class Shouting:
    """A language."""

    def __call__(self, message: str, **values: object) -> str:
        return message.upper().replace("{REASON}", str(values.get("reason")))


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EROFS, 9999])
def test_what_the_disk_says_is_said_in_any_language(number: int) -> None:
    error = OSError(number, os.strerror(number))
    for refusal in (
        unrecorded(error),
        unrecorded(error, certain=False),
        unwritten(error, Path("file")),
        unwritable(error),
        unreadable("file", error),
    ):
        assert isinstance(refusal, StoreError)
        assert isinstance(refusal, ForPeople)
        assert str(refusal)[-1] == "."
        assert refusal.said(Shouting()) != str(refusal)  # type: ignore[arg-type]
    assert "not certain" in str(unrecorded(error, certain=False))
    assert "not certain" not in str(unrecorded(error))
