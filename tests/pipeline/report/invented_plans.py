"""Tables of invented plans."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa

from pipeline.store.schema import TABLES
from pipeline.store.writer import TableSet

Row = dict[str, Any]
HOSTILE = "</script><script>document.title='taken'</script><img src=x onerror=alert(1)>"


def row_of(table: str, **values: Any) -> Row:
    """A row with the given values, and nothing, empty or 0 in all other columns."""
    row = {}
    for column in TABLES[table].schema:
        if column.name in values:
            row[column.name] = values[column.name]
        elif pa.types.is_list(column.type):
            row[column.name] = []
        elif column.nullable:
            row[column.name] = None
        elif pa.types.is_string(column.type):
            row[column.name] = ""
        elif pa.types.is_boolean(column.type):
            row[column.name] = False
        else:
            row[column.name] = 0
    return row


@dataclass
class Plan:
    """An invented document; its text grows block by block, and mentions are named by their words."""

    doc_id: str
    source_path: str
    header: Row = field(default_factory=dict)
    text: str = ""
    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def block(self, kind: str, text: str, **values: Any) -> int:
        """Add a block at the end of the text; gives its number."""
        number = len(self.rows["blocks"])
        inside_row = kind == "table_cell"
        if not inside_row:
            self.text += ("\n" if self.text else "") + text
        # a cell's text stands in the text of its row
        start = len(self.text) - len(text) if not inside_row else self.text.rindex(text)
        span = {"char_start": start, "char_end": start + len(text)}
        self.rows["blocks"].append(
            row_of("blocks", doc_id=self.doc_id, block_id=number, kind=kind, text=text, **span, **values)
        )
        return number

    def mention(self, table: str, text: str, *, confidence: float = 1.0, **values: Any) -> int:
        """Add a mention of the words, at their first place in the text; gives its number."""
        number = len(self.rows[table])
        start = self.text.index(text)
        row = {
            "doc_id": self.doc_id,
            "text": text,
            "char_start": start,
            "char_end": start + len(text),
            "rule": "invented",
            "confidence": confidence,
            str(TABLES[table].row_id): number,
        }
        self.rows[table].append(row_of(table, **row, **values))
        return number

    def finish(self) -> dict[str, list[Row]]:
        """All rows of the document, sorted as the tables are."""
        self.rows["documents"] = [
            row_of(
                "documents",
                **{
                    "doc_id": self.doc_id,
                    "source_path": self.source_path,
                    "format": "text",
                    "text_origin": "embedded",
                    "char_count": len(self.text),
                    "status": "ok",
                    **self.header,
                },
            )
        ]
        self.rows["sources"] = [
            row_of("sources", path=self.source_path, doc_id=self.doc_id, status="ok", byte_size=1)
        ]
        return self.rows


def write_tables(folder: Path, plans: list[Plan], sources: tuple[Row, ...] = ()) -> Path:
    """Write the tables of the plans, with more rows of `sources`; gives the folder."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for plan in plans:
        for name, of_plan in plan.finish().items():
            rows[name] += of_plan
    rows["sources"] += [row_of("sources", **source) for source in sources]
    with TableSet(folder) as tables:
        for name, table in TABLES.items():
            tables.add_rows(
                name, sorted(rows[name], key=lambda row, by=table.order: [row[key] for key in by])
            )
        tables.commit()
    return folder


def health_plan(doc_id: str = "a" * 16) -> Plan:
    """A plan with every kind of block and mention, a doubtful deadline, and markup in its words."""
    plan = Plan(
        doc_id,
        f"2025/y-te {HOSTILE[:9]}.txt",
        {
            "type": "kế hoạch",
            "number": "12",
            "symbol": "KH-SYT",
            "issuer": "Sở Y tế tỉnh Hòa Phú",
            "province": "Hòa Phú",
            "subject": f"Nâng cao chất lượng khám bệnh {HOSTILE}",
            "issued_date": date(2025, 3, 4),
            "issued_precision": "day",
            "plan_year_first": 2025,
            "plan_year_last": 2025,
            "recipients": ["Như trên"],
            "warnings": ["no year is stated", f"unheard-of warning {HOSTILE}"],
        },
    )
    plan.block("letterhead", "SỞ Y TẾ TỈNH HÒA PHÚ")
    plan.block("title", "KẾ HOẠCH")
    plan.block("legal_basis", "Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ;")
    top = plan.block("heading", "I. NHIỆM VỤ", label="I")
    under = plan.block("heading", "1. Khám bệnh", label="1", depth=1, parent_id=top)
    plan.block(
        "item",
        f"- Phòng Nghiệp vụ Y chủ trì khảo sát người bệnh {HOSTILE} trước ngày 30/6, nâng SIPAS lên 90%.",
        depth=2,
        parent_id=under,
    )
    cells = ("STT", "Việc"), ("1", "Lắp bảng <b>chỉ dẫn</b>")
    for row, texts in enumerate(cells):
        line = plan.block("table_row", "\t".join(texts), table_id=0, row=row, depth=2, parent_id=under)
        for column, text in enumerate(texts):
            name = cells[0][column] if row else None
            plan.block(
                "table_cell", text, table_id=0, row=row, column=column, column_name=name, parent_id=line
            )
    plan.block("footnote", "1 Theo báo cáo năm trước.", label="1")
    plan.block("recipients", "Nơi nhận: Như trên.")
    plan.block("signature", "GIÁM ĐỐC")
    plan.mention(
        "citations",
        "Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
        type="nghị quyết",
        type_code="NQ",
        identifier="76/NQ-CP",
        relation="legal_basis",
        issued_date=date(2021, 7, 15),
        issued_precision="day",
        issuer="Chính phủ",
        block_id=2,
    )
    task = plan.mention(
        "tasks", "khảo sát người bệnh " + HOSTILE + " trước ngày 30/6", block_id=5, product=HOSTILE
    )
    plan.mention(
        "units", "Phòng Nghiệp vụ Y", name="Phòng Nghiệp vụ Y", task_id=task, role="lead", block_id=5
    )
    plan.mention("deadlines", "trước ngày 30/6", confidence=0.5, task_ids=[task], kind="date", block_id=5)
    index = plan.mention("indices", "SIPAS", code="SIPAS", block_id=5)
    plan.mention(
        "index_values",
        "90%",
        index_id=index,
        status="target",
        kind="percent",
        comparator=">=",
        value=90.0,
        unit="%",
    )
    return plan
