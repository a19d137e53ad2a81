"""Finding people by what they type: tables of single cases, and what holds for any text."""

from __future__ import annotations

import random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.model import Attendee
from kiosk.rules.search import PUBLIC_MATCHES, STAFF_MATCHES, Directory
from tests.naming.people import people


def known(*names: str) -> Directory:
    return Directory(
        Attendee(id=f"a{n}", name=name, member_number=f"{100417 + n}")
        for n, name in enumerate(names)
    )


def found(directory: Directory, typed: str, limit: int = PUBLIC_MATCHES) -> list[str]:
    return [attendee.name for attendee in directory.find(typed, limit)]


OTHERS = ("Wei Zhang", "Olga Kuznetsova", "Zdzisław Ptak", "Ingrid Fjeld", "Hugo Quiroga")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        pytest.param("Marie Tremblay", "tremblay marie", id="family name first"),
        pytest.param("Marie Tremblay", "TREMBLAY,  Marie ", id="capitals, comma and spaces"),
        pytest.param("Marie Tremblay", "ma tr", id="first letters of each"),
        pytest.param("Marie Tremblay", "m tremblay", id="initial and family name"),
        pytest.param("Marie Tremblay", "m t", id="two initials"),
        pytest.param("Marie-Ève Tremblay", "marie eve", id="no hyphen"),
        pytest.param("Marie-Ève Tremblay", "marieeve", id="joined"),
        pytest.param("Marie-Ève Tremblay", "marie tremblay", id="one half of a double name"),
        pytest.param("Marie-Ève Tremblay", "eve tremblay", id="the other half"),
        pytest.param("Marie-Ève Tremblay", "m-e tremblay", id="initials with a hyphen"),
        pytest.param("Marie-Ève Tremblay", "me tremblay", id="initials joined"),
        pytest.param("Jean-Pierre Lavoie", "jp lavoie", id="jp"),
        pytest.param("Jean-Pierre Lavoie", "lavoie j.p.", id="j.p."),
        pytest.param("Jean Pierre Lavoie", "jp lavoie", id="jp without a hyphen"),
        pytest.param("Jean Pierre Lavoie", "jean-pierre lavoie", id="a hyphen too many"),
        pytest.param("Jean Pierre Lavoie", "jeanpierre lavoie", id="a space too few"),
        pytest.param("J.-P. Lavoie", "jp lavoie", id="only initials are registered"),
        pytest.param("J.-P. Lavoie", "jean lavoie", id="an initial is registered"),
        pytest.param("R. Singh", "rajinder singh", id="the name, where an initial is registered"),
        pytest.param("T. J. Whitehorse", "tj whitehorse", id="tj"),
        pytest.param("Tremblay-Gagnon, Luc", "luc gagnon", id="second family name"),
        pytest.param("María José Hernández López", "maria lopez", id="second family name, accents"),
        pytest.param("Sean O'Neill", "oneill", id="apostrophe joined"),
        pytest.param("Sean O'Neill", "o neill", id="apostrophe split"),
        pytest.param("Sean O'Neill", "neill", id="apostrophe left out"),
        pytest.param("Sean O’Neill", "o'neill", id="another apostrophe"),
        pytest.param("Sean ONeill", "o'neill", id="registered without apostrophe"),
        pytest.param("Geneviève D'Amours", "amours", id="d' left out"),
        pytest.param("Aïssatou N'Diaye", "n diaye", id="n' split"),
        pytest.param("Joaquín de la Cruz", "cruz joaquin", id="particles left out"),
        pytest.param("Joaquín de la Cruz", "delacruz", id="particles joined"),
        pytest.param("Joaquín de la Cruz", "lacruz", id="last particle joined"),
        pytest.param("Joaquín de la Cruz", "de la c", id="particles, half typed"),
        pytest.param("Joaquín Cruz", "joaquin de la cruz", id="particles too many"),
        pytest.param("Joaquín Dela Cruz", "de la cruz", id="particles registered joined"),
        pytest.param("Jan van der Berg", "vanderberg", id="van der, joined"),
        pytest.param("Jan van der Berg", "vander berg", id="vander"),
        pytest.param("Jan Vanderberg", "van der berg", id="registered joined"),
        pytest.param("Jan van den Berg", "berg jan", id="van den left out"),
        pytest.param("Karim El Amrani", "elamrani", id="el, joined"),
        pytest.param("Karim Elamrani", "el amrani", id="el, split"),
        pytest.param("Omar Al-Hassan", "hassan omar", id="al left out"),
        pytest.param("Morag MacDonald", "mcdonald", id="mc for mac"),
        pytest.param("Morag McDonald", "macdonald", id="mac for mc"),
        pytest.param("Morag Mac Donald", "mcdonald", id="mac apart"),
        pytest.param("Morag McDonald", "mc donald", id="mc split"),
        pytest.param("Luc St-Pierre", "saint pierre", id="saint for st"),
        pytest.param("Luc St-Pierre", "stpierre", id="st joined"),
        pytest.param("Luc St. Pierre", "saintpierre luc", id="saint joined, for st with a dot"),
        pytest.param("Luc Saint-Pierre", "st-pierre", id="st for saint"),
        pytest.param("Luc StPierre", "saint-pierre", id="st registered joined"),
        pytest.param("Anne Ste-Marie", "sainte marie", id="sainte for ste"),
        pytest.param("Anne Sainte-Marie", "ste-marie", id="ste for sainte"),
        pytest.param("Jo Sta. Maria", "santa maria", id="santa for sta."),
        pytest.param("Jürgen Müller", "mueller", id="ue for ü"),
        pytest.param("Jürgen Müller", "muller jurgen", id="u for ü"),
        pytest.param("Ole Strøm", "stroem", id="oe for ø"),
        pytest.param("Łukasz Wójcik", "lukasz wojcik", id="letters that have no accent"),
        pytest.param("Xiao Ming Wang", "xiaoming", id="given name joined"),
        pytest.param("Xiaoming Wang", "xiao ming", id="given name split"),
        pytest.param("王伟", "王伟", id="another script"),
        pytest.param("Мария Иванова", "иванова", id="cyrillic"),
        pytest.param("Robert Bouchard", "bob bouchard", id="Bob"),
        pytest.param("Bob Bouchard", "robert bouchard", id="registered as Bob"),
        pytest.param("Bob Bouchard", "rob bouchard", id="Bob and Rob"),
        pytest.param("Elizabeth Reid", "liz reid", id="Liz"),
        pytest.param("Elizabeth Reid", "lizz", id="half of a nickname"),
        pytest.param("Jean Roy", "ti-jean roy", id="Ti-Jean"),
        pytest.param("Jean Roy", "tijean", id="Tijean"),
        pytest.param("José Ortiz", "pepe ortiz", id="Pepe"),
        pytest.param("Francisco Ortiz", "paco ortiz", id="Paco"),
        pytest.param("Emmanuel Roy", "manu roy", id="Manu, Emmanuel"),
        pytest.param("Manuel Ortiz", "manu ortiz", id="Manu, Manuel"),
        pytest.param("Juan Carlos Ortiz", "juanca ortiz", id="Juanca"),
        pytest.param("Marie-Josée Roy", "majo roy", id="Majo"),
        pytest.param("Mohammed Aziz", "mohamed", id="one name, other spelling"),
        pytest.param("Ma. Teresa Cruz", "maria teresa cruz", id="Ma. for María"),
        pytest.param("Marie Tremblay", "marie tramblay", id="one letter wrong"),
        pytest.param("Marie Tremblay", "yremblay", id="first letter wrong"),
        pytest.param("Marie Tremblay", "remblay", id="first letter missing"),
        pytest.param("Marie Tremblay", "rtemblay", id="first letters swapped"),
        pytest.param("Marie Tremblay", "tremmblay", id="one letter too many"),
        pytest.param("Marie Tremblay", "tremblya", id="last letters swapped"),
        pytest.param("Marie Tremblay", "marei tremblay", id="in a short word"),
        pytest.param("Jean Roy", "jen roy", id="missing in a word of four"),
        pytest.param("John Roy", "jhn", id="missing in a word of four, alone"),
        pytest.param("Marie Tremblay", "trenb", id="half typed, with a slip"),
        pytest.param("Marie Tremblay", "amrie termblay", id="a slip in each word"),
        pytest.param("Marie Tremblay", "marietremblay", id="no space"),
        pytest.param("Marie Tremblay", "trem blay", id="a space too many"),
        pytest.param("Sean O'Neill", "oneil", id="oneil"),
        pytest.param("Marie Tremblay", "marie louise tremblay", id="a name that is not registered"),
        pytest.param("Marie Tremblay", "marie 417", id="the number's last digits"),
        pytest.param("Marie Tremblay", "tremblay marie 17", id="two of them"),
    ],
)
def test_the_person_is_found(name: str, typed: str) -> None:
    assert found(known(name, *OTHERS), typed) == [name]


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("", id="nothing"),
        pytest.param("m", id="one letter"),
        pytest.param(" m ", id="one letter and spaces"),
        pytest.param("…-'", id="no letter"),
        pytest.param("417", id="digits alone"),
        pytest.param("100417", id="a member number"),
        pytest.param("m 417", id="one letter and digits"),
        pytest.param("SL4545-0417", id="a member number with letters"),
        pytest.param("marie 99", id="digits of someone else"),
        pytest.param("marie 100417", id="more digits than are shown"),
        pytest.param("zzyzx quux", id="nobody"),
        pytest.param("marie zzyzx", id="one of two words is somebody's"),
        pytest.param("wie", id="a slip in a word of three letters"),
    ],
)
def test_nobody_is_found(typed: str) -> None:
    assert found(known("Marie Tremblay", "A. S. Roy", *OTHERS), typed) == []


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        pytest.param("roy", ["Ana Roy", "Ana Royer"], id="whole words before words that are begun"),
        pytest.param(
            "jean roy",
            ["Jean Roy", "Jean Abel Roy", "Jean Royer"],
            id="the whole name before longer ones",
        ),
        pytest.param("bob roy", ["Bob Roy", "Bob Royer", "Robert Roy"], id="nicknames after names"),
        pytest.param("li li", ["Li Li", "Abe Li"], id="a word said twice"),
        pytest.param(
            "jon roy", ["Jon Roy", "John Roy", "Joan Roy"], id="nicknames before typing errors"
        ),
        pytest.param("maria", ["Maria Abad", "Marian Abad", "Marie Abad"], id="names, then slips"),
        pytest.param(
            "ann roy",
            ["Ann Roy", "Anna Roy", "Annie Roy", "Ann Abel Royer", "Anna Abel Roy"],
            id="names of two words before longer ones, and by name where all is as good",
        ),
    ],
)
def test_who_fits_better_comes_first(typed: str, names: list[str]) -> None:
    mixed = sorted(names, key=lambda name: name[::-1])
    assert found(known(*mixed, *OTHERS), typed) == names


