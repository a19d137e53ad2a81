"""One part of a workbook, as its XML comes: how far its cells reach, how long its texts are,
which cells have no value that counts, and which show zeros in front."""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from xml.parsers import expat

from kiosk.files.tables import MOST_CELLS, MOST_ROWS, NoResult

MOST_TAGS = 6 * MOST_CELLS
LAST_COLUMN = 16_384
"""XFD; no spreadsheet has more."""
_BEYOND = 100
"""Rows above the headings do not count as rows of the table."""
_MOST_WITHOUT = 400_000
_LONGEST_FORMULA = 60
_DIGITS = "0123456789"

_ZEROS = re.compile("0{2,20}")

Place = tuple[int, int]
"""Row and column, counted from 0."""


class NotXml(Exception):
    """It is no XML, or none that a spreadsheet writes."""


class TooManyRows(Exception):
    """A sheet has more than a table may."""


class TooManyCells(Exception):
    """A sheet is too wide for its length: whoever reads it makes room for its rectangle."""


class TooMuch(Exception):
    """It comes to more than is ever needed."""


def filled(cells: Iterable[int]) -> Iterator[tuple[Place, int]]:
    """Cells with a number that is filled up with zeros, in order, and to how many digits."""
    for cell in sorted(cells):
        yield ((cell >> 24) - 1, (cell >> 8 & 0xFFFF) - 1), cell & 0xFF


