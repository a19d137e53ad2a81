"""Whether what somebody shows is genuine: papers, pictures, credentials and printed codes."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import png
import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from kiosk.desk.certificates import keys, making, revoking, standing, verifying
from kiosk.desk.certificates.making import Form
from kiosk.desk.certificates.verifying import Proof, Verdict, Verification
from kiosk.desk.protocol import Desk
from kiosk.files.certificates.baking import NoCredential
from kiosk.files.certificates.credentials import Signer, credential
from kiosk.files.certificates.papers import Look, certificates_pdf
from kiosk.model import Attendee, Certificate, IssuerKey
from kiosk.rules.certificates import new_code, spaced
from kiosk.words import Words
from store.keys import Keys
from store.vault import Vault
from tests.building import StillClock
from tests.certifying import given, issue, says, with_certificates
from tests.holding import staff


@pytest.fixture
def desk(desk: Desk, folder: Path, clock: StillClock) -> Desk:
    return with_certificates(desk, folder, clock)


def bens(desk: Desk) -> Certificate:
    return standing.of(desk.store, "ben")[-1].certificate


def shown(desk: Desk, content: bytes) -> Proof:
    (proof,) = verifying.verify_file(desk.store, content)
    return proof


def whole(desk: Desk, content: bytes) -> Verification:
    return verifying.verify_whole(desk.store, content, verifying.read_known(desk.store))


def made(desk: Desk, form: Form = Form.PDF) -> bytes:
    return given(desk, bens(desk), form)


@pytest.mark.parametrize("form", Form)
def test_what_was_issued_is_genuine(desk: Desk, form: Form) -> None:
    proof = shown(desk, made(desk, form))
    assert proof == Proof(
        Verdict.GENUINE,
        bens(desk).number,
        "Ben O'Hara",
        "Financial Essentials",
        "3 hours · April 10, 2026. Spring School",
        "Test Union",
    )


def test_so_is_its_credential_and_its_code(desk: Desk) -> None:
    one = bens(desk)
    assert shown(desk, one.credential.encode()).verdict is Verdict.GENUINE
    by_code = verifying.verify_code(desk.store, spaced(one.code).lower())
    assert by_code == shown(desk, made(desk))


def test_a_code_that_nobody_was_given(desk: Desk) -> None:
    assert verifying.verify_code(desk.store, new_code()) == Proof(Verdict.UNKNOWN_CODE)
    assert verifying.verify_code(desk.store, "hello") is None


def test_what_became_of_it_is_said_and_not_why(desk: Desk, clock: StillClock) -> None:
    paper, code = made(desk), bens(desk).code
    with desk.store.change() as tx:
        person = tx.get(Attendee, "ben")
        assert person is not None
        tx.put(replace(person, name="Benjamin O'Hara"))
    issue(desk)
    proof = shown(desk, paper)
    assert (proof.verdict, proof.superseded_by) == (Verdict.SUPERSEDED, bens(desk).number)
    assert proof.name == "Ben O'Hara"
    revoking.revoke(desk, proof.number, staff(desk, "rae"), "a private reason")
    for again in (shown(desk, paper), verifying.verify_code(desk.store, code)):
        assert again is not None
        assert again.verdict is Verdict.REVOKED
        assert str(again.revoked_on) == "2026-04-10"
        assert "private" not in str(again)


def test_a_page_that_says_another_name_is_altered(desk: Desk) -> None:
    one = bens(desk)
    assert one.says is not None
    for words in (
        replace(one.says, name="Somebody Else"),
        replace(one.says, title={"en": "Another Workshop"}),
        replace(one.says, minutes=1800),
        replace(one.says, last_day=one.says.last_day + dt.timedelta(days=3)),
        replace(one.says, school="Another School"),
    ):
        forged = certificates_pdf([replace(one, says=words)], Look())
        proof = shown(desk, forged)
        assert (proof.verdict, proof.name) == (Verdict.ALTERED, "")


def test_a_second_page_with_the_number_of_the_first_is_altered(desk: Desk) -> None:
    genuine = bens(desk)
    assert genuine.says is not None
    forged = replace(genuine, says=replace(genuine.says, name="Mallory"), credential="")
    both = [Verdict.GENUINE, Verdict.ALTERED]
    for several, by_page in (([genuine, forged], both), ([forged, genuine], both[::-1])):
        found = whole(desk, certificates_pdf(several, Look()))
        assert [(one.page, one.verdict) for one in found.proofs] == list(enumerate(by_page, 1))
        assert found.verdict is Verdict.ALTERED


@pytest.mark.parametrize(
    ("kind", "verdict"), [("/FreeText", Verdict.ALTERED), ("/Link", Verdict.GENUINE)]
)
def test_what_was_put_over_a_page_makes_it_altered(desk: Desk, kind: str, verdict: Verdict) -> None:
    """A box with another name in it hides the one that is there. A link hides nothing."""
    writer = PdfWriter(clone_from=io.BytesIO(made(desk)))
    box = {
        NameObject("/Type"): NameObject("/Annot"),
        NameObject("/Subtype"): NameObject(kind),
        NameObject("/Rect"): ArrayObject(map(NumberObject, (200, 300, 600, 360))),
        NameObject("/Contents"): TextStringObject("Mallory"),
    }
    writer.pages[0][NameObject("/Annots")] = ArrayObject([DictionaryObject(box)])
    out = io.BytesIO()
    writer.write(out)
    assert shown(desk, out.getvalue()).verdict is verdict


def test_a_day_that_calendars_came_to_write_otherwise_is_no_forgery(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its page was lost, and made again years later; what was signed says it as before."""
    one = bens(desk)
    monkeypatch.setattr(Words, "long_day", lambda _words, day: f"{day:%Y/%m/%d}")
    assert "2026/04/10" in PdfReader(io.BytesIO(made(desk))).pages[0].extract_text()
    proof = shown(desk, certificates_pdf([one], Look()))
    assert (proof.verdict, "April 10" in proof.about) == (Verdict.GENUINE, True)


