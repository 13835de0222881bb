"""Running text: which expressions of time are deadlines and which are something else."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.deadlines import find_deadlines
from extractors.deadlines.blocks import find_document_deadlines
from pipeline.normalise import normalise
from pipeline.read.source import SourceDocument
from pipeline.segment import segment

D = date
PLAN_YEARS, ISSUED = (2025, 2025), D(2025, 11, 5)


def found(text: str) -> list[str]:
    return [text[d.start : d.end] for d in find_deadlines(text, plan_years=PLAN_YEARS, issued=ISSUED)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Phòng Văn thư gửi báo cáo trước ngày 01/6 và 15/11 hằng năm.",
            ["trước ngày 01/6 và 15/11 hằng năm"],
        ),
        (
            "Báo cáo trước ngày 05/7/2025 (sáu tháng) và 05/12/2025 (cả năm).",
            ["trước ngày 05/7/2025", "05/12/2025"],
        ),
        ("Mở lớp bồi dưỡng; thời gian Quý III/2025.", ["Quý III/2025"]),
        ("Rút ngắn thời gian tháng 3 xuống 2 ngày.", []),
        ("Lập danh sách, hoàn thành 15/7/2025; chuyển hồ sơ xong 30/6.", ["15/7/2025", "30/6"]),
        ("Nâng cấp phần mềm: nghiệm thu 30/8/2025, khai giảng 05/9.", ["30/8/2025", "05/9"]),
        ("Hoàn thành 9/11 chỉ tiêu, xong 8/12 công trình.", []),
        ("Dọn vệ sinh trước ngày Quốc khánh 02/9/2025.", ["trước ngày Quốc khánh 02/9/2025"]),
        ("Nộp hồ sơ trước hạ tuần tháng 11.", ["trước hạ tuần tháng 11"]),
        ("Viết ít nhất 02 tin, bài/tháng về phòng cháy.", ["ít nhất 02 tin, bài/tháng"]),
        ("Giảm 05 hộ/năm, tăng 2 bậc/năm.", []),
        ("Thời gian: Tuần lễ từ 01-07/10 hằng năm.", ["từ 01-07/10 hằng năm"]),
        ("Kiểm tra theo kế hoạch hằng năm được phê duyệt.", []),
        (
            "Triển khai từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025.",
            ["từ ngày ban hành Kế hoạch đến hết ngày 31/12/2025"],
        ),
        ("Lễ phát động cấp tỉnh: ngày 15/4/2026, do Sở Y tế chủ trì.", ["ngày 15/4/2026"]),
        ("Theo Nghị quyết: ngày 15/4/2026, của HĐND.", []),
        ("Ngày 20/7/2026, Thanh tra Sở kiểm tra 05 đơn vị.", ["Ngày 20/7/2026"]),
        ("Ngày 10/01/2025, Sở Y tế họp.", []),
        ("Kiểm tra ba đơn vị, mốc kiểm tra từ 01/12/2025 đến 30/6/2026.", []),
        ("Ngày 20/7/2026, Thủ tướng Chính phủ ban hành Quyết định số 5/QĐ-TTg.", []),
        ("Báo cáo ngay trong 24 giờ về Chi cục.", ["trong 24 giờ"]),
        ("100% hồ sơ được trả trong 06 ngày làm việc.", []),
        (
            "Thời gian: 01 tuần, từ ngày 20/01 đến ngày 27/01/2026.",
            ["từ ngày 20/01 đến ngày 27/01/2026"],
        ),
        ("Đợt 2: ngày 15-16/7/2025 (trực tiếp)", ["ngày 15-16/7/2025"]),
        ("Học kỳ I: từ 08/9/2025 đến 17/01/2026", ["từ 08/9/2025 đến 17/01/2026"]),
        ("Lập danh sách, hoàn thành trước 05 hằng tháng.", ["trước 05 hằng tháng"]),
        ("Bàn giao nhà trước Tết Nguyên đán Bính Ngọ.", ["trước Tết Nguyên đán Bính Ngọ"]),
        (
            "Báo lịch cho các xã trước ngày kiểm tra ít nhất 05 ngày làm việc.",
            ["trước ngày kiểm tra ít nhất 05 ngày làm việc"],
        ),
        ("Gửi tài liệu trước cuộc họp 03 ngày.", ["trước cuộc họp 03 ngày"]),
        (
            "Gửi tài liệu ít nhất 05 ngày làm việc trước ngày kiểm tra.",
            ["ít nhất 05 ngày làm việc trước ngày kiểm tra"],
        ),
        (
            "Gửi báo cáo chậm nhất sau 10 ngày kết thúc đợt kiểm tra.",
            ["chậm nhất sau 10 ngày kết thúc đợt kiểm tra"],
        ),
        ("Lưu hồ sơ ít nhất 05 năm.", []),
        ("Rà soát trước khi trình UBND tỉnh trong 02 năm.", []),
        ("Kiểm tra các ngày 24, 25, 26/11/2025.", ["các ngày 24", "25", "26/11/2025"]),
        ("Tập huấn vào các ngày: 24 và 26/11/2025.", ["vào các ngày: 24", "26/11/2025"]),
        ("Xử lý kết quả kiểm tra ngày 24/11/2025.", []),
        ("Nạo vét kênh xong trước mùa mưa bão, gia cố đê.", ["trước mùa mưa bão"]),
        ("Tiếp xúc cử tri trước và sau kỳ họp; tình hình trước Tết.", []),
        ("Điều chuyển vốn dự án, báo cáo UBND tỉnh trong tháng 8/2025.", ["trong tháng 8/2025"]),
        ("Kiểm tra; định kỳ thứ Sáu hằng tuần báo cáo.", ["định kỳ thứ Sáu hằng tuần"]),
        ("Không thanh tra doanh nghiệp quá 01 lần/năm.", []),
        ("Phát động vào sáng Chủ nhật, ngày 20/4/2025.", ["vào sáng Chủ nhật, ngày 20/4/2025"]),
        ("Khai mạc 8h00, thứ Sáu, ngày 20/6/2025.", ["8h00, thứ Sáu, ngày 20/6/2025"]),
        ("Tiếp công dân vào thứ Ba, thứ Năm hằng tuần.", ["vào thứ Ba, thứ Năm hằng tuần"]),
        ("Chào cờ sáng thứ Hai hằng tuần.", ["sáng thứ Hai hằng tuần"]),
        (
            "Dự giờ 1 lần/học kỳ, họp 3 lần/năm học, mỗi học kỳ 1 lần.",
            ["1 lần/học kỳ", "3 lần/năm học", "mỗi học kỳ 1 lần"],
        ),
        ("Kiểm tra cuối học kỳ I; tổng kết vào cuối học kỳ II.", ["vào cuối học kỳ II"]),
        ("Mốc kiểm tra: Từ tháng 7/2023 đến thời điểm kiểm tra.", []),
        ("Niên độ kiểm tra: Năm 2025.", []),
        ("Kiểm tra văn bản (Phòng Tư pháp, thường xuyên).", ["thường xuyên"]),
        ("Rà soát thủ tục: cắt giảm hồ sơ (Văn phòng Sở, năm 2025);", ["năm 2025"]),
        ("Tuyên truyền Nghị quyết 57 (Bộ Chính trị, ngày 22/12/2024).", []),
        ("Học tập (Nghị quyết của Tỉnh ủy, năm 2025).", []),
        ("Phát động sáng 19/5/2025, tổng kết chiều ngày 20/6.", ["sáng 19/5/2025", "chiều ngày 20/6"]),
        ("Ra quân đồng loạt vào sáng ngày 01/3/2025.", ["vào sáng ngày 01/3/2025"]),
        ("Báo cáo tiến độ hằng tuần vào 16h00 thứ Sáu.", ["hằng tuần vào 16h00 thứ Sáu"]),
        (
            "tổng hợp, định kỳ trước ngày 30 tháng 11 hàng năm báo cáo",
            ["định kỳ trước ngày 30 tháng 11 hàng năm"],
        ),
        ("Các trạm y tế báo cáo chậm nhất vào ngày 05 hằng tháng.", ["chậm nhất vào ngày 05 hằng tháng"]),
        (
            "định kỳ báo cáo về Văn phòng trước ngày 20 của tháng cuối quý và trước ngày 15/11 hằng năm để tổng hợp",
            ["trước ngày 20 của tháng cuối quý", "trước ngày 15/11 hằng năm"],
        ),
        (
            "Định kỳ hàng tháng (trước ngày 16 hàng tháng), 6 tháng (trước 16/6), tổng kết năm (trước 20/11 hàng năm)",
            [
                "Định kỳ hàng tháng (trước ngày 16 hàng tháng)",
                "6 tháng (trước 16/6)",
                "tổng kết năm (trước 20/11 hàng năm)",
            ],
        ),
        (
            "xây dựng kế hoạch của đơn vị trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này, gửi về Chi cục",
            ["trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này"],
        ),
        (
            "Chậm nhất sau 05 ngày làm việc kể từ ngày kết thúc đợt kiểm tra, Đoàn gửi báo cáo",
            ["Chậm nhất sau 05 ngày làm việc kể từ ngày kết thúc đợt kiểm tra"],
        ),
        ("Báo cáo kết quả (qua Văn phòng) khi tổng kết Phong trào.", ["khi tổng kết Phong trào"]),
        ("Phối hợp với Ban Tổ chức khi có yêu cầu.", ["khi có yêu cầu"]),
        ("hằng năm hoặc khi có yêu cầu báo cáo Chi cục", ["hằng năm", "khi có yêu cầu"]),
        (
            "Hoàn thành trong Quý IV/2025; dự kiến nghiệm thu tháng 12/2025.",
            ["trong Quý IV/2025", "tháng 12/2025"],
        ),
        ("Từ nay đến hết năm 2025.", ["Từ nay đến hết năm 2025"]),
        (
            "Mốc số liệu: báo cáo năm tính từ ngày 15/12/2024. Gửi báo cáo trước ngày 20/12/2025.",
            ["trước ngày 20/12/2025"],
        ),
        ("Chốt số liệu: 30/11/2025; thời hạn gửi: 05/12/2025", ["05/12/2025"]),
        ("Thời gian báo cáo số liệu: 30/11/2025", ["30/11/2025"]),
        (
            "tổ chức Tuần lễ từ ngày 15/11 đến ngày 21/11/2025 tại nhà văn hóa",
            ["từ ngày 15/11 đến ngày 21/11/2025"],
        ),
        ("tổ chức hội nghị sơ kết trong trung tuần tháng 10/2025", ["trong trung tuần tháng 10/2025"]),
        ("họp rút kinh nghiệm vào tuần cuối của tháng 10/2025", ["vào tuần cuối của tháng 10/2025"]),
        ("Họp triển khai vào 14 giờ 00 phút, ngày 12/11/2025", ["vào 14 giờ 00 phút, ngày 12/11/2025"]),
        ("Hằng năm, tổ chức lấy ý kiến người bệnh", ["Hằng năm"]),
        ("đưa vào buổi sinh hoạt Ngày Pháp luật hàng tháng của khoa", ["hàng tháng"]),
        ("lồng ghép trong báo cáo công tác giảm nghèo hằng năm của xã", ["hằng năm"]),
        ("mỗi tháng 01 lần, các khoa họp giao ban", ["mỗi tháng 01 lần"]),
        ("đến hết tháng 12/2025 phải hoàn thành việc rà soát", ["đến hết tháng 12/2025"]),
        ("- Năm 2026: đưa hệ thống vào sử dụng", ["Năm 2026"]),
        ("báo cáo tổng kết thực hiện Kế hoạch (năm 2030), gửi Chi cục", ["năm 2030"]),
        ("gửi dự thảo trước ngày 20/11/20225", ["trước ngày 20/11/20225"]),
        (
            "gửi báo cáo trước ngày 10/6/2026 và trước ngày 10/12/2026",
            ["trước ngày 10/6/2026", "trước ngày 10/12/2026"],
        ),
        ("Phát lại chương trình ít nhất 01 lần/tháng.", ["ít nhất 01 lần/tháng"]),
        ("Các lớp lau bàn ghế hằng ngày.", ["hằng ngày"]),
        ("trả lời câu hỏi trước 16 giờ 30 phút hằng ngày", ["trước 16 giờ 30 phút hằng ngày"]),
        ("họp vào các ngày thứ Hai, thứ Tư hằng tuần", ["các ngày thứ Hai, thứ Tư hằng tuần"]),
        ("Kiểm tra ít nhất 30% số trạm trong năm.", ["trong năm"]),
        ("tự kiểm tra định kỳ 1 quý/lần", ["định kỳ 1 quý/lần"]),
        ("họp định kỳ (hằng quý) để trao đổi", ["định kỳ (hằng quý)"]),
        ("Các xã gửi số liệu hằng tháng trước ngày 25.", ["hằng tháng trước ngày 25"]),
        ("Hằng năm trước ngày 15/12 tổng kết.", ["Hằng năm trước ngày 15/12"]),
        ("So với tháng trước ngày công giảm.", []),
        (
            "Báo cáo tháng trước ngày 20, báo cáo quý trước ngày 20 của tháng cuối quý.",
            ["tháng trước ngày 20", "trước ngày 20 của tháng cuối quý"],
        ),
        ("Mặn có khả năng lên cao nhất trong tháng 3/2026.", []),
        ("Báo cáo năm trước ngày 20/12/2025.", ["trước ngày 20/12/2025"]),
        ("(hoàn thành quý I/2026)", ["quý I/2026"]),
        ("Báo cáo Chi cục khi phát hiện vụ việc.", ["khi phát hiện vụ việc"]),
        ("báo cáo đột xuất khi được yêu cầu", ["khi được yêu cầu"]),
        ("Phản hồi ý kiến trong thời hạn 24 giờ.", ["trong thời hạn 24 giờ"]),
        (
            "mỗi xã thành lập một đội, ra quân từ ngày 15/11/2025 đến 30/11/2025",
            ["từ ngày 15/11/2025 đến 30/11/2025"],
        ),
        ("Ban hành quyết định thành lập Tổ công tác trước ngày 20/9/2026.", ["trước ngày 20/9/2026"]),
        ("Hồ sơ của tổ được thành lập trước ngày 20/9/2026 giữ nguyên.", []),
        ("Họp sơ kết 6 tháng đầu năm trong tháng 7/2026.", ["trong tháng 7/2026"]),
    ],
)
def test_deadlines(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. Thời gian thực hiện: Quý I/2026. Đơn vị chủ trì: Phòng Văn thư.", ["Quý I/2026"]),
        ("- Tiến độ: 2026", ["2026"]),
        ("Thời gian kiểm tra: Quý II/2026; mốc kiểm tra từ 01/01/2025 đến nay.", ["Quý II/2026"]),
        ("Thời hạn hoàn thành: Theo hướng dẫn của Bộ", ["Theo hướng dẫn của Bộ"]),
        ("- Viết tin, bài trên trang thông tin: Thường xuyên trong năm.", ["Thường xuyên trong năm"]),
        ("- Xử lý dữ liệu theo thời gian thực: bảo đảm thường xuyên", []),
    ],
)
def test_words_after_a_label_of_time_are_a_slot(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "theo Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ",
        "Công văn số 12/UBND-VX ngày 20/11/2025 của Ủy ban nhân dân xã",
        "Luật Tổ chức Chính phủ ngày 18 tháng 02 năm 2025",
        "Kế hoạch phát triển cây xanh giai đoạn 2021 - 2025, tầm nhìn đến năm 2030",
        "Đại hội Đảng bộ xã nhiệm kỳ 2025 - 2030",
        "Kế hoạch cải cách hành chính năm 2025 của Trung tâm",
        "Phấn đấu đến năm 2030 có trên 90% hộ dùng nước sạch",
        "Đến hết năm 2025, tỷ lệ hồ sơ trực tuyến đạt 80%",
        "tăng bình quân hàng năm 8%",
        "mỗi năm có ít nhất 10 sáng kiến",
        "Kinh phí bố trí trong dự toán chi ngân sách hàng năm của đơn vị",
        "gắn với thi đua, khen thưởng hàng năm của đơn vị",
        "Thường xuyên kiểm tra, kịp thời chấn chỉnh, định kỳ báo cáo theo quy định",
        "Trong quá trình thực hiện, nếu có khó khăn đề nghị phản ánh",
        "Quyết định này có hiệu lực kể từ ngày 01/12/2025",
        "Thông tư này có hiệu lực sau 45 ngày kể từ ngày ký ban hành",
        "Kỷ niệm 80 năm Ngày Quốc khánh 02/9",
        "các hồ sơ đã tiếp nhận trước ngày 01/7/2025",
        "kết quả thực hiện quý III/2025 và 9 tháng đầu năm",
        "từ năm 2020 đến nay",
        "báo cáo kết quả 9 tháng đầu năm 2025",
        "Hội nghị diễn ra trong 1/2 ngày",
        "Từ ngày 01/7/2023 đến ngày 31/12/2023 đã cấp 120 giấy phép",
        "Quý cơ quan, đơn vị",
        "100% hồ sơ được trả trong thời hạn 15 ngày",
        "kết quả thực hiện nhiệm vụ trong năm",
        "các vụ việc phát sinh trong năm",
        "giải đáp vướng mắc khi thực hiện Luật Đất đai",
        "doanh nghiệp khi có dự án đầu tư trên địa bàn",
        "Thời điểm chốt số liệu báo cáo: ngày 14/12/2025.",
        "Thời gian lấy số liệu: từ ngày 15/12/2024 đến ngày 14/12/2025",
        "",
    ],
)
def test_other_expressions_of_time(text: str) -> None:
    assert found(text) == []


def test_a_day_without_its_year_returns_where_the_clause_speaks_of_a_rhythm() -> None:
    text = "định kỳ báo cáo kết quả về Chi cục trước ngày 20/11"
    (deadline,) = find_deadlines(text, plan_years=PLAN_YEARS, issued=ISSUED)
    assert deadline.rrules == ("FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=20",)
    assert deadline.confidence < 1
    text = "báo cáo kết quả về Chi cục trước ngày 20/11"
    (deadline,) = find_deadlines(text, plan_years=(2026, 2030), issued=ISSUED)
    assert deadline.kind == "recurrence"
    text = "nộp phiếu tự đánh giá trước ngày 20/11"
    (deadline,) = find_deadlines(text, plan_years=PLAN_YEARS, issued=ISSUED)
    assert (deadline.kind, deadline.end_date) == ("date", D(2025, 11, 20))
    assert deadline.confidence < 1


def test_headings_hold_no_deadline_but_those_that_are_no_more_than_an_item() -> None:
    text = (
        "KẾ HOẠCH\n\nNăm 2025\n\nI. NHIỆM VỤ TRONG THÁNG 3\n\n1. Rà soát hồ sơ, hoàn thành tháng 6/2025\n\n"
        "2. Công tác hoàn thành trong quý II\n\n- Mở lớp bồi dưỡng.\n"
    )
    document = segment(normalise(SourceDocument(text=text, format="text")))
    deadlines = find_document_deadlines(document, plan_years=PLAN_YEARS, issued=ISSUED)
    assert [document.text[d.start : d.end] for d in deadlines] == ["tháng 6/2025"]


def test_sections_that_look_back_hold_no_deadline() -> None:
    text = (
        "KẾ HOẠCH\n\nNăm 2025\n\nI. THỰC TRẠNG\n\n- Hằng quý các phòng họp giao ban.\n\n"
        "II. NHIỆM VỤ\n\n- Hằng tuần các phòng họp giao ban.\n"
    )
    document = segment(normalise(SourceDocument(text=text, format="text")))
    deadlines = find_document_deadlines(document, plan_years=PLAN_YEARS, issued=ISSUED)
    assert [document.text[d.start : d.end] for d in deadlines] == ["Hằng tuần"]


def test_work_under_a_heading_of_times_is_no_time() -> None:
    text = "KẾ HOẠCH\n\nNăm 2025\n\n1. Tiến độ thực hiện\n\nQuý II: Sơ kết 6 tháng, kiểm tra.\n\nTừ 7h30.\n"
    document = segment(normalise(SourceDocument(text=text, format="text")))
    deadlines = find_document_deadlines(document, plan_years=PLAN_YEARS, issued=ISSUED)
    assert [document.text[d.start : d.end] for d in deadlines] == ["Quý II"]


def test_a_day_without_a_month_is_one_of_every_month_where_the_clause_says_so() -> None:
    text = "Các phòng hằng tháng gửi kết quả về Văn phòng Sở trước ngày 25; trước ngày 10 họp."
    deadlines = find_deadlines(text, plan_years=PLAN_YEARS, issued=ISSUED)
    assert [(text[d.start : d.end], d.rrules) for d in deadlines] == [
        ("hằng tháng", ("FREQ=MONTHLY",)),
        ("trước ngày 25", ("FREQ=MONTHLY;BYMONTHDAY=25",)),
    ]
