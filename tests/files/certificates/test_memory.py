"""What a file of many certificates holds in memory while it is made."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

MADE = """
from dataclasses import replace
from pathlib import Path
from kiosk.files.certificates.papers import Look, certificates_pdf
from tests.certifying import certificate, says

both = ("en", "fr")
several = [
    replace(certificate(says(f"Marie-Ève Tremblay-Desrosiers {n}", both)), number=f"2026-K-{n}")
    for n in range(500)
]
certificates_pdf(several, Look())
(most,) = [x for x in Path("/proc/self/status").read_text().splitlines() if "VmHWM" in x]
print(int(most.split()[1]) // 1024)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks Linux, and glibc's ways")
def test_five_hundred_in_two_languages() -> None:
    """A thousand may hold 500 MB, and each page adds to it. Laid out in a grid, and with blocks
    of every size among each other, these held 250 MB and more."""
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", MADE], capture_output=True, check=True, text=True
    )
    assert int(done.stdout) < 225
