"""Names of indices: every code by acronym and by the wordings of its name, and what is no index."""

from __future__ import annotations

import pytest

from extractors.indices import find_in_text


def named(text: str) -> list[tuple[str, str]]:
    return [(mention.code, text[mention.start : mention.end]) for mention in find_in_text(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PAR INDEX", "PAR_INDEX"),
        ("PAR Index", "PAR_INDEX"),
        ("PAR-Index", "PAR_INDEX"),
        ("Par index", "PAR_INDEX"),
        ("PARINDEX", "PAR_INDEX"),
        ("Chỉ số CCHC", "PAR_INDEX"),
        ("Chỉ số cải cách hành chính", "PAR_INDEX"),
        ("CHỈ SỐ CẢI CÁCH HÀNH CHÍNH CẤP TỈNH", "PAR_INDEX"),
        ("Chỉ số theo dõi, đánh giá kết quả cải cách hành chính", "PAR_INDEX"),
        ("chỉ số PCI", "PCI"),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh", "PCI"),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh - PCI", "PCI"),
        ("SIPAS", "SIPAS"),
        ("Chỉ số hài lòng", "SIPAS"),
        ("chỉ số hài lòng về sự phục vụ hành chính", "SIPAS"),
        ("Chỉ số hài lòng của người dân đối với sự phục vụ của cơ quan nhà nước", "SIPAS"),
        ("Chỉ số mức độ hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan HCNN", "SIPAS"),
        (
            "Chỉ số đo lường sự hài lòng của cá nhân, tổ chức, doanh nghiệp về chất lượng phục vụ hành chính công",
            "SIPAS",
        ),
        ("mức độ hài lòng của người dân đối với sự phục vụ của cơ quan hành chính", "SIPAS"),
        ("PAPI", "PAPI"),
        ("CHỈ SỐ PAPI", "PAPI"),
        ("Chỉ số hiệu quả quản trị và hành chính công cấp tỉnh ở Việt Nam", "PAPI"),
        ("Chỉ số hiệu quả và quản trị hành chính công", "PAPI"),
        ("hiệu quả quản trị và hành chính công", "PAPI"),
        ("DDCI", "DDCI"),
        ("Chỉ số đánh giá năng lực cạnh tranh các sở, ban, ngành và địa phương", "DDCI"),
        ("Chỉ số năng lực cạnh tranh cấp sở, ngành và cấp huyện", "DDCI"),
        ("DTI", "DTI"),
        ("Bộ chỉ số đánh giá mức độ chuyển đổi số", "DTI"),
        ("Chỉ số chuyển đổi số cấp tỉnh", "DTI"),
        ("ICT Index", "ICT_INDEX"),
        ("Chỉ số mức độ sẵn sàng cho phát triển và ứng dụng công nghệ thông tin", "ICT_INDEX"),
        ("Chỉ số xanh cấp tỉnh", "PGI"),
        ("PGI", "PGI"),
        ("Bộ chỉ số phục vụ người dân, doanh nghiệp", "SERVICE_766"),
        (
            "bộ chỉ số chỉ đạo, điều hành và đánh giá chất lượng phục vụ người dân trong giải quyết thủ tục hành chính",
            "SERVICE_766",
        ),
        ("Bộ chỉ số theo Quyết định số 766/QĐ-TTg", "SERVICE_766"),
        ("Bộ chỉ số 766", "SERVICE_766"),
        ("Chỉ số tính minh bạch và tiếp cận thông tin", "PCI_TRANSPARENCY"),
        ("chỉ số thành phần Tính minh bạch", "PCI_TRANSPARENCY"),
        ("Chỉ số thành phần “Chi phí không chính thức”", "OTHER"),
        ("Chỉ số nội dung “Công khai, minh bạch”", "OTHER"),
        ("Chỉ số đổi mới sáng tạo cấp địa phương", "OTHER"),
        ("chỉ số thương mại điện tử", "OTHER"),
        ("GII", "OTHER"),
        ("Chỉ số phát triển con người (HDI)", "OTHER"),
    ],
)
def test_a_name_is_one_mention(text: str, code: str):
    assert named(text) == [(code, text)]
    sentence = f"Tỉnh An Thịnh công bố kết quả {text} và triển khai các giải pháp."
    assert named(sentence) == [(code, text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Chỉ số CCHC (PAR INDEX)", "PAR_INDEX"),
        ("Chỉ số cải cách hành chính của các sở (PAR INDEX)", "PAR_INDEX"),
        ("Chỉ số cải cách hành chính (gọi tắt là Chỉ số CCHC)", "PAR_INDEX"),
        ("Chỉ số năng lực cạnh tranh cấp tỉnh (Provincial Competitiveness Index, viết tắt là PCI)", "PCI"),
        ("Chỉ số hài lòng của người dân, tổ chức đối với sự phục vụ của cơ quan HCNN (SIPAS)", "SIPAS"),
        ("PAPI (chỉ số hiệu quả quản trị và hành chính công cấp tỉnh)", "PAPI"),
        ("Chỉ số năng lực cạnh tranh cấp cơ sở ban ngành và địa phương (DDCI)", "DDCI"),
        ("Chỉ số năng lực cạnh tranh (DDCI)", "DDCI"),
        ("chỉ số thương mại điện tử (EBI)", "OTHER"),
        ("Chỉ số năng lực quản trị dữ liệu số (QDI)", "OTHER"),
        ("Chỉ số PCI - Chỉ số năng lực cạnh tranh cấp tỉnh", "PCI"),
    ],
)
def test_name_and_acronym_are_one_mention(text: str, code: str):
    assert named(f"Nâng cao {text}, phấn đấu cải thiện thứ hạng.") == [(code, text)]


