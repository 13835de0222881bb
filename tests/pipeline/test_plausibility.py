"""Doubts about documents that could be read."""

from __future__ import annotations

import pytest

from pipeline.process import process_document

PLAN = (
    "SỞ Y TẾ\n\nSố: 5/KH-SYT\n\nKẾ HOẠCH\n\nCải cách hành chính năm 2025\n\nI. MỤC TIÊU\n\n- Rà soát thủ tục"
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Hôm nay trời đẹp, cả nhà đi chơi công viên.", "no_plan"),
        ("Hello world.", "no_plan"),
        (PLAN, "truncated"),
        (PLAN + ".\n\n[...]\n", "truncated"),
        (PLAN + ".\n", None),
        (PLAN + ".\n\nNơi nhận:\n- Lưu: VT\n", None),
    ],
)
def test_what_is_no_plan_or_no_whole_one_is_doubted(text: str, kind: str | None) -> None:
    processed = process_document(text.encode(), "a.txt")
    assert (processed.doubt.kind if processed.doubt else None) == kind
    assert processed.status == ("ok" if kind is None else "partial")
    assert (processed.doubt is None) or processed.doubt.message in processed.warnings
