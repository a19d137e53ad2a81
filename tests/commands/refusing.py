"""What a command that is refused says, and that it records nothing."""

from __future__ import annotations

from tests.running import Command, Said


def refused(said: Said, *words: str) -> None:
    """A clear message for a person, and nothing else."""
    assert said.status == 1
    assert said.out == ""
    for word in words:
        assert word in said.err
    assert "Traceback" not in said.err
    assert "not foreseen" not in said.err


def journals(kiosk: Command) -> bytes:
    """All that is recorded."""
    found = sorted(kiosk.data.glob("journal/*.jsonl"))
    assert found
    return b"".join(path.read_bytes() for path in found)
