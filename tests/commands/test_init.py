"""``kiosk init``."""

from __future__ import annotations

import stat
import sys

import pytest

from tests.running import Command, Said

GIVEN = {
    "organisation": "Test Union",
    "zone": "America/Toronto",
    "languages": "fr,en",
    "facilitator": "Fay Ito",
    "rep": "Rae Diaz",
    "facilitator-pin": "1111",
    "rep-pin": "2222",
}


def init(kiosk: Command, stdin: str = "", **changed: str | None) -> Said:
    given = {**GIVEN, **{key.replace("_", "-"): value for key, value in changed.items()}}
    options = [part for k, v in given.items() if v is not None for part in (f"--{k}", v)]
    return kiosk("init", *options, stdin=stdin)


def test_a_folder_that_can_be_worked_in(kiosk: Command) -> None:
    said = init(kiosk)
    assert (said.status, said.err) == (0, "")
    assert str(kiosk.data) in said.out
    assert kiosk("attendee", "--name", "Ana Roy").status == 0
    assert [row["name"] for row in kiosk("attendees", "--json").rows] == ["Ana Roy"]
    staff = kiosk("staff").out.splitlines()
    assert [line.split("  ")[:3] for line in staff] == [
        ["Fay Ito", "facilitator", "has a PIN"],
        ["Rae Diaz", "rep", "has a PIN"],
    ]


def test_its_first_language_is_what_the_kiosk_speaks(kiosk: Command) -> None:
    init(kiosk)
    said = {
        languages: init_other(kiosk, languages)("scan", "--json", stdin="Nobody\n").row["message"]
        for languages in ("en,fr", "fr,en", "es")
    }
    assert "find this name" in said["en,fr"]
    assert len(set(said.values())) == 3


def init_other(kiosk: Command, languages: str) -> Command:
    other = Command(kiosk.home / languages, kiosk.home)
    assert init(other, languages=languages).status == 0
    return other


def test_it_asks_for_what_is_not_given(kiosk: Command) -> None:
    answers = "Test Union\nAmerica/Vancouver\nes,en\nFay Ito\nRae Diaz\n"
    said = kiosk("init", stdin=answers, KIOSK_PIN="4321")
    assert said.status == 0, said.err
    assert "Name of the organisation" in said.out
    said = kiosk("scan", "--json", "--at", "2026-04-10T09:00", stdin="x\n")
    assert said.row["at"] == "2026-04-10T09:00:00-07:00"


def test_one_who_is_both(kiosk: Command) -> None:
    for number, rep in enumerate(("Fay Ito", "ITO fay")):
        other = Command(kiosk.home / f"both{number}", kiosk.home)
        assert init(other, rep=rep, rep_pin=None).status == 0
        (line,) = other("staff").out.splitlines()
        assert line.startswith("Fay Ito  facilitator, rep  has a PIN")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"zone": "Toronto"}, "not a time zone"),
        ({"zone": "../../etc/passwd"}, "not a time zone"),
        ({"languages": "en,de"}, "Languages are some of"),
        ({"languages": " , "}, "Languages are some of"),
        ({"organisation": "  "}, "needs a name"),
        ({"organisation": "\u202e"}, "needs a name"),
        ({"facilitator": " - "}, "need a name"),
        ({"rep": "…"}, "need a name"),
        ({"facilitator_pin": "12"}, "four to twelve digits"),
        ({"rep_pin": "abcd"}, "four to twelve digits"),
    ],
)
def test_what_is_refused_leaves_no_half_a_folder(
    kiosk: Command, changed: dict[str, str], said: str
) -> None:
    refused = init(kiosk, **changed)
    assert refused.status in (1, 2)
    assert said in refused.err
    assert "Traceback" not in refused.err
    assert not kiosk.data.exists()
    assert init(kiosk).status == 0, "and it can be done again, rightly"


def test_a_time_that_cannot_be_meant_leaves_no_half_a_folder(kiosk: Command) -> None:
    kiosk.env["KIOSK_NOW"] = "whenever"
    assert init(kiosk).status != 0
    del kiosk.env["KIOSK_NOW"]
    assert init(kiosk).status == 0


def test_not_twice(kiosk: Command) -> None:
    init(kiosk)
    said = init(kiosk, organisation="Another")
    assert said.status == 1
    assert "is not empty" in said.err


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights in another way")
def test_pins_are_kept_apart_and_hashed(kiosk: Command) -> None:
    init(kiosk)
    pins = kiosk.data / "pins.json"
    assert stat.S_IMODE(pins.stat().st_mode) == 0o600
    everything = b"".join(p.read_bytes() for p in kiosk.data.rglob("*") if p.is_file())
    assert b"1111" not in everything
    assert b"2222" not in everything


def test_without_a_terminal_languages_take_their_default(kiosk: Command) -> None:
    said = init(kiosk, languages=None)
    assert said.status == 0, said.err
    assert "Stopped" not in said.err
    assert kiosk("attendee", "--name", "Ana Roy", "--language", "es").status == 0


@pytest.mark.parametrize("name", ["organisation", "zone", "facilitator", "rep"])
def test_without_a_terminal_it_says_which_option_it_needs(kiosk: Command, name: str) -> None:
    changed: dict[str, str | None] = {name: None}
    said = init(kiosk, "", **changed)
    assert (said.status, f"--{name}" in said.err, "Stopped" in said.err) == (2, True, False)
    assert not kiosk.data.exists()


@pytest.mark.parametrize("name", ["facilitator-pin", "rep-pin"])
def test_without_a_terminal_it_says_which_variable_holds_a_pin(kiosk: Command, name: str) -> None:
    changed: dict[str, str | None] = {name: None}
    said = init(kiosk, "", **changed)
    assert (said.status, "KIOSK_PIN" in said.err, "Stopped" in said.err) == (1, True, False)
