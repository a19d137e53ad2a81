"""Whether a name says the kind of file that is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.files.endings import Misnamed, as_pdf, check_file, check_folder


@pytest.mark.parametrize("name", ["x.csv", "x.CSV", "x", "-", "2026.11", "Local 7. North", "x.tmp"])
def test_what_may_be_a_table(name: str) -> None:
    check_file(Path(name), "csv")


@pytest.mark.parametrize("name", ["x.pdf", "x.XLSX", "a.b.docx"])
def test_what_is_named_as_another_kind(name: str) -> None:
    with pytest.raises(Misnamed, match=r"named as another kind of file\. Its ending here is \.csv"):
        check_file(Path(name), "csv", "json")


def test_strictly_no_other_ending_is_one() -> None:
    check_file(Path("x.11"), "csv", strict=True)
    with pytest.raises(Misnamed):
        check_file(Path("x.xyz"), "csv", strict=True)


@pytest.mark.skipif(not Path("/dev/null").exists(), reason="only where there are devices")
def test_a_device_is_called_as_it_is(tmp_path: Path) -> None:
    link = tmp_path / "x.docx"
    link.symlink_to("/dev/null")
    check_file(link, "csv")
    assert as_pdf(Path("/dev/null")) == Path("/dev/null")


def test_a_folder_that_is_there_may_be_called_anything(tmp_path: Path) -> None:
    path = tmp_path / "x.docx"
    with pytest.raises(Misnamed, match=r"x\.docx is named as a file.* without \.docx"):
        check_folder(path)
    path.mkdir()
    check_folder(path)
    check_folder(tmp_path / "Local 7.North")


def test_a_pdf_gets_its_ending() -> None:
    assert [as_pdf(Path(name)).name for name in ("x", "x.pdf", "x.PDF", "x.11")] == [
        "x.pdf",
        "x.pdf",
        "x.PDF",
        "x.11.pdf",
    ]
