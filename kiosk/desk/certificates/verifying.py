"""Whether a certificate that somebody shows is genuine, and still good."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kiosk.clock import zone
from kiosk.desk.certificates import keys, papers, standing
from kiosk.desk.protocol import View
from kiosk.files.certificates import baking, credentials
from kiosk.files.certificates.credentials import Signature
from kiosk.files.certificates.drawn import drawings
from kiosk.files.certificates.found import is_on, squashed
from kiosk.files.certificates.saying import lines_of
from kiosk.model import text
from kiosk.rules.certificates import Standing, State, code_in
from kiosk.words import words

Progress = Callable[[int, int], None]
"""Told how many of how many are done."""


class Verdict(StrEnum):
    """What is so of a certificate."""

    GENUINE = "genuine"
    SUPERSEDED = "superseded"
    REVOKED = "revoked"
    ALTERED = "altered"
    UNKNOWN_ISSUER = "unknown_issuer"
    UNKNOWN_CODE = "unknown_code"


@dataclass(frozen=True, slots=True)
class Proof:
    """What can be said of a certificate: never more than is printed on it."""

    verdict: Verdict
    number: str = ""
    name: str = ""
    """As it is printed; empty: they are forgotten here, and only the paper says it."""
    title: str = ""
    about: str = ""
    """Hours, days and place."""
    issuer: str = ""
    superseded_by: str = ""
    revoked_on: dt.date | None = None
    here: bool = True
    """Whether this data folder knows it: of another one it cannot say whether it was
    revoked."""
    page: int | None = field(default=None, compare=False)
    """The first page of a PDF that it is about, from 1; ``None`` for another file, and where
    it is attached and shown on no page."""


_WORST_FIRST = (
    Verdict.ALTERED,
    Verdict.UNKNOWN_ISSUER,
    Verdict.UNKNOWN_CODE,
    Verdict.REVOKED,
    Verdict.SUPERSEDED,
    Verdict.GENUINE,
)


@dataclass(frozen=True, slots=True)
class Verification:
    """A whole file: what it is worth, and what is so of each certificate and page in it."""

    proofs: tuple[Proof, ...]
    """By page."""

    @property
    def verdict(self) -> Verdict:
        """Of the whole: genuine only where all of it is, else the worst that is so of any."""
        return self.deciding.verdict

    @property
    def deciding(self) -> Proof:
        """The first proof that the verdict rests on."""
        return min(self.proofs, key=lambda proof: _WORST_FIRST.index(proof.verdict))


@dataclass(frozen=True, slots=True)
class Known:
    """What files are held against, read once for many."""

    keys: Sequence[dict[str, str]]
    held: Mapping[str, Standing]
    papers: papers.Known


def read_known(view: View) -> Known:
    """What this data folder knows now."""
    return Known(keys.known_keys(view), standing.by_number(view), papers.known(view))


def verify_code(view: View, typed: str) -> Proof | None:
    """What a printed code says; ``None`` for a text that is none."""
    code = code_in(typed)
    if code is None:
        return None
    found = standing.coded(view, code)
    return _of_standing(view, found) if found else Proof(Verdict.UNKNOWN_CODE)


def verify_file(view: View, content: bytes, progress: Progress | None = None) -> list[Proof]:
    """What a PDF, PNG, SVG or JWT says, a proof for each certificate in it, and one for each
    page that is of none; by page.

    Args:
        progress: told how many of how many pages are read.

    Raises:
        NoCredential: there is none in it.
    """
    return list(verify_whole(view, content, read_known(view), progress).proofs)


def verify_whole(
    view: View, content: bytes, known: Known, progress: Progress | None = None
) -> Verification:
    """The same, with a verdict on the whole file; arguments and errors as of
    :func:`verify_file`."""
    proofs = _proofs(view, content, known, progress)
    return Verification(tuple(sorted(proofs, key=lambda proof: proof.page or len(proofs) + 1)))


def _proofs(view: View, content: bytes, known: Known, progress: Progress | None) -> Sequence[Proof]:
    tokens, held, made = baking.tokens_in(content), known.held, known.papers
    proofs = [_of_token(view, token, known.keys, held) for token in tokens]
    if baking.is_token(content):
        return proofs
    drawn = drawings(content)
    if not baking.is_pdf(content):
        # A picture shows one certificate: whose, of several, nobody could say.
        strange = len(proofs) > 1 or papers.is_strange(proofs[0].number, drawn[0], made)
        return [_altered(proof) for proof in proofs] if strange else proofs
    if baking.is_written_over(content):
        return [_altered(proof) for proof in proofs]
    places = {one.number: n for n, one in enumerate(proofs)}
    ours = [
        {places[number] for number in papers.of_drawing(drawing, made) & places.keys()}
        for drawing in drawn
    ]
    if all(ours):  # what they say need not be read, which takes ten times as long
        return _with_pages(proofs, ours, ours)
    pages = [squashed(page) for page in baking.texts_in(content, progress)]
    return _on_pages(proofs, pages, drawn, held, made)


def _on_pages(
    proofs: Sequence[Proof],
    pages: Sequence[str],
    drawn: Sequence[str],
    held: Mapping[str, Standing],
    made: papers.Known,
) -> list[Proof]:
    """Each proof as it is, where a page says what was signed and is drawn as it was made; and
    one more for each page that says anything else."""
    numbers = [squashed(proof.number) for proof in proofs]
    numbered = [{n for n, one in enumerate(numbers) if one and one in page} for page in pages]
    stands = [
        {
            n
            for n in found
            if not papers.is_strange(proofs[n].number, drawing, made)
            and _stands_on(proofs[n], page, held.get(proofs[n].number))
        }
        for found, page, drawing in zip(numbered, pages, drawn, strict=True)
    ]
    return _with_pages(proofs, numbered, stands)


def _with_pages(
    proofs: Sequence[Proof], numbered: Sequence[set[int]], stands: Sequence[set[int]]
) -> list[Proof]:
    """
    Args:
        numbered: by page, the places of the proofs whose number is on it.
        stands: those of them that it shows as they were signed.
    """
    somewhere = set().union(*stands)
    strange = [
        Proof(Verdict.ALTERED, page=page)
        for page, (here, found) in enumerate(zip(stands, numbered, strict=True), 1)
        if not (here or found - somewhere)
    ]
    checked = [one if n in somewhere else _altered(one) for n, one in enumerate(proofs)]
    shown: dict[int, int] = {}
    for pages in (stands, numbered):
        for page, here in enumerate(pages, 1):
            shown.update({n: page for n in here if n not in shown})
    return [replace(one, page=shown.get(n)) for n, one in enumerate(checked)] + strange


def _altered(proof: Proof) -> Proof:
    """What is attached may be genuine, but it is not what the page says."""
    if proof.verdict in (Verdict.ALTERED, Verdict.UNKNOWN_ISSUER):
        return proof
    return Proof(Verdict.ALTERED, proof.number)


def _stands_on(proof: Proof, page: str, found: Standing | None) -> bool:
    """Whether name, title, hours, days and place stand on a page that has its number."""
    if not all(is_on(one, page) for one in (proof.name, proof.title) if one):
        return False
    if all(is_on(one, page) for one in proof.about.split(". ")):
        return True
    # Made again years later, a day may be written as calendars write it then.
    says = found.certificate.says if found else None
    lines = lines_of(says, words(says.languages[0])) if says else ()
    return bool(lines) and all(is_on(one, page) for one in lines)


def verify_token(view: View, token: str) -> Proof:
    """What a signed credential says."""
    return _of_token(view, token, keys.known_keys(view), standing.by_number(view))


def _of_token(
    view: View, token: str, known: Sequence[dict[str, str]], held: Mapping[str, Standing]
) -> Proof:
    read = credentials.read(token, known)
    if read.signature is Signature.ALTERED:
        return Proof(Verdict.ALTERED)
    said = Proof(
        Verdict.UNKNOWN_ISSUER,
        read.number,
        read.name,
        read.title,
        read.about,
        read.issuer,
        here=False,
    )
    if read.signature is Signature.UNKNOWN_ISSUER:
        return said
    found = held.get(read.number)
    verdict, by, on = _became(view, found)
    return replace(said, verdict=verdict, superseded_by=by, revoked_on=on, here=found is not None)


def _became(view: View, found: Standing | None) -> tuple[Verdict, str, dt.date | None]:
    if found is None or found.state is State.ACTIVE:
        return Verdict.GENUINE, "", None
    if found.revoked:
        where = zone(view.organisation.zone)
        return Verdict.REVOKED, "", found.revoked.time.astimezone(where).date()
    return Verdict.SUPERSEDED, found.superseded_by, None


def _of_standing(view: View, found: Standing) -> Proof:
    verdict, by, on = _became(view, found)
    says = found.certificate.says
    if says is None:
        issuer = view.organisation.name
        return Proof(
            verdict, found.certificate.number, issuer=issuer, superseded_by=by, revoked_on=on
        )
    language = says.languages[0]
    return Proof(
        verdict,
        found.certificate.number,
        says.name,
        text(says.title, language),
        ". ".join(lines_of(says, words(language))),
        says.organisation,
        by,
        on,
    )
