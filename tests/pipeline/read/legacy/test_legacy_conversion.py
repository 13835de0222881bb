"""Legacy encodings: tables, round trips, and the certainty with which they are told apart."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.read import read_document
from pipeline.read.legacy import (
    ENCODINGS,
    NAMES,
    Encoding,
    convert,
    convert_runs,
    detect,
    encoding_of_font,
    restore_capitals,
)
from pipeline.read.legacy.runs import ConvertedRuns
from pipeline.read.legacy.syllables import is_syllable

VOWELS = "aăâeêioôơuưy"
TONES = "\u0300\u0301\u0303\u0309\u0323"
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in ("", *TONES)] + ["đ"]
MARKED = [letter for letter in SMALL if not letter.isascii()]
CAPITALS = [letter.upper() for letter in MARKED]

PLAN = (
    "Căn cứ Nghị quyết số 76/NQ-CP ngày 15 tháng 7 năm 2021 của Chính phủ, Trung tâm Y tế huyện Bình Phú xây "
    "dựng kế hoạch tuyên truyền cải cách hành chính năm 2024. Phòng Tổ chức chủ trì, phối hợp với các khoa, "
    "phòng thực hiện; báo cáo Giám đốc trước ngày 15 tháng 12. Người đứng đầu đơn vị chịu trách nhiệm kiểm tra, "
    "đôn đốc, khẳng định rõ kết quả, không để chậm trễ, thiếu sót; những vướng mắc gửi về Sở Nội vụ để tổng hợp."
)
ENGLISH = (
    "The centre's café reviewed the naïve plan - § 12, 30 °C, ±5 %, © 2024 ® - and the Việt Nam résumé's "
    "façade; the fiancé’s coöperation cost £5 or ¥7."
)
FRENCH = "Le préfet a été informé dès février ; où siège-t-il déjà ? Très bientôt, à côté de l’hôtel, près du forêt."
SPANISH = "El año próximo la comisión informará según la ordenación más reciente; ¿qué acción tomará mañana?"
GERMAN = "Für die Prüfung müssen höhere Gebühren gezahlt werden; die Größe der Häuser wäre öfter zu prüfen."


def legacy(text: str, encoding: Encoding) -> str:
    """A text as its bytes in the encoding stand as characters."""
    letters = {}
    for byte in range(256):
        letter = convert(chr(byte), encoding)
        if letter in SMALL + CAPITALS:
            letters.setdefault(letter, chr(byte))
    if encoding == "vni":
        for base in "aeiouyôöAEIOUYÔÖ":
            for byte in range(0xC0, 0x100):
                # marks of the vowel's own case come last and win
                if chr(byte).isupper() == base.isupper():
                    letter = convert(base + chr(byte), "vni")
                    if len(letter) == 1:
                        letters.setdefault(letter, base + chr(byte))
    if encoding == "windows-1258":
        decomposed = (
            letters.get(letter) or legacy_tone(letter, letters)
            for letter in unicodedata.normalize("NFC", text)
        )
        return "".join(decomposed)
    return "".join(letter if letter.isascii() else letters.get(letter, letter) for letter in text)


def legacy_tone(letter: str, letters: dict[str, str]) -> str:
    parts = unicodedata.normalize("NFD", letter)
    tones = [part for part in parts if part in TONES]
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    return letters.get(base, base) + "".join(tone.encode("cp1258").decode("latin-1") for tone in tones)


@pytest.mark.parametrize(
    ("written", "encoding", "text"),
    [
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "tcvn3", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("Thñ t\u00ad\u00edng, nh\u00ad nhau", "tcvn3", "Thủ tướng, như nhau"),
        ("n\u00ad\u00ad\u00edc", "tcvn3", "nước"),
        ("nh\u00b5 n\u2212\u00edc, 5 \u2212 3", "tcvn3", "nhà nước, 5 \u2212 3"),
        ("\uf0a7\uf0e9c l\uf0cbp", "tcvn3", "Độc lập"),
        ("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam", "vni", "Cộng hòa xã hội chủ nghĩa Việt Nam"),
        ("UÛY BAN NHAÂN DAÂN TÆNH BÌNH PHÖÔÙC", "vni", "ỦY BAN NHÂN DÂN TỈNH BÌNH PHƯỚC"),
        ("UÛy ban, Uûy ban; kyõ söï, caúng, Myõ", "vni", "Ủy ban, Ủy ban; kỹ sự, cẳng, Mỹ"),
        ("\x93nghò quyeát\x94", "vni", "“nghị quyết”"),
        ("C\u00b5ng ho\u00e0", "viscii", "Cộng hoà"),
    ],
)
def test_written_forms(written: str, encoding: Encoding, text: str) -> None:
    assert convert(written, encoding) == text


@pytest.mark.parametrize("encoding", ["viscii", "vps", "vni", "windows-1258"])
def test_each_letter_has_a_form(encoding: Encoding) -> None:
    for letter in MARKED + CAPITALS:
        assert convert(legacy(letter, encoding), encoding) == letter


def test_tcvn3_has_all_small_letters_and_draws_capitals() -> None:
    for letter in MARKED:
        written = legacy(letter, "tcvn3")
        assert len(written) == 1
        assert convert(written, "tcvn3") == letter
        assert convert(written, "tcvn3", capitals=True) == letter.upper()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_round_trip_is_detected(encoding: Encoding) -> None:
    written = legacy(PLAN, encoding)
    assert written != PLAN
    assert detect(written) == encoding
    assert convert(written, encoding) == PLAN


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_eight_bit_file_is_read(encoding: Encoding) -> None:
    document = read_document(legacy(PLAN, encoding).encode("latin-1"), "plan.txt")
    assert unicodedata.normalize("NFC", document.text) == PLAN
    assert document.encoding == encoding
    if encoding != "windows-1258":
        assert any(NAMES[encoding] in warning for warning in document.warnings)


def test_legacy_letters_saved_as_utf8_are_read() -> None:
    document = read_document(legacy(PLAN, "tcvn3").encode(), "plan.txt")
    assert document.text == PLAN
    assert document.encoding == "utf-8"
    assert any("TCVN3" in warning for warning in document.warnings)


@pytest.mark.parametrize("text", [PLAN, PLAN.upper(), unicodedata.normalize("NFD", PLAN)])
def test_unicode_vietnamese_is_left_alone(text: str) -> None:
    assert detect(text) is None
    assert convert_runs([(text, "Times New Roman")]) == ConvertedRuns((text,))


@pytest.mark.parametrize(
    "text", [ENGLISH, FRENCH, SPANISH, GERMAN, "§ 1 § 2 © ® ¶ ° ± µ", "12 ½ × 3 ÷ 4 ¼", "5 m², 3 m³, ±2 µm"]
)
@pytest.mark.parametrize("repeated", [1, 20])
def test_other_texts_are_left_alone(text: str, repeated: int) -> None:
    assert detect(text * repeated) is None
    assert convert_runs([(text * repeated, None)]).texts == (text * repeated,)


SYLLABLES = (
    "huyện",
    "nghị",
    "quyết",
    "của",
    "được",
    "số",
    "năm",
    "Điều",
    "thực",
    "kế",
    "xã",
    "ủy",
    "UBND",
    "và",
    "12",
)


@given(st.lists(st.sampled_from(SYLLABLES), max_size=60), st.sampled_from(["NFC", "NFD"]))
def test_unicode_syllables_are_never_converted(words: list[str], form: str) -> None:
    text = unicodedata.normalize(form, " ".join(words))
    assert detect(text) is None


@given(
    st.lists(
        st.sampled_from(ENGLISH.split() + FRENCH.split() + SPANISH.split() + GERMAN.split()), max_size=60
    )
)
def test_foreign_words_are_never_converted(words: list[str]) -> None:
    assert detect(" ".join(words)) is None


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii_is_never_converted(text: str) -> None:
    assert detect(text) is None
    assert convert_runs([(text, ".VnTime"), (text, None), (text, "VNI-Times")]).texts == (text,) * 3


@given(st.text(alphabet=st.characters(min_codepoint=1, max_codepoint=0xFF)), st.sampled_from(ENCODINGS))
def test_conversion_takes_anything(text: str, encoding: Encoding) -> None:
    converted = convert(text, encoding)
    assert unicodedata.is_normalized("NFC", converted)


@given(
    st.lists(st.sampled_from(SYLLABLES), min_size=1, max_size=12),
    st.sampled_from(["tcvn3", "vni"]),
    st.data(),
)
def test_runs_may_be_cut_anywhere(words: list[str], encoding: Encoding, data: st.DataObject) -> None:
    text = " ".join(words)
    if encoding == "tcvn3":
        text = restore_capitals(text.lower())
    written = legacy(text.lower() if encoding == "tcvn3" else text, encoding)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(written)), max_size=6)) | {0, len(written)})
    font = ".VnTime" if encoding == "tcvn3" else "VNI-Times"
    runs = [(written[start:end], font) for start, end in pairwise(cuts)]
    converted = convert_runs(runs)
    assert len(converted.texts) == len(runs)
    assert "".join(converted.texts) == text


@pytest.mark.parametrize(
    ("font", "encoding", "capitals"),
    [
        (".VnTime", "tcvn3", False),
        (".VnTimeH", "tcvn3", True),
        (".vnArial NarrowH", "tcvn3", True),
        ("ABCDEF+.VnTime,Bold", "tcvn3", False),
        (".VnTimeH-Bold", "tcvn3", True),
        ("VNI-Times", "vni", False),
        ("VNI Helve", "vni", False),
        ("VNtimes new roman", "vni", False),
        ("VPS Times", "vps", False),
        ("VI Times", "viscii", False),
    ],
)
def test_legacy_fonts(font: str, encoding: str, capitals: bool) -> None:
    found = encoding_of_font(font)
    assert found is not None
    assert (found.encoding, found.capitals) == (encoding, capitals)


@pytest.mark.parametrize(
    "font", [None, "", "Times New Roman", "Verdana", "Vivaldi", "Arial", "Vinhan", "UVN Ba Le"]
)
def test_other_fonts(font: str | None) -> None:
    assert encoding_of_font(font) is None


def test_fonts_decide_run_by_run() -> None:
    runs = [
        ("Sè: ", ".VnTime"),
        ("ñy ban", ".VnTimeH"),
        ("\n", None),
        ("Ñoäc laäp", "VNI-Times"),
        ("\n", None),
        ("Điều 1 § 2 ®", "Arial"),
    ]
    converted = convert_runs(runs)
    assert converted.texts == ("Số: ", "ỦY BAN", "\n", "Độc lập", "\n", "Điều 1 § 2 ®")
    assert [warning.split(" converted from ")[1] for warning in converted.warnings] == [
        "TCVN3, known by the fonts",
        "VNI, known by the fonts",
    ]


def test_letters_decide_where_fonts_lie() -> None:
    unicode_in_old_font = (PLAN, ".VnTime")
    vni_in_tcvn3_font = (legacy(PLAN, "vni"), ".VnTime")
    tcvn3_without_font = (legacy(PLAN, "tcvn3"), "Times New Roman")
    gap = ("\n", None)
    converted = convert_runs([unicode_in_old_font, gap, vni_in_tcvn3_font, gap, tcvn3_without_font])
    assert converted.texts == (PLAN, "\n", PLAN, "\n", PLAN)
    assert len(converted.warnings) == 2
    assert all(warning.endswith("known by the letters") for warning in converted.warnings)


@pytest.mark.parametrize(
    "word", ["nghiêng", "thuở", "Quỳnh", "gìn", "khuỷu", "huyện", "oạch", "Ý", "uỷ", "ủy"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["été", "ViÖt", "für", "héi", "phat", "cảp", "strọng", "NĐ", "hội1", "ọọ"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word)


def test_short_texts_follow_the_rest_of_the_document() -> None:
    body = (legacy(PLAN, "tcvn3"), ".VnTime")
    gap = ("\n", None)
    runs = [body, gap, ("NghÞ quyÕt", "Arial"), gap, ("l", ".VnTime"), ("Ë", "Arial"), ("p", ".VnTime"), gap]
    # signs, foreign names and what is Vietnamese as it stands
    runs += [("§ 1", "Arial"), gap, ("José là ông", "Arial"), gap, ("©", "Arial")]
    texts = convert_runs(runs).texts
    assert texts[0] == PLAN
    assert texts[2] == "Nghị quyết"
    assert "".join(texts[4:7]) == "lập"
    assert texts[8:] == ("§ 1", "\n", "José là ông", "\n", "©")


def test_sections_in_two_encodings_under_one_unknown_font() -> None:
    gap = ("\n", "Unknown")
    tcvn3 = [(legacy(PLAN, "tcvn3"), "Unknown"), gap, ("Môc lôc", "Unknown"), gap]
    vni = [(legacy(PLAN, "vni"), "Unknown"), gap, ("Toång soá", "Unknown"), gap]
    texts = "".join(convert_runs(tcvn3 + vni).texts)
    assert texts == f"{PLAN}\nMục lục\n{PLAN}\nTổng số\n"


@pytest.mark.parametrize("page", ["cp1258", "cp1250", "cp1251", "cp1253"])
@pytest.mark.parametrize(("encoding", "font"), [("tcvn3", ".VnTime"), ("vni", "VNI-Times")])
def test_a_wrong_code_page_is_undone(page: str, encoding: Encoding, font: str) -> None:
    text = PLAN if encoding == "vni" else PLAN.replace("Đ", "đ")
    misread = "".join(
        letter.encode("latin-1").decode(page, errors="ignore") or letter for letter in legacy(text, encoding)
    )
    in_unicode = "Ủy ban nhân dân ơ ư"
    converted = convert_runs([(misread, font), ("\n", None), (in_unicode, font)])
    right = sum(one == other for one, other in zip(converted.texts[0], text, strict=False))
    assert right >= 0.98 * len(text)
    assert converted.texts[2] == in_unicode


def test_greek_in_an_old_font_is_left_alone() -> None:
    greek = "Συμφωνία της Αθήνας για την εκπαίδευση"
    assert convert_runs([(greek, ".VnTime")]).texts == (greek,)


@pytest.mark.parametrize(
    ("converted", "meant"),
    [
        ("Sở Y Tế TỉNH GIA LAI", "SỞ Y TẾ TỈNH GIA LAI"),
        ("PHòNG GD&ĐT\nTRƯờNG THCS Lê Lợi", "PHÒNG GD&ĐT\nTRƯỜNG THCS Lê Lợi"),
        ("NHà ở Xã HộI", "NHÀ Ở XÃ HỘI"),
        ("của ủy ban nhân dân huyện ý Yên", "của Ủy ban nhân dân huyện Ý Yên"),
        ("- áp dụng tại Sở GDĐT Hà Nội. ổn định tổ chức.", "- Áp dụng tại Sở GDĐT Hà Nội. Ổn định tổ chức."),
        ("Đảng ủy xã ở Bình Phú", "Đảng ủy xã ở Bình Phú"),
    ],
)
def test_capitals_that_tcvn3_lacks_are_put_back(converted: str, meant: str) -> None:
    assert restore_capitals(converted) == meant


def test_words_in_capitals_are_read_from_files_and_runs() -> None:
    written = legacy(f"{PLAN}\nKẾ HOẠCH", "tcvn3").replace("Ế", "\xd5").replace("Ạ", "\xb9")
    assert read_document(written.encode("latin-1"), "plan.txt").text.endswith("\nKẾ HOẠCH")
    assert convert_runs([(written, ".VnTime")]).texts[0].endswith("\nKẾ HOẠCH")
