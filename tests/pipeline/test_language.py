"""The extraction as a spaCy pipeline."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, DocBin
from spacy.vocab import Vocab

from pipeline.language import COMPONENTS, SyllableTokenizer, build_language, extract, make_doc
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument
from pipeline.segment import segment

PLAN = """\
SỞ Y TẾ AN BÌNH

Số: 12/KH-SYT

An Bình, ngày 02 tháng 3 năm 2025

KẾ HOẠCH

Cải cách hành chính năm 2025

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;

I. MỤC TIÊU

- Phấn đấu chỉ số SIPAS năm 2025 đạt từ 90% trở lên.

II. TỔ CHỨC THỰC HIỆN

1. Văn phòng Sở

- Tổng hợp, báo cáo UBND tỉnh trước ngày 15/12/2025.
"""


@pytest.fixture(scope="module")
def nlp() -> Language:
    return build_language()


def read(nlp: Language, text: str) -> Doc:
    return extract(nlp, segment(normalise(SourceDocument(text=text, format="text"))))


@given(st.text(max_size=200))
def test_the_tokenizer_keeps_the_text(text: str) -> None:
    assert SyllableTokenizer(Vocab())(text).text == text


@pytest.mark.parametrize("other", ["", "\u00b2", "\u0301", "\u2167"])
def test_tokens_are_the_same_whatever_else_a_text_holds(other):
    doc = SyllableTokenizer(Vocab())(f"Sở  Y tế: 15/7/2021,\n– 90% QH15 {other}")
    expected = ["Sở", " ", "Y", "tế", ":", "15", "/", "7", "/", "2021", ",", "\n", "–", "90", "%", "QH", "15"]
    assert [token.text for token in doc][: len(expected)] == expected
    assert [bool(token.whitespace_) for token in doc][:5] == [True, False, True, False, True]


def test_all_that_is_found_lies_on_the_doc(nlp: Language) -> None:
    doc = read(nlp, PLAN)
    assert (doc._.header.number, doc._.header.symbol) == ("12", "KH-SYT")
    assert [span.text for span in doc.spans["citations"]] == [
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ"
    ]
    assert [(span.label_, span.text) for span in doc.spans["indices"]] == [("SIPAS", "chỉ số SIPAS")]
    assert [span.text for span in doc.spans["deadlines"]] == ["trước ngày 15/12/2025"]
    assert [(span.label_, span.text) for span in doc.spans["units"]] == [
        ("report_to", "UBND tỉnh"),
        ("lead", "Văn phòng Sở"),
    ]
    for group, records in (
        ("citations", doc._.citations),
        ("deadlines", doc._.deadlines),
        ("tasks", doc._.tasks),
    ):
        spans = [(span.start_char, span.end_char) for span in doc.spans[group]]
        assert spans == [(record.start, record.end) for record in records]


def test_a_component_can_be_left_out_and_one_added() -> None:
    nlp = build_language(leave_out=["kehoach_indices"])
    assert nlp.pipe_names == [name for name in COMPONENTS if name != "kehoach_indices"]

    @Language.component("count_blocks")
    def count_blocks(doc: Doc) -> Doc:
        doc.user_data["blocks"] = len(doc._.document.blocks)
        return doc

    nlp.add_pipe("count_blocks", last=True)
    doc = read(nlp, PLAN)
    assert doc._.indices == ()
    assert doc.user_data["blocks"] > 5


def test_an_unknown_component_is_refused() -> None:
    with pytest.raises(ValueError, match="kehoach_dreams"):
        build_language(leave_out=["kehoach_dreams"])


def test_a_doc_without_blocks_is_refused(nlp: Language) -> None:
    with pytest.raises(ValueError, match="make_doc"):
        nlp("Chỉ là một câu.")


def test_spans_survive_a_docbin(nlp: Language) -> None:
    doc = read(nlp, PLAN)
    for name in ("document", "header", "citations", "indices", "deadlines", "tasks"):
        assert Doc.has_extension(name)
    binary = DocBin(docs=[doc], store_user_data=False).to_bytes()
    (back,) = DocBin().from_bytes(binary).get_docs(nlp.vocab)
    assert [span.text for span in back.spans["citations"]] == [span.text for span in doc.spans["citations"]]


def test_the_doc_is_made_before_the_components_run(nlp: Language) -> None:
    document = segment(normalise(SourceDocument(text=PLAN, format="text")))
    doc = make_doc(nlp, document)
    assert doc.text == document.text
    assert doc._.header is None
