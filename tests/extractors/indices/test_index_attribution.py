"""Whole sentences: which index a value belongs to, target or result, and the year it holds for."""

from __future__ import annotations

import pytest

from extractors.indices import find_in_text

Row = tuple[str, str, str, str, float | None, int | None]


def rows(text: str, plan_years: tuple[int, int] | None = None) -> list[Row]:
    return [
        (mention.code, value.status, value.kind, value.comparator, value.value, value.year)
        for mention in find_in_text(text, plan_years=plan_years)
        for value in mention.values
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phấn đấu Chỉ số PAR INDEX của tỉnh thuộc nhóm 10 tỉnh dẫn đầu, đạt từ 90% trở lên.",
            [
                ("PAR_INDEX", "target", "rank", "top", 10, None),
                ("PAR_INDEX", "target", "percent", ">=", 90, None),
            ],
        ),
        (
            "Năm 2021, Chỉ số CCHC của tỉnh đạt 87,61 điểm, xếp thứ 38/63, giảm 7 bậc so với năm 2020.",
            [
                ("PAR_INDEX", "result", "score", "=", 87.61, 2021),
                ("PAR_INDEX", "result", "rank", "=", 38, 2021),
                ("PAR_INDEX", "result", "change", "=", -7, 2021),
            ],
        ),
        (
            "Tỉnh xếp hạng 60/63 về Chỉ số CCHC, 57/63 về Chỉ số SIPAS và 51/61 về Chỉ số PAPI năm 2024.",
            [
                ("PAR_INDEX", "result", "rank", "=", 60, None),
                ("SIPAS", "result", "rank", "=", 57, None),
                ("PAPI", "result", "rank", "=", 51, 2024),
            ],
        ),
        (
            "Chỉ số phục vụ người dân, doanh nghiệp trong thực hiện thủ tục hành chính đạt từ 85 điểm trở lên.",
            [("SERVICE_766", "target", "score", ">=", 85, None)],
        ),
        (
            "Kết quả chỉ số PCI đạt 69,03 điểm (tăng 3,55 điểm) xếp vị trí thứ 9, tăng 6 bậc so với năm 2020",
            [
                ("PCI", "result", "score", "=", 69.03, None),
                ("PCI", "result", "change", "=", 3.55, None),
                ("PCI", "result", "rank", "=", 9, None),
                ("PCI", "result", "change", "=", 6, None),
            ],
        ),
        (
            "Nâng hạng Chỉ số PGI ít nhất 3 bậc; cải thiện các chỉ số PCI, PAPI từ 1-2 bậc; tăng Chỉ số SIPAS thêm 2%.",
            [
                ("PGI", "target", "change", ">=", 3, None),
                ("PCI", "target", "change", "between", 1, None),
                ("PAPI", "target", "change", "between", 1, None),
                ("SIPAS", "target", "change", "=", 2, None),
            ],
        ),
        (
            "Cải thiện Chỉ số PCI trong 10 vị trí đầu, không thấp hơn hạng 5.",
            [("PCI", "target", "rank", "top", 10, None), ("PCI", "target", "rank", "<=", 5, None)],
        ),
        (
            "Chỉ số SIPAS năm 2024 đạt 83,5% (kế hoạch 85%).",
            [
                ("SIPAS", "result", "percent", "=", 83.5, 2024),
                ("SIPAS", "target", "percent", "=", 85, 2024),
            ],
        ),
        (
            "Duy trì kết quả Chỉ số DDCI ở vị trí thứ 5. Kết quả Chỉ số PCI đạt 66 điểm.",
            [("DDCI", "target", "rank", "=", 5, None), ("PCI", "result", "score", "=", 66, None)],
        ),
        (
            "Chỉ số thành phần gia nhập thị trường của PCI đạt 7,5 điểm.",
            [("OTHER", "result", "score", "=", 7.5, None)],
        ),
        (
            "Chỉ số PAPI năm 2022 là 40,62/80 điểm, đạt tỷ lệ 50,77%, xếp vào nhóm 4 (nhóm đạt điểm thấp nhất)",
            [
                ("PAPI", "result", "score", "=", 40.62, 2022),
                ("PAPI", "result", "percent", "=", 50.77, 2022),
                ("PAPI", "result", "level", "=", None, 2022),
            ],
        ),
        (
            "Chỉ số PCI năm 2024 đạt 66,2 điểm, xếp thứ 20/63; phấn đấu năm 2025 đạt trên 68 điểm.",
            [
                ("PCI", "result", "score", "=", 66.2, 2024),
                ("PCI", "result", "rank", "=", 20, 2024),
                ("PCI", "target", "score", ">=", 68, 2025),
            ],
        ),
        (
            "Phấn đấu năm 2025 chỉ số PAPI tăng 5 bậc (năm 2024 xếp thứ 38/63)",
            [("PAPI", "target", "change", "=", 5, 2025), ("PAPI", "result", "rank", "=", 38, 2024)],
        ),
        (
            "Phấn đấu kết quả Chỉ số SIPAS năm 2025 đạt từ 87% trở lên",
            [("SIPAS", "target", "percent", ">=", 87, 2025)],
        ),
        (
            "Phấn đấu Chỉ số PCI năm 2025 đạt 66 điểm; giai đoạn 2026-2030: 70 điểm.",
            [("PCI", "target", "score", "=", 66, 2025), ("PCI", "target", "score", "=", 70, 2030)],
        ),
        (
            "Phấn đấu đến năm 2030: PAR INDEX đạt trên 92%; SIPAS đạt từ 95% trở lên.",
            [
                ("PAR_INDEX", "target", "percent", ">=", 92, 2030),
                ("SIPAS", "target", "percent", ">=", 95, 2030),
            ],
        ),
        (
            "Mục tiêu: SIPAS đối với thủ tục đất đai năm 2026 đạt ít nhất 88%.",
            [("SIPAS", "target", "percent", ">=", 88, 2026)],
        ),
        (
            "Mục tiêu: tuyên truyền SIPAS, hồ sơ trực tuyến đạt 88%.",
            [],
        ),
        (
            "Mục tiêu: Chỉ số SIPAS năm 2025 đạt 87%, năm 2026 đạt 88%.",
            [("SIPAS", "target", "percent", "=", 87, 2025), ("SIPAS", "target", "percent", "=", 88, 2026)],
        ),
        (
            "Mục tiêu Chỉ số SIPAS đạt 85% năm 2025 và 90% năm 2030",
            [("SIPAS", "target", "percent", "=", 85, 2025), ("SIPAS", "target", "percent", "=", 90, 2030)],
        ),
        (
            "Chỉ số PAR INDEX của tỉnh qua các năm: hạng 48 (năm 2012), hạng 33 (năm 2013)",
            [("PAR_INDEX", "result", "rank", "=", 48, 2012), ("PAR_INDEX", "result", "rank", "=", 33, 2013)],
        ),
        (
            "Chỉ số PCI: 68 điểm, thứ hạng 20/63; Chỉ số PAPI: 43 điểm.",
            [
                ("PCI", "result", "score", "=", 68, None),
                ("PCI", "result", "rank", "=", 20, None),
                ("PAPI", "result", "score", "=", 43, None),
            ],
        ),
        (
            "Phấn đấu Chỉ số CCHC của các sở, ban, ngành và UBND các huyện, thị xã đạt từ 80% trở lên",
            [("PAR_INDEX", "target", "percent", ">=", 80, None)],
        ),
    ],
)
def test_values_after_the_name(text: str, expected: list[Row]):
    assert rows(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Duy trì trong nhóm 5 tỉnh dẫn đầu về Chỉ số PCI", [("PCI", "top", 5)]),
        ("Phấn đấu nằm trong nhóm 10 tỉnh, thành phố có chỉ số PCI cao nhất cả nước", [("PCI", "top", 10)]),
        ("Giữ vững vị trí dẫn đầu cả nước về PAR INDEX và SIPAS", [("PAR_INDEX", "=", 1), ("SIPAS", "=", 1)]),
        (
            "Duy trì trong nhóm 20 tỉnh dẫn đầu về Chỉ số PCI và tốp 15 về Chỉ số PAPI",
            [("PCI", "top", 20), ("PAPI", "top", 15)],
        ),
        ("Tăng 2 bậc, thuộc nhóm 10 tỉnh dẫn đầu về Chỉ số PCI", [("PCI", "=", 2), ("PCI", "top", 10)]),
        ("Chỉ số PCI tăng 2 bậc; tăng 3 bậc Chỉ số PAPI", [("PCI", "=", 2), ("PAPI", "=", 3)]),
        (
            "Năm 2023 tỉnh xếp thứ 11/63 về Chỉ số SIPAS (đạt 84,56%)",
            [("SIPAS", "=", 11), ("SIPAS", "=", 84.56)],
        ),
    ],
)
def test_values_before_the_name(text: str, expected: list[tuple[str, str, float]]):
    assert [(code, comparator, value) for code, _, _, comparator, value, _ in rows(text)] == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("PAR INDEX và SIPAS đạt trên 90%; PCI thuộc nhóm 20 tỉnh dẫn đầu", ["PAR_INDEX", "SIPAS", "PCI"]),
        (
            "Các chỉ số PAR INDEX, PAPI, SIPAS, PCI của tỉnh nằm trong nhóm 20 tỉnh dẫn đầu",
            ["PAR_INDEX", "PAPI", "SIPAS", "PCI"],
        ),
        # an exact figure can only be one index's
        ("Công bố Chỉ số PAR INDEX, Chỉ số PCI đạt 66,25 điểm", ["PCI"]),
        ("Chỉ số PAR INDEX, Chỉ số PCI đều đạt 66,25 điểm", ["PAR_INDEX", "PCI"]),
    ],
)
def test_a_value_of_several_indices(text: str, codes: list[str]):
    assert [row[0] for row in rows(text)] == codes


