"""The ending of a file's name, held against what is going to be written."""

from __future__ import annotations

from pathlib import Path

from kiosk.errors import ForPeople

_TABLES = {"csv", "json", "jsonl", "ods", "tsv", "txt", "xls", "xlsm", "xlsx", "xml"}
_TEXTS = {"doc", "docx", "htm", "html", "md", "odp", "odt", "pdf", "ppt", "pptx", "rtf"}
_PICTURES = {"gif", "jpeg", "jpg", "png", "svg", "webp"}
KNOWN = _TABLES | _TEXTS | _PICTURES | {"ics", "toml", "zip"}
"""Endings by which a system chooses the program that opens a file."""
_LONGEST = 4
"""Letters of an ending that is none of these; more are rather a word in a name."""


class Misnamed(ForPeople):
    """A name says another kind of file than it would have."""


def check_file(path: Path, *meant: str, strict: bool = False) -> None:
    """See that a file is not named as another kind; without an ending it may be. A device or
    a pipe is called as it is called.

    Args:
        meant: the endings it may have.
        strict: whether it may have no other at all, known or not.

    Raises:
        Misnamed: it is.
    """
    ending = _ending(path)
    looks_like_one = ending.isalpha() and len(ending) <= _LONGEST
    is_other = ending in KNOWN or (strict and looks_like_one)
    if is_other and ending not in meant and not (path.exists() and not path.is_file()):
        raise Misnamed(
            "{name} is named as another kind of file. Its ending here is {endings}.",
            name=path.name,
            endings=[f".{one}" for one in meant],
        )


def check_folder(path: Path) -> None:
    """See that a folder which is to be made is not named as a file.

    Raises:
        Misnamed: it is.
    """
    if _ending(path) in KNOWN and not path.is_dir():
        raise Misnamed(
            "{name} is named as a file, and a folder is meant. Give it a name without {ending}.",
            name=path.name,
            ending=path.suffix,
        )


_OF_FORM = {"csv": ("csv", "txt"), "json": ("json", "jsonl"), "jsonl": ("jsonl", "json")}


def of_form(form: str) -> tuple[str, ...]:
    """The endings that a table of a form may have."""
    return _OF_FORM.get(form, (form,))


def as_pdf(path: Path) -> Path:
    """The name of a PDF, with its ending where it has none.

    Raises:
        Misnamed: it is named as another kind of file.
    """
    check_file(path, "pdf")
    if _ending(path) == "pdf" or (path.exists() and not path.is_file()):
        return path
    return path.with_name(f"{path.name}.pdf")


def _ending(path: Path) -> str:
    return path.suffix.lower().removeprefix(".")