class Part:
    """Told its bytes, a chunk at a time; it raises as soon as something is too much."""

    def __init__(
        self,
        lengths: array[int] | None = None,
        largest: int = 0,
        zeros: Mapping[str, int] | None = None,
    ) -> None:
        """``lengths``: of the texts that cells name by their number; all that the cells
        name must not be longer than ``largest``. ``zeros``: of the styles that cells name,
        to how many digits they fill a number up."""
        self.zeros: dict[str, int] = {}
        """Of a part with styles, as above."""
        self.filled = array("Q")
        """Cells with a number that is filled up, as :func:`filled` reads them."""
        self._styles = zeros or {}
        self._formats: dict[str, int] = {}
        self._xf: int | None = None
        self.lengths: array[int] = array("L")
        self.without: dict[Place, NoResult] = {}
        self._texts, self._left = lengths, largest
        self._tags = self._rows = self._columns = 0
        self._row = self._column = 0
        self._this_row, self._row_said = 0, ""
        self._in_cell = False
        self._kind: str | None = None
        self._inside = ""
        self._value = self._formula = ""
        self._is_formula = False
        self._letters: dict[str, int] = {}
        self._begins: dict[str, Callable[[dict[str, str]], None]] = {
            "c": self._begin_cell,
            "v": self._begin_value,
            "is": self._begin_value,
            "f": self._begin_formula,
            "row": self._begin_row,
            "si": self._begin_string,
            "numFmt": self._begin_format,
            "cellXfs": self._begin_styles,
            "cellStyles": self._end_styles,
            "xf": self._begin_style,
        }
        self._parser = expat.ParserCreate()
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype

    def feed(self, chunk: bytes, is_last: bool = False) -> None:
        self._tags += chunk.count(b"<")
        if self._tags > MOST_TAGS:
            raise TooMuch
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError:
            raise NotXml from None

    def close(self) -> None:
        self.feed(b"", is_last=True)

    def _doctype(self, *_: object) -> None:
        raise NotXml  # what is defined there may unfold without an end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        begin = self._begins.get(name)
        if begin or (":" in name and (begin := self._begins.get(name.rpartition(":")[2]))):
            begin(attributes)

    # ---- rows and cells

    def _begin_row(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r")
        self._row = self._this_row = self._number(said) if said else self._row + 1
        self._row_said = said or ""
        self._column, self._in_cell = 0, False

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        said = attributes.get("r", "")
        # Most stand in the row that they say, in a column that was met before.
        known = self._letters.get(said.removesuffix(self._row_said))
        if known:
            self._row, self._column = self._this_row, known
        elif said:
            letters = said.rstrip(_DIGITS)
            self._row = self._number(said[len(letters) :])
            self._column = self._numbered(letters)
        else:
            self._column += 1
        self._in_cell = True
        self._kind = kind = attributes.get("t")
        is_number = self._styles and kind in (None, "n")
        if is_number and (digits := self._styles.get(attributes.get("s", ""))):
            self.filled.append((self._row << 24) + (self._column << 8) + digits)
        if self._is_formula or kind in ("e", "s"):
            self._is_formula = False
            self._value = self._formula = self._inside = ""
            if kind == "e":
                self._listen()

    def _begin_value(self, _: dict[str, str]) -> None:
        """A cell that holds something: the rectangle goes as far as it."""
        if not self._in_cell:
            return
        self._inside = "v"
        if self._kind == "s":
            self._listen()
        if self._row > self._rows or self._column > self._columns:
            self._reach()

    def _begin_formula(self, _: dict[str, str]) -> None:
        if self._in_cell:
            self._inside, self._is_formula = "f", True
            self._value = self._formula = ""
            self._listen()

    def _begin_string(self, _: dict[str, str]) -> None:
        self.lengths.append(0)
        if len(self.lengths) > MOST_CELLS:
            raise TooMuch
        self._parser.CharacterDataHandler = self._text_of_string

    # ---- styles, which stand in a part of their own

    def _begin_format(self, attributes: dict[str, str]) -> None:
        code = attributes.get("formatCode", "")
        if _ZEROS.fullmatch(code):
            self._formats[attributes.get("numFmtId", "")] = len(code)

    def _begin_styles(self, _: dict[str, str]) -> None:
        self._xf = 0

    def _end_styles(self, _: dict[str, str]) -> None:
        self._xf = None

    def _begin_style(self, attributes: dict[str, str]) -> None:
        if self._xf is None:
            return
        if digits := self._formats.get(attributes.get("numFmtId", "")):
            self.zeros[str(self._xf)] = digits
        self._xf += 1

    # ---- numbers of rows and columns

    def _number(self, said: str) -> int:
        if not said.isascii() or not said.isdigit():
            raise NotXml
        if len(said) > 9:
            raise TooManyRows
        return int(said)

    def _numbered(self, letters: str) -> int:
        """The number of a column, from 1."""
        column = 0
        for letter in letters.upper():
            if not "A" <= letter <= "Z" or len(letters) > 3:
                raise NotXml
            column = column * 26 + ord(letter) - 64
        if not 1 <= column <= LAST_COLUMN:
            raise NotXml
        self._letters[letters] = column
        return column

    def _reach(self) -> None:
        self._rows = max(self._rows, self._row)
        self._columns = max(self._columns, self._column)
        if self._rows > MOST_ROWS + _BEYOND:
            raise TooManyRows
        if self._rows * self._columns > MOST_CELLS:
            raise TooManyCells

    # ---- what is said between the tags

    def _listen(self) -> None:
        self._parser.CharacterDataHandler = self._text
        self._parser.EndElementHandler = self._end

    def _text(self, text: str) -> None:
        if self._inside == "v":
            self._value += text
        elif self._inside == "f" and len(self._formula) < _LONGEST_FORMULA:
            self._formula += text

    def _end(self, name: str) -> None:
        if name.rpartition(":")[2] != "c":
            self._inside = ""
            return
        self._in_cell = False
        self._parser.CharacterDataHandler = None
        self._parser.EndElementHandler = None
        if self._kind == "s":
            self._count(self._value)
        elif self._kind == "e":
            self._mark(self._value or "#?")
        elif self._is_formula and not self._value.strip() and self._kind != "str":
            self._mark(f"={self._formula[:_LONGEST_FORMULA]}")

    def _mark(self, said: str) -> None:
        if len(self.without) >= _MOST_WITHOUT:
            raise TooMuch
        self._reach()
        self.without[self._row - 1, self._column - 1] = NoResult(said)

    def _count(self, number: str) -> None:
        """A text that many cells name is there as often as they name it."""
        at = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else -1
        if self._texts is None or not 0 <= at < len(self._texts):
            return
        self._left -= self._texts[at]
        if self._left < 0:
            raise TooMuch

    def _text_of_string(self, text: str) -> None:
        self.lengths[-1] += len(text)
