"""Which instrument a mention is of: years, places, repeats, short names."""

import pytest

from extractors.citations import find_citations
from extractors.common.document import Block, Document
from extractors.header import Header
from pipeline.link.documents import link_document


def linked(*lines, province="Long An", issuer="Sở Y tế"):
    text, blocks = "", []
    for number, line in enumerate(lines):
        start = len(text)
        blocks.append(Block(number, None, "paragraph", None, 0, start, start + len(line), start))
        text += line + "\n"
    document = Document(text, tuple(blocks))
    return link_document(find_citations(document), Header(province=province, issuer=issuer), document)


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        ("Nghị định số 61/2018/NĐ-CP", "NĐ:61-2018-nd-cp"),
        ("Nghị quyết số 76/NQ-CP ngày 15/7/2021", "NQ:76-nq-cp:2021"),
        ("Nghị quyết số 05-NQ/TU ngày 22/10/2021 của Tỉnh ủy", "NQ:5-nq-tu:2021:long-an"),
        ("Kế hoạch số 548/KH-UBND ngày 06/3/2023 của UBND tỉnh", "KH:548-kh-ubnd:2023:long-an"),
        ("Kế hoạch số 548/KH-UBND ngày 06/3/2023 của UBND tỉnh Hà Tĩnh", "KH:548-kh-ubnd:2023:ha-tinh"),
        (
            "Kế hoạch số 12/KH-UBND ngày 06/3/2026 của UBND xã Tân Lập",
            "KH:12-kh-ubnd:2026:long-an-xa-tan-lap",
        ),
        ("Quyết định số 11/2022/QĐ-UBND của UBND tỉnh", "QĐ:11-2022-qd-ubnd::long-an"),
        ("Văn bản số 9/UBND-NC ngày 06/3/2026", "CV:9-ubnd-nc:2026:long-an"),
        ("Chương trình hành động số 10-CTr/TU năm 2025", "CTr:10-ctr-tu:2025:long-an"),
        ("Nghị quyết số 202/2025/QH15", "NQ:202-2025-qh15"),
        ("Luật Đất đai số 31/2024/QH15", "LUẬT:dat-dai:2024"),
        ("Luật Đất đai ngày 18/01/2024", "LUẬT:dat-dai:2024"),
        ("Luật Đất đai", "LUẬT:dat-dai"),
        ("Luật Phòng chống tham nhũng năm 2018", "LUẬT:phong-chong-tham-nhung:2018"),
        (
            "Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
            "LUẬT:to-chuc-chinh-quyen-dia-phuong:2025-06",
        ),
        ("Hiến pháp năm 2013", "HP:vn:2013"),
        ("Luật số 47/2019/QH14 sửa đổi", "LUẬT:47-2019-qh14"),
    ],
)
def test_identity(text, instrument):
    assert linked(text).instrument_ids[0] == instrument


def test_spellings_of_a_number_are_one_instrument():
    found = linked(
        "Nghị quyết số 05-NQ/TU năm 2021; Nghị quyết số 5 - NQ/TU năm 2021; NGHỊ QUYẾT SỐ 05-NQ/TU NĂM 2021"
    )
    assert len(set(found.instrument_ids)) == 1


def test_an_undated_repeat_joins_the_dated_mention():
    found = linked(
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017.", "Theo Nghị quyết số 18-NQ/TW.", "Nghị quyết 18 nêu rõ"
    )
    assert set(found.instrument_ids) == {"NQ:18-nq-tw:2017"}
    assert found.warnings == ()


def test_an_ambiguous_repeat_stays_its_own_with_a_warning():
    found = linked(
        "Nghị quyết số 18-NQ/TW ngày 25/10/2017 và Nghị quyết số 18-NQ/TW ngày 16/6/2022.",
        "Theo Nghị quyết số 18-NQ/TW.",
    )
    assert found.instrument_ids[-1] == "NQ:18-nq-tw"
    assert any("Nghị quyết số 18-NQ/TW" in warning for warning in found.warnings)


def test_a_defined_short_name_decides_between_several():
    found = linked(
        "Nghị quyết số 57-NQ/TW năm 2024 (sau đây gọi tắt là Nghị quyết 57); Nghị quyết số 57/NQ-CP năm 2020.",
        "Quán triệt Nghị quyết 57 sâu rộng.",
    )
    assert found.instrument_ids[-1] == "NQ:57-nq-tw:2024"
    found = linked(
        "Nghị quyết số 57-NQ/TW năm 2024; Nghị quyết số 57/NQ-CP năm 2020; quán triệt Nghị quyết 57."
    )
    assert found.instrument_ids[-1] == "NQ:57"
    assert found.warnings


def test_documents_of_unknown_places_do_not_share_local_instruments():
    one = linked("Kế hoạch số 5/KH-UBND năm 2025", province=None)
    other = linked("Thực hiện Kế hoạch số 5/KH-UBND năm 2025", province=None)
    assert one.instrument_ids != other.instrument_ids
    assert one.instrument_ids == linked("Kế hoạch số 5/KH-UBND năm 2025", province=None).instrument_ids


def test_a_level_without_a_name_is_the_documents_own():
    found = linked("Kế hoạch số 5/KH-UBND năm 2023 của UBND huyện", issuer="ỦY BAN NHÂN DÂN HUYỆN MỘC HÓA")
    assert found.instrument_ids == ("KH:5-kh-ubnd:2023:long-an-huyen-moc-hoa",)


@pytest.mark.parametrize(
    ("text", "province", "inferred"),
    [
        ("Nghị quyết số 76/NQ-CP", "Long An", "Chính phủ"),
        ("Kế hoạch số 5/KH-UBND", "Long An", "Ủy ban nhân dân tỉnh Long An"),
        ("Nghị quyết số 5-NQ/TU", "Hà Nội", "Thành ủy Hà Nội"),
        ("Nghị quyết số 5-NQ/TU", None, "Tỉnh ủy"),
        ("Luật Đất đai", None, "Quốc hội"),
        ("Pháp lệnh Dân số", None, "Ủy ban Thường vụ Quốc hội"),
        ("Kế hoạch số 5/KH-UBND của UBND huyện Mộc Hóa", "Long An", None),
        ("Kế hoạch số 5/KH-XYZT", "Long An", None),
    ],
)
def test_an_issuer_is_inferred_only_where_none_is_stated(text, province, inferred):
    assert linked(text, province=province).inferred_issuers == (inferred,)


def test_warnings_of_the_citations_are_passed_on():
    assert "31/02/2020" in linked("Nghị định số 30/2020/NĐ-CP ngày 31/02/2020").warnings[0]
