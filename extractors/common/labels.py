"""Labels before headings and items: those that end in a dash, and the names of phases.

`I- `, `1- `, `2.1- `, `a- ` stand in the Party's documents: Hướng dẫn 36-HD/VPTW on their form sets its own parts so.
State bodies end labels with a point or a bracket (Nghị định 30/2020/NĐ-CP, Appendix I, II.5).
"""

from __future__ import annotations

import regex

DASHED = r"[-–](?:\s+(?=\p{L})|(?=\p{Lu}\p{Ll}))(?!\p{Lu}{1,5}/)"
"""A pattern for the dash after an Arabic number or a letter, with the blanks after it; not that of a range (`1-2
ngày`) or of an instrument's symbol (`18- NQ/TW`)."""
DASHED_ROMAN = r"(?:\s?[-–]\s+(?=\p{Lu}\p{L})|[-–](?=\p{Lu}{2,}\s))(?![IVXLC]+\b)"
"""The same for Roman numerals, around whose dash there may be blanks (`I - MỤC ĐÍCH`), but not a second numeral."""
PHASE = regex.compile(
    r"\s*+(?:giai\s+đoạn|đợt|bước|kỳ|vòng)\s++(?:thứ\s++)?(?:\d{1,2}|[IVX]{1,4}|một|hai|ba|bốn|nhất|nhì)(?![\p{L}\d/-])"
    r"\s*+[:(,–-]?\s*+",
    regex.IGNORECASE,
)
"""The name of a phase of the work with the mark after it: `Giai đoạn 1:`, `Đợt II (`, `Bước một –`."""
