"""The catalogues hold what the code says, whole, in every language."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_keywords
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from kiosk.words import LANGUAGES

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "kiosk" / "locale"
PACKAGES = ("kiosk", "screens", "store")
TRANSLATED = [language for language in LANGUAGES if language != "en"]
HOW = (ROOT / "docs" / "development.md").read_text(encoding="utf-8")
KEYWORDS = parse_keywords(re.findall(r"-k (\S+)", HOW))
"""What the command in the docs has Babel look for."""
SPOKEN = ("words", "plural", "context")
"""What a language is asked for a message by; the other keywords make a text or an error."""

Id = tuple[str, str | tuple[str, ...]]
"""A context, or none, and a message, or both forms of one."""

every_language = pytest.mark.parametrize("language", TRANSLATED)


@cache
def in_the_code() -> frozenset[Id]:
    """Every message that is asked for."""
    found: set[Id] = set()
    for package in PACKAGES:
        read = extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS)
        found.update((context or "", message) for _, _, message, _, context in read)
    return frozenset(found)


def calls(tree: ast.AST) -> Iterator[tuple[str, ast.Call]]:
    """Those of ``words(…)``, ``anything.words(…)``, ``words.plural(…)``, ``Refused(…)``."""
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name | ast.Attribute):
            name = call.func.id if isinstance(call.func, ast.Name) else call.func.attr
            if name in KEYWORDS:
                yield name, call


def trees() -> Iterator[tuple[Path, ast.AST]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            yield path.relative_to(ROOT), ast.parse(path.read_text(encoding="utf-8"))


def messages(name: str, call: ast.Call) -> list[ast.expr]:
    """The arguments that are messages."""
    places = KEYWORDS[name] or (1,)
    asked = [place for place in places if isinstance(place, int)]
    return [call.args[place - 1] for place in asked if place <= len(call.args)]


def is_written_out(name: str, argument: ast.expr) -> bool:
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return True
    if name in SPOKEN:  # a language may be asked for what was written out elsewhere
        return not isinstance(argument, ast.JoinedStr | ast.BinOp | ast.IfExp)
    named = argument.attr if isinstance(argument, ast.Attribute) else ast.unparse(argument)
    return named.isupper()  # a text that is made once, as Text("…")


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


def po(language: str) -> Catalog:
    return catalogue(LOCALE / language / "LC_MESSAGES" / "kiosk.po")


def ids(found: Catalog) -> set[Id]:
    return {
        (m.context or "", m.id if isinstance(m.id, str) else tuple(m.id)) for m in found if m.id
    }


def forms(text: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ())


def texts(found: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What is said for what, in which context."""
    said = {}
    for message in found:
        if message.id:
            context = message.context or ""
            # Babel reads that of a compiled catalogue as it stands there, in bytes.
            named = context.decode() if isinstance(context, bytes) else context
            said[named, *forms(message.id)] = forms(message.string)
    return said


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


# ---- what the catalogues hold


MAKES_THEM = Path("kiosk/errors.py")
"""Where texts and errors are made of what they are given."""


def test_a_message_is_written_out_where_it_is_said() -> None:
    wrong = [
        f"{path}:{call.lineno}"
        for path, tree in trees()
        for name, call in calls(tree)
        if path != MAKES_THEM
        if not all(is_written_out(name, argument) for argument in messages(name, call))
    ]
    assert not wrong


def test_a_message_stands_outside_of_f_strings() -> None:
    """Babel looks into those only from Python 3.12 on."""
    wrong = [
        f"{path}:{call.lineno}"
        for path, tree in trees()
        for text in ast.walk(tree)
        if isinstance(text, ast.JoinedStr)
        for name, call in calls(text)
        if any(isinstance(argument, ast.Constant) for argument in messages(name, call))
    ]
    assert not wrong


def test_no_screen_shows_an_error_in_english_only() -> None:
    wrong = [
        f"{path}:{call.lineno}"
        for path, tree in trees()
        if path.parts[0] == "screens"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and ast.unparse(call) in ("str(error)", "str(refused)")
    ]
    assert not wrong