def test_what_is_no_key_among_the_keys_harms_nothing(desk: Desk, clock: StillClock) -> None:
    """Another program may have written it, or another laptop."""
    with desk.store.change() as tx:
        for wrong in ({"kty": "EC"}, {"kty": "EC", "crv": "P-256", "x": "AA", "y": "AA"}, {}):
            tx.add(IssuerKey(time=clock.now(), key=wrong))
    assert shown(desk, made(desk)).verdict is Verdict.GENUINE


def test_how_far_it_is_is_told(desk: Desk) -> None:
    several = [bens(desk), standing.of(desk.store, "eva1")[-1].certificate]
    told: list[tuple[int, int]] = []
    content = certificates_pdf(several, Look())
    verifying.verify_file(desk.store, content, lambda n, of: told.append((n, of)))
    assert told == [(1, 2), (2, 2)]


def test_a_page_put_beside_a_genuine_one_is_altered(desk: Desk) -> None:
    genuine = bens(desk)
    forged = replace(genuine, number="2026-XXXXX-0009", credential="")
    found = verifying.verify_file(desk.store, certificates_pdf([genuine, forged], Look()))
    assert [proof.verdict for proof in found] == [Verdict.GENUINE, Verdict.ALTERED]


@pytest.mark.parametrize("form", [Form.PNG, Form.SVG])
def test_a_picture_with_two_credentials_is_altered(desk: Desk, form: Form) -> None:
    other = standing.of(desk.store, "eva1")[-1].certificate.credential
    if form is Form.SVG:
        twice = made(desk, form).replace(
            b"<g ", b'<credential verify="%s"/><g ' % other.encode(), 1
        )
    else:
        chunks = list(png.Reader(bytes=made(desk, form)).chunks())
        held = next(held for kind, held in chunks if kind == b"iTXt")
        keyword = held[: -len(bens(desk).credential)]
        out = io.BytesIO()
        png.write_chunks(out, [chunks[0], (b"iTXt", keyword + other.encode()), *chunks[1:]])
        twice = out.getvalue()
    found = verifying.verify_file(desk.store, twice)
    assert [proof.verdict for proof in found] == [Verdict.ALTERED] * 2
    assert not any(proof.name for proof in found)


def test_a_credential_that_was_changed_is_altered(desk: Desk) -> None:
    head, body, signature = bens(desk).credential.split(".")
    for token in (f"{head}.{body[:-4]}AAAA.{signature}", f"{head}.{body}.{signature[::-1]}"):
        assert shown(desk, token.encode()).verdict is Verdict.ALTERED


def test_whoever_signs_with_another_key_is_unknown(desk: Desk, tmp_path: Path) -> None:
    one, stranger = bens(desk), Signer(Keys(tmp_path / "key.pem").private())
    assert one.says is not None
    token = stranger.sign(credential(one, one.says))
    forged = certificates_pdf([replace(one, credential=token)], Look())
    assert shown(desk, forged).verdict is Verdict.UNKNOWN_ISSUER


