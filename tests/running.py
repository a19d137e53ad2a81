"""The ``kiosk`` command as a test calls it."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import sysconfig
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

KEPT = {"PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_PRELOAD", "DYLD_INSERT_LIBRARIES"}
"""Of the environment outside; the last two carry the clock that ``nox -s everywhere`` sets."""
SCRIPT = Path(sysconfig.get_path("scripts")) / "kiosk"


@dataclass(frozen=True)
class Said:
    """What came of a command."""

    status: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        """The JSON objects on standard output, one a line."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def row(self) -> dict[str, Any]:
        (only,) = self.rows
        return only


class _Typed(io.StringIO):
    """What a person types at a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass
class Command:
    """Calls ``kiosk`` with a clean environment, on a data folder."""

    data: Path
    home: Path
    env: dict[str, str] = field(default_factory=dict)
    """On top of the clean environment: KIOSK_NOW, KIOSK_PIN."""

    def environment(self, **env: str | None) -> dict[str, str]:
        """Only what a program needs to start at all, and what the test says. The locale
        is the plainest there is: texts must be right all the same."""
        kept = {k: v for k, v in os.environ.items() if k in KEPT or k.startswith("FAKETIME")}
        home = {
            "HOME": str(self.home),
            "USERPROFILE": str(self.home),
            "LOCALAPPDATA": str(self.home / "local"),
            "LC_ALL": "C",
            "TZ": "Pacific/Auckland",
            "KIOSK_DATA": str(self.data),
        }
        said = {**kept, **home, **self.env, **env}
        return {key: value for key, value in said.items() if value is not None}

    def __call__(
        self,
        *args: str | Path,
        stdin: str | bytes = b"",
        typed: str | None = None,
        **env: str | None,
    ) -> Said:
        """Run in this process; ``typed``: as at a terminal, where that is typed."""
        from kiosk.commands import main

        out, err = (io.TextIOWrapper(io.BytesIO(), write_through=True) for _ in range(2))
        given = stdin.encode() if isinstance(stdin, str) else stdin
        source = io.TextIOWrapper(io.BytesIO(given)) if typed is None else _Typed(typed)
        status: int | str | None = None
        with (
            patch.object(sys, "argv", ["kiosk", *map(str, args)]),
            patch.object(sys, "stdin", source),
            patch.object(sys, "stdout", out),
            patch.object(sys, "stderr", err),
            patch.dict(os.environ, self.environment(**env), clear=True),
        ):
            try:
                main()
            except SystemExit as end:
                status = end.code
        texts = []
        for stream in (out, err):
            stream.flush()
            texts.append(stream.buffer.getvalue().decode())
        assert isinstance(status, int)
        return Said(status, *texts)

    def apart(self, *args: str | Path, stdin: str | bytes = b"", **env: str | None) -> Said:
        """Run in a process of its own."""
        given = stdin.encode() if isinstance(stdin, str) else stdin
        done = subprocess.run(
            [SCRIPT, *map(str, args)],
            input=given,
            capture_output=True,
            env=self.environment(**env),
            timeout=60,
            check=False,
        )
        return Said(done.returncode, done.stdout.decode(), done.stderr.decode())

    def start(self, *args: str | Path, **env: str | None) -> subprocess.Popen[bytes]:
        """Start in a process of its own, with pipes to it and from it."""
        return subprocess.Popen(
            [SCRIPT, *map(str, args)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=self.environment(**env),
        )
