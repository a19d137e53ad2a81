"""What earlier versions wrote is opened, checked, verified and read, and says what it said."""

from __future__ import annotations

import csv
import io
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from tests.golden.make import TORN
from tests.golden.outputs import OUTPUTS
from tests.running import Command

SETS = sorted(path.parent for path in Path(__file__).parent.glob("*/data"))
WORDS = ("message", "note", "warning")
"""Keys whose values are sentences for people: these may be mended."""


@pytest.fixture(params=SETS, ids=lambda path: path.name)
def golden(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of a set, to be opened and written to."""
    copy = tmp_path / "golden"
    shutil.copytree(request.param, copy)
    return copy


@pytest.fixture
def opened(kiosk: Command, golden: Path) -> Command:
    """The ``kiosk`` command on the set's data folder."""
    return replace(kiosk, data=golden / "data", env={"KIOSK_NOW": "2026-05-12T09:00"})


def rows_of(name: str, text: str) -> list[dict[str, Any]]:
    if name.endswith(".csv"):
        return list(csv.DictReader(io.StringIO(text)))
    return [json.loads(line) for line in text.splitlines()]


def holds(now: Any, before: Any) -> bool:
    """Whether everything that was said is said still; objects may have more fields."""
    if isinstance(before, dict):
        return isinstance(now, dict) and all(
            key in WORDS or (key in now and holds(now[key], value)) for key, value in before.items()
        )
    if isinstance(before, list):
        return isinstance(now, list) and len(now) == len(before) and all(map(holds, now, before))
    return bool(now == before)


def test_there_is_a_set() -> None:
    assert [path.name for path in SETS] == ["2026-12"]


@pytest.mark.parametrize("name", OUTPUTS)
def test_an_output_says_what_it_said(opened: Command, golden: Path, name: str) -> None:
    kept = golden / "outputs" / name
    output = OUTPUTS[name]
    said = opened(*output.arguments, stdin=output.stdin, KIOSK_NOW=output.now)
    before = rows_of(name, kept.read_bytes().decode())
    now = rows_of(name, said.out)
    assert before
    assert len(now) == len(before), said.err
    for here, there in zip(now, before, strict=True):
        assert holds(here, there), f"\nnow    {here}\nbefore {there}"


@pytest.mark.parametrize("name", [name for name in OUTPUTS if name.endswith(".csv")])
def test_columns_keep_their_order(opened: Command, golden: Path, name: str) -> None:
    before = (golden / "outputs" / name).read_text(encoding="utf-8").splitlines()[0].split(",")
    now = opened(*OUTPUTS[name].arguments).out.splitlines()[0].split(",")
    assert now[: len(before)] == before


def test_only_the_torn_end_is_noticed(opened: Command) -> None:
    (journal,) = (opened.data / "journal").glob("*.jsonl")
    assert journal.read_bytes().endswith(TORN)
    # The first to open it sets the end aside, and takes from others what a checkout let them.
    assert opened("attendees", "--json").status == 0
    said = opened("check", "--json")
    assert said.status == 0, said.out


def test_the_certificates_are_genuine(opened: Command, golden: Path) -> None:
    papers = sorted((golden / "certificates").glob("*.pdf"))
    assert len(papers) == 4
    for paper in papers:
        said = opened("verify", paper, "--json")
        assert (said.status, said.row["verdict"]) == (0, "genuine"), said.err


def test_a_credential_in_a_paper_is_the_one_in_the_record(opened: Command, golden: Path) -> None:
    journal = b"".join(path.read_bytes() for path in (golden / "data/journal").glob("*.jsonl"))
    for paper in (golden / "certificates").glob("*.pdf"):
        ((_, (credential,)),) = (
            (name, content)
            for name, content in PdfReader(paper).attachments.items()
            if name.endswith((".jwt", ".json"))
        )
        assert credential in journal


def test_papers_come_out_byte_for_byte(opened: Command, golden: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert opened("certificates", "-o", again).status == 0
    for paper in (golden / "certificates").glob("*.pdf"):
        assert (again / paper.name).read_bytes() == paper.read_bytes()


@pytest.mark.parametrize("name", ["backup.zip", "tinydb.json"])
def test_a_backup_is_restored(kiosk: Command, golden: Path, tmp_path: Path, name: str) -> None:
    said = kiosk("restore", golden / name, "--data", tmp_path / "restored")
    assert said.status == 0, said.err
    restored = replace(kiosk, data=tmp_path / "restored")
    kept = (golden / "outputs" / "attendees.jsonl").read_text(encoding="utf-8")
    now = restored("attendees", "--codes", "--json").rows
    before = [json.loads(line) for line in kept.splitlines()]
    assert len(now) == len(before)
    assert all(map(holds, now, before))


def test_the_day_goes_on(opened: Command) -> None:
    """What is recorded now follows what was recorded then."""
    at_the_second = {"KIOSK_NOW": "2026-05-10T13:05"}
    said = opened("scan", "--json", stdin="1002\n1002\n", **at_the_second)
    assert [row["outcome"] for row in said.rows] == ["checked_in", "already_checked_in"]
    assert opened("check").status == 0