def test_after_the_key_was_changed_old_ones_are_genuine(desk: Desk, folder: Path) -> None:
    before = made(desk)
    vault = Vault(folder)
    vault.keys.rotate()
    keys.signer(desk)
    assert len(keys.known_keys(desk.store)) == 2
    assert shown(desk, before).verdict is Verdict.GENUINE
    with desk.store.change() as tx:
        person = tx.get(Attendee, "ben")
        assert person is not None
        tx.put(replace(person, name="Benjamin O'Hara"))
    issue(desk)
    assert shown(desk, made(desk)).verdict is Verdict.GENUINE


def test_one_that_only_another_laptop_knows(desk: Desk) -> None:
    signer = keys.signer(desk)
    elsewhere = replace(bens(desk), number="2026-OTHER-0001", says=says("Gus Hart"))
    assert elsewhere.says is not None
    proof = shown(desk, signer.sign(credential(elsewhere, elsewhere.says)).encode())
    assert (proof.verdict, proof.here) == (Verdict.GENUINE, False)


def test_names_of_other_scripts_are_found_on_their_page(desk: Desk) -> None:
    signer = keys.signer(desk)
    plain = ("Ольга Петрова", "Ọlátúnjí", "Anne-\u00adMarie  d’Entremont")
    for name in (*plain, "נועה לוי", "محمد العلي"):
        one = replace(bens(desk), says=says(name))
        assert one.says is not None
        signed = replace(one, credential=signer.sign(credential(one, one.says)))
        assert shown(desk, certificates_pdf([signed], Look())).verdict is Verdict.GENUINE


def test_the_same_paper_whenever_it_is_asked_for(desk: Desk, folder: Path) -> None:
    first = {form: made(desk, form) for form in Form}
    assert {form: made(desk, form) for form in Form} == first
    for path in folder.glob("certificates/*/*"):
        path.unlink()
    assert {form: made(desk, form) for form in Form} == first, "made again of the same words"


def test_what_was_made_stays_when_the_logo_changes(desk: Desk, folder: Path) -> None:
    before = made(desk)
    (folder / "pictures").mkdir()
    drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>'
    (folder / "pictures" / "logo.svg").write_text(drawn)
    assert made(desk) == before
    assert certificates_pdf([bens(desk)], making.look_of(desk.vault)) != before


@pytest.mark.parametrize(
    ("verdicts", "of_the_whole"),
    [
        ([Verdict.GENUINE], Verdict.GENUINE),
        ([Verdict.GENUINE] * 3, Verdict.GENUINE),
        ([Verdict.GENUINE, Verdict.ALTERED], Verdict.ALTERED),
        ([Verdict.GENUINE, Verdict.SUPERSEDED], Verdict.SUPERSEDED),
        ([Verdict.SUPERSEDED, Verdict.REVOKED], Verdict.REVOKED),
        ([Verdict.REVOKED, Verdict.UNKNOWN_ISSUER], Verdict.UNKNOWN_ISSUER),
        ([Verdict.UNKNOWN_ISSUER, Verdict.REVOKED, Verdict.ALTERED], Verdict.ALTERED),
        *(([one], one) for one in Verdict),
    ],
)
def test_the_whole_is_worth_what_the_worst_of_it_is(
    verdicts: list[Verdict], of_the_whole: Verdict
) -> None:
    proofs = tuple(Proof(one, str(n)) for n, one in enumerate(verdicts))
    for several in (proofs, proofs[::-1]):
        found = Verification(several)
        assert found.verdict is of_the_whole
        assert found.deciding in several


def test_a_certificate_whose_page_is_taken_out_is_on_none(desk: Desk) -> None:
    others = [one.certificate for one in standing.everyone(desk.store)]
    writer = PdfWriter(clone_from=io.BytesIO(certificates_pdf(others, Look())))
    writer.remove_page(0)
    out = io.BytesIO()
    writer.write(out)
    found = whole(desk, out.getvalue())
    assert found.verdict is Verdict.ALTERED
    assert [(one.page, one.verdict) for one in found.proofs] == [
        (1, Verdict.GENUINE),
        (None, Verdict.ALTERED),
    ]


def test_what_is_no_certificate(desk: Desk) -> None:
    with pytest.raises(NoCredential):
        verifying.verify_file(desk.store, b"hello")
