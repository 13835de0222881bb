"""Writes a plan as plain text, as Markdown and as a page of a law portal."""

from __future__ import annotations

from html import escape

from plan_model import Paragraph, Plan, Table

_PAGE = """<!DOCTYPE html>
<html lang="vi"><head><meta charset="utf-8"><title>{title}</title><style>.a{{color:red}}</style></head>
<body><header><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/van-ban">Văn bản</a></li><li><a href="/tin">Tin tức</a></li></ul></nav></header>
<div class="p1"><div class="p2"><h3>Thuộc tính văn bản</h3>
<table><tr><td>Loại văn bản</td><td>Kế hoạch</td></tr><tr><td>Lĩnh vực</td><td>Cải cách hành chính</td></tr></table></div>
<div class="p3"><div class="p4">
{content}
</div></div>
<div class="p5"><h4>Văn bản cùng chuyên mục</h4><ul>
<li><a href="/1">Kế hoạch số 11/KH-UBND ngày 05/01/2025 về kiểm tra công vụ</a></li>
<li><a href="/2">Quyết định số 22/QĐ-UBND ngày 06/01/2025 về giao chỉ tiêu</a></li>
<li><a href="/3">Công văn số 33/UBND-NC ngày 07/01/2025 về chế độ báo cáo</a></li></ul></div></div>
<footer>Cổng thông tin điện tử. Giấy phép số 44/GP-TTĐT ngày 08/01/2020.</footer><script>var a = "Căn cứ";</script></body></html>
"""


def plain_text(plan: Plan) -> str:
    """Paragraphs with blank lines between them, tables with tabs between cells, notes as converters leave them."""
    return _lines(plan, markdown=False)


def markdown(plan: Plan) -> str:
    """Markdown with pipe tables and `[^1]` notes."""
    return _lines(plan, markdown=True)


def web_page(plan: Plan) -> str:
    """The plan on a portal's page, among its menus and lists of other documents."""
    content = [_html_columns(plan, "letterhead")]
    content += [
        _html_table(item) if isinstance(item, Table) else f"<p>{_html(item)}</p>" for item in plan.body()
    ]
    content.append(_html_columns(plan, "closing"))
    if plan.notes:
        notes = "".join(
            f'<div id="n{number}"><p><a name="_ftn{number}" href="#_ftnref{number}">[{number}]</a> {escape(note)}</p></div>'
            for number, note in enumerate(plan.notes, start=1)
        )
        content.append(f"<div><hr>{notes}</div>")
    return _PAGE.format(title=escape(plan.stem), content="\n".join(content))


def _lines(plan: Plan, *, markdown: bool) -> str:
    written: list[str] = []
    for item in plan.items:
        if isinstance(item, Table):
            written.append(_text_table(item, markdown=markdown))
            continue
        text = ""
        due: list[int] = []
        for piece in item.pieces:
            if piece.note is not None:
                text += f"[^{piece.note + 1}]" if markdown else f"[{piece.note + 1}]"
                due.append(piece.note)
            elif markdown and piece.bold and piece.text.strip():
                text += f"**{piece.text.strip()}**" + " " * piece.text.endswith(" ")
            else:
                text += piece.text
        written.append(text)
        written += [f"[{'^' * markdown}{note + 1}]: {plan.notes[note]}" for note in due]
    return "\n\n".join(written) + "\n"


def _text_table(table: Table, *, markdown: bool) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        texts = [text for cell in row for text in (cell.text, *[""] * (cell.columns - 1))]
        texts += [""] * (table.width - len(texts))
        rows.append("| " + " | ".join(texts) + " |" if markdown else "\t".join(texts))
        if markdown and number == 0:
            rows.append("|" + "---|" * table.width)
    return "\n".join(rows)


def _html(paragraph: Paragraph) -> str:
    written = ""
    for piece in paragraph.pieces:
        if piece.note is not None:
            number = piece.note + 1
            written += f'<a name="_ftnref{number}" href="#_ftn{number}"><sup>[{number}]</sup></a>'
        else:
            written += f"<b>{escape(piece.text)}</b>" if piece.bold else escape(piece.text)
    return written


def _html_columns(plan: Plan, part: str) -> str:
    cells = "".join(
        "<td>" + "".join(f"<p>{_html(line)}</p>" for line in lines) + "</td>" for lines in plan.columns(part)
    )
    return f'<table width="100%"><tr>{cells}</tr></table>'


def _html_table(table: Table) -> str:
    rows = []
    for number, row in enumerate(table.rows):
        tag = "th" if number < table.header_rows else "td"
        cells = "".join(
            f'<{tag} colspan="{cell.columns}">{"<b>" * cell.bold}{escape(cell.text)}{"</b>" * cell.bold}</{tag}>'
            for cell in row
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<div class="scroll"><table border="1">{"".join(rows)}</table></div>'
