"""Where the names of bodies and groups end: at the bar."""

import pytest

from extractors.common.organisations import match_organisation

BODIES = """
Chính phủ| ban hành Nghị quyết
Thủ tướng Chính phủ| phê duyệt
Phó Thủ tướng Chính phủ| chủ trì cuộc họp
Ủy ban Thường vụ Quốc hội| quy định
Ngân hàng Nhà nước Việt Nam| hướng dẫn
Bộ Nội vụ| và Bộ Tài chính
Bộ Khoa học và Công nghệ| về việc ban hành
Bộ Lao động - Thương binh và Xã hội|, Bộ Y tế
Bộ Nông nghiệp và Phát triển nông thôn| ban hành
Bộ NN&MT|;
Bộ Chính trị khóa XIII| về tiếp tục thực hiện
Ban Bí thư Trung ương Đảng| về công tác
Ban Chấp hành Trung ương Đảng khóa XII| về đổi mới
Ban Chấp hành Trung ương đảng khoá XII| về đổi mới
Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng khóa XII| về đổi mới
Hội nghị lần thứ năm Ban Chấp hành Đảng bộ tỉnh khoá XVI| về chuyển đổi số
Ban Thường vụ Tỉnh ủy| về cải cách
Ban Thường vụ Thành ủy Đà Nẵng| về cải cách
Thường trực Tỉnh ủy|;
Tỉnh ủy Nghệ An| về triển khai
Đảng ủy UBND tỉnh| lãnh đạo
Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh| lãnh đạo
Ban Tuyên giáo và Dân vận Tỉnh ủy| định hướng
Ủy ban Kiểm tra Tỉnh ủy|, Ban Tổ chức
Ban Chỉ đạo của Chính phủ về phát triển khoa học, công nghệ, đổi mới sáng tạo, chuyển đổi số và Đề án 06| về việc
Ban Chỉ đạo quốc gia về Chuyển đổi số| ban hành
Ban Chỉ đạo Chuyển đổi số tỉnh| về chuyển đổi số năm 2026
Tổ công tác chuyên trách cải cách thủ tục hành chính của Thủ tướng Chính phủ| về chuẩn bị công bố
Ủy ban Quốc gia về chuyển đổi số| ban hành
UBND tỉnh| ban hành
UBND tỉnh Phú Thọ| về việc
UBND Thành phố| chỉ đạo
UBND TP. Hồ Chí Minh| về
UBND TP.HCM| về
UBND TP. Biên Hòa| về
UBND TX. Quảng Yên| báo cáo
UBND TP.| Sở Y tế chủ trì
UBND TP.| Giao Sở Y tế
UBND P. Bến Nghé| về
UBND Q.1| báo cáo
UBND| P. Các đơn vị
UBND huyện Ea H'leo| tổ chức
UBND phường 1| tổ chức
UBND cấp xã| thực hiện
UBND các xã, phường, đặc khu| thực hiện
UBND các huyện và thành phố Ninh Hòa| thực hiện
UBND tỉnh, thành phố trực thuộc Trung ương|;
Ủy ban nhân dân thành phố Cần Thơ| Thực hiện
HĐND tỉnh khóa XVIII|, kỳ họp
Thường trực HĐND tỉnh|;
Văn phòng Đoàn ĐBQH và HĐND tỉnh|;
Sở Y tế| xây dựng kế hoạch
Sở Y tế Hà Tĩnh| ban hành
Sở Y tế tỉnh Bình Phước| về
Sở Giáo dục và Đào tạo| và các nhà trường
Sở Văn hóa, Thể thao và Du lịch|, Sở Tài chính
Sở KH&CN|, Sở Nội vụ
Sở Khoa học và Công nghệ| Sở Công Thương
Văn phòng Sở| tổng hợp
Văn phòng Sở Nội vụ|: Chủ trì
Thanh tra Sở| phối hợp
Phòng Tổ chức - Hành chính| triển khai
Phòng Tổ chức – Hành chính Trung tâm Y tế| định kỳ
Phòng Tổ chức, cán bộ|:
Phòng Kế hoạch tổng hợp| chủ trì
Phòng Tổ chức cán bộ| tổng hợp kết quả
Phòng Dân số - TTGDSK| thực hiện
Phòng Nghiệp vụ Y| làm đầu mối
Phòng Kinh tế, Hạ tầng và Đô thị| tham mưu
Phòng Bảo vệ chính trị nội bộ thuộc Công an tỉnh| tham mưu
Khoa Kiểm soát bệnh tật và HIV/AIDS| báo cáo
Trung tâm Kiểm soát bệnh tật| tăng cường
Trung tâm Y tế khu vực Mộc Châu| tổ chức
Trung tâm Y tế dự phòng| tổ chức tập huấn
Bệnh viện Đa khoa tỉnh| tổ chức
trạm y tế xã và thị trấn| tùy chức năng
Trường Tiểu học Nguyễn Du| tổ chức
Trường THPT số 2| tổ chức tập huấn
Chi cục Hải quan khu vực XI| tăng cường
Ngân hàng Nhà nước khu vực 8|, Chi cục
Kho bạc Nhà nước khu vực V| thanh toán
Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh| thu hút
Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh| lập
Ban Chỉ đạo chuyển đổi số tỉnh| họp
Ban Chỉ đạo Đề án 06 tỉnh| họp
Ban Chỉ đạo Trung ương về phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số| tại
Tổ giúp việc Ban Chỉ đạo Trung ương về phòng, chống tham nhũng, tiêu cực| thông báo
Ban Chỉ huy Phòng thủ dân sự tỉnh| qua Văn phòng
Bộ CHQS tỉnh|;
Công an Thành phố| chủ trì
Báo và Phát thanh, Truyền hình Cần Thơ|, các cơ quan
Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh| và các
Đoàn TNCS Hồ Chí Minh tỉnh| phát động
Hội Liên hiệp Phụ nữ xã| vận động
Liên đoàn Lao động tỉnh|,
Công đoàn Viên chức Việt Nam|;
Tổng Công ty Điện lực Hà Nội| bảo đảm
Công chức Tư pháp - Hộ tịch| tham mưu
"""

