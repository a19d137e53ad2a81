"""A paper that was drawn over, hidden or repainted is not taken for what was made; one that
was only saved again is."""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

import png
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject, NumberObject

from kiosk.desk.certificates import making, papers, standing, verifying
from kiosk.desk.certificates.making import Form
from kiosk.desk.certificates.verifying import Verdict
from kiosk.desk.protocol import Desk
from kiosk.files.certificates.baking import KEYWORD
from kiosk.files.certificates.drawn import drawings
from kiosk.files.certificates.papers import Look, certificates_pdf
from kiosk.model import Certificate
from tests.building import StillClock
from tests.certifying import given, with_certificates


@pytest.fixture
def desk(desk: Desk, folder: Path, clock: StillClock) -> Desk:
    return with_certificates(desk, folder, clock)


def all_of(desk: Desk) -> list[Certificate]:
    return [one.certificate for one in standing.everyone(desk.store)]


def made(desk: Desk, form: Form = Form.PDF) -> bytes:
    return given(desk, all_of(desk)[0], form)


def made_as_one(desk: Desk) -> bytes:
    made = making.one_file(all_of(desk), Look(), remember=partial(papers.remember, desk))
    return made.content


def verdicts(desk: Desk, content: bytes) -> list[Verdict]:
    return [proof.verdict for proof in verifying.verify_file(desk.store, content)]


# ---- what a person would see is another thing


def drawing(change: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
    """What a page draws, changed."""

    def changed(content: bytes) -> bytes:
        writer = PdfWriter(clone_from=io.BytesIO(content))
        page = writer.pages[0]
        drawn = page.get_contents()
        assert drawn is not None
        stream = DecodedStreamObject()
        stream.set_data(change(drawn.get_data()))
        page[NameObject("/Contents")] = writer._add_object(stream)
        return saved(writer)

    return changed


def saved(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def turned(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.pages[0][NameObject("/Rotate")] = NumberObject(180)
    return saved(writer)


def cut(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    writer.pages[0].cropbox.upper_right = (300, 300)
    return saved(writer)


def with_another_font(content: bytes) -> bytes:
    """The same letters are said; others are seen."""
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for one in writer._objects:
        if isinstance(one, dict) and "/FontFile3" in one:
            program = one["/FontFile3"]
            program.set_data(program.get_data()[::-1])
            return saved(writer)
    raise AssertionError("no font")


WHITE = b"\nq 1 1 1 rg 0 0 2000 2000 re f Q\n"

FORGED = {
    "a white box over it": drawing(lambda drawn: drawn + WHITE),
    "white beneath, and what it said hidden": drawing(lambda drawn: b"3 Tr\n" + drawn),
    "cut away": drawing(lambda drawn: b"0 0 1 1 re W n\n" + drawn),
    "moved off the page": drawing(lambda drawn: b"1 0 0 1 5000 0 cm\n" + drawn),
    "turned": turned,
    "cut down": cut,
    "in another font": with_another_font,
}


@pytest.mark.parametrize("forge", FORGED.values(), ids=FORGED)
def test_what_draws_anything_else_is_altered(desk: Desk, forge: Callable[[bytes], bytes]) -> None:
    content = made(desk)
    assert verdicts(desk, content) == [Verdict.GENUINE]
    assert Verdict.GENUINE not in verdicts(desk, forge(content))


def test_so_is_one_page_of_several(desk: Desk) -> None:
    assert len(all_of(desk)) == 2
    content = made_as_one(desk)
    assert verdicts(desk, content) == [Verdict.GENUINE] * 2
    forged = FORGED["a white box over it"](content)
    assert verdicts(desk, forged).count(Verdict.GENUINE) == 1
    assert Verdict.ALTERED in verdicts(desk, forged)


def test_a_picture_with_one_point_repainted_is_altered(desk: Desk) -> None:
    content = made(desk, Form.PNG)
    assert verdicts(desk, content) == [Verdict.GENUINE]
    width, height, rows, _ = png.Reader(bytes=content).asRGBA()
    painted = [bytearray(row) for row in rows]
    painted[height // 2][width // 2 * 4] ^= 0xFF
    (token,) = [
        held for kind, held in png.Reader(bytes=content).chunks() if held.startswith(KEYWORD)
    ]
    out = io.BytesIO()
    png.Writer(width, height, greyscale=False, alpha=True).write(out, painted)
    chunks = list(png.Reader(bytes=out.getvalue()).chunks())
    chunks.insert(1, (b"iTXt", token))
    again = io.BytesIO()
    png.write_chunks(again, chunks)
    assert verdicts(desk, again.getvalue()) == [Verdict.ALTERED]


def test_a_drawing_with_something_over_it_is_altered(desk: Desk) -> None:
    content = made(desk, Form.SVG)
    assert verdicts(desk, content) == [Verdict.GENUINE]
    box = b'<rect width="2000" height="2000" fill="white"/></svg>'
    assert verdicts(desk, content.replace(b"</svg>", box)) == [Verdict.ALTERED]


# ---- what was only saved again


def packed(content: bytes) -> bytes:
    writer = PdfWriter(clone_from=io.BytesIO(content))
    for page in writer.pages:
        page.compress_content_streams()
    writer.add_metadata({"/Producer": "Somebody's mail program"})
    return saved(writer)


def for_the_web(content: bytes) -> bytes:
    if not shutil.which("qpdf"):
        pytest.skip("needs qpdf")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "given.pdf"
        path.write_bytes(content)
        arguments = ["qpdf", "--linearize", "--object-streams=disable", str(path), "-"]
        return subprocess.run(arguments, capture_output=True, check=True).stdout


def behind_a_mark(content: bytes) -> bytes:
    return b"\xef\xbb\xbf" + content


@pytest.mark.parametrize("save", [packed, for_the_web, behind_a_mark])
def test_what_was_only_saved_again_is_genuine(desk: Desk, save: Callable[[bytes], bytes]) -> None:
    again = save(made(desk))
    assert again != made(desk)
    assert verdicts(desk, again) == [Verdict.GENUINE]


def test_a_drawing_saved_with_other_ends_of_lines_is_genuine(desk: Desk) -> None:
    again = b"\xef\xbb\xbf" + made(desk, Form.SVG).replace(b"\n", b"\r\n")
    assert verdicts(desk, again) == [Verdict.GENUINE]


# ---- what is recorded of it


def test_a_paper_is_recorded_once_and_says_nothing_of_anybody(desk: Desk) -> None:
    made(desk)
    made(desk)
    made(desk, Form.PNG)
    recorded = desk.store.live(papers.TABLE)
    assert len(recorded) == 2
    for paper, held in recorded.items():
        assert paper.startswith(all_of(desk)[0].number)
        assert b"Ben" not in held


def test_alone_with_others_and_on_other_paper_each_is_one_of_its_papers(desk: Desk) -> None:
    one = all_of(desk)[0]
    several = [
        made(desk),
        given(desk, one, paper="a4"),
        made_as_one(desk),
    ]
    assert len({drawings(content)[0] for content in several}) > 1
    for content in several:
        assert set(verdicts(desk, content)) == {Verdict.GENUINE}


def test_what_was_made_elsewhere_is_verified_by_what_stands_on_it(desk: Desk) -> None:
    """Another laptop, whose lines have not come yet."""
    content = certificates_pdf(all_of(desk)[:1], Look())
    assert not desk.store.live(papers.TABLE)
    assert verdicts(desk, content) == [Verdict.GENUINE]
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
