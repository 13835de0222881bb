"""Indices of whole documents: headings, items under an index's heading, and tables."""

from __future__ import annotations

from extractors.common.document import Block, BlockKind, Document
from extractors.indices import IndexMention, find_indices

Cells = list[str]


class Builder:
    """Writes a document line by line, as the stage `segment` would give it."""

    def __init__(self) -> None:
        self.text = ""
        self.blocks: list[Block] = []
        self.tables = 0

    def add(self, kind: BlockKind, text: str, *, label: str | None = None, under: int | None = None) -> int:
        """Adds a line and gives its block's id; `label` stands before the text."""
        start = len(self.text)
        printed = f"{label} {text}" if label else text
        body = start + len(printed) - len(text)
        self.text += printed + "\n"
        self.blocks.append(
            Block(len(self.blocks), under, kind, label, 0, start, start + len(printed), body_start=body)
        )
        return len(self.blocks) - 1

    def table(self, header: Cells, *rows: Cells, under: int | None = None) -> None:
        """Adds a table's rows with their cells; the first row names the columns."""
        for number, cells in enumerate([header, *rows]):
            row = self.add("table_row", "\t".join(cells), under=under)
            self.blocks[row] = self.blocks[row]._replace(table_id=self.tables, row=number)
            start = self.blocks[row].char_start
            for column, cell in enumerate(cells):
                name = header[column] if number else None
                block_id, end = len(self.blocks), start + len(cell)
                self.blocks.append(
                    Block(
                        block_id,
                        row,
                        "table_cell",
                        None,
                        1,
                        start,
                        end,
                        body_start=start,
                        table_id=self.tables,
                        row=number,
                        column=column,
                        column_name=name,
                    )
                )
                start = end + 1
        self.tables += 1

    def indices(self, plan_years: tuple[int, int] | None = None) -> list[IndexMention]:
        """What is found in the document so far, with every span checked."""
        document = Document(self.text, tuple(self.blocks))
        mentions = find_indices(document, plan_years=plan_years)
        for mention in mentions:
            assert document.block_at(mention.start) is not None
            assert "\n" not in self.text[mention.start : mention.end]
        return mentions


def rows(mentions: list[IndexMention]) -> list[tuple[str, str, str, str, float | None, int | None]]:
    return [
        (mention.code, value.status, value.kind, value.comparator, value.value, value.year)
        for mention in mentions
        for value in mention.values
    ]


def test_offsets_are_those_of_the_document():
    builder = Builder()
    builder.add("heading", "MỤC TIÊU", label="I.")
    builder.add("item", "Chỉ số PCI đạt từ 68 điểm trở lên.", label="-", under=0)
    (mention,) = builder.indices()
    assert builder.text[mention.start : mention.end] == "Chỉ số PCI"
    assert [builder.text[value.start : value.end] for value in mention.values] == ["đạt từ 68 điểm trở lên"]


def test_page_furniture_names_nothing():
    builder = Builder()
    builder.add("page_furniture", "Kế hoạch nâng cao Chỉ số PCI")
    builder.add("footnote", "Theo Chỉ số PAPI năm 2023.", label="1")
    assert [(mention.code, mention.year) for mention in builder.indices()] == [("PAPI", 2023)]


def test_headings_tell_targets_from_results():
    builder = Builder()
    results = builder.add("heading", "KẾT QUẢ THỰC HIỆN NĂM 2024", label="I.")
    builder.add("item", "Chỉ số SIPAS đạt 85%, thuộc nhóm 20 tỉnh dẫn đầu.", label="-", under=results)
    goals = builder.add("heading", "MỤC TIÊU", label="II.")
    until = builder.add("heading", "Đến năm 2030", label="1.", under=goals)
    builder.add("item", "Chỉ số SIPAS đạt 95%.", label="-", under=until)
    assert rows(builder.indices()) == [
        ("SIPAS", "result", "percent", "=", 85, 2024),
        ("SIPAS", "result", "rank", "top", 20, 2024),
        ("SIPAS", "target", "percent", "=", 95, 2030),
    ]


