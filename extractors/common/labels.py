"""The dash that ends a label before a heading or an item in the Party's documents: `I- `, `1- `, `2.1- `, `a- `.

Hướng dẫn 36-HD/VPTW on the form of the Party's documents sets its own parts so; state bodies end labels with a point
or a bracket (Nghị định 30/2020/NĐ-CP, Appendix I, II.5).
"""

from __future__ import annotations

DASHED = r"[-–](?:\s+(?=\p{L})|(?=\p{Lu}\p{Ll}))(?!\p{Lu}{1,5}/)"
"""A pattern for the dash after an Arabic number or a letter, with the blanks after it; not that of a range (`1-2
ngày`) or of an instrument's symbol (`18- NQ/TW`)."""
DASHED_ROMAN = r"(?:\s?[-–]\s+(?=\p{Lu}\p{L})|[-–](?=\p{Lu}{2,}\s))(?![IVXLC]+\b)"
"""The same for Roman numerals, around whose dash there may be blanks (`I - MỤC ĐÍCH`), but not a second numeral."""