def test_values_told_off_in_turn():
    text = "Chỉ số PCI, PAPI lần lượt đạt 66,2 điểm và 43,1 điểm"
    assert [(row[0], row[4]) for row in rows(text)] == [("PCI", 66.2), ("PAPI", 43.1)]
    text = "Chỉ số PCI, Chỉ số PAPI tăng lần lượt 5 bậc và 3 bậc so với năm 2023"
    assert [(row[0], row[4]) for row in rows(text)] == [("PCI", 5), ("PAPI", 3)]
    assert rows("Chỉ số PCI, PAPI, SIPAS lần lượt đạt 66,2 điểm và 43,1 điểm") == []


@pytest.mark.parametrize(
    "text",
    [
        "Tuyên truyền đến 100% các đơn vị, địa phương về PCI và DDCI",
        "Phấn đấu tỷ lệ người dân biết về Chỉ số PAPI đạt 90%",
        "Nâng cao Chỉ số PCI, tỷ lệ hồ sơ giải quyết đúng hạn đạt 98%",
        "Tỷ lệ hồ sơ trực tuyến đạt 80%, góp phần nâng cao Chỉ số CCHC",
        "Nâng cao chỉ số PCI; thu ngân sách đạt 5.000 tỷ đồng, tăng 10% so với năm 2024",
        "Phấn đấu 85% người dân hài lòng, Chỉ số PAR INDEX tăng bậc",
        "Tổ chức 02 hội nghị về PCI; 100% doanh nghiệp tham gia đạt yêu cầu",
        "Thành lập Tổ công tác PCI gồm 15 thành viên; họp 1 lần/quý",
    ],
)
def test_values_of_something_else(text: str):
    assert rows(text) == []