def test_headings_of_what_is_to_be_done_tell_no_results():
    builder = Builder()
    work = builder.add("heading", "TỔ CHỨC THỰC HIỆN", label="IV.")
    builder.add("item", "Duy trì thứ hạng Chỉ số PCI trong tốp đầu.", label="-", under=work)
    lead = builder.add("paragraph", "Để đạt được các chỉ tiêu nêu trên, các sở, ngành thực hiện:")
    builder.add("item", "Duy trì thứ hạng Chỉ số SIPAS trong tốp đầu.", label="-", under=lead)
    assert [row[1] for row in rows(builder.indices())] == ["target", "target"]


def test_the_year_of_a_lead_in_holds_for_the_items_under_it():
    builder = Builder()
    lead = builder.add("paragraph", "Phấn đấu đến năm 2025:")
    builder.add("item", "Chỉ số SIPAS đạt từ 90% trở lên;", label="-", under=lead)
    builder.add("item", "năm 2026, Chỉ số PCI tăng 2 bậc.", label="-", under=lead)
    assert rows(builder.indices()) == [
        ("SIPAS", "target", "percent", ">=", 90, 2025),
        ("PCI", "target", "change", "=", 2, 2026),
    ]


def test_the_title_tells_the_plans_years():
    builder = Builder()
    builder.add("title", "Nâng cao Chỉ số PCI tỉnh An Thịnh năm 2025")
    builder.add("paragraph", "Năm 2024, Chỉ số PCI nằm trong nhóm 20 tỉnh dẫn đầu.")
    builder.add("paragraph", "Năm 2025, Chỉ số PCI xếp thứ 15.")
    assert [row[1] for row in rows(builder.indices())] == ["result", "target"]


def test_the_dateline_stands_in_for_a_title_without_years():
    builder = Builder()
    builder.add("letterhead", "An Thịnh, ngày 05 tháng 3 năm 2025")
    builder.add("title", "Nâng cao Chỉ số PCI")
    builder.add("paragraph", "Năm 2024, Chỉ số PCI nằm trong nhóm 20 tỉnh dẫn đầu.")
    assert [row[1] for row in rows(builder.indices())] == ["result"]
    assert [row[1] for row in rows(builder.indices(plan_years=(2024, 2024)))] == ["target"]


def test_items_under_a_heading_that_only_names_an_index():
    builder = Builder()
    heading = builder.add("heading", "Chỉ số CCHC của Sở:", label="a)")
    builder.add("item", "Phấn đấu đạt từ 90 điểm trở lên;", label="-", under=heading)
    builder.add("item", "Thuộc nhóm 3 sở, ngành dẫn đầu; tổ chức 02 hội nghị.", label="-", under=heading)
    builder.add("item", "100% công chức được tập huấn, đạt 95% yêu cầu.", label="-", under=heading)
    (mention,) = builder.indices()
    assert rows([mention]) == [
        ("PAR_INDEX", "target", "score", ">=", 90, None),
        ("PAR_INDEX", "target", "rank", "top", 3, None),
    ]
    assert builder.text[mention.values[1].start : mention.values[1].end] == "Thuộc nhóm 3 sở, ngành dẫn đầu"


def test_items_under_a_heading_that_says_more_are_about_something_else():
    builder = Builder()
    heading = builder.add("heading", "Tuyên truyền sâu rộng về Chỉ số PCI:", label="a)")
    builder.add("item", "Phấn đấu đạt 95%.", label="-", under=heading)
    assert rows(builder.indices()) == []


