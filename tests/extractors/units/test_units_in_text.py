"""Units in running text."""

import pytest

from extractors.units import find_units

SENTENCES = [
    ("Khu phố 1, 2 và 3 tổ chức ra quân", ["Khu phố 1", "2", "3"]),
    ("Phối hợp với Công an xã và các thôn tổ chức ra quân", ["Công an xã", "các thôn"]),
    ("Giao thôn Hòa Lạc, thôn 3, 12 hộ nghèo", ["thôn Hòa Lạc", "thôn 3"]),
    (
        "Giao Sở Nội vụ tiếp thu các ý kiến tại cuộc họp, chủ trì, phối hợp với Sở Tài chính và UBND các xã",
        ["Sở Nội vụ", "Sở Tài chính", "UBND các xã"],
    ),
    ("giao Sở Nội vụ chủ trì cùng với các đơn vị rà soát", ["Sở Nội vụ", "các đơn vị"]),
    (
        "Phòng Kế hoạch - Tài chính tham mưu Giám đốc Sở bố trí kinh phí",
        ["Phòng Kế hoạch - Tài chính", "Giám đốc Sở"],
    ),
    (
        "Các đơn vị kiểm tra việc thực hiện và báo cáo về Phòng Tổ chức cán bộ trước ngày 15",
        ["Các đơn vị", "Phòng Tổ chức cán bộ"],
    ),
    (
        "Đoàn Thanh niên, Công đoàn cơ sở phối hợp với các khoa tổ chức",
        ["Đoàn Thanh niên", "Công đoàn cơ sở", "các khoa"],
    ),
    (
        "Sở Y tế phối hợp Sở Giáo dục và Đào tạo, các địa phương triển khai",
        ["Sở Y tế", "Sở Giáo dục và Đào tạo", "các địa phương"],
    ),
    (
        "Văn phòng HĐND và UBND xã chủ trì, phối hợp với Trưởng các thôn, khu phố",
        ["Văn phòng HĐND và UBND xã", "Trưởng các thôn, khu phố"],
    ),
    (
        "UBND xã Tân Lập, UBND phường Hòa Bình và Ban Quản lý chợ Đầm thực hiện",
        ["UBND xã Tân Lập", "UBND phường Hòa Bình", "Ban Quản lý chợ Đầm"],
    ),
    ("UBND các xã: Tân Lập, Hòa An và Bình Lộc họp", ["Tân Lập", "Hòa An", "Bình Lộc"]),
    (
        "UBND xã Tân Lập, Hòa An, phường Trảng Dài họp",
        ["UBND xã Tân Lập", "Hòa An", "phường Trảng Dài"],
    ),
    ("Công an các phường Long Bình, Hố Nai và các xã: An Phước", ["Long Bình", "Hố Nai", "An Phước"]),
    ("Các thôn 1, 2 và 3 họp dân", ["1", "2", "3"]),
    ("Ban Thường trực UBMTTQ Việt Nam cùng cấp họp", ["Ban Thường trực UBMTTQ Việt Nam cùng cấp"]),
    ("Ban Công tác Mặt trận các khu phố vận động", ["Ban Công tác Mặt trận các khu phố"]),
    ("Ban điều hành khu phố 3, tổ nhân dân vận động", ["Ban điều hành khu phố 3", "tổ nhân dân"]),
    ("Các cơ quan thông tin đại chúng đưa tin", ["Các cơ quan thông tin đại chúng"]),
    (
        "Đội Cảnh sát PCCC và CNCH khu vực 2, Đội Quản lý thị trường số 3 kiểm tra",
        ["Đội Cảnh sát PCCC và CNCH khu vực 2", "Đội Quản lý thị trường số 3"],
    ),
    ("Ban Quản lý dự án đê điều tiếp tục thi công kè", ["Ban Quản lý dự án đê điều"]),
    ("BQL dự án thủy lợi bàn giao mặt bằng", ["BQL dự án thủy lợi"]),
    (
        "Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh họp",
        ["Ban Chỉ đạo các Chương trình mục tiêu quốc gia tỉnh"],
    ),
    (
        "Ban Chỉ đạo phong trào “Toàn dân đoàn kết” xã họp",
        ["Ban Chỉ đạo phong trào “Toàn dân đoàn kết” xã"],
    ),
    (
        "Ban Thường vụ Đoàn xã, HTX Nông nghiệp Tân Lập họp",
        ["Ban Thường vụ Đoàn xã", "HTX Nông nghiệp Tân Lập"],
    ),
    ("UBND xã, các thôn, ấp kiểm tra", ["UBND xã", "các thôn, ấp"]),
    ("Phòng Kiểm tra số 2, Phòng Giao dịch số 5 rà soát", ["Phòng Kiểm tra số 2", "Phòng Giao dịch số 5"]),
    ("Thanh tra Sở báo cáo Giám đốc tại Hội nghị", ["Thanh tra Sở", "Giám đốc"]),
    ("Ban Chỉ huy Phòng thủ khu vực 3 diễn tập", ["Ban Chỉ huy Phòng thủ khu vực 3"]),
    ("GVCN phối hợp với giáo viên bộ môn nhập hồ sơ", ["GVCN", "giáo viên bộ môn"]),
    ("Cán bộ thư viện lập danh mục sách", ["Cán bộ thư viện"]),
    ("Thôn Đông, Đoài họp dân", ["Thôn Đông", "Đoài"]),
    ("Thôn Đông, xã Tân Lập họp dân", ["Thôn Đông, xã Tân Lập"]),
    ("UBND xã Tân Lập, Vietcombank họp", ["UBND xã Tân Lập"]),
    ("Công chức Tư pháp - Hộ tịch tham mưu UBND xã", ["Công chức Tư pháp - Hộ tịch", "UBND xã"]),
    ("Trường Tiểu học Nguyễn Du tổ chức tuyên truyền", ["Trường Tiểu học Nguyễn Du"]),
    ("Các cơ quan báo chí thông tin kịp thời", ["Các cơ quan báo chí"]),
    (
        "Các nhà trường chủ động xây dựng kế hoạch và gửi về Phòng Giáo dục và Đào tạo",
        ["Các nhà trường", "Phòng Giáo dục và Đào tạo"],
    ),
    (
        "Yêu cầu các đồng chí Trưởng phòng, Giám đốc Trung tâm thực hiện nghiêm",
        ["các đồng chí Trưởng phòng, Giám đốc Trung tâm"],
    ),
    ("Hội Liên hiệp Phụ nữ xã vận động hội viên", ["Hội Liên hiệp Phụ nữ xã"]),
    (
        "báo cáo Thường trực Tỉnh ủy, Thường trực HĐND tỉnh, UBND tỉnh xem xét",
        ["Thường trực Tỉnh ủy", "Thường trực HĐND tỉnh", "UBND tỉnh"],
    ),
    ("Sở Xây dựng xây dựng kế hoạch, trình UBND tỉnh phê duyệt", ["Sở Xây dựng", "UBND tỉnh"]),
    ("Văn phòng Sở tổng hợp báo cáo Ban Giám đốc Sở", ["Văn phòng Sở", "Ban Giám đốc Sở"]),
    ("Tổ công tác triển khai Đề án 06 tỉnh chủ trì", ["Tổ công tác triển khai Đề án 06 tỉnh"]),
    (
        "Các khoa, phòng nghiêm túc thực hiện và báo cáo Giám đốc qua Phòng Tổ chức - Hành chính",
        ["Các khoa, phòng", "Giám đốc", "Phòng Tổ chức - Hành chính"],
    ),
    ("Hiệu trưởng chỉ đạo việc thực hiện", ["Hiệu trưởng"]),
    (
        "phối hợp với cơ quan thú y, lực lượng cảnh sát giao thông tuần tra",
        ["cơ quan thú y", "lực lượng cảnh sát giao thông"],
    ),
    ("phối hợp với các Phòng của Sở có liên quan xây dựng kế hoạch", ["các Phòng của Sở có liên quan"]),
    ("phối hợp với Viettel Quảng Trị, VNPT tỉnh lắp đặt", ["Viettel Quảng Trị", "VNPT tỉnh"]),
    (
        "Ban Quản lý Khu kinh tế Vân Lập và các khu công nghiệp rà soát dự án",
        ["Ban Quản lý Khu kinh tế Vân Lập và các khu công nghiệp"],
    ),
    ("Ban Giám hiệu nhà trường chỉ đạo thực hiện", ["Ban Giám hiệu nhà trường"]),
    ("Trưởng, phó các khoa báo về Phòng Tổ chức", ["Trưởng, phó các khoa", "Phòng Tổ chức"]),
    ("Trưởng các khoa, phòng, trạm y tế có trách nhiệm phổ biến", ["Trưởng các khoa, phòng", "trạm y tế"]),
    (
        "Phòng Giáo dục và Đào tạo chỉ đạo các nhà trường lồng ghép",
        ["Phòng Giáo dục và Đào tạo", "các nhà trường"],
    ),
    ("Đề nghị Ủy ban MTTQ xã và các đoàn thể vận động hội viên", ["Ủy ban MTTQ xã", "các đoàn thể"]),
    ("Công an xã phối hợp Ban Chỉ huy Quân sự xã bảo đảm an ninh", ["Công an xã", "Ban Chỉ huy Quân sự xã"]),
    (
        "Trung tâm Văn hóa - Thông tin và Truyền thanh tuyên truyền trên hệ thống loa",
        ["Trung tâm Văn hóa - Thông tin và Truyền thanh"],
    ),
    (
        "Giao Chánh Văn phòng Sở, Trưởng phòng Kế hoạch - Tài chính phối hợp",
        ["Chánh Văn phòng Sở", "Trưởng phòng Kế hoạch - Tài chính"],
    ),
    (
        "Văn phòng UBND tỉnh theo dõi, đôn đốc các cơ quan, đơn vị thực hiện",
        ["Văn phòng UBND tỉnh", "các cơ quan, đơn vị"],
    ),
    (
        "Ban Tổ chức Tỉnh ủy chủ trì, phối hợp với Đảng ủy UBND tỉnh và các cơ quan tham mưu, giúp việc Tỉnh ủy",
        ["Ban Tổ chức Tỉnh ủy", "Đảng ủy UBND tỉnh", "các cơ quan tham mưu, giúp việc Tỉnh ủy"],
    ),
    (
        "các địa phương, đơn vị gửi báo cáo về Sở Nội vụ (qua Phòng Cải cách hành chính) trước ngày 20",
        ["các địa phương, đơn vị", "Sở Nội vụ", "Phòng Cải cách hành chính"],
    ),
    (
        "Hiệu trưởng các trường chịu trách nhiệm trước Ủy ban nhân dân xã",
        ["Hiệu trưởng các trường", "Ủy ban nhân dân xã"],
    ),
    ("giao Phòng Kinh tế chủ trì tham mưu", ["Phòng Kinh tế"]),
    ("Mỗi cơ quan, đơn vị cử 01 cán bộ đầu mối", ["Mỗi cơ quan, đơn vị"]),
    ("Kinh phí do các đơn vị tự bảo đảm", ["các đơn vị"]),
    (
        "Sở Văn hóa, Thể thao và Du lịch, Báo và Đài Phát thanh - Truyền hình tỉnh tăng thời lượng",
        ["Sở Văn hóa, Thể thao và Du lịch", "Báo và Đài Phát thanh - Truyền hình tỉnh"],
    ),
    (
        "Bộ Chỉ huy Bộ đội Biên phòng tỉnh chỉ đạo các đồn biên phòng",
        ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "các đồn biên phòng"],
    ),
    (
        "Phối hợp chặt chẽ với cấp ủy, chính quyền các cấp, phát huy vai trò của già làng",
        ["cấp ủy, chính quyền các cấp"],
    ),
    ("Phân bổ kinh phí hoặc phối hợp với cấp trên để thực hiện", ["cấp trên"]),
    ("Doanh nghiệp bưu chính, tổ chức bảo đảm nguồn lực", ["Doanh nghiệp bưu chính", "tổ chức"]),
    ("Chủ trì, phối hợp với Sở Y tế, tổ chức tuyên truyền", ["Sở Y tế"]),
    (
        "4. Các khoa, phòng, trạm y tế xã và thị trấn tùy điều kiện",
        ["Các khoa, phòng", "trạm y tế xã và thị trấn"],
    ),
    ("hướng dẫn cán bộ, viên chức và người lao động thực hiện", []),
    ("Các thành viên Ban Chỉ đạo huyện và các đơn vị", ["Các thành viên Ban Chỉ đạo huyện", "các đơn vị"]),
    ("các đơn vị thuộc và trực thuộc, Thuế tỉnh", ["các đơn vị thuộc và trực thuộc", "Thuế tỉnh"]),
    ("Ban Thực hiện chính sách xây dựng tài liệu", ["Ban Thực hiện chính sách"]),
    ("Ban Xây dựng Đảng theo dõi, đôn đốc", ["Ban Xây dựng Đảng"]),
    (
        "Hội Cựu chiến binh các huyện, thành, thị và các trường",
        ["Hội Cựu chiến binh các huyện, thành, thị", "các trường"],
    ),
    ("báo cáo Bộ trưởng xem xét", ["Bộ trưởng"]),
    ("Văn phòng Hội gửi báo cáo về Tỉnh Hội", ["Văn phòng Hội", "Tỉnh Hội"]),
    ("các tổ công đoàn thực hiện", ["các tổ công đoàn"]),
]


