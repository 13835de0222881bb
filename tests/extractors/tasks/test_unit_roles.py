"""The parts that units have in a sentence, and in a table's cell."""

from __future__ import annotations

import pytest

from extractors.tasks.roles import cell_roles, read_roles
from extractors.units import read_unit_list

PARTS = [
    (
        "Sở Tài chính hướng dẫn; các sở, ngành lập dự toán; mỗi sở cử một đầu mối.",
        [("lead", "Sở Tài chính"), ("lead", "các sở, ngành")],
    ),
    ("Sở Y tế tham mưu UBND tỉnh giao Sở Nội vụ cân đối biên chế.", [("lead", "Sở Y tế")]),
    ("Phối hợp chặt chẽ, thường xuyên với Sở Y tế.", [("coordinate", "Sở Y tế")]),
    ("Thường xuyên phối hợp, trao đổi thông tin với Sở Y tế.", [("coordinate", "Sở Y tế")]),
    ("Sở Y tế chủ trì, cùng Sở Nội vụ thẩm định.", [("lead", "Sở Y tế"), ("coordinate", "Sở Nội vụ")]),
    ("Đầu mối tiếp nhận hồ sơ.", []),
    ("Kết hợp với Sở Y tế tổ chức hội thi.", [("coordinate", "Sở Y tế")]),
    (
        "Các ông (bà): Chánh Văn phòng Sở; Trưởng các phòng căn cứ Quyết định thi hành.",
        [("lead", "Chánh Văn phòng Sở"), ("lead", "Trưởng các phòng")],
    ),
    ("Giao đồng chí Trưởng phòng Tổ chức cán bộ theo dõi.", [("lead", "Trưởng phòng Tổ chức cán bộ")]),
    ("Hội thi “Công chức số” do Tổ Toán - Tin tổ chức trong tháng 3.", [("lead", "Tổ Toán - Tin")]),
    ("Tham gia tập huấn do Sở Nội vụ tổ chức.", []),
    (
        "Diễn tập do Công an xã phối hợp Trường THCS Lê Lợi thực hiện.",
        [("lead", "Công an xã"), ("coordinate", "Trường THCS Lê Lợi")],
    ),
    ("Hoàn thiện hồ sơ, đề nghị UBND tỉnh công nhận.", []),
    ("Hiệp thương phân công các tổ chức thành viên.", []),
    (
        "Sở Nội vụ có trách nhiệm hướng dẫn; Sở Tài chính có trách nhiệm bố trí kinh phí.",
        [("lead", "Sở Nội vụ"), ("lead", "Sở Tài chính")],
    ),
    (
        "UBND tỉnh giao Sở Nội vụ là cơ quan thường trực; Sở Tài chính là cơ quan phối hợp.",
        [("lead", "Sở Nội vụ"), ("coordinate", "Sở Tài chính")],
    ),
    (
        "Công an xã chủ trì (Ban CHQS xã phối hợp) tuần tra.",
        [("lead", "Công an xã"), ("coordinate", "Ban CHQS xã")],
    ),
    ("Giao trách nhiệm cho Thủ trưởng các đơn vị thực hiện.", [("lead", "Thủ trưởng các đơn vị")]),
    ("Đề nghị UBND tỉnh xem xét, phê duyệt.", [("lead", "UBND tỉnh")]),
    ("Lập thủ tục đề nghị cấp Giấy chứng nhận.", []),
    ("Đối với các cơ sở nhà, đất được bố trí sử dụng thì lập hồ sơ.", []),
    ("Đối với các xã: rà soát hồ sơ.", [("lead", "các xã")]),
    ("Các cơ quan báo chí tăng thời lượng phát sóng.", [("lead", "Các cơ quan báo chí")]),
    ("Các doanh nghiệp tăng 5% số lao động.", []),
    ("Đảng ủy xã lãnh đạo UBND xã cụ thể hóa Kế hoạch.", [("lead", "Đảng ủy xã")]),
    ("Khoa Dược có nhiệm vụ kiểm tra kho thuốc.", [("lead", "Khoa Dược")]),
    ("Khoa Dược có 12 cán bộ.", []),
    ("Thị xã xếp hạng 5/9 địa phương.", []),
    ("Mỗi bộ câu hỏi được in hai bản.", []),
    (
        "Sở Y tế phối hợp với các Sở: Tài chính, Nội vụ và Công an tỉnh kiểm tra.",
        [
            ("lead", "Sở Y tế"),
            ("coordinate", "Tài chính"),
            ("coordinate", "Nội vụ"),
            ("coordinate", "Công an tỉnh"),
        ],
    ),
    (
        "Sở Y tế phối hợp với Sở Nội vụ, Tạp san Mường Xa, Công an tỉnh kiểm tra.",
        [("lead", "Sở Y tế"), ("coordinate", "Sở Nội vụ"), ("coordinate", "Công an tỉnh")],
    ),
    (
        "Quyết định này có hiệu lực từ ngày ký. Chánh Văn phòng Sở, Trưởng các phòng chịu trách nhiệm thi hành.",
        [("lead", "Chánh Văn phòng Sở"), ("lead", "Trưởng các phòng")],
    ),
    (
        "Trên đây là Kế hoạch tháng 5, Sở Y tế đề nghị các bệnh viện triển khai.",
        [("lead", "các bệnh viện")],
    ),
    ("Niêm yết thủ tục (Văn phòng Sở thực hiện).", [("lead", "Văn phòng Sở")]),
    ("Cảnh báo sớm cho các đơn vị.", []),
    (
        "Sở Y tế - cơ quan thường trực Ban Chỉ đạo tham mưu UBND tỉnh.",
        [("lead", "Sở Y tế")],
    ),
    ("Giao ông Lê Văn Bình, Phó Giám đốc Sở chỉ đạo.", [("lead", "Phó Giám đốc Sở")]),
    (
        "Định kỳ hằng quý (trước ngày 20) các phòng báo cáo Thanh tra Sở.",
        [("lead", "các phòng"), ("report_to", "Thanh tra Sở")],
    ),
    (
        "Văn phòng Sở bố trí phòng họp. Thanh tra Sở kiểm tra việc niêm yết.",
        [("lead", "Văn phòng Sở"), ("lead", "Thanh tra Sở")],
    ),
    ("Đơn vị tính: hồ sơ.", []),
    (
        "UBND tỉnh giao trách nhiệm Sở Y tế phối hợp các sở, ngành kiểm tra, đôn đốc.",
        [("lead", "Sở Y tế"), ("coordinate", "các sở, ngành")],
    ),
    ("Đoàn kiểm tra báo cáo Sở Y tế.", [("lead", "Đoàn kiểm tra"), ("report_to", "Sở Y tế")]),
    ("Trưởng Đoàn kiểm tra có trách nhiệm phân công.", [("lead", "Trưởng Đoàn kiểm tra")]),
    ("Các đơn vị được kiểm tra chuẩn bị báo cáo.", [("lead", "Các đơn vị được kiểm tra")]),
    ("Trung tâm R&D chịu trách nhiệm quản lý.", [("lead", "Trung tâm R&D")]),
    ("Huyện đội phối hợp với Công an huyện.", [("lead", "Huyện đội"), ("coordinate", "Công an huyện")]),
    ("Xã đội trưởng phối hợp với Công an xã.", [("lead", "Xã đội trưởng"), ("coordinate", "Công an xã")]),
]


