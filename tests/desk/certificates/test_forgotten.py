"""Who is forgotten takes along what their certificate says; that there was one stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from kiosk.desk import forgetting
from kiosk.desk.certificates import issuing, revoking, standing, verifying
from kiosk.desk.certificates.issuing import Why
from kiosk.desk.certificates.making import Form
from kiosk.desk.certificates.verifying import Verdict
from kiosk.desk.completing.completions import completions
from kiosk.desk.protocol import Desk
from kiosk.files.certificates.papers import NoPaper
from kiosk.rules.certificates import State
from store.folder import open_store
from tests.building import StillClock
from tests.certifying import given, issue, with_certificates
from tests.holding import staff


@pytest.fixture
def desk(desk: Desk, folder: Path, clock: StillClock) -> Desk:
    return with_certificates(desk, folder, clock)


def everything(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_nothing_personal_of_it_is_left_on_the_disk(desk: Desk, folder: Path) -> None:
    (before,) = standing.of(desk.store, "ben")
    for form in Form:
        given(desk, before.certificate, form)
    credential = before.certificate.credential.encode()
    assert b"Ben O'Hara" in everything(folder)
    assert credential in everything(folder)
    number = before.certificate.number
    revoking.revoke(desk, number, staff(desk, "rae"), "a private reason")
    did = forgetting.forget(desk, "ben")
    assert did.sessions == 1
    left = everything(folder)
    for secret in (b"Ben O'Hara", credential, b"a private reason", credential.split(b".")[1]):
        assert secret not in left
    assert not list(folder.glob("certificates/*/*.p*")), "Eva's was never made"
    (now,) = standing.of(desk.store, "ben")
    assert (now.certificate.number, now.certificate.code) == (number, before.certificate.code)
    assert now.certificate.says is None
    assert now.certificate.credential == ""
    assert now.state is State.REVOKED


def test_the_same_after_opening_the_folder_again(desk: Desk, folder: Path) -> None:
    (before,) = standing.of(desk.store, "ben")
    forgetting.forget(desk, "ben")
    again = open_store(folder)
    (now,) = standing.of(again, "ben")
    assert (now.certificate.number, now.certificate.says) == (before.certificate.number, None)
    assert again.problems == ()
    again.close()


def test_what_others_have_is_as_it_was(desk: Desk) -> None:
    (before,) = standing.of(desk.store, "eva1")
    forgetting.forget(desk, "ben")
    assert standing.of(desk.store, "eva1") == [before]


def test_the_paper_in_their_hands_is_genuine_all_the_same(desk: Desk) -> None:
    (before,) = standing.of(desk.store, "ben")
    forgetting.forget(desk, "ben")
    by_paper = verifying.verify_token(desk.store, before.certificate.credential)
    assert (by_paper.verdict, by_paper.name) == (Verdict.GENUINE, "Ben O'Hara")
    by_code = verifying.verify_code(desk.store, before.certificate.code)
    assert by_code is not None
    assert (by_code.verdict, by_code.number, by_code.name) == (
        Verdict.GENUINE,
        before.certificate.number,
        "",
    )


def test_it_cannot_be_made_again_nor_issued_anew(desk: Desk) -> None:
    forgetting.forget(desk, "ben")
    (now,) = standing.of(desk.store, "ben")
    with pytest.raises(NoPaper, match="forgotten"):
        given(desk, now.certificate)
    plan = issuing.plan(desk.store, completions(desk.store), again=True)
    assert plan.wanted == ()
    assert plan.passed[Why.FORGOTTEN] == 1
    assert [one.attendee for one in plan.there] == ["eva1"], "the others have theirs"
    assert issue(desk).certificates == plan.there
