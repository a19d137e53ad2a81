"""Names in capitals, as their language writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kiosk.rules.capitals import write_out
from kiosk.rules.names import fold

WRITTEN = [
    "Jean-Pierre Leblanc", "Ana McDonald", "Flora MacDonald", "Norman MacLeod", "Ian MacKenzie",
    "Mackenzie Smith", "Mary O'Neil", "Mary O’Neil", "Penelope de la Cruz", "María de los Ángeles",
    "Bev D'Angelo", "Noémie D'Amours", "Éric L'Heureux-Dubé", "Siân Ní Bhriain",
    "Ruairí Ó Brádaigh", "Seán Ó hÓgáin", "Jan van der Berg", "Vincent van Gogh",
    "Piet van het Hoff", "Joris ter Horst", "Otto von der Heide", "Marie St-Pierre",
    "Ste-Marie Roy", "Jean Le Blanc", "Marie La Fontaine", "Élise Bélanger", "J.P. Tremblay",
    "J. P. Tremblay", "J.-P. Tremblay", "Ana B. Roy", "Mary E Smith", "JP Leblanc",
    "John Smith III", "Henry Ford II", "Thurston Howell IV", "Martin Luther King, Jr", "Amy Ng",
    "Bo Li", "Al Roy", "Nguyễn Văn An", "Nguyen Van An", "Minh Do", "João do Nascimento",
    "José Ortega y Gasset", "Ahmad bin Ali", "Bin Li", "Abd-el-Kader Benali", "Carlos Machado",
    "Rosa Macias", "Ann Mackey", "Paola Macedo", "Emmanuel Macron", "Γιώργος Παπαδόπουλος", "Ελένη",
    "Людмила Шевченко", "Анна-Мария Иванова", "Şükrü Işık", "Luca Dell'Orto", "Mariama N'Diaye",
    "Maria dos Santos", "Kealiʻi ʻŌkina", "Sal de Luca", "Ida Øre", "Łukasz Żółć",
    "Jan IJsselstein", "Þórunn Æsirdóttir", "Tŝilhqot’in Roy", "Van Morrison", "De Souza", "Mo Ba",
    "Ana-Sofía Pérez", "Dvořák", "Ravi Pʼurwa", "St Clair Jones",
]  # fmt: skip


@pytest.mark.parametrize("name", WRITTEN)
def test_a_name_in_capitals_is_written_as_its_language_writes_it(name: str) -> None:
    assert write_out(name.upper()) == name
    assert write_out(name) == name, "and one that is written stays"


@pytest.mark.parametrize(
    ("came", "written"),
    [
        ("Sean McKAY", "Sean McKAY"),
        ("İBRAHİM IŞIK", "İbrahim Işık"),
        ("SEAN McKAY", "Sean McKay"),
        ("SEAN MacDONALD", "Sean MacDonald"),
        ("PENELOPE de la CRUZ", "Penelope de la Cruz"),
        ("JAN van der BERG", "Jan van der Berg"),
        ("LEBLANC, JEAN-PIERRE", "Leblanc, Jean-Pierre"),
        ("Jean-Pierre LEBLANC", "Jean-Pierre LEBLANC"),
        ("bell hooks", "bell hooks"),
        ("danah boyd", "danah boyd"),
        ("Ana MBA", "Ana MBA"),
        ("JP", "JP"),
        ("J.P.", "J.P."),
        ("III", "III"),
        ("A B C", "A B C"),
        ("王小明", "王小明"),
        ("שלום", "שלום"),
        ("", ""),
        ("ANNE  MARIE", "Anne  Marie"),
        ("GROSS", "Gross"),
    ],
)
def test_what_is_not_certain_stays(came: str, written: str) -> None:
    assert write_out(came) == written


@given(st.text(max_size=30))
def test_whatever_comes_it_stays_the_same_name(name: str) -> None:
    written = write_out(name)
    assert len(written) == len(name)
    assert fold(written) == fold(name)
    assert write_out(written) == written
