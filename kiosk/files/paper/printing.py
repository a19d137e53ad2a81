"""A template and its data become a PDF.

Each is PDF/UA-1 and PDF/A-3a: it can be read aloud, its fonts are inside, it may hold
attachments, and a letter that no font has stops it. typst is imported only here, and only
when something is printed.
"""

from __future__ import annotations

import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kiosk.errors import ForPeople, why
from kiosk.files.paper.fonts import keep_fonts_for, load_fonts, stamp_of
from kiosk.files.paper.letters import Gaps, NotPrintable, Printout, missing, printable, refusal

if TYPE_CHECKING:
    import typst

HERE = Path(__file__).parent
PAPERS = {"letter": "us-letter", "a4": "a4"}
"""As people call them, and as typst does."""
STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]

_M_MMAP_THRESHOLD, _LARGE = -3, 128 * 1024
"""Of glibc's ``mallopt``; and what it begins with."""

_PLACE = re.compile(r"┌─ (.*?):(\d+):\d+")
_FROM_OUTSIDE = re.compile(r'"@[^"]*"')


class BadTemplate(ForPeople):
    """A template cannot be printed with; the text says why."""

    @property
    def why(self) -> str:
        """What the typesetter says, in its words."""
        return str(self.text.values.get("why", self))


def pdf(
    template: Path,
    data: Mapping[str, Any],
    *,
    made: dt.datetime,
    files: Mapping[str, bytes] | None = None,
    fonts: Path | None = None,
) -> bytes:
    """The same bytes for the same template, data and time.

    Args:
        template: a ``.typ`` file; it can read what is in its own folder and nothing else.
        data: what it says, as JSON can say it: the template has it as ``data``. Control
            and format characters are taken out of every text.
        made: the time of making that the file speaks of; aware.
        files: pictures and attachments, which the template has as ``file(name)``.
        fonts: a folder with more fonts than typst's own; it need not be there. What is
            missing is looked for in the machine's fonts, and kept there.

    Raises:
        NotPrintable: a text has a letter that is in none of the fonts.
        BadTemplate: the template is wrong, or asks for something from elsewhere.
    """
    return _made(
        template, data, files, fonts, pdf_standards=STANDARDS, timestamp=int(made.timestamp())
    )


def pdf_with_gaps(
    template: Path,
    draw: Callable[[Gaps], Mapping[str, Any]],
    *,
    made: dt.datetime,
    fonts: Path | None = None,
) -> Printout:
    """A PDF in which letters that no font has are left out, and what they are.

    Args:
        draw: gives the data, as for :func:`pdf`; it is asked again where letters turn out to
            be missing, so that it can say who is meant without them. Whatever else has them
            is printed without.

    Raises:
        NotPrintable: what is drawn without them cannot be printed either.
        BadTemplate: as of :func:`pdf`.
    """
    gaps = Gaps()
    while True:
        data = draw(gaps)
        try:
            content = pdf(template, gaps.close(data), made=made, fonts=fonts)
        except NotPrintable as refused:
            if gaps.letters.issuperset(refused.letters):
                raise
            gaps = Gaps(gaps.letters.union(refused.letters))
        else:
            return Printout(content, gaps.faults)


def picture(
    template: Path,
    data: Mapping[str, Any],
    form: Literal["png", "svg"],
    *,
    files: Mapping[str, bytes] | None = None,
    fonts: Path | None = None,
    dots: float = 144,
) -> bytes:
    """The one page of a template as a picture; arguments and errors as of :func:`pdf`.

    Args:
        dots: an inch has so many, in a PNG.
    """
    # Only a PDF is refused for a letter that no font has; a picture would have a box there.
    _made(template, data, files, fonts, pdf_standards=STANDARDS, timestamp=0)
    return _made(template, data, files, fonts, format=form, ppi=dots)


def _made(
    template: Path,
    data: Mapping[str, Any],
    files: Mapping[str, bytes] | None,
    fonts: Path | None,
    **form: Any,
) -> bytes:
    _hold_no_more_than_is_used()
    _check_sources(template)
    said, looked_for = _printable(data), set[str]()
    while True:
        try:
            made = _compiled(template, said, files, fonts, form)
            break
        except NotPrintable as refused:
            new = set(refused.letters) - looked_for
            looked_for |= new
            if not (new and keep_fonts_for(new, fonts)):
                raise
    if not isinstance(made, bytes):
        raise BadTemplate(
            "The template {name} makes {n} pages, where a picture has one.",
            name=template.name,
            n=len(made),
        )
    return made


def _compiled(
    template: Path,
    said: Any,
    files: Mapping[str, bytes] | None,
    fonts: Path | None,
    form: Mapping[str, Any],
) -> bytes | list[bytes]:
    import typst

    faces, families = load_fonts(fonts, stamp_of(fonts))
    try:
        made: bytes | list[bytes] = typst.compile(
            template,
            root=template.parent,
            font_paths=faces,
            ignore_system_fonts=True,
            sys_inputs={
                "data": json.dumps(said, ensure_ascii=False),
                "fonts": json.dumps(families, ensure_ascii=False),
                **{f"file {name}": json.dumps(list(held)) for name, held in (files or {}).items()},
            },
            **form,
        )
        return made
    except typst.TypstError as error:
        letters = missing(error.diagnostic)
        if letters:
            raise refusal(letters, said, fonts) from None
        raise _bad(template, error.message, error.diagnostic) from error
    except RuntimeError as error:  # what it says before it begins to read
        raise _bad(template, str(error)) from error


def _bad(template: Path, why: str, diagnostic: str = "") -> BadTemplate:
    """Says in which line, where it is known."""
    place = _PLACE.search(diagnostic)
    if place and Path(place[1]).name == template.name:
        return BadTemplate(
            "The template {name} cannot be printed with: {why} (line {line}).",
            name=template.name,
            why=why,
            line=int(place[2]),
        )
    return BadTemplate(
        "The template {name} cannot be printed with: {why}.", name=template.name, why=why
    )


@cache
def _hold_no_more_than_is_used() -> None:
    """glibc gives large blocks pages of their own, and takes larger and larger ones for small
    the more of them are given back. Those then grow among the others and leave holes: the same
    thousand certificates held 300 or 600 MB, as it happened. Once it is told a size, it keeps
    to it."""
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError, OSError):  # another C library
            ctypes.CDLL(None).mallopt(_M_MMAP_THRESHOLD, _LARGE)


def _check_sources(template: Path) -> None:
    """Whether it is there and can be read; and no template asks for a package: typst would
    fetch it from the network."""
    if not template.is_file():
        raise BadTemplate("There is no template {path}.", path=template)
    for source in sorted(template.parent.glob("**/*.typ")):
        try:
            found = _FROM_OUTSIDE.search(source.read_text(encoding="utf-8"))
        except OSError as error:
            raise _bad(source, why(error)) from None
        except UnicodeDecodeError:
            raise BadTemplate(
                "The template {name} is not saved as UTF-8.", name=source.name
            ) from None
        if found:
            raise BadTemplate(
                "The template {name} asks for {package}: a template has nothing but the "
                "files of its own folder.",
                name=source.name,
                package=found[0],
            )


def _printable(value: Any) -> Any:
    match value:
        case str():
            return printable(value)
        case Mapping():
            return {key: _printable(held) for key, held in value.items()}
        case list() | tuple():
            return [_printable(held) for held in value]
    return value
