"""Citations in a document's blocks: the opening, list heads over lines, its own number, bare repeats."""

from itertools import count

from extractors.citations import find_citations
from extractors.common.document import Block, Document


def document(*lines):
    """A document of (kind, text) lines, none inside another."""
    text, blocks, numbers = "", [], count()
    for kind, line in lines:
        start = len(text)
        blocks.append(Block(next(numbers), None, kind, None, 0, start, start + len(line), start))
        text += line + "\n"
    return Document(text, tuple(blocks))


def identifiers(found):
    return [citation.identifier or citation.text for citation in found]


def test_offsets_count_in_the_documents_text():
    plan = document(
        ("title", "KẾ HOẠCH"),
        ("legal_basis", "Căn cứ Quyết định số 5/QĐ-UBND ngày 05/01/2026 của UBND tỉnh về cây xanh;"),
    )
    (citation,) = find_citations(plan)
    assert plan.text[citation.start : citation.end] == citation.text
    assert plan.text[slice(*citation.title_span)] == citation.title == "về cây xanh"


def test_the_opening_ends_at_the_first_heading_and_begins_anew_with_a_title():
    plan = document(
        ("title", "QUYẾT ĐỊNH"),
        ("legal_basis", "Căn cứ Luật Viên chức;"),
        ("heading", "Điều 1."),
        ("paragraph", "Căn cứ Luật Đất đai;"),
        ("title", "KẾ HOẠCH"),
        ("paragraph", "Thực hiện Luật Đầu tư,"),
        ("heading", "I. MỤC ĐÍCH"),
        ("paragraph", "Thực hiện Luật Thanh tra."),
    )
    assert [citation.relation for citation in find_citations(plan)] == [
        "legal_basis",
        "mention",
        "implements",
        "mention",
    ]


def test_a_section_of_legal_bases():
    plan = document(
        ("title", "KẾ HOẠCH"),
        ("heading", "CĂN CỨ PHÁP LÝ"),
        ("item", "Quyết định số 5/QĐ-TTg;"),
        ("heading", "MỤC TIÊU"),
        ("item", "Quyết định số 6/QĐ-TTg;"),
    )
    assert [citation.relation for citation in find_citations(plan)] == ["legal_basis", "mention"]


def test_a_line_announces_bases_for_the_lines_after_it():
    plan = document(
        ("title", "KẾ HOẠCH"),
        ("paragraph", "Căn cứ các văn bản sau:"),
        ("item", "- Quyết định số 5/QĐ-TTg;"),
    )
    assert [citation.relation for citation in find_citations(plan)] == ["legal_basis"]


def test_a_head_at_the_end_of_a_line_holds_for_the_items():
    plan = document(
        ("heading", "I. NỘI DUNG"),
        ("paragraph", "Tiếp tục triển khai các Nghị định của Chính phủ:"),
        ("item", "- Số 24/2014/NĐ-CP ngày 04/4/2014;"),
        ("item", "- Số 107/2020/NĐ-CP ngày 14/9/2020."),
        ("heading", "II. KINH PHÍ"),
    )
    found = find_citations(plan)
    assert [(citation.type, citation.issuer) for citation in found] == [("nghị định", "Chính phủ")] * 2


def test_the_documents_own_number_is_no_citation():
    plan = document(
        ("letterhead", "Số: 310/KH-UBND"),
        ("title", "KẾ HOẠCH"),
        ("paragraph", "Trên đây là Kế hoạch số 310/KH-UBND; bổ sung Kế hoạch số 31/KH-UBND."),
    )
    assert identifiers(find_citations(plan, own=("310", "KH-UBND"))) == ["31/KH-UBND"]


def test_what_an_appendix_is_attached_to_is_no_citation_where_the_own_number_is_not_known():
    appendix = ("paragraph", "(Kèm theo Kế hoạch số 15/KH-SYT ngày 05/01/2026 của Sở Y tế)")
    plan = document(("title", "PHỤ LỤC"), appendix)
    assert find_citations(plan, own=(None, "KH-SYT")) == []
    assert find_citations(plan) == []
    assert identifiers(find_citations(plan, own=("7", "QĐ-SYT"))) == ["15/KH-SYT"]


def test_page_furniture_is_left_out():
    plan = document(("page_furniture", "Nghị định số 13/2023/NĐ-CP"), ("paragraph", "Luật Dữ liệu"))
    assert identifiers(find_citations(plan)) == ["Luật Dữ liệu"]


def test_a_number_alone_repeats_a_fuller_mention():
    plan = document(
        ("paragraph", "Nghị quyết số 57-NQ/TW ngày 22/12/2024; theo Nghị quyết 57 và Nghị quyết 58."),
        ("paragraph", "Kế hoạch 57 ngày đêm; Nghị quyết 57% là sai; Nghị quyết 57/2020."),
    )
    found = find_citations(plan)
    assert [(citation.text, citation.rule) for citation in found[1:]] == [("Nghị quyết 57", "bare_repeat")]
    assert found[1].confidence < 1


def test_the_number_of_a_mention_without_its_stroke_is_no_repeat_of_it():
    plan = document(("paragraph", "Nghị quyết số 18 NQ/TW ngày 12/3/2003"))
    assert identifiers(find_citations(plan)) == ["18-NQ/TW"]


def test_a_shared_date_that_a_fuller_mention_contradicts_is_left_out():
    plan = document(
        (
            "paragraph",
            "Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị về đột phá phát triển khoa học.",
        ),
        (
            "item",
            "Quán triệt Nghị quyết số 57-NQ/TW và Nghị quyết số 66-NQ/TW ngày 30/4/2025 của Bộ Chính trị.",
        ),
    )
    dates = [str(citation.issued_date) for citation in find_citations(plan)]
    assert dates == ["2024-12-22", "None", "2025-04-30"]
