"""What the commands say of a golden set: the file it is kept in, and the command."""

from __future__ import annotations

from dataclasses import dataclass

from tests.building import CODES


@dataclass(frozen=True)
class Output:
    """A command, the time it is called at, and what it reads."""

    arguments: tuple[str, ...]
    now: str = "2026-05-12T09:00"
    """By default the day after everything in the set happened."""
    stdin: str = ""


SCANNED = "\n".join(("1002", "1001", CODES["blank"], CODES["revoked"], "KJKBBBB", "Zed Only", ""))

OUTPUTS: dict[str, Output] = {
    "sessions.jsonl": Output(("sessions", "--all", "--json")),
    "attendees.jsonl": Output(("attendees", "--codes", "--json")),
    "completions.jsonl": Output(("completions", "--json")),
    "transcript.jsonl": Output(("transcript", "1002", "--json")),
    "certificates.jsonl": Output(("certificates", "list", "--json")),
    "imports.jsonl": Output(("import", "--batches", "--json")),
    "present.jsonl": Output(("present", "--json"), "2026-04-10T10:00"),
    "scan.jsonl": Output(("scan", "--json"), "2026-05-10T13:05", SCANNED),
    "completions.csv": Output(("export", "completions", "--format", "csv")),
    "attendance.csv": Output(("export", "attendance", "--format", "csv")),
    "attendees.csv": Output(("export", "attendees", "--format", "csv")),
    "audit.csv": Output(("export", "audit", "--format", "csv")),
    "completions-rows.jsonl": Output(("export", "completions", "--format", "jsonl")),
    "attendance-rows.jsonl": Output(("export", "attendance", "--format", "jsonl")),
    "attendees-rows.jsonl": Output(("export", "attendees", "--format", "jsonl")),
    "audit-rows.jsonl": Output(("export", "audit", "--format", "jsonl")),
}
"""The scan comes in the order of the others: what it adds is in no other output, since each
is taken from a copy of the folder of its own."""
