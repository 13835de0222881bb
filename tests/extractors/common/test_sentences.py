"""Sentences: each line of the table is one text with a bar between the sentences that it holds."""

import logging

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extractors.common.sentences import sentence_at, sentence_spans
from extractors.common.toolkit import import_quietly, underthesea_function

TEXTS = [
    "Sở Nội vụ chủ trì.| Các phòng phối hợp thực hiện.",
    "1. Văn phòng Sở: theo dõi, đôn đốc.| 2. Phòng Tài chính: bố trí kinh phí.",
    "Tổ chức hội nghị, tập huấn v.v.| 1. Sở Y tế chủ trì.",
    "In tờ rơi, pa nô v.v. và phát thanh.",
    "In tờ rơi, pa nô v.v.| Phát thanh trên loa truyền thanh.",
    "Phát tờ rơi, băng rôn…| Tổ chức hội thi.",
    "TM. ỦY BAN NHÂN DÂN",
    "Đồng chí ThS. Nguyễn Văn A phụ trách.| Đồng chí BS.CKII. Trần Thị B phối hợp.",
    "Điều 3. Quyết định có hiệu lực kể từ ngày ký.| Điều 4. Chánh Văn phòng chịu trách nhiệm thi hành.",
    "Hoàn thành trước ngày 15.6.2025.| Kinh phí 1.500.000 đồng.",
    "Gửi báo cáo về Sở.| (Mẫu báo cáo kèm theo).| Sở tổng hợp.",
    "1.1. Mục tiêu chung",
    "a) Nâng cao nhận thức.| b) Đổi mới hình thức.",
    'Chủ đề là hai.| "Vì dân" là một.',
    'Chủ đề: "Cải cách vì dân."| Thời gian: Quý I.',
    "Tăng 3 bậc?| Có!",
    "Dòng một.|\nDòng hai chưa hết|\n Dòng ba.",
    "",
    "  ",
]


def bars(text):
    spans = sentence_spans(text)
    pieces = [text[start:end].strip() for start, end in spans]
    return [piece for piece in pieces if piece]


@pytest.mark.parametrize("marked", TEXTS)
def test_sentences_end_at_the_bars(marked):
    expected = [piece.strip() for piece in marked.split("|") if piece.strip()]
    assert bars(marked.replace("|", "")) == expected


@example("… Đ.")
@given(st.text(alphabet='aĐ1.?!…v \n)"', max_size=60))
def test_sentences_are_in_order_and_lose_nothing(text):
    spans = sentence_spans(text)
    position = 0
    for start, end in spans:
        assert position <= start < end
        assert not text[position:start].strip()
        assert "\n" not in text[start:end]
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


def test_finds_the_sentence_around_a_word():
    text = "Sở Y tế chủ trì. Phòng Tài chính phối hợp. Sở báo cáo."
    start, end = sentence_at(text, text.index("Tài"), text.index("Tài") + 3)
    assert text[start:end] == "Phòng Tài chính phối hợp."


def test_a_stretch_over_two_sentences_gives_both():
    text = "Sở Y tế chủ trì. Phòng Tài chính phối hợp. Sở báo cáo."
    start, end = sentence_at(text, text.index("chủ trì"), text.index("Tài"))
    assert text[start:end] == "Sở Y tế chủ trì. Phòng Tài chính phối hợp."


def test_the_toolkit_leaves_logging_alone():
    handlers = list(logging.getLogger().handlers)
    underthesea_function("sent_tokenize")
    import_quietly("underthesea.corpus.readers.dictionary_loader")
    assert logging.getLogger().handlers == handlers
