"""Values: how ranks, scores, percentages, levels and changes are stated, whatever the index."""

from __future__ import annotations

import pytest

from extractors.indices import IndexValue, find_in_text

Expected = tuple[str, str, float | None, float | None]


def values(text: str) -> list[IndexValue]:
    return [value for mention in find_in_text(text) for value in mention.values]


def short(value: IndexValue) -> Expected:
    return value.kind, value.comparator, value.value, value.value_max


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        ("đạt 90%", ("percent", "=", 90, None)),
        ("đạt từ 90% trở lên", ("percent", ">=", 90, None)),
        ("đạt trên 90%", ("percent", ">=", 90, None)),
        ("đạt tối thiểu 88,5%", ("percent", ">=", 88.5, None)),
        ("đạt ít nhất 85 %", ("percent", ">=", 85, None)),
        ("không thấp hơn 85%", ("percent", ">=", 85, None)),
        ("không dưới 85%", ("percent", ">=", 85, None)),
        ("đạt ≥ 95%", ("percent", ">=", 95, None)),
        ("đạt tỷ lệ 50,77%", ("percent", "=", 50.77, None)),
        ("đạt từ 85% - 90%", ("percent", "between", 85, 90)),
        ("đạt từ 85 đến 90%", ("percent", "between", 85, 90)),
        ("nâng lên 90%", ("percent", "=", 90, None)),
        ("tăng từ 85,2% lên 87,1%", ("percent", "=", 87.1, None)),
        ("đạt 87,61 điểm", ("score", "=", 87.61, None)),
        ("đạt 87.61 điểm", ("score", "=", 87.61, None)),
        ("đạt 42.295 điểm", ("score", "=", 42.295, None)),
        ("đạt 1.000 điểm", ("score", "=", 1000, None)),
        ("là 40,62/80 điểm", ("score", "=", 40.62, None)),
        ("đạt 68,5/100", ("score", "=", 68.5, None)),
        ("đạt từ 80 điểm đến 85 điểm", ("score", "between", 80, 85)),
        ("đạt trên 0,75", ("score", ">=", 0.75, None)),
        (": điểm số 68,5", ("score", "=", 68.5, None)),
        ("tăng từ 62,5 điểm năm 2022 lên 65,1 điểm", ("score", "=", 65.1, None)),
        ("xếp thứ 15/63", ("rank", "=", 15, None)),
        ("xếp thứ 15 trở lên", ("rank", "<=", 15, None)),
        ("xếp hạng từ thứ 20 trở lên", ("rank", "<=", 20, None)),
        ("từ thứ 20 trở lên", ("rank", "<=", 20, None)),
        ("không thấp hơn thứ 20", ("rank", "<=", 20, None)),
        ("xếp không quá thứ 20", ("rank", "<=", 20, None)),
        ("xếp vị trí thứ 9", ("rank", "=", 9, None)),
        ("xếp hạng 31/34 tỉnh, thành phố", ("rank", "=", 31, None)),
        ("xếp thứ 15 trong 63 tỉnh, thành phố", ("rank", "=", 15, None)),
        ("xếp vị trí 10 - 15/63 tỉnh, thành phố", ("rank", "between", 10, 15)),
        ("đứng thứ ba cả nước", ("rank", "=", 3, None)),
        ("xếp thứ nhất cả nước", ("rank", "=", 1, None)),
        ("dẫn đầu cả nước", ("rank", "=", 1, None)),
        (": thứ hạng 20", ("rank", "=", 20, None)),
        ("tăng từ thứ hạng 51 lên thứ hạng 31", ("rank", "=", 31, None)),
        ("thuộc nhóm 10 tỉnh dẫn đầu", ("rank", "top", 10, None)),
        ("nằm trong nhóm 10 tỉnh, thành phố dẫn đầu cả nước", ("rank", "top", 10, None)),
        ("nằm trong nhóm Top 20", ("rank", "top", 20, None)),
        ("vào tốp 5 của tỉnh", ("rank", "top", 5, None)),
        ("nằm trong nhóm 20/63 địa phương dẫn đầu", ("rank", "top", 20, None)),
        ("thuộc nhóm 15", ("rank", "top", 15, None)),
        ("là một trong 10 địa phương dẫn đầu", ("rank", "top", 10, None)),
        ("trong nhóm từ 10 đến 15 tỉnh dẫn đầu", ("rank", "between", 10, 15)),
        ("tăng ít nhất 01 bậc", ("change", ">=", 1, None)),
        ("tăng từ 3 bậc trở lên", ("change", ">=", 3, None)),
        ("tăng 2-3 bậc", ("change", "between", 2, 3)),
        ("tăng dần (ít nhất 1-2 bậc) theo từng năm", ("change", "between", 1, 2)),
        ("tăng ba bậc", ("change", "=", 3, None)),
        ("cải thiện ít nhất 5 bậc", ("change", ">=", 5, None)),
        ("cao hơn ít nhất 02 bậc so với năm 2024", ("change", ">=", 2, None)),
        ("tăng 3,55 điểm", ("change", "=", 3.55, None)),
        ("tăng thêm 2%", ("change", "=", 2, None)),
        ("giảm 7 bậc", ("change", "=", -7, None)),
        ("giảm 0,8 điểm so với năm 2022", ("change", "=", -0.8, None)),
        ('tiếp tục nằm trong nhóm "Trung bình cao"', ("level", "=", None, None)),
        ("thuộc nhóm khá", ("level", "=", None, None)),
        ("lọt vào nhóm dẫn đầu cả nước", ("level", "=", None, None)),
        ("trong tốp các tỉnh dẫn đầu cả nước", ("level", "=", None, None)),
        ("đạt loại Tốt trở lên", ("level", ">=", None, None)),
    ],
)
def test_one_value(stated: str, expected: Expected):
    text = f"Chỉ số PCI {stated}."
    found = values(text)
    assert [short(value) for value in found] == [expected]
    assert text[found[0].start : found[0].end] in text