def test_the_cells_of_a_row_belong_together():
    builder = Builder()
    builder.table(
        ["TT", "Chỉ số", "Đơn vị tính", "Kết quả năm 2024", "Mục tiêu năm 2025", "Cơ quan chủ trì"],
        ["1", "Chỉ số cải cách hành chính (PAR INDEX)", "%", "87,92", "≥ 90", "Sở Nội vụ"],
        ["2", "Chỉ số PCI", "Điểm", "66,25", "68 trở lên", "Sở Tài chính"],
        ["", "", "Thứ hạng", "24/63", "20", ""],
        ["3", "Chỉ số SIPAS", "%", "84,1", "88 - 90", "Sở Nội vụ"],
        ["4", "Chỉ số PAPI", "Nhóm", "Trung bình thấp", "Nhóm trung bình cao", "Thanh tra tỉnh"],
        ["5", "Tổ chức tập huấn về DDCI", "lớp", "2", "5", "Sở Tài chính"],
    )
    mentions = builder.indices()
    assert [mention.code for mention in mentions] == ["PAR_INDEX", "PCI", "SIPAS", "PAPI", "DDCI"]
    assert rows(mentions) == [
        ("PAR_INDEX", "result", "percent", "=", 87.92, 2024),
        ("PAR_INDEX", "target", "percent", ">=", 90, 2025),
        ("PCI", "result", "score", "=", 66.25, 2024),
        ("PCI", "target", "score", ">=", 68, 2025),
        ("PCI", "result", "rank", "=", 24, 2024),
        ("PCI", "target", "rank", "=", 20, 2025),
        ("SIPAS", "result", "percent", "=", 84.1, 2024),
        ("SIPAS", "target", "percent", "between", 88, 2025),
        ("PAPI", "result", "level", "=", None, 2024),
        ("PAPI", "target", "level", "=", None, 2025),
    ]
    (first, *_) = mentions[0].values
    assert builder.text[first.start : first.end] == "87,92"


def test_columns_say_what_their_numbers_are():
    builder = Builder()
    builder.add("title", "Cải thiện các chỉ số năm 2025")
    builder.table(
        ["STT", "Tên chỉ số", "Xếp hạng năm 2023", "Xếp hạng năm 2024", "Tăng/giảm", "Ghi chú"],
        ["1", "PAR INDEX", "25", "20", "+5", "3"],
        ["2", "PAPI", "31", "38", "-7", ""],
    )
    assert rows(builder.indices()) == [
        ("PAR_INDEX", "result", "rank", "=", 25, 2023),
        ("PAR_INDEX", "result", "rank", "=", 20, 2024),
        ("PAR_INDEX", "result", "change", "=", 5, None),
        ("PAPI", "result", "rank", "=", 31, 2023),
        ("PAPI", "result", "rank", "=", 38, 2024),
        ("PAPI", "result", "change", "=", -7, None),
    ]


def test_sentences_in_cells():
    builder = Builder()
    builder.table(
        ["TT", "Nội dung", "Mục tiêu", "Thời gian"],
        ["1", "Chỉ số DDCI của Sở", "Phấn đấu thuộc nhóm 05 sở dẫn đầu; đạt từ 80 điểm trở lên", "Năm 2025"],
        ["2", "Nâng cao Chỉ số CCHC, phấn đấu đạt 90 điểm", "Hoàn thành 100%", "Quý IV/2025"],
    )
    assert rows(builder.indices()) == [
        ("DDCI", "target", "rank", "top", 5, None),
        ("DDCI", "target", "score", ">=", 80, None),
        ("PAR_INDEX", "target", "score", "=", 90, None),
    ]


def test_a_paragraph_that_leads_in_a_list_says_when_its_values_were_reached():
    builder = Builder()
    builder.add("title", "Nâng cao các chỉ số năm 2025")
    need = builder.add("heading", "SỰ CẦN THIẾT BAN HÀNH KẾ HOẠCH", label="I.")
    builder.add("paragraph", "Theo kết quả công bố năm 2024, cụ thể như sau:", under=need)
    builder.add("item", "SIPAS: Đạt 83,28%, hạng 34/63.", label="-", under=need)
    assert rows(builder.indices()) == [
        ("SIPAS", "result", "percent", "=", 83.28, 2024),
        ("SIPAS", "result", "rank", "=", 34, 2024),
    ]


def test_an_empty_document():
    assert find_indices(Document("", ())) == []
