"""Small file systems of one's own, where the machine allows it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


def run(*command: str | Path) -> None:
    """Run a system's command.

    Raises:
        OSError: it is not there, or failed.
    """
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True)
    if done.returncode:
        raise OSError(f"{command[0]}: {done.stderr.strip()}")


def format_disk(image: Path, megabytes: int) -> None:
    """Make a file an empty ext4 with a journal."""
    with image.open("wb") as file:
        file.truncate(megabytes << 20)
    kind = ["-b", "1024", "-J", "size=1"] if megabytes >= 4 else []
    run("mkfs.ext4", "-q", "-F", *kind, image)


@contextmanager
def mount(image: Path, at: Path, *options: str) -> Iterator[Path]:
    """Mount a file that is a file system."""
    at.mkdir(exist_ok=True)
    run("mount", "-o", ",".join(["loop", *options]), image, at)
    try:
        yield at
    finally:
        run("umount", "-l", at)


@contextmanager
def mounted(image: Path, at: Path, megabytes: int) -> Iterator[Path]:
    """A new ext4, mounted; without the means or the right to, the test is skipped."""
    if sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("only root can mount a file, and only Linux mounts it this way")
    if not shutil.which("mkfs.ext4") or not shutil.which("mount"):
        pytest.skip("there is no mkfs.ext4 or no mount here")
    try:
        format_disk(image, megabytes)
        with mount(image, at):
            pass
    except OSError as error:
        pytest.skip(f"this machine does not let a file be mounted: {error}")
    with mount(image, at) as path:
        yield path