@pytest.mark.parametrize(("text", "parts"), PARTS)
def test_parts_of_the_units_of_a_sentence(text: str, parts: list[tuple[str, str]]) -> None:
    reading = read_roles(text, targets_out=True, inherits=True)
    assert [(part.role, text[part.start : part.end]) for part in reading.parts] == parts


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Sở Y tế (chủ trì), Công an tỉnh", ["lead", "coordinate"]),
        ("Sở Y tế, Công an tỉnh", ["lead", "lead"]),
        ("Sở Y tế phối hợp Công an tỉnh", ["lead", "coordinate"]),
        ("Sở Y tế chủ trì, các xã phối hợp.", ["lead", "coordinate"]),
        ("Sở Y tế thực hiện, các xã phối hợp.", ["lead", "coordinate"]),
        ("Sở Y tế, các xã phối hợp.", ["coordinate", "coordinate"]),
        ("Sở Y tế phối hợp các sở liên quan", ["lead", "coordinate"]),
        ("Sở Y tế chủ trì hướng dẫn; các sở, ngành thực hiện", ["lead", "lead"]),
    ],
)
def test_parts_in_a_cell(text: str, roles: list[str]) -> None:
    assert [part.role for part in cell_roles(text, read_unit_list(text, cell=True), "lead")] == roles
