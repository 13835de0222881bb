"""Symbols, figures and capitals that OCR misread become what they must be, and nothing else is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read.layout.records import Word
from pipeline.read.scan.capitals import mend_capitals
from pipeline.read.scan.figures import mend_date, mend_figures
from pipeline.read.scan.law_names import mend_law_name
from pipeline.read.scan.mending import mend, mend_layer
from pipeline.read.scan.recognition import ReadWord
from pipeline.read.scan.symbols import mend_symbol, mend_torn_symbol, mend_wrapped_symbol


def _words(*lines: str) -> list[ReadWord]:
    """The words of lines as OCR reads them, each line from the left edge."""
    return [
        ReadWord(text, 100 * at, 100 * at + 90, 0, 30, 30.0, 40, 0.95, line=number)
        for number, line in enumerate(lines)
        for at, text in enumerate(line.split())
    ]


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        # the stroke and the T, which look alike
        ("42-C171W", "42-CT/TW"),
        ("42-(71/1W", "42-CT/TW"),
        ("8/CT-T1Tg,", "8/CT-TTg,"),
        ("8/QĐ-TTE", "8/QĐ-TTg"),
        ("8/C1-I'Tg", "8/CT-TTg"),
        ("5/1'Ir-SNV", "5/TTr-SNV"),
        ("8/QĐ-BL'ILL", "8/QĐ-BTTTT"),
        ("8/QĐ-HI'I'L'1", "8/QĐ-BTTTT"),
        ("8/QĐ-%1'11L;", "8/QĐ-STTTT;"),
        ("8/UBND-KSL'1HC", "8/UBND-KSTTHC"),
        ("44-HD/BICIW", "44-HD/BTCTW"),
        # letters for figures
        ("16/NQ-UBTVQHI5;", "16/NQ-UBTVQH15;"),
        ("20/2025/QHI15", "20/2025/QH15"),
        ("40/UBND-VXI", "40/UBND-VX1"),
        ("15-KUTW", "15-KL/TW"),
        ("15-KU/TW", "15-KL/TW"),
        ("40/UBND-NCT1", "40/UBND-NC1"),
        ("35/BC-UDBND", "35/BC-UBND"),
        # marks over capitals, letters twice
        ("7/ÑQ-CP", "7/NQ-CP"),
        ("7/QĐÐ-UBND", "7/QĐ-UBND"),
        ("27-KH/ĐÐU", "27-KH/ĐU"),
        # the stroke is lost
        ("76NQ-CP", "76/NQ-CP"),
        ("12KH/TU", "12-KH/TU"),
        ("16UBND-NC", "16/UBND-NC"),
        ("20/2025QH15", "20/2025/QH15"),
        # joint circulars, whose bodies vary
        ("22/2017/11L/1-BTC-BNV", "22/2017/TTLT-BTC-BNV"),
        ("9/2015/1'1L/1-BNNPTNT-BKHĐT", "9/2015/TTLT-BNNPTNT-BKHĐT"),
        ("9/2011/11L1-BLUĐTBXH-BTC", "9/2011/TTLT-BLĐTBXH-BTC"),
        ("9/2006/TTUT-BTC-BNV", "9/2006/TTLT-BTC-BNV"),
        # a unit of the body, a speck after the stroke
        ("84/QĐÐ-UBND-HC", "84/QĐ-UBND-HC"),
        ("02/7NQ-HĐND", "02/NQ-HĐND"),
    ],
)
def test_a_symbol_becomes_the_one_that_looks_like_it(read: str, printed: str) -> None:
    assert mend_symbol(read) == printed


@pytest.mark.parametrize(
    "word",
    [
        *("76/NQ-CP", "30c/NQ-CP", "61/2018/NĐ-CP", "(18-NQ/TW)", "5-KH/ThU", "5-KH/HU", "5/TTLT-BTC-BNV"),
        *(
            "12/HĐ-UBND",
            "12/SNV-CCHC",
            "12/UBND-NC",
            "9/QĐ-ABC",
            "9/QĐ-HTTT",
            "9/QĐ-BIT",
            "9/SGDĐT-GDTrH",
            "15/7/2025",
            "15/11/17",
            "24/7",
            "1/11",
            "và/hoặc",
        ),
        "767NQ-CP",  # 76 or 767
    ],
)
def test_what_may_be_right_is_left(word: str) -> None:
    assert mend_symbol(word) == word


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("Luật Đề điều ngày 17/6/2020;", "Luật Đê điều ngày 17/6/2020;"),
        ("Luật Phòng, chồng thiên tai và Luật", "Luật Phòng, chống thiên tai và Luật"),
        ("LUẬT", "LUẬT"),
        ("Luật Đê điều", "Luật Đê điều"),
        # no name: no capital, another law's words, a name of one syllable
        ("luật để điều chỉnh", "luật để điều chỉnh"),
        ("Luật Đề (điều", "Luật Đề (điều"),
        ("Luật Đắt", "Luật Đắt"),
        ("Luật 18 đề điều", "Luật 18 đề điều"),
    ],
)
def test_a_law_s_name_with_other_tones_becomes_the_one_that_there_is(read: str, printed: str) -> None:
    words = read.split()
    mend_law_name(words, 0)
    assert words == printed.split()


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        # the strokes of italics
        ("01⁄3/⁄2024;", "01/3/2024;"),
        ("84⁄NQ-CP", "84/NQ-CP"),
        ("27//UBND-TH2", "27/UBND-TH2"),
        ("04/A/2025", "04/4/2025"),
        ("l5/7/2O21", "15/7/2021"),
        ("1O5/QĐ-UBND", "105/QĐ-UBND"),
        *((word, word) for word in ("http://a.vn", "A/B/2025", "và/hoặc", "24/7", "S.1")),
    ],
)
def test_figures_and_strokes(read: str, printed: str) -> None:
    assert mend_figures(read) == printed


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("ngùy 04/5/2017;", "ngày 04/5/2017;"),
        ("ngây 5 thúng 7 nắm 2025", "ngày 5 tháng 7 năm 2025"),
        ("ngày 2512/2020.", "ngày 25/12/2020."),
        ("ngày 18/122020", "ngày 18/12/2020"),
        ("ngày 01/12025,", "ngày 01/1/2025,"),
        ("ngày 157/2021", "ngày 15/7/2021"),
        *(
            (words, words)
            for words in ("ngay 15 lần", "ngày 111/2020", "thông 7", "ngày 2513/2020", "số 2512/2020")
        ),
    ],
)
def test_words_and_strokes_of_dates(read: str, printed: str) -> None:
    words = read.split()
    for at in range(len(words)):
        mend_date(words, at)
    assert " ".join(words) == printed


def test_a_symbol_is_mended_over_a_line_s_end() -> None:
    assert mend_wrapped_symbol("46/QĐÐ-", "TTE") == ("46/QĐ-", "TTg")
    assert mend_wrapped_symbol("44-", "HD/BTCTVW,") == ("44-", "HD/BTCTW,")
    assert mend_wrapped_symbol("46/QĐ-", "TTg") == ("46/QĐ-", "TTg")
    words = _words("số 46/QĐ- TTE l5/7/2O21")
    mended, changes = mend(words)
    assert [word.text for word in mended] == ["số", "46/QĐ-", "TTg", "15/7/2021"]
    assert changes == [("TTE", "TTg"), ("l5/7/2O21", "15/7/2021")]


def test_the_words_of_a_layer_that_another_ocr_made_are_mended_where_they_stand() -> None:
    read = ["Quyết", "định", "số", "8⁄QĐ-TTE", "ngày", "06⁄01/2022"]
    words = [Word(text, 100.0 * at, 100.0 * at + 90, 0, 10, 10.0, 12, at) for at, text in enumerate(read)]
    assert mend_layer(words) == [("8⁄QĐ-TTE", "8/QĐ-TTg"), ("06⁄01/2022", "06/01/2022")]
    assert [word.text for word in words] == ["Quyết", "định", "số", "8/QĐ-TTg", "ngày", "06/01/2022"]


def test_words_that_are_one_are_joined() -> None:
    assert mend_torn_symbol("34/C1-1", "1g") == ("34/CT-TTg", "")
    assert mend_torn_symbol("186/QĐ-H1", "[TTT") == ("186/QĐ-BTTTT", "")
    for first, second in (("12/QĐ-UBND", "1"), ("12/KH-ABC", "1"), ("15-20", "l"), ("10", "1")):
        assert mend_torn_symbol(first, second) == (first, second)
    words = _words("ï nật số", "8/QĐ-H1 [TTT l", "uật")
    mended, _ = mend(words)
    # not over a line's end, which is a place where words do part
    assert [word.text for word in mended] == ["Luật", "số", "8/QĐ-BTTTT", "l", "uật"]
    assert (mended[0].x0, mended[0].x1) == (0, 190)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("ĐÁNG ỦY", "ĐẢNG ỦY"),
        ("TRƯNG TÂM", "TRUNG TÂM"),
        ("UBND TĨNH", "UBND TỈNH"),
        ("MỤC TIỂU:", "MỤC TIÊU:"),
        # places, a name, small letters, the end of a phrase
        *(
            (words, words)
            for words in ("HÀ TĨNH", "AN TỊNH", "THANH TRÀ", "mục tiểu", "MỤC, TIỂU", "KẾ HOẠCH")
        ),
    ],
)
def test_capitals_of_letterheads_get_their_marks_back(read: str, printed: str) -> None:
    first, second = read.split()
    assert mend_capitals(first, second) == tuple(printed.split())


@given(st.text(alphabet="17ITLĐÐQNCPTg/-–'(; 0", max_size=30), st.text(alphabet="1TCP/-Đ", max_size=10))
def test_what_was_mended_once_stays(first: str, second: str) -> None:
    assert mend_symbol(mend_symbol(first)) == mend_symbol(first)
    a, b = mend_wrapped_symbol(first + "/", second)
    assert a.endswith(("/", "-"))
    assert (a + b == mend_symbol(first + "/" + second)) or (a, b) == (first + "/", second)


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("~ Chỉ cục Thủy lợi", "- Chi cục Thủy lợi"),
        ("của ƯBND tỉnh.", "của UBND tỉnh."),
        ("Trung tâm Khuyến nồng", "Trung tâm Khuyến nông"),
        ("- Trồng rừng ~ 20 ha", "- Trồng rừng ~ 20 ha"),
        ("chỉ cử một người", "chỉ cử một người"),
        ("ngày 05 hãng tháng", "ngày 05 hằng tháng"),
        ("của LIBND tỉnh", "của UBND tỉnh"),
        ("TỈNH I.ÂM ĐỒNG", "TỈNH LÂM ĐỒNG"),
        ("các tố, bộ phận", "các tổ, bộ phận"),
        ("đế báo cáo", "để báo cáo"),
        ("yếu tố, điều kiện", "yếu tố, điều kiện"),
        ("khiếu nại, tố cáo", "khiếu nại, tố cáo"),
        ("Tố tụng", "Tố tụng"),
    ],
)
def test_words_that_are_never_right_become_what_they_must_be(read: str, printed: str) -> None:
    assert [word.text for word in mend(_words(read))[0]] == printed.split()


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        # any marks, in small letters and in capitals
        ("Chương trình Chuyến đối số", "Chương trình Chuyển đổi số"),
        ("ÚY BẠN NHÂN ĐẦN", "ỦY BAN NHÂN DÂN"),
        ("UBND tính bạn hành", "UBND tỉnh ban hành"),
        ("Luật Tố chức HĐND và UBND", "Luật Tổ chức HĐND và UBND"),
        ("có hiệu lực kế từ ngày ký", "có hiệu lực kể từ ngày ký"),
        ("của tính Hà Tình và", "của tỉnh Hà Tĩnh và"),
        ("TÍNH ĐỒNG THÁP", "TỈNH ĐỒNG THÁP"),
        ("tỉnh Đăk Lăk", "tỉnh Đăk Lăk"),
        # right words: a sign between, a word with its other neighbour, another case, a name, a tone's other place
        *(
            (words, words)
            for words in (
                "cho bạn, hành trình",
                "UBND tính toán lại",
                "hội bạn bè",
                "văn bản chỉ đạo",
                "Lò Thị Hạnh",
                "Uỷ ban nhân dân",
                "hàng tháng",
                "hằng tháng",
            )
        ),
    ],
)
def test_the_marks_of_phrases_become_what_they_must_be(read: str, printed: str) -> None:
    assert [word.text for word in mend(_words(read))[0]] == printed.split()


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        # dashes and labels that open lines
        ("tỉnh. | ~- Đơn vị | -_= Thời gian | —ˆ Sở", "tỉnh. | - Đơn vị | - Thời gian | - Sở"),
        ("hiệu lực. | 2, Công khai", "hiệu lực. | 2. Công khai"),
        ("CHUNG | II, NHIỆM VỤ | ä) Sở", "CHUNG | II. NHIỆM VỤ | a) Sở"),
        # the end of an item, of a ground
        ("hiệu lực, | a) Bảo hiểm", "hiệu lực; | a) Bảo hiểm"),
        ("quý II/2026, | 4, Rà soát", "quý II/2026; | 4. Rà soát"),
        ("liên thông: | Căn cứ Luật", "liên thông; | Căn cứ Luật"),
        # specks
        ("2026 | __ KẾ HOẠCH | : Sở ˆ Y tế '", "2026 | KẾ HOẠCH | Sở Y tế"),
        # right signs
        *(
            (lines, lines)
            for lines in (
                "khoản 1, | 2, Điều 5",
                "khoản | 1, Sở",
                "các ngày 1, | 2, 3 tháng",
                "các Sở, | Ban",
                "sau: | - Sở",
                "gồm, | b) sở",
                "Số: ____ /KH-UBND",
                "Kính gửi : Sở",
                "- Sở",
                "• Sở",
            )
        ),
    ],
)
def test_signs_where_lines_open_and_end(read: str, printed: str) -> None:
    mended, _ = mend(_words(*read.split(" | ")))
    assert [word.text for word in mended] == [text for text in printed.split() if text != "|"]