GROUPS = """
các sở, ban, ngành| triển khai
các sở, ban, ngành, đoàn thể cấp tỉnh| và UBND các xã
Các Sở, ban, ngành của Thành phố|, UBND
các sở, ngành tỉnh| và cơ quan, đơn vị liên quan
các cơ quan, đơn vị, địa phương, doanh nghiệp| căn cứ
các cơ quan, đơn vị| chủ trì thực hiện
các đơn vị liên quan| hướng dẫn
các đơn vị có liên quan| tham mưu
các phòng chuyên môn thuộc Sở|, các đơn vị
các phòng, đơn vị trực thuộc Sở Y tế| báo cáo
các khoa, phòng|, trạm y tế xã
các doanh nghiệp viễn thông| nghiêm túc
Các doanh nghiệp viễn thông, tổ chức, cá nhân có liên quan| phối hợp
các nhà đầu tư trong các khu công nghiệp, khu kinh tế| chủ động
các tổ chức chính trị - xã hội tỉnh|: Phối hợp
các cấp ủy Đảng|, Mặt trận Tổ quốc
các trường mầm non, tiểu học và trung học cơ sở| tổ chức
các đơn vị| kiểm tra việc thực hiện
các cơ quan báo chí| thông tin kịp thời
các Ban Xây dựng Đảng| và Ủy ban Kiểm tra
mỗi cơ quan, đơn vị| cử
tất cả các đơn vị| phải
"""

OFFICERS = """
Bộ trưởng Bộ Tài chính| quy định
Bộ trưởng, Chủ nhiệm Ủy ban Dân tộc| quy định
Thống đốc Ngân hàng Nhà nước Việt Nam|
Chủ tịch UBND tỉnh| yêu cầu
Chủ tịch UBND các huyện, thị xã, thành phố| chịu
Chánh Văn phòng UBND tỉnh|, Giám đốc
Chánh Văn phòng HĐND và UBND xã| tại Tờ trình
Chánh Văn phòng Sở| tham mưu
Chánh Văn phòng| theo dõi
Thủ trưởng Sở, ban, ngành tỉnh| chịu
Giám đốc Sở Nội vụ|;
giám đốc Sở| về kết quả
Giám đốc (Thủ trưởng) các đơn vị y tế| triển khai
Giám đốc, Thủ trưởng các sở, ban, ngành| chịu
Thủ trưởng các phòng chuyên môn thuộc Sở, đơn vị| trực tiếp
Trưởng phòng Tổ chức - Hành chính|:
Trưởng các khoa, phòng| có trách nhiệm
Cục trưởng Cục Quản lý thị trường| báo cáo
Hiệu trưởng các trường| báo cáo
Bí thư Tỉnh ủy|;
các Phó Chủ tịch UBND tỉnh|;
CT, PCT UBND tỉnh|;
"""


def _cases(lines: str) -> list[tuple[str, int]]:
    return [(line.replace("|", ""), line.index("|")) for line in lines.splitlines() if line]


@pytest.mark.parametrize(("text", "end"), _cases(BODIES + GROUPS + OFFICERS))
def test_a_name_ends_before_what_is_said_of_it(text: str, end: int) -> None:
    found = match_organisation(text, 0)
    assert found is not None
    assert text[: found.end] == text[:end]


@pytest.mark.parametrize(
    "text",
    [
        "Ban hành Kế hoạch",
        "Báo cáo kết quả",
        "Bộ thủ tục hành chính",
        "Hội nghị trực tuyến",
        "Khoa học và công nghệ",
        "Phòng, chống thiên tai",
        "phòng ngừa rủi ro",
        "Sở hữu trí tuệ",
        "tổ chức thực hiện",
        "trường hợp đặc biệt",
        "những trường hợp đặc biệt",
        "các vụ việc phức tạp",
        "các cơ sở dữ liệu",
        "Kế hoạch của tỉnh",
        "",
    ],
)
def test_words_that_only_begin_like_a_name(text: str) -> None:
    assert match_organisation(text, 0) is None
