"""Names and member numbers as people type them."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.rules.names import clean, fold, name_key, number_key, whole_name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("रमा देवी", "रमू देवी"),
        ("कमल", "कामिल"),
        ("กานดา", "กันดา"),
        ("ដារា", "ដូរា"),
        ("さとう", "ざとう"),
        ("ﾊﾗ", "ﾊﾞﾗ"),
        ("Rosa রীতা", "Rosa রীতু"),
    ],
)
def test_two_people_whom_a_mark_tells_apart(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    for name in (one, other):
        assert name_key(unicodedata.normalize("NFD", name)) == name_key(name) != ""
        assert name_key(" ".join(reversed(name.split()))) == name_key(name)


@pytest.mark.parametrize(
    ("name", "typed"), [("ガク", "ｶﾞｸ"), ("देवी, रमा", "रमा देवी"), ("רוּת", "רות")]
)
def test_one_person_in_other_scripts(name: str, typed: str) -> None:
    assert name_key(name) == name_key(typed) != ""


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("Marie-Ève Tremblay", "TREMBLAY, Marie-Eve"),
        ("Marie-Ève Tremblay", "marie eve tremblay"),
        ("Geneviève D'Amours", "damours genevieve"),
        ("Geneviève D’Amours", "D'AMOURS Genevieve"),
        ("Aïssatou N'Diaye", "aissatou ndiaye"),
        ("Søren Kjærgaard", "soren kjaergaard"),
        ("Łukasz Wójcik", "Lukasz Wojcik"),
        ("Đặng Thị Hồng Nhung", "dang thi hong nhung"),
        ("Ásta Þórsdóttir", "asta thorsdottir"),
        ("Özlem Yıldız", "ozlem yildiz"),
        ("Rosalie Lecœur", "rosalie lecoeur"),
        ("Íñigo Ñúñez", "inigo nunez"),
        ("J.-P. Lavoie", "j p lavoie"),
        ("Leilani Kaʻōpua", "leilani kaopua"),
        ("Leilani Kaʻōpua", "leilani ka'opua"),
        ("Sean O´Brien", "sean o'brien"),
        ("Bola Adébáyọ̀", "bola adebayo"),
        ("Straße", "STRASSE"),
        ("Joaquín de los Santos", "de los santos joaquin"),
        ("Ana  Roy", " ana\troy "),
    ],
)
def test_one_person_however_typed(name: str, typed: str) -> None:
    assert name_key(name) == name_key(typed) != ""
    # The same letters, put together of other code points.
    assert name_key(unicodedata.normalize("NFD", name)) == name_key(typed)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jean Tremblay", "Jeanne Tremblay"),
        ("Jean Tremblay", "Jean Tremblay-Gagnon"),
        ("Ana Roy", "Ana"),
        ("Ana Roy", "AnaRoy"),
        ("Ana Ana Roy", "Ana Roy"),
        ("王伟", "王芳"),
    ],
)
def test_two_people_are_not_one(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


def test_names_of_other_scripts_have_keys() -> None:
    assert name_key("王伟") == "王伟"
    assert name_key("Мария Иванова") == name_key("иванова МАРИЯ")


@pytest.mark.parametrize("text", ["", " ", "---", "'", "…", "\x1b", "️"])
def test_what_has_no_letter_is_no_name(text: str) -> None:
    assert name_key(text) == ""


@given(st.text(max_size=40))
@example("ŉ")
@example("O´Brien")
@example("ʻŌ")
@example("ẞ ﬁ ǆ İ")
@example("𝘈𝐧𝐚 Ａｎａ ⅫⅫ")
def test_a_key_is_the_same_again_and_in_any_order(text: str) -> None:
    key = name_key(text)
    assert name_key(key) == key
    assert name_key(" ".join(reversed(fold(text).split()))) == key


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("100042", "100042"),
        (" 100 042 ", "100042"),
        ("100-042", "100042"),
        ("l1000-2666", "L10002666"),
        ("SL4545 34926", "SL454534926"),
        ("036953", "036953"),
        ("12.345", "12345"),
        ("100–042", "100042"),
        ("100\u202f042", "100042"),
        ("100\u00a0042", "100042"),
        ("100'042", "100042"),
        ("100’042", "100042"),
        ("100,042", "100042"),
        ("100_042", "100042"),
        ("#100042", "100042"),
        ("№ 100042", "100042"),
        ("N° 100042", "100042"),
        ("n.º 100042", "100042"),
        ("No. 100042", "100042"),
        ("*100042*", "100042"),
        ("１０００４２", "100042"),
        ("١٠٠٠٤٢", "100042"),
        ("१०००४२", "100042"),
        ("No100042", "NO100042"),
        ("N.12", "N12"),
        ("12/34", "12/34"),
        ("#", ""),
        ("", ""),
        (" - ", ""),
    ],
)
def test_member_numbers(typed: str, key: str) -> None:
    assert number_key(typed) == key


def test_leading_noughts_count() -> None:
    assert number_key("036953") != number_key("36953")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ana Roy", "Ana Roy"),
        ("  Ana \t\n Roy  ", "Ana Roy"),
        ("Ana\x1b[31m Roy\x07", "Ana[31m Roy"),
        ("Ana\u202eyoR", "AnayoR"),
        ("Ana\u200bRoy", "AnaRoy"),
        ("e\u0301", "é"),
        ("Ana\u00a0Roy", "Ana Roy"),
        ("\ue000\udfff"[:1], ""),
        ("\x00", ""),
        ("日本", "日本"),
        ("👩‍🏫"[:1], "👩"),
    ],
)
def test_what_is_kept_of_a_text(text: str, kept: str) -> None:
    assert clean(text) == kept


@given(st.text(max_size=60))
def test_a_clean_text_is_one_line_without_controls_and_stays_so(text: str) -> None:
    kept = clean(text)
    assert clean(kept) == kept == kept.strip()
    assert "  " not in kept
    assert all(unicodedata.category(c)[0] != "C" for c in kept)
    assert not any(c.isspace() and c != " " for c in kept)


@pytest.mark.parametrize(
    ("name", "first", "family", "whole"),
    [
        ("Ana", "", "Roy", "Ana Roy"),
        ("Ana María", "", "de la Cruz Ruiz", "Ana María de la Cruz Ruiz"),
        ("Ana Roy", "", "Roy", "Ana Roy"),
        ("Ana Roy", "A.", "Roy", "Ana Roy"),
        ("Ana Roy", "Ana", "Roy", "Ana Roy"),
        ("Ana", "Ana", "Roy", "Ana Roy"),
        ("Roy", "Ana", "", "Ana Roy"),
        ("Ana Roy", "Ana", "Roy-Li", "Ana Roy-Li"),
        ("ana roy", "Ána", "Roy", "ana roy"),
        ("Ana Roy", "", "", "Ana Roy"),
        ("", "Ana", "Roy", "Ana Roy"),
        ("", "", "Roy", "Roy"),
        ("小明", "", "王", "小明 王"),
        ("Office Clerk", "Zoé", "Roy", None),
        ("Ana Roy", "Ben", "Roy", None),
        ("", "", "", ""),
    ],
)
def test_a_name_in_several_columns(name: str, first: str, family: str, whole: str | None) -> None:
    assert whole_name(name, first, family) == whole


WORDS = st.sampled_from(["Ana", "Ben", "Roy", "Li", "Núñez", "de la Tour", "A", "O’Hara", ""])


@given(name=WORDS, first=WORDS, family=WORDS)
def test_nothing_of_a_name_is_lost(name: str, first: str, family: str) -> None:
    whole = whole_name(name, first, family)
    if whole is not None:
        words = fold(whole).split()
        for word in fold(f"{name} {first} {family}").split():
            assert any(w == word or (len(word) == 1 and w[0] == word) for w in words)