def test_the_plans_years_tell_results_from_targets():
    text = "Năm 2024: Chỉ số PCI nằm trong nhóm 20 tỉnh dẫn đầu. Năm 2025: Chỉ số PCI xếp thứ 15."
    assert [row[1] for row in rows(text, (2025, 2025))] == ["result", "target"]


def test_offsets_hold_in_a_longer_line():
    text = "Tỉnh An Thịnh. " * 20 + "Chỉ số PCI năm 2024 đạt 66,2 điểm."
    (mention,) = find_in_text(text)
    assert text[mention.start : mention.end] == "Chỉ số PCI"
    assert [text[value.start : value.end] for value in mention.values] == ["đạt 66,2 điểm"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Theo Chỉ số (PCI) năm 2023 của Phòng Thương mại và Công nghiệp Việt Nam (VCCI), tỉnh xếp hạng 20/63.",
            [("PCI", "result", "rank", "=", 20, 2023)],
        ),
        (
            "Chỉ số SIPAS đạt 83,5%, cao hơn mức trung bình cả nước (81,25%), xếp thứ 9/63.",
            [("SIPAS", "result", "percent", "=", 83.5, None), ("SIPAS", "result", "rank", "=", 9, None)],
        ),
        (
            "Chỉ số PAPI năm 2024 đạt 43,5 điểm; Chỉ số SIPAS đạt 84,5%; phấn đấu Chỉ số PCI đạt 70 điểm.",
            [
                ("PAPI", "result", "score", "=", 43.5, 2024),
                ("SIPAS", "result", "percent", "=", 84.5, 2024),
                ("PCI", "target", "score", "=", 70, None),
            ],
        ),
        (
            "Phấn đấu Chỉ số PCI đạt 68 điểm và luôn nằm trong nhóm 20 tỉnh có chất lượng điều hành tốt.",
            [("PCI", "target", "score", "=", 68, None), ("PCI", "target", "rank", "top", 20, None)],
        ),
        (
            "Phấn đấu nằm trong nhóm 20 tỉnh có Chỉ số PAPI dẫn đầu cả nước.",
            [("PAPI", "target", "rank", "top", 20, None)],
        ),
        ("Trong Chỉ số PCI, phấn đấu đạt 3/10 chỉ số thành phần tăng điểm.", []),
    ],
)
def test_values_in_the_sentences_of_reports(text: str, expected: list[Row]):
    assert rows(text) == expected


def test_a_second_change_has_its_own_unit_and_the_year_of_both():
    (mention,) = find_in_text("Chỉ số PCI tăng 0,5 điểm và 10 bậc so với năm 2024.")
    assert [(value.unit, value.baseline_year) for value in mention.values] == [("điểm", 2024), ("bậc", 2024)]


def test_a_level_with_a_dash():
    (mention,) = find_in_text("Chỉ số PAPI thuộc nhóm Trung bình - Cao.")
    assert [value.level for value in mention.values] == ["trung bình cao"]


def test_the_year_after_a_bracket_that_holds_only_the_acronym():
    (mention,) = find_in_text("Kết quả đánh giá năng lực điều hành cấp sở và địa phương (DDCI) năm 2023")
    assert mention.year == 2023