def test_whom_a_session_expects_comes_first_among_those_who_fit_as_well() -> None:
    directory = known(*(f"Ana Roy-{letter}" for letter in "ABCDEFGHIJ"), "Anabel Royer")
    everyone = {a.name: a.id for a in directory.find("ana roy", STAFF_MATCHES)}
    expected = {everyone["Ana Roy-J"], everyone["Anabel Royer"], "nobody"}
    shown = [a.name for a in directory.find("ana roy", expected=expected)]
    assert shown[:3] == ["Ana Roy-J", "Anabel Royer", "Ana Roy-A"]
    assert len(shown) == PUBLIC_MATCHES


def test_expecting_someone_who_does_not_fit_shows_nobody_more() -> None:
    directory = known("Ana Roy", "Luc Caron")
    assert [a.name for a in directory.find("luc", expected={"a0"})] == ["Luc Caron"]


def test_a_nickname_of_someone_expected_does_not_hide_the_name_itself() -> None:
    directory = known("Bob Roy", "Robert Roy")
    assert [a.name for a in directory.find("bob", expected={"a1"})] == ["Bob Roy", "Robert Roy"]


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("1004", ["100417", "100418"]),
        ("100-418", ["100418"]),
        ("1", []),
        ("417", []),
        ("l1000", ["L1000-2666"]),
        ("L1000 26", ["L1000-2666"]),
    ],
)
def test_staff_find_by_the_beginning_of_a_number(typed: str, numbers: list[str]) -> None:
    directory = Directory(
        Attendee(id=f"a{n}", name=f"Ana {n}", member_number=number)
        for n, number in enumerate(("100417", "100418", "L1000-2666", ""))
    )
    assert [a.member_number for a in directory.by_number(typed)] == numbers
    assert len(directory.by_number(typed, 1)) == min(len(numbers), 1)