def test_a_list_under_one_head():
    assert named("nâng cao các chỉ số PCI và DDCI, đào tạo cán bộ") == [
        ("PCI", "chỉ số PCI"),
        ("DDCI", "DDCI"),
    ]
    assert named("các chỉ số PCI, CCHC, CĐS và SIPAS") == [
        ("PCI", "chỉ số PCI"),
        ("PAR_INDEX", "CCHC"),
        ("DTI", "CĐS"),
        ("SIPAS", "SIPAS"),
    ]
    assert [
        code for code, _ in named("các chỉ số cải cách hành chính, hiệu quả quản trị và hành chính công")
    ] == [
        "PAR_INDEX",
        "PAPI",
    ]


def test_an_acronym_without_head_in_a_list_of_topics():
    # CCHC alone is the reform, not its index
    assert named("lồng ghép nội dung CCHC, PCI và DDCI vào sinh hoạt") == [("PCI", "PCI"), ("DDCI", "DDCI")]


@pytest.mark.parametrize(
    "text",
    [
        "Cải thiện các chỉ số của tỉnh.",
        "Nâng cao các chỉ số cải cách hành chính của tỉnh.",
        "Đẩy mạnh cải cách hành chính, chuyển đổi số, nâng cao năng lực cạnh tranh cấp tỉnh.",
        "Quyết định số 766/QĐ-TTg ngày 23/6/2022 của Thủ tướng Chính phủ.",
        "Theo dõi chỉ số giá tiêu dùng (CPI), chỉ số sản xuất công nghiệp (IIP).",
        "Đo chỉ số khối cơ thể (BMI), chỉ số đường huyết cho người bệnh.",
        "Đánh giá chỉ số hiệu suất công việc (KPI) của từng vị trí.",
        "Triển khai kỹ thuật can thiệp động mạch vành qua da (PCI).",
        "Hệ thống thanh toán đạt chuẩn PCI DSS.",
        "Báo cáo số 15/BC-PCI; thư điện tử pci@example.vn, trang papi.org.vn.",
        "Chỉ số hài lòng của người bệnh nội trú đạt 95%.",
        "Mức độ hài lòng của phụ huynh học sinh về dịch vụ giáo dục công.",
        "Hướng tới sự hài lòng của người dân.",
        "",
    ],
)
def test_what_is_no_index(text: str):
    assert find_in_text(text) == []


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Chỉ số PCI năm 2024", [2024]),
        ("PCI 2024 và PAPI-2023", [2024, 2023]),
        ("Chỉ số cải cách hành chính năm 2024 (PAR INDEX)", [2024]),
        ("Chỉ số cải cách hành chính (PAR INDEX 2024)", [2024]),
        ("chỉ số CCHC của các sở năm 2022", [2022]),
        ("Chỉ số CCHC của các sở, ban, ngành và UBND các huyện, thị xã, thành phố năm 2023", [2023]),
        ("PCI, PAR Index, PAPI, SIPAS tỉnh An Thịnh năm 2025", [2025] * 4),
        ("Chỉ số PCI của tỉnh An Thịnh và Chỉ số DDCI năm 2025", [2025, 2025]),
        ("PAR INDEX (thứ 10), SIPAS (thứ 12) năm 2023", [2023, 2023]),
        ("CHỈ SỐ PAPI TỈNH AN THỊNH NĂM 2025", [2025]),
        # the year is of something else in the sentence
        ("tuyên truyền Chỉ số PCI trong ngành Y tế năm 2025", [None]),
        ("tuyên truyền Chỉ số PCI trên địa bàn tỉnh năm 2025", [None]),
        ("nâng cao Chỉ số PCI đến năm 2025", [None]),
        ("Chỉ số SIPAS cùng với Chỉ số CCHC của các sở năm 2022", [None, 2022]),
        ("Chỉ số PCI giai đoạn 2021-2025", [None]),
        ("Chỉ số PCI năm 2021-2025", [None]),
        ("Chỉ số PCI và Kế hoạch CCHC năm 2025", [None]),
    ],
)
def test_the_year_of_a_mention(text: str, years: list[int | None]):
    mentions = find_in_text(text)
    assert [mention.year for mention in mentions] == years


def test_the_year_stays_outside_the_mention():
    assert named("công bố chỉ số CCHC năm 2022.") == [("PAR_INDEX", "chỉ số CCHC")]