SHOWN = ("screens", "kiosk/desk", "kiosk/files", "kiosk/wording.py", "kiosk/wording_waits.py")
"""Where what is said may come to a screen."""


def test_no_screen_names_a_command_of_the_shell() -> None:
    wrong = [
        f"{path}:{call.lineno}"
        for path, tree in trees()
        if path.as_posix().startswith(SHOWN)
        for name, call in calls(tree)
        for message in messages(name, call)
        if isinstance(message, ast.Constant)
        and re.search(r"\bkiosk [a-z]|--\w", str(message.value))
    ]
    assert not wrong


def test_every_error_for_people_is_looked_for() -> None:
    classes = [c for _, tree in trees() for c in ast.walk(tree) if isinstance(c, ast.ClassDef)]
    known = {"ForPeople"}
    for _ in classes:  # often enough for a class before its base
        known |= {c.name for c in classes if known & {ast.unparse(base) for base in c.bases}}
    assert known - set(KEYWORDS) == set(), "add it to the command in docs/development.md"


def test_the_template_holds_the_messages_of_the_code() -> None:
    held = ids(catalogue(LOCALE / "kiosk.pot"))
    assert in_the_code() - held == set(), "missing: see “Words” in docs/development.md"
    assert held - in_the_code() == set(), "not said any more"


@every_language
def test_a_language_holds_the_messages_of_the_code(language: str) -> None:
    found = po(language)
    assert in_the_code() - ids(found) == set(), "missing: see “Words” in docs/development.md"
    assert ids(found) - in_the_code() == set(), "not said any more"
    assert not found.obsolete


@every_language
def test_every_message_is_translated(language: str) -> None:
    found = po(language)
    untranslated = [m.id for m in found if m.id and (m.fuzzy or not all(forms(m.string)))]
    assert not untranslated
    assert not found.fuzzy
    assert not [str(error) for _, errors in found.check() for error in errors]


@every_language
def test_plurals_have_all_their_forms(language: str) -> None:
    found = po(language)
    said = [sum(map(bool, forms(m.string))) for m in found if m.id and m.pluralizable]
    assert set(said) == {found.num_plurals}


@every_language
def test_every_form_has_the_fields_of_its_message(language: str) -> None:
    for message in po(language):
        if message.id:
            (wanted,) = {frozenset(fields(text)) for text in forms(message.id)}
            for text in forms(message.string):
                assert fields(text) == wanted, message.id


@every_language
def test_every_form_keeps_the_spaces_around_its_message(language: str) -> None:
    for message in po(language):
        if message.id:
            indent = len(forms(message.id)[0]) - len(forms(message.id)[0].lstrip())
            for text in forms(message.string):
                assert len(text) - len(text.lstrip()) == indent, message.id
                assert text == text.rstrip(), message.id


@every_language
def test_the_compiled_catalogue_is_that_of_the_readable_one(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "kiosk.mo").open("rb") as file:
        compiled = read_mo(file)
    readable = po(language)
    assert compiled.plural_expr == readable.plural_expr
    assert texts(compiled) == texts(readable)


@every_language
def test_a_catalogue_names_nobody(language: str) -> None:
    assert "@" not in (LOCALE / language / "LC_MESSAGES" / "kiosk.po").read_text(encoding="utf-8")


# ---- typography


def test_french_keeps_its_high_signs_on_the_line() -> None:
    for message in po("fr"):
        for text in forms(message.string) if message.id else ():
            assert not re.search(r" [:;?!%»]|« |[^\u00a0]»|[^\s\u00a0{}:]:(?!\d)", text), text
            assert not re.search(r"(?<=[^\s\u00a0])[;?!]", text), text
            assert "'" not in text, text


def test_spanish_opens_what_it_asks_and_exclaims() -> None:
    for message in po("es"):
        for text in forms(message.string) if message.id else ():
            # A ? on its own is the key.
            assert text.count("¿") == text.removeprefix("? ").count("?"), text
            assert text.count("¡") == text.count("!"), text
