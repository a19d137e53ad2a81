"""The proofs notice what they are there for: stores with one thing taken away, and the proof
that fails for each."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Mutant:
    """What is changed in one file of the store, and which proof must see it."""

    file: str
    changes: dict[str, str]
    proof: str


MUTANTS = {
    "no data sync": Mutant(
        "segment.py",
        {"            sync(self._fd)\n": "            pass\n"},
        "test_power_cuts.py::test_what_was_told_survives_a_power_cut_at_any_step[ordinary]",
    ),
    "no folder sync": Mutant(
        "segment.py",
        {
            "                sync_folder(self._folder)\n                self._entered": (
                "                self._entered"
            )
        },
        "test_power_cuts.py::test_what_was_told_survives_a_power_cut_at_any_step[ordinary]",
    ),
    "no checksum": Mutant(
        "lines.py",
        {
            'raise Damaged("checksum does not fit")': "pass",
            "if heads != b": "if False and heads != b",
        },
        "test_damage.py::test_no_wrong_document_loads_and_no_missing_one_in_silence[flip_bit]",
    ),
    "no checksum of ordinary lines": Mutant(
        "lines.py",
        {"if heads != b": "if False and heads != b"},
        "test_damage.py::test_no_wrong_document_loads_and_no_missing_one_in_silence[flip_bit]",
    ),
    "no copy on read": Mutant(
        "tables.py",
        {
            "_decode = msgspec.json.Decoder(dict[str, Any]).decode": (
                "import functools\n"
                "_decode = functools.cache(msgspec.json.Decoder(dict[str, Any]).decode)"
            )
        },
        "test_tinydb_contract.py::test_nothing_inside_a_document_can_be_changed_by_the_way",
    ),
    "no lock": Mutant(
        "disk.py",
        {
            "                fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)": (
                "                pass"
            ),
            "            fcntl.flock(self._fd, fcntl.LOCK_EX)": "            pass",
        },
        "test_windows.py::test_nobody_is_checked_in_twice_and_no_update_is_lost",
    ),
    "decision outside the lock": Mutant(
        "store.py",
        {
            "        self._changing, self._ids = True, 0\n": (
                "        self._changing, self._ids = True, 0\n        lock.give_back()\n"
            ),
            "                    self._write(self._version, self._pending)\n": (
                "                    self._lock.take()\n"
                "                    self._catch_up()\n"
                "                    self._write(self._version, self._pending)\n"
            ),
        },
        "test_windows.py::test_nobody_is_checked_in_twice_and_no_update_is_lost",
    ),
}


def copied(copy: Path, mutant: Mutant | None = None) -> Path:
    """The project again, with one thing in the store changed."""
    for part in ("store", "kiosk", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "locale", "terminal", "screens")
        shutil.copytree(ROOT / part, copy / part, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    if mutant:
        changed = copy / "store" / mutant.file
        source = changed.read_text(encoding="utf-8")
        for old, new in mutant.changes.items():
            assert source.count(old) == 1, f"{mutant.file}: the place to change is not there"
            source = source.replace(old, new)
        changed.write_text(source, encoding="utf-8")
    return copy


def proving(copy: Path, *proofs: str) -> subprocess.Popen[str]:
    """Start proofs in a copy."""
    tests = sorted({f"tests/store/{proof}" for proof in proofs})
    return subprocess.Popen(
        [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="one of them is about flock")
def test_each_mutant_is_caught_and_the_store_itself_is_not(tmp_path: Path) -> None:
    sound = copied(tmp_path / "control")
    copies = {
        name: copied(tmp_path / name.replace(" ", "-"), mutant) for name, mutant in MUTANTS.items()
    }
    control = proving(sound, *(mutant.proof for mutant in MUTANTS.values()))
    running = {name: proving(copies[name], MUTANTS[name].proof) for name in MUTANTS}
    said, _ = control.communicate()
    told = {name: process.communicate()[0] for name, process in running.items()}
    assert control.returncode == 0, said
    for name, text in told.items():
        assert "\n1 failed" in text, f"{name} was not caught:\n{text}"
        print(name, *(line for line in text.splitlines() if line.startswith("E  ")), sep="\n")