@pytest.mark.parametrize(
    ("stated", "level"),
    [
        ("thuộc nhóm khá", "khá"),
        ('nằm trong nhóm "Trung bình cao"', "trung bình cao"),
        ("trong nhóm các tỉnh, thành phố Trung bình cao trở lên", "trung bình cao"),
        ("xếp vào nhóm 4 (nhóm đạt điểm thấp nhất)", "nhóm 4"),
        ("nằm trong nhóm A", "nhóm A"),
        ("thuộc nhóm địa phương có chất lượng điều hành “Tốt”", "tốt"),
        ("xếp loại Xuất sắc", "xuất sắc"),
        ("từ nhóm trung bình thấp lên nhóm trung bình cao", "trung bình cao"),
    ],
)
def test_the_name_of_a_level(stated: str, level: str):
    assert [(value.kind, value.level) for value in values(f"Chỉ số PAPI {stated}.")] == [("level", level)]


@pytest.mark.parametrize(
    ("stated", "scale"),
    [
        ("xếp thứ 38/63", 63),
        ("đạt 40,62/80 điểm", 80),
        ("đạt 750/1.000 điểm", 1000),
        ("xếp thứ 15 trong 63 tỉnh", 63),
        ("thuộc nhóm 20/63 tỉnh dẫn đầu", 63),
        ("xếp thứ 9", None),
    ],
)
def test_out_of_how_many(stated: str, scale: float | None):
    assert [value.scale for value in values(f"Chỉ số DTI {stated}.")] == [scale]


@pytest.mark.parametrize(
    "stated",
    [
        "được tuyên truyền đến 100% các đơn vị",
        "có 90% hồ sơ đúng hạn",
        "đạt 100% kế hoạch",
        "cao hơn 2,5 điểm so với trung bình cả nước",
        "được công bố lần thứ 13",
        "gồm 8 lĩnh vực, 38 tiêu chí",
        "được khảo sát tại 63 tỉnh, thành phố",
        "tăng bậc so với năm 2024",
        "được giới thiệu tại 15 điểm cầu",
        "ban hành ngày 15/6/2024",
    ],
)
def test_numbers_that_are_no_values(stated: str):
    assert values(f"Chỉ số PCI {stated}.") == []


@pytest.mark.parametrize(
    ("text", "baselines"),
    [
        ("Chỉ số PAPI tăng ít nhất 01 bậc so với năm 2024", [2024]),
        ("So với năm 2023, Chỉ số PAPI tăng 3 bậc", [None]),
        ("Chỉ số PAPI, so với năm 2023, tăng 3 bậc", [2023]),
        ("Chỉ số PAPI năm 2024 tăng 3 bậc so với năm trước", [2023]),
        ("Chỉ số PAPI tăng 3 bậc so với kết quả công bố năm 2022", [2022]),
        ("Chỉ số PAPI tăng 0,5 điểm và tăng 3 bậc so với năm 2022", [2022, 2022]),
    ],
)
def test_the_year_a_change_is_measured_against(text: str, baselines: list[int | None]):
    assert [value.baseline_year for value in values(text)] == baselines


def test_the_words_that_state_a_value_are_its_span():
    text = "Phấn đấu Chỉ số SIPAS đạt từ 90% trở lên, xếp thứ 15/63."
    assert [text[value.start : value.end] for value in values(text)] == [
        "đạt từ 90% trở lên",
        "xếp thứ 15/63",
    ]
