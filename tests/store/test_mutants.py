"""The proofs notice what they are there for: six stores with one thing taken away, and the
proof that fails for each."""

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
    old: str
    new: str
    proof: str


MUTANTS = {
    "no data sync": Mutant(
        "sequence.py",
        "            sync(self._fd)\n",
        "            pass\n",
        "test_power_cuts.py::test_what_was_told_survives_a_power_cut_at_any_step[ordinary]",
    ),
    "no folder sync": Mutant(
        "sequence.py",
        "                sync_folder(self.folder)\n                self._entered = True",
        "                self._entered = True",
        "test_power_cuts.py::test_what_was_told_survives_a_power_cut_at_any_step[ordinary]",
    ),
    "no checksum": Mutant(
        "lines.py",
        'raise Damaged("checksum does not fit")',
        "pass",
        "test_damage.py::test_no_wrong_document_loads_and_no_missing_one_in_silence[flip_bit]",
    ),
    "no copy on read": Mutant(
        "tables.py",
        "_decode = msgspec.json.Decoder(dict[str, Any]).decode",
        "import functools\n_decode = functools.cache(msgspec.json.Decoder(dict[str, Any]).decode)",
        "test_tinydb_contract.py::test_nothing_inside_a_document_can_be_changed_by_the_way",
    ),
    "no lock": Mutant(
        "disk.py",
        "            fcntl.flock(self._fd, fcntl.LOCK_EX)",
        "            pass",
        "test_windows.py::test_nobody_is_checked_in_twice_and_no_update_is_lost",
    ),
    "decision outside the lock": Mutant(
        "store.py",
        "                    yield self\n",
        "                    lock.give_back()\n"
        "                    yield self\n"
        "                    lock.take()\n"
        "                    self._catch_up()\n",
        "test_windows.py::test_nobody_is_checked_in_twice_and_no_update_is_lost",
    ),
}


def run(copy: Path, *proofs: str, mutant: Mutant | None = None) -> subprocess.Popen[str]:
    """Start proofs in a copy of the project, with one thing in the store changed."""
    for part in ("store", "kiosk", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "locale", "terminal", "screens")
        shutil.copytree(ROOT / part, copy / part, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", copy)
    if mutant:
        changed = copy / "store" / mutant.file
        source = changed.read_text(encoding="utf-8")
        assert source.count(mutant.old) == 1, f"{mutant.file}: the place to change is not there"
        changed.write_text(source.replace(mutant.old, mutant.new), encoding="utf-8")
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
def test_each_of_six_mutants_is_caught_and_the_store_itself_is_not(tmp_path: Path) -> None:
    control = run(tmp_path / "control", *(mutant.proof for mutant in MUTANTS.values()))
    running = {
        name: run(tmp_path / name.replace(" ", "-"), mutant.proof, mutant=mutant)
        for name, mutant in MUTANTS.items()
    }
    said, _ = control.communicate()
    assert control.returncode == 0, said
    for name, process in running.items():
        said, _ = process.communicate()
        assert "\n1 failed" in said, f"{name} was not caught:\n{said}"
        print(name, *(line for line in said.splitlines() if line.startswith("E  ")), sep="\n")