CROWD = Directory(person.attendee for person in people(400))
NAMES = sorted({person.attendee.name for person in people(400)})


@given(st.one_of(st.text(max_size=30), st.text("aemrst'- 17.éđ", max_size=20)), st.integers(1, 60))
@example("a" * 5000, 8)
@example(" ".join("ab" * 400), 8)
@example("de la de la de la", 8)
@example("\ud800\U0010ffff", 8)
@example("١٢ ²³ ab", 8)
@example("ﬁ ß İ ŉ", 8)
def test_any_text_finds_people_who_are_known_once_and_no_more_than_wanted(
    typed: str, limit: int
) -> None:
    shown = CROWD.find(typed, limit)
    assert len(shown) <= limit
    assert len({attendee.id for attendee in shown}) == len(shown)
    assert CROWD.find(typed, limit) == shown
    assert CROWD.find(typed, STAFF_MATCHES)[:limit] == shown[:STAFF_MATCHES]
    assert len(CROWD.by_number(typed, limit)) <= limit


@given(st.sampled_from(NAMES), st.randoms(use_true_random=False))
def test_the_words_of_a_name_in_any_order_find_it_first(name: str, rng: random.Random) -> None:
    words = name.split()
    rng.shuffle(words)
    assert name in found(CROWD, " ".join(words).upper())
