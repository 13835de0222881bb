"""Numbers and symbols: the forms that are read, and look-alikes that are none."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from extractors.citations.symbols import SYMBOL, read_symbol, split_symbol
from extractors.citations.tables import document_types

_SYMBOL = regex.compile(SYMBOL)


def read(text):
    found = _SYMBOL.search(text)
    return read_symbol(found) if found else None


@pytest.mark.parametrize(
    ("text", "identifier"),
    [
        ("76/NQ-CP ngày", "76/NQ-CP"),
        ("61/2018/NĐ-CP", "61/2018/NĐ-CP"),
        ("18-NQ/TW", "18-NQ/TW"),
        ("249-KH/UBKTTW", "249-KH/UBKTTW"),
        ("31/2024/QH15", "31/2024/QH15"),
        ("1669/NQ-UBTVQH15", "1669/NQ-UBTVQH15"),
        ("30c/NQ-CP", "30c/NQ-CP"),
        ("2074a/QĐ-TTTT", "2074a/QĐ-TTTT"),
        ("66.13/2026/NQ-CP", "66.13/2026/NQ-CP"),
        ("19-2018/NQ-CP", "19-2018/NQ-CP"),
        ("1600/QĐ-UBND-HC", "1600/QĐ-UBND-HC"),
        ("8322/UBND-VHXXH", "8322/UBND-VHXXH"),
        ("4756/BTP-KTVB&QLXLVPHC", "4756/BTP-KTVB&QLXLVPHC"),
        ("03/2021/TT-BKH&ĐT", "03/2021/TT-BKH&ĐT"),
        ("11554/VPCP-V.I", "11554/VPCP-V.I"),
        ("38/CP", "38/CP"),
        ("458/QĐTTg", "458/QĐTTg"),
        ("32/CT-TTG NGÀY 21/10/2025", "32/CT-TTG"),
        ("35/CV–BCĐTKNQ18", "35/CV–BCĐTKNQ18"),
        ("403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN", "403/2017/NQLT-UBTVQH14-CP-ĐCTUBTWMTTQVN"),
        # blanks and line breaks that printing and conversion leave
        ("71/NQ -CP ngày", "71/NQ-CP"),
        ("63/ 2006/QĐ - UBND ngày", "63/2006/QĐ-UBND"),
        ("8622 /SNNMT-QLĐĐ", "8622/SNNMT-QLĐĐ"),
        ("10- CTr/TU ngày", "10-CTr/TU"),
        ("6709/UBND-\nNC", "6709/UBND-NC"),
        ("số76/NQ-CP", "76/NQ-CP"),
        ("số 18 NQ/TW ngày", "18-NQ/TW"),
        ("số 45 QĐ-UB ngày", "45/QĐ-UB"),
        ("số 64-CP ngày", "64-CP"),
        ("03/2003/NQ.HĐNDT.6 ngày", "03/2003/NQ.HĐNDT.6"),
        # what is glued to a symbol or follows it
        ("06-NQ/TWcủa", "06-NQ/TW"),
        ("76/NQ-CP1 ngày", "76/NQ-CP"),
        ("57-NQ/TW - Bộ Chính trị", "57-NQ/TW"),
        ("28/2018/QH14;", "28/2018/QH14"),
        ("12/KH-UBND-Văn phòng", "12/KH-UBND"),
    ],
)
def test_identifier(text, identifier):
    assert read(text).identifier == identifier


@pytest.mark.parametrize(
    "text",
    [
        "22/12/2024",
        "2021-2030",
        "38/63 tỉnh",
        "24/7",
        "01 lần/quý",
        "số          /BC-UBND",
        "Số: /KH-SYT",
        "số …/2026/TT-BCT",
        "số /2025/QĐ-UBND",
        "số …05…./2006/ QĐ-UBND",
        "50 m2/HS",
    ],
)
def test_no_symbol(text):
    assert read(text) is None


@pytest.mark.parametrize(
    ("symbol", "parts"),
    [
        ("NQ-CP", ("NQ", ("CP",))),
        ("NQ/TW", ("NQ", ("TW",))),
        ("QĐ-UBND-HC", ("QĐ", ("UBND", "HC"))),
        ("QĐTTg", ("QĐ", ("TTG",))),
        ("UBND-NC", (None, ("UBND", "NC"))),
        ("QH15", (None, ("QH15",))),
        ("CTr/TU", ("CTR", ("TU",))),
    ],
)
def test_parts(symbol, parts):
    assert split_symbol(symbol) == parts


def test_look_alike_letters_are_mapped_and_told():
    symbol = read("137/2020/NĐ-\u0421\u0420")
    assert (symbol.identifier, symbol.forgiven) == ("137/2020/NĐ-CP", True)
    assert read("12/Q\u00d0-UBND").identifier == "12/QĐ-UBND"
    assert not read("137/2020/NĐ-CP").forgiven


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [
        ("30/2020/ND-CP", "30/2020/NĐ-CP"),
        ("876/QĐÐ-BNV", "876/QĐ-BNV"),
        ("1149/QD-BNV", "1149/QĐ-BNV"),
        ("76/NO-CP", "76/NQ-CP"),
        ("1660/NQ-UBTVQHI5", "1660/NQ-UBTVQH15"),
        ("202/2025/QHl5", "202/2025/QH15"),
        ("15/QD/TW", "15/QĐ/TW"),
    ],
)
def test_a_type_that_optical_recognition_misread_is_mended_and_told(printed, identifier):
    symbol = read(f"số {printed}")
    assert (symbol.identifier, symbol.forgiven) == (identifier, True)


@pytest.mark.parametrize("printed", ["12/HD-BTC", "8322/UBND-VHXXH", "35/DD-BCA", "7/HO-UBND"])
def test_what_is_a_type_or_looks_like_none_or_several_stays(printed):
    assert read(printed).identifier == printed


def test_letters_read_for_digits_stand_as_printed_and_are_told():
    symbol = read("Quyết định số 1O5/QĐ-UBND")
    assert (symbol.identifier, symbol.misread) == ("1O5/QĐ-UBND", True)
    assert read("số l2/KH-UBND").misread
    assert not read("30c/NQ-CP").misread
    assert not read("66.13/2026/NQ-CP").misread


def test_year_in_the_number():
    assert read("61/2018/NĐ-CP").year == 2018
    assert read("76/NQ-CP").year is None


# ND and QD are printed without their stroke, and mended
_CODES = sorted(code for code in document_types().names if code.isupper() and code not in ("ND", "QD"))
_BODIES = st.text(alphabet="BCDĐGHKLMNPQSTUVXY", min_size=2, max_size=8)


@given(
    number=st.integers(1, 99999),
    year=st.none() | st.integers(1945, 2099),
    code=st.sampled_from(_CODES),
    body=_BODIES,
    blanks=st.lists(st.sampled_from(["", " ", "  "]), min_size=2, max_size=2),
)
def test_any_number_type_and_body_are_read_back(number, year, code, body, blanks):
    before, after = blanks
    years = f"{year}/" if year else ""
    symbol = read(f"số {number}{before}/{after}{years}{code}-{body} ngày")
    assert symbol.identifier == f"{number}/{years}{code}-{body}"
    assert symbol.year == year
    assert symbol.bodies[-1] == body


@given(st.text(max_size=200))
def test_offsets_are_those_of_the_text(text):
    for found in _SYMBOL.finditer(text):
        symbol = read_symbol(found)
        assert 0 <= symbol.start < symbol.end <= len(text)
        assert text[symbol.start].isdigit()
