"""What a printed file holds and says of itself, and what a template may do."""

from __future__ import annotations

import datetime as dt
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import png
import pytest
from hatchling.builders.wheel import WheelBuilder
from pypdf import PdfReader

from kiosk.files.paper.printing import HERE, BadTemplate, pdf, picture
from tests.files.paperwork import MADE, NAMES, template


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A template that prints names, a line each."""
    return template(tmp_path_factory.mktemp("templates"))


# ---- the file


def test_the_same_bytes_every_time_on_every_start(names: Path) -> None:
    first = pdf(names, {"names": ["Ana", "Zoë"]}, made=MADE)
    assert pdf(names, {"names": ["Ana", "Zoë"]}, made=MADE) == first
    again = (
        "import datetime as dt, sys; from pathlib import Path;"
        "from kiosk.files.paper.printing import pdf;"
        "made = dt.datetime(2026, 4, 10, 12, 0, tzinfo=dt.UTC);"
        "sys.stdout.buffer.write("
        "pdf(Path(sys.argv[1]), {'names': ['Ana', 'Zoë']}, made=made))"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", again, names], capture_output=True, check=True
    )
    assert done.stdout == first
    assert pdf(names, {"names": ["Ana", "Zoë"]}, made=MADE + dt.timedelta(hours=1)) != first


def test_it_is_tagged_archival_and_dated(names: Path) -> None:
    content = pdf(names, {"names": ["Ana"]}, made=MADE)
    reader = PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Names"
    assert reader.metadata.creation_date == MADE
    root: Any = reader.root_object
    assert root["/MarkInfo"]["/Marked"] == True  # noqa: E712 - the reader's own kind
    assert "/StructTreeRoot" in root
    assert str(root["/Lang"]).startswith("en")
    about = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfuaid:part\W+1\b", about)
    assert re.search(r"pdfaid:part\W+3\b", about)
    assert re.search(r"pdfaid:conformance\W+A\b", about)


def test_files_reach_the_template_and_go_with_the_paper(tmp_path: Path) -> None:
    """As a certificate carries its credential and a signature's picture."""
    drawn = io.BytesIO()
    png.Writer(2, 2, greyscale=True).write(drawn, [[0, 255], [255, 0]])
    credential = b"eyJhbGciOiJFUzI1NiJ9." + bytes(range(256))
    source = NAMES + (
        '#image(file("sign.png"), format: "png", width: 1cm, alt: "Signature")\n'
        '#pdf.attach("credential.jwt", file("credential"), relationship: "data",'
        ' mime-type: "application/jwt", description: "The same, signed")\n'
    )
    content = pdf(
        template(tmp_path, source),
        {"names": ["Ana"]},
        files={"sign.png": drawn.getvalue(), "credential": credential},
        made=MADE,
    )
    reader = PdfReader(io.BytesIO(content))
    assert {name: held[0] for name, held in reader.attachments.items()} == {
        "credential.jwt": credential
    }
    assert len(reader.pages[0].images) == 1


# ---- what a template may do


@pytest.mark.parametrize(
    "source",
    [
        '#read("/etc/passwd")',
        '#read("../secret.txt")',
        '#image("/etc/hostname")',
        '#import "../other.typ": x',
    ],
)
def test_a_template_reads_nothing_outside_its_folder(tmp_path: Path, source: str) -> None:
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "other.typ").write_text("#let x = 1")
    (tmp_path / "in").mkdir()
    with pytest.raises(BadTemplate, match=r"^The template sheet\.typ cannot be printed with: "):
        pdf(template(tmp_path / "in", NAMES + source), {"names": []}, made=MADE)


def test_a_template_asks_for_nothing_from_the_network(tmp_path: Path) -> None:
    asking = template(tmp_path, '#import "@preview/cetz:0.4.2"\n' + NAMES)
    with pytest.raises(BadTemplate, match=r"sheet\.typ asks for “?\"@preview/cetz:0\.4\.2\""):
        pdf(asking, {"names": []}, made=MADE)


def test_a_template_that_is_wrong_says_why(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match="unknown variable: nonsense"):
        pdf(template(tmp_path, NAMES + "#nonsense"), {"names": []}, made=MADE)


def test_it_says_in_which_line(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r"unknown variable: nonsense \(line 7\)"):
        pdf(template(tmp_path, NAMES + "#nonsense"), {"names": []}, made=MADE)


def test_a_template_that_is_not_there_or_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(BadTemplate, match=r"There is no template .*sheet\.typ"):
        pdf(tmp_path / "sheet.typ", {}, made=MADE)
    (tmp_path / "sheet.typ").mkdir()
    with pytest.raises(BadTemplate, match=r"There is no template .*sheet\.typ"):
        pdf(tmp_path / "sheet.typ", {}, made=MADE)
    other = template(tmp_path / "other")
    for encoding in ("latin-1", "utf-16"):
        other.write_bytes((NAMES + "// Réussite").encode(encoding))
        with pytest.raises(BadTemplate, match=r"sheet\.typ is not saved as UTF-8"):
            pdf(other, {"names": []}, made=MADE)


def test_a_picture_has_one_page(tmp_path: Path) -> None:
    several = template(tmp_path, NAMES + "#pagebreak()\nMore")
    for form in ("png", "svg"):
        with pytest.raises(BadTemplate, match="makes 2 pages"):
            picture(several, {"names": []}, form)


@pytest.mark.parametrize("path", sorted(HERE.glob("*.typ")), ids=lambda path: path.name)
def test_our_own_templates_ask_for_nothing_from_elsewhere(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert '"@' not in source
    assert set(re.findall(r'(?:import|include|read|image)\W+"([^"]+)"', source)) <= {
        "given.typ",
        "house.typ",
        "lines.typ",
    }


def test_our_own_templates_are_installed_with_the_code(tmp_path: Path) -> None:
    (wheel,) = WheelBuilder(str(HERE.parents[2])).build(
        directory=str(tmp_path), versions=["standard"]
    )
    held = {Path(name).name for name in zipfile.ZipFile(wheel).namelist()}
    ours = {path.name for path in HERE.glob("*.typ")}
    assert {"given.typ", "house.typ", "lines.typ", "signin.typ", "present.typ"} <= ours <= held
