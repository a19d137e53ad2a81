"""What certificates need of a data folder beside the journal: the key they are signed with,
the papers that were made, and what the organisation put there for printing."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import suppress
from pathlib import Path

from store.access import make_folder
from store.disk import write_whole
from store.keys import Keys

PAPERS = "certificates"
"""The folder of the papers that were made, those of each person in one of its own."""

TEMPLATE = "template"
"""The folder of a template of one's own."""


def papers_of(folder: Path, attendee: str) -> Path:
    """Where the papers of someone are. An id that another program wrote may be anything,
    and so is not itself a folder's name."""
    return folder / PAPERS / hashlib.sha256(attendee.encode()).hexdigest()[:32]


def forget_papers(folder: Path, attendee: str) -> None:
    """Remove what was made for someone.

    Raises:
        OSError: the system does not let it.
    """
    with suppress(FileNotFoundError):
        shutil.rmtree(papers_of(folder, attendee))


class Vault:
    """Beside the journal of one data folder."""

    def __init__(self, folder: Path) -> None:
        self.keys = Keys(folder / "issuer-key.pem")
        self.fonts = folder / "fonts"
        """Fonts for names that the printer's own do not hold."""
        self.pictures = folder / "pictures"
        """The organisation's logo, and signatures."""
        self._folder = folder

    @property
    def template(self) -> Path | None:
        """The organisation's own template of a certificate, where there is one."""
        own = self._folder / TEMPLATE
        return own if own.is_dir() else None

    def signing_key(self) -> bytes:
        """The private key in PEM; made when it is first needed."""
        return self.keys.private()

    def kept(self, attendee: str, name: str) -> bytes | None:
        """A paper as it was made before."""
        with suppress(OSError):
            return (papers_of(self._folder, attendee) / name).read_bytes()
        return None

    def keep(self, attendee: str, name: str, content: bytes) -> None:
        """Keep a paper, so that whoever asks again has the same. Where the disk does not
        take it, it will be made again of the same words, and that is no failure; half of one
        is never kept."""
        path = papers_of(self._folder, attendee) / name
        with suppress(OSError):
            for folder in (path.parent.parent, path.parent):
                make_folder(folder)
            write_whole(path, content)
