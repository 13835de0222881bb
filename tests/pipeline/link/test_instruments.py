"""The instruments of many documents: one row each, whatever the order, with what the mentions disagree on."""

import datetime
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.link.instruments import Instruments
from pipeline.link.naming import InstrumentName, akn_uri, number_slug, slug


def row(instrument_id="NQ:76-nq-cp:2021", **changes):
    return {
        "instrument_id": instrument_id,
        "type": "nghị quyết",
        "type_code": "NQ",
        "type_inferred": False,
        "identifier": "76/NQ-CP",
        "number_year": None,
        "issued_date": datetime.date(2021, 7, 15),
        "issued_precision": "day",
        "issuer": "Chính phủ",
        "issuer_inferred": None,
        "title": "về cải cách",
        "rule": "number_and_symbol",
    } | changes


def only(*rows):
    instruments = Instruments()
    for citation in rows:
        instruments.add([citation])
    (found,) = instruments.rows()
    return found


def test_one_instrument():
    assert only(row(), row(title=None)) == {
        "instrument_id": "NQ:76-nq-cp:2021",
        "type": "nghị quyết",
        "type_code": "NQ",
        "type_inferred": False,
        "identifier": "76/NQ-CP",
        "issuer": "Chính phủ",
        "issuer_inferred": False,
        "issued_date": datetime.date(2021, 7, 15),
        "issued_precision": "day",
        "title": "về cải cách",
        "akn_uri": "/akn/vn/act/nghi-quyet/chinh-phu/2021-07-15/76-nq-cp",
        "mention_count": 2,
        "document_count": 2,
        "conflicts": [],
    }


def test_mentions_of_one_document_count_it_once():
    instruments = Instruments()
    instruments.add([row(), row()])
    (found,) = instruments.rows()
    assert (found["mention_count"], found["document_count"]) == (2, 1)


def test_what_most_mentions_state_stands_in_the_row():
    found = only(row(issuer="CHÍNH PHỦ", identifier="76/NQ-CP"), row(title="về một việc khác"), row(), row())
    assert (found["issuer"], found["title"]) == ("Chính phủ", "về cải cách")


def test_an_exact_date_outweighs_a_year():
    year = {"issued_date": datetime.date(2021, 1, 1), "issued_precision": "year"}
    found = only(row(**year), row(**year), row())
    assert (found["issued_precision"], found["conflicts"]) == ("day", [])


def test_dates_that_disagree_are_reported_in_words():
    (conflict,) = only(row(), row(), row(issued_date=datetime.date(2021, 7, 16)))["conflicts"]
    assert conflict == "Ngày ban hành không thống nhất: ngày 15/07/2021 (2 lần), ngày 16/07/2021 (1 lần)"


def test_a_year_in_the_number_that_is_not_the_date_is_reported():
    (conflict,) = only(row(number_year=2002))["conflicts"]
    assert "2002" in conflict
    assert "2021" in conflict


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh Long An", True),
        ("Bộ Y tế", "Bộ trưởng Bộ Y tế", True),
        ("Ban Chấp hành Đảng bộ tỉnh", "Tỉnh ủy", True),
        ("Uỷ ban nhân dân tỉnh", "Ủy ban nhân dân tỉnh", True),
        ("Bộ Chính trị", "Ban Bí thư", False),
        ("Bộ Y tế", "Bộ Nội vụ", False),
    ],
)
def test_issuers_that_disagree_are_reported(one, other, agree):
    assert (only(row(issuer=one), row(issuer=other))["conflicts"] == []) is agree


def test_an_inferred_issuer_is_marked_and_gives_way_to_a_stated_one():
    inferred = {"issuer": None, "issuer_inferred": "Chính phủ"}
    assert only(row(**inferred))["issuer_inferred"] is True
    found = only(row(**inferred), row(issuer="Chính phủ nước Cộng hòa"))
    assert (found["issuer"], found["issuer_inferred"]) == ("Chính phủ nước Cộng hòa", False)


def test_a_type_read_off_a_symbol_gives_way_to_a_stated_one():
    assert only(row(type="kế hoạch", type_inferred=True), row())["type"] == "nghị quyết"
    assert only(row(type_inferred=True))["type_inferred"] is True


def test_an_address_needs_a_date():
    undated = {"issued_date": None, "issued_precision": None}
    assert only(row("NQ:76-nq-cp", **undated))["akn_uri"] is None
    law = row(
        "LUẬT:dat-dai:2024", type="luật", identifier=None, issuer=None, issuer_inferred="Quốc hội", **undated
    )
    assert only(law)["akn_uri"] == "/akn/vn/act/luat/quoc-hoi/2024/dat-dai"
    local = row(
        "QĐ:11-2022-qd-ubnd::long-an",
        type="quyết định",
        identifier="11/2022/QĐ-UBND",
        number_year=2022,
        **undated,
    )
    assert only(local)["akn_uri"] == "/akn/vn/act/quyet-dinh/uy-ban-nhan-dan-long-an/2022/11-2022-qd-ubnd"


_ROWS = st.builds(
    row,
    st.sampled_from(["NQ:76-nq-cp:2021", "NQ:76-nq-cp", "KH:5-kh-ubnd:2023:long-an"]),
    issuer=st.sampled_from([None, "Chính phủ", "CHÍNH PHỦ", "Bộ Y tế"]),
    title=st.sampled_from([None, "về cải cách", "về y tế"]),
    issued_date=st.sampled_from([datetime.date(2021, 7, 15), datetime.date(2021, 1, 1)]),
    issued_precision=st.sampled_from(["day", "month", "year"]),
)


@given(st.lists(st.lists(_ROWS, max_size=4), max_size=6), st.randoms(use_true_random=False))
def test_the_order_of_documents_and_rows_leaves_no_trace(documents: list, shuffler: random.Random):
    first, second = Instruments(), Instruments()
    for rows in documents:
        first.add(rows)
    shuffled = [shuffler.sample(rows, len(rows)) for rows in shuffler.sample(documents, len(documents))]
    for rows in shuffled:
        second.add(rows)
    assert first.rows() == second.rows()
    assert sum(found["mention_count"] for found in first.rows()) == sum(map(len, documents))


def test_slugs():
    assert slug("Sở Giáo dục và Đào tạo – Đắk Lắk") == "so-giao-duc-va-dao-tao-dak-lak"
    assert number_slug("05-NQ/TU") == "5-nq-tu"
    assert number_slug("1O5/QĐ-UBND") == number_slug("105/QD-UBND") == "105-qd-ubnd"
    assert number_slug("66.13/2026/NQ-CP") == "66-13-2026-nq-cp"
    assert akn_uri("nghị định", "Chính phủ", "2018-04-23", "61-2018-nd-cp") == (
        "/akn/vn/act/nghi-dinh/chinh-phu/2018-04-23/61-2018-nd-cp"
    )


_PART = st.text(alphabet="abcdz09-", min_size=1)


@given(st.builds(InstrumentName, st.sampled_from(["NQ", "QĐ"]), _PART, st.none() | _PART, st.none() | _PART))
def test_an_identity_is_read_back(name):
    assert InstrumentName.parse(str(name)) == name


@pytest.mark.parametrize("text", ["", "NQ", ":76", "NQ:", "NQ:76:2021:long-an:x"])
def test_what_is_no_identity(text):
    with pytest.raises(ValueError, match="instrument"):
        InstrumentName.parse(text)