@pytest.mark.parametrize(("text", "units"), SENTENCES)
def test_the_units_of_a_sentence(text: str, units: list[str]) -> None:
    assert [text[unit.start : unit.end] for unit in find_units(text)] == units


@pytest.mark.parametrize(
    ("text", "name", "kind", "level"),
    [
        ("Sở KH&CN rà soát", "Sở Khoa học và Công nghệ", "so", "province"),
        ("Uỷ ban nhân dân tỉnh xem xét", "Ủy ban nhân dân tỉnh", "ubnd", "province"),
        ("phối hợp với cấp trên thực hiện", "cấp trên", "don_vi", None),
        ("UBND cấp tỉnh xem xét", "Ủy ban nhân dân cấp tỉnh", "ubnd", "province"),
        ("UBND các cấp xem xét", "Ủy ban nhân dân các cấp", "ubnd", None),
        ("Các khoa, phòng báo cáo", "các khoa, phòng", "don_vi", "internal"),
        ("Trưởng các phòng: Kinh tế báo cáo", "Trưởng các phòng", "nguoi_dung_dau", "internal"),
    ],
)
def test_name_kind_and_level(text: str, name: str, kind: str, level: str | None) -> None:
    (unit,) = find_units(text)
    assert (unit.name, unit.kind, unit.level) == (name, kind, level)
