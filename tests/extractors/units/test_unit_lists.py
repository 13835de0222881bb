"""Headings, slots and table cells that consist of units."""

import pytest

from extractors.units import read_unit_list, read_whole_list

CELLS = [
    ("Phòng Tư pháp, Văn phòng, Công an xã", ["Phòng Tư pháp", "Văn phòng", "Công an xã"]),
    ("Phòng Nội vụ phối hợp các phòng liên quan", ["Phòng Nội vụ", "các phòng liên quan"]),
    ("Tiểu ban Nội dung", ["Tiểu ban Nội dung"]),
    (
        "Các sở, ban, ngành tỉnh và cơ quan, đơn vị liên quan",
        ["Các sở, ban, ngành tỉnh", "cơ quan, đơn vị liên quan"],
    ),
    ("Sở Nội vụ (chủ trì); Sở Tài chính (phối hợp)", ["Sở Nội vụ", "Sở Tài chính"]),
    ("Phòng KHTH; P. Điều dưỡng, P.TCHC", ["Phòng KHTH", "P. Điều dưỡng", "P.TCHC"]),
    ("BS. Trần Văn Lập; ĐD. Lê Thị Hoa", ["BS. Trần Văn Lập", "ĐD. Lê Thị Hoa"]),
    ("Đ/c Hoa - Phó Hiệu trưởng, tổ Toán", ["Đ/c Hoa - Phó Hiệu trưởng", "tổ Toán"]),
    ("Phòng KT,HT&ĐT", ["Phòng KT,HT&ĐT"]),
    ("Toàn thể CB, GV, NV", ["Toàn thể CB, GV, NV"]),
    ("Các trường TH, THCS", ["Các trường TH, THCS"]),
    ("Đoàn TN, Hội ND; Tổ CNSCĐ", ["Đoàn TN", "Hội ND", "Tổ CNSCĐ"]),
    (
        "Văn phòng UBND tỉnh, Sở Tư pháp; các Sở, ngành có liên quan; UBND cấp xã",
        ["Văn phòng UBND tỉnh", "Sở Tư pháp", "các Sở, ngành có liên quan", "UBND cấp xã"],
    ),
    (
        "- Sở Nội vụ; - Sở Tài chính - UBND các xã, phường, đặc khu",
        ["Sở Nội vụ", "Sở Tài chính", "UBND các xã, phường, đặc khu"],
    ),
    (
        "Phòng Văn hóa - Xã hội; Phòng Kinh tế, Hạ tầng và Đô thị; Trung tâm Phục vụ hành chính công",
        ["Phòng Văn hóa - Xã hội", "Phòng Kinh tế, Hạ tầng và Đô thị", "Trung tâm Phục vụ hành chính công"],
    ),
    (
        "Công an xã, Ban CHQS xã, Trạm Y tế, các trường học trên địa bàn",
        ["Công an xã", "Ban CHQS xã", "Trạm Y tế", "các trường học trên địa bàn"],
    ),
    ("Các khoa, phòng, trung tâm trong bệnh viện", ["Các khoa, phòng, trung tâm trong bệnh viện"]),
    (
        "Phòng KHTH, Phòng Điều dưỡng, Khoa Khám bệnh, các khoa lâm sàng",
        ["Phòng KHTH", "Phòng Điều dưỡng", "Khoa Khám bệnh", "các khoa lâm sàng"],
    ),
    ("Phòng Công tác xã hội; Tổ Công nghệ thông tin", ["Phòng Công tác xã hội", "Tổ Công nghệ thông tin"]),
    ("Phó Trưởng ban Thường trực", ["Phó Trưởng ban Thường trực"]),
    ("Phòng TCCB; các khoa LS, CLS", ["Phòng TCCB", "các khoa LS, CLS"]),
    ("Ban Giám đốc, các khoa/phòng", ["Ban Giám đốc", "các khoa/phòng"]),
    (
        "Ban Giám hiệu, các tổ chuyên môn, giáo viên chủ nhiệm",
        ["Ban Giám hiệu", "các tổ chuyên môn", "giáo viên chủ nhiệm"],
    ),
    ("Sở GD&ĐT; các cơ sở giáo dục", ["Sở GD&ĐT", "các cơ sở giáo dục"]),
    (
        "Các Sở: Tài chính, Nội vụ, Y tế; Công an tỉnh; BHXH tỉnh",
        ["Tài chính", "Nội vụ", "Y tế", "Công an tỉnh", "BHXH tỉnh"],
    ),
    ("Sở NN&MT, Sở KH&CN, Sở VHTT&DL, Sở XD", ["Sở NN&MT", "Sở KH&CN", "Sở VHTT&DL", "Sở XD"]),
    (
        "Công an tỉnh, Bộ CHQS tỉnh, BCH Bộ đội Biên phòng tỉnh",
        ["Công an tỉnh", "Bộ CHQS tỉnh", "BCH Bộ đội Biên phòng tỉnh"],
    ),
    (
        "UBMTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội",
        ["UBMTTQ Việt Nam tỉnh", "các tổ chức chính trị - xã hội"],
    ),
    (
        "Ban Tổ chức Tỉnh ủy, Ủy ban Kiểm tra Tỉnh ủy, Văn phòng Tỉnh ủy",
        ["Ban Tổ chức Tỉnh ủy", "Ủy ban Kiểm tra Tỉnh ủy", "Văn phòng Tỉnh ủy"],
    ),
    (
        "Đảng ủy các cơ quan Đảng tỉnh, Đảng ủy UBND tỉnh, Đảng ủy các xã, phường",
        ["Đảng ủy các cơ quan Đảng tỉnh", "Đảng ủy UBND tỉnh", "Đảng ủy các xã, phường"],
    ),
    (
        "Ngân hàng Nhà nước Khu vực 5, các tổ chức tín dụng trên địa bàn",
        ["Ngân hàng Nhà nước Khu vực 5", "các tổ chức tín dụng trên địa bàn"],
    ),
    (
        "Thuế tỉnh; Thống kê tỉnh; Kho bạc Nhà nước khu vực X",
        ["Thuế tỉnh", "Thống kê tỉnh", "Kho bạc Nhà nước khu vực X"],
    ),
    (
        "Tập đoàn Bưu chính Viễn thông Việt Nam (VNPT), Viettel Hà Tĩnh",
        ["Tập đoàn Bưu chính Viễn thông Việt Nam", "Viettel Hà Tĩnh"],
    ),
    (
        "Báo và Đài Phát thanh - Truyền hình tỉnh; Cổng Thông tin điện tử tỉnh",
        ["Báo và Đài Phát thanh - Truyền hình tỉnh", "Cổng Thông tin điện tử tỉnh"],
    ),
    (
        "Trường Chính trị tỉnh, Trường Đại học Hồng Đức, Trường Cao đẳng Y tế",
        ["Trường Chính trị tỉnh", "Trường Đại học Hồng Đức", "Trường Cao đẳng Y tế"],
    ),
    (
        "Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh",
        ["Ban Quản lý dự án đầu tư xây dựng các công trình giao thông tỉnh"],
    ),
    (
        "Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh",
        ["Ban Quản lý Khu kinh tế và các khu công nghiệp tỉnh"],
    ),
    ("Ban Quản lý Khu kinh tế Vũng Áng", ["Ban Quản lý Khu kinh tế Vũng Áng"]),
    (
        "Chi cục Chăn nuôi và Thú y; Chi cục Trồng trọt và Bảo vệ thực vật",
        ["Chi cục Chăn nuôi và Thú y", "Chi cục Trồng trọt và Bảo vệ thực vật"],
    ),
    (
        "Cục Thi hành án dân sự tỉnh, Tòa án nhân dân tỉnh, Viện KSND tỉnh",
        ["Cục Thi hành án dân sự tỉnh", "Tòa án nhân dân tỉnh", "Viện KSND tỉnh"],
    ),
    ("Công chức Văn phòng - Thống kê", ["Công chức Văn phòng - Thống kê"]),
    ("Các đơn vị trực thuộc Sở; các phòng chuyên môn", ["Các đơn vị trực thuộc Sở", "các phòng chuyên môn"]),
    ("Các cơ quan, đơn vị thuộc, trực thuộc Sở", ["Các cơ quan, đơn vị thuộc, trực thuộc Sở"]),
    ("Thanh tra tỉnh, các sở, ban, ngành", ["Thanh tra tỉnh", "các sở, ban, ngành"]),
    (
        "Hội LHPN tỉnh, Hội Nông dân tỉnh, Tỉnh đoàn, Hội CCB tỉnh, LĐLĐ tỉnh",
        ["Hội LHPN tỉnh", "Hội Nông dân tỉnh", "Tỉnh đoàn", "Hội CCB tỉnh", "LĐLĐ tỉnh"],
    ),
    (
        "Sở Tài chính chủ trì hướng dẫn; Các sở, ngành, UBND cấp xã thực hiện",
        ["Sở Tài chính", "Các sở, ngành", "UBND cấp xã"],
    ),
    (
        "Phòng Cảnh sát quản lý hành chính về trật tự xã hội (PC06)",
        ["Phòng Cảnh sát quản lý hành chính về trật tự xã hội"],
    ),
    ("Trung tâm Y tế khu vực Mộc Hóa", ["Trung tâm Y tế khu vực Mộc Hóa"]),
    (
        "Bệnh viện Đa khoa tỉnh; Bệnh viện Phổi; Bệnh viện Y học cổ truyền",
        ["Bệnh viện Đa khoa tỉnh", "Bệnh viện Phổi", "Bệnh viện Y học cổ truyền"],
    ),
    (
        "Hội đồng Phối hợp phổ biến, giáo dục pháp luật tỉnh",
        ["Hội đồng Phối hợp phổ biến, giáo dục pháp luật tỉnh"],
    ),
    ("Cán bộ, công chức, viên chức và người lao động", ["Cán bộ, công chức, viên chức và người lao động"]),
    ("Toàn thể cán bộ, viên chức", ["Toàn thể cán bộ, viên chức"]),
    ("Các thôn, bản, tổ dân phố", ["Các thôn, bản, tổ dân phố"]),
    (
        "UBND các huyện, thị xã, thành phố và UBND các xã, phường, thị trấn",
        ["UBND các huyện, thị xã, thành phố", "UBND các xã, phường, thị trấn"],
    ),
    ("Bộ phận Tiếp nhận và Trả kết quả", ["Bộ phận Tiếp nhận và Trả kết quả"]),
    ("Bộ phận Một cửa các cấp", ["Bộ phận Một cửa các cấp"]),
    (
        "Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ, UBND tỉnh, thành phố trực thuộc Trung ương",
        ["Các Bộ, cơ quan ngang Bộ, cơ quan thuộc Chính phủ", "UBND tỉnh, thành phố trực thuộc Trung ương"],
    ),
    (
        "Nhóm công tác, Tổ giúp việc Ban Chỉ đạo 57 tỉnh",
        ["Nhóm công tác", "Tổ giúp việc Ban Chỉ đạo 57 tỉnh"],
    ),
    (
        "Trung tâm GDNN-GDTX; Trường THPT Nguyễn Trãi; các trường THCS, tiểu học",
        ["Trung tâm GDNN-GDTX", "Trường THPT Nguyễn Trãi", "các trường THCS, tiểu học"],
    ),
    ("VNPT tỉnh, Viettel tỉnh, MobiFone tỉnh", ["VNPT tỉnh", "Viettel tỉnh", "MobiFone tỉnh"]),
    ("Bưu điện tỉnh; Điện lực huyện", ["Bưu điện tỉnh", "Điện lực huyện"]),
    ("Hạt Kiểm lâm khu vực; Đồn Biên phòng Cửa Lò", ["Hạt Kiểm lâm khu vực", "Đồn Biên phòng Cửa Lò"]),
    (
        "Các phòng chuyên môn; Trung tâm Công nghệ thông tin và Truyền thông",
        ["Các phòng chuyên môn", "Trung tâm Công nghệ thông tin và Truyền thông"],
    ),
    (
        "Sở Nội vụ, các sở, ban, ngành, UBND các huyện, thành phố",
        ["Sở Nội vụ", "các sở, ban, ngành", "UBND các huyện, thành phố"],
    ),
    ("Văn phòng Đoàn ĐBQH và HĐND tỉnh", ["Văn phòng Đoàn ĐBQH và HĐND tỉnh"]),
    (
        "Khoa Khám bệnh - Cấp cứu, Khoa Nội tổng hợp, Khoa Ngoại - Sản",
        ["Khoa Khám bệnh - Cấp cứu", "Khoa Nội tổng hợp", "Khoa Ngoại - Sản"],
    ),
    ("Khoa Kiểm soát bệnh tật và HIV/AIDS", ["Khoa Kiểm soát bệnh tật và HIV/AIDS"]),
    (
        "Phòng Quản lý chất lượng; Phòng Vật tư - Thiết bị y tế; Khoa Dược",
        ["Phòng Quản lý chất lượng", "Phòng Vật tư - Thiết bị y tế", "Khoa Dược"],
    ),
    ("Tổ truyền thông, Tổ CCHC", ["Tổ truyền thông", "Tổ CCHC"]),
    ("Phòng TCHC", ["Phòng TCHC"]),
    ("P.TCHC, P.KHTH", ["P.TCHC", "P.KHTH"]),
    ("BGĐ, Phòng KHTC", ["BGĐ", "Phòng KHTC"]),
    ("Ban Biên tập Cổng TTĐT", ["Ban Biên tập Cổng TTĐT"]),
    ("Toàn bộ các khoa, phòng", ["Toàn bộ các khoa, phòng"]),
    ("Tất cả các đơn vị", ["Tất cả các đơn vị"]),
    ("Các Trung tâm Y tế, Bệnh viện đa khoa khu vực", ["Các Trung tâm Y tế", "Bệnh viện đa khoa khu vực"]),
    ("Trung tâm Y tế các huyện, thị xã, thành phố", ["Trung tâm Y tế các huyện, thị xã, thành phố"]),
    (
        "Chi cục An toàn vệ sinh thực phẩm, Chi cục Dân số - KHHGĐ",
        ["Chi cục An toàn vệ sinh thực phẩm", "Chi cục Dân số - KHHGĐ"],
    ),
    ("Các tổ chức Hội, đoàn thể", ["Các tổ chức Hội, đoàn thể"]),
    (
        "Mặt trận Tổ quốc và các đoàn thể chính trị - xã hội xã",
        ["Mặt trận Tổ quốc", "các đoàn thể chính trị - xã hội xã"],
    ),
    ("Đảng ủy, UBND xã", ["Đảng ủy", "UBND xã"]),
    ("Bí thư Chi bộ, Trưởng thôn", ["Bí thư Chi bộ", "Trưởng thôn"]),
    (
        "Liên đoàn Lao động tỉnh, Tỉnh Đoàn, Hội Liên hiệp Phụ nữ tỉnh",
        ["Liên đoàn Lao động tỉnh", "Tỉnh Đoàn", "Hội Liên hiệp Phụ nữ tỉnh"],
    ),
    ("Ban kiểm tra nội bộ, Tổ chuyên môn 1, 2 + 3", ["Ban kiểm tra nội bộ", "Tổ chuyên môn 1", "2", "3"]),
    ("Trạm Y tế\nCông an xã", ["Trạm Y tế", "Công an xã"]),
    ("Hiệu trưởng\ntổ chuyên môn\ncác thôn", ["Hiệu trưởng", "tổ chuyên môn", "các thôn"]),
    ("1. Công an xã\n2. Trạm Y tế", ["Công an xã", "Trạm Y tế"]),
    ("Sở Khoa học\nvà Công nghệ", ["Sở Khoa học\nvà Công nghệ"]),
    ("Văn phòng\nHĐND và UBND xã\nUBND\ncác xã", ["Văn phòng\nHĐND và UBND xã", "UBND\ncác xã"]),
    ("Chánh\nVăn phòng\nPhòng Kinh tế", ["Chánh\nVăn phòng", "Phòng Kinh tế"]),
    ("Cơ quan, địa\nphương liên quan", ["Cơ quan, địa\nphương liên quan"]),
    ("Các sở liên quan\n2025-2035", ["Các sở liên quan"]),
    ("Sở Khoa học và Công nghệ (cơ quan thường trực Ban Chỉ đạo)", ["Sở Khoa học và Công nghệ"]),
    ("Cơ quan, đơn vị chủ trì nhiệm vụ", ["Cơ quan, đơn vị"]),
    ("Chủ đầu tư các dự án", ["Chủ đầu tư các dự án"]),
    (
        "Cục Thuế tỉnh; Cục Hải quan; Cục Quản lý thị trường",
        ["Cục Thuế tỉnh", "Cục Hải quan", "Cục Quản lý thị trường"],
    ),
    (
        "Ngân hàng Chính sách xã hội tỉnh; Quỹ Bảo vệ và Phát triển rừng",
        ["Ngân hàng Chính sách xã hội tỉnh", "Quỹ Bảo vệ và Phát triển rừng"],
    ),
    ("Trung tâm Y tế, các trạm y tế xã và thị trấn.", ["Trung tâm Y tế", "các trạm y tế xã và thị trấn"]),
    ("các phòng, đơn vị liên quan", ["các phòng, đơn vị liên quan"]),
    (
        "Hợp tác xã, nhà cung cấp dịch vụ mạng, nhà đầu tư",
        ["Hợp tác xã", "nhà cung cấp dịch vụ mạng", "nhà đầu tư"],
    ),
    ("Sở Nội vụ Sở Tư pháp; UBND các phường, xã", ["Sở Nội vụ", "Sở Tư pháp", "UBND các phường, xã"]),
    ("UBND xã Tân Lập, xã Hòa An, phường Bình Minh", ["UBND xã Tân Lập", "xã Hòa An", "phường Bình Minh"]),
    ("Doanh nghiệp, Sở, ban, ngành có liên quan", ["Doanh nghiệp", "Sở, ban, ngành có liên quan"]),
    ("Sở, ban, ngành, tổ chức chính trị - xã hội", ["Sở, ban, ngành, tổ chức chính trị - xã hội"]),
    ("Cơ quan, địa phương liên quan", ["Cơ quan, địa phương liên quan"]),
    ("Sở: NN&MT, TC, GD&ĐT", ["NN&MT", "TC", "GD&ĐT"]),
]

HEADINGS = [
    (
        "Ban Quản lý khu công nghiệp và chế xuất thành phố",
        ["Ban Quản lý khu công nghiệp và chế xuất thành phố"],
    ),
    ("Hiệu trưởng", ["Hiệu trưởng"]),
    ("Các ông (bà) Trưởng thôn, Tổ trưởng tổ dân phố", ["Trưởng thôn", "Tổ trưởng tổ dân phố"]),
    (
        "Các đảng ủy trực thuộc Tỉnh ủy; các ban xây dựng Đảng, Văn phòng Tỉnh ủy",
        ["Các đảng ủy trực thuộc Tỉnh ủy", "các ban xây dựng Đảng", "Văn phòng Tỉnh ủy"],
    ),
    ("VNPT, Viettel tỉnh", ["VNPT", "Viettel tỉnh"]),
    (
        "3. Các sở, ngành, đoàn thể cấp tỉnh; UBND các xã, phường, đặc khu:",
        ["Các sở, ngành, đoàn thể cấp tỉnh", "UBND các xã, phường, đặc khu"],
    ),
    (
        "Điều 3. Chánh Văn phòng UBND tỉnh; Giám đốc Sở Nội vụ; Thủ trưởng các sở, ban, ngành",
        ["Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Nội vụ", "Thủ trưởng các sở, ban, ngành"],
    ),
    (
        "4. Đề nghị Ban Tuyên giáo và Dân vận Tỉnh ủy, Ủy ban MTTQ Việt Nam tỉnh và các tổ chức thành viên",
        ["Ban Tuyên giáo và Dân vận Tỉnh ủy", "Ủy ban MTTQ Việt Nam tỉnh", "các tổ chức thành viên"],
    ),
    ("IV. TRÁCH NHIỆM CỦA CÁC PHÒNG, ĐƠN VỊ", ["CÁC PHÒNG, ĐƠN VỊ"]),
    ("a) Văn phòng Đảng ủy - HĐND - UBND xã", ["Văn phòng Đảng ủy - HĐND - UBND xã"]),
    ("2.1. Văn phòng HĐND và UBND xã", ["Văn phòng HĐND và UBND xã"]),
    (
        "1. Đối với các trường mầm non, tiểu học, trung học cơ sở",
        ["các trường mầm non, tiểu học, trung học cơ sở"],
    ),
    ("6. Công an Thành phố, Bộ Tư lệnh Thủ đô Hà Nội", ["Công an Thành phố", "Bộ Tư lệnh Thủ đô Hà Nội"]),
    (
        "5. Các tổ chức, doanh nghiệp tham gia cung cấp dịch vụ",
        ["Các tổ chức, doanh nghiệp tham gia cung cấp dịch vụ"],
    ),
    (
        "7. Đề nghị các cơ quan Trung ương đóng trên địa bàn tỉnh",
        ["các cơ quan Trung ương đóng trên địa bàn tỉnh"],
    ),
    ("3. Trưởng các khoa, phòng", ["Trưởng các khoa, phòng"]),
    ("2. Trưởng phòng Tổ chức - Hành chính:", ["Trưởng phòng Tổ chức - Hành chính"]),
    ("Giao Sở Nội vụ (Cơ quan thường trực):", ["Sở Nội vụ"]),
    (
        "1. Phòng Kế hoạch - Nghiệp vụ, Phòng Tổ chức - Hành chính:",
        ["Phòng Kế hoạch - Nghiệp vụ", "Phòng Tổ chức - Hành chính"],
    ),
    ("2. Các khoa, phòng thuộc Trung tâm", ["Các khoa, phòng thuộc Trung tâm"]),
    ("3. Trạm Y tế các xã, phường", ["Trạm Y tế các xã, phường"]),
    ("4. Bộ phận Công nghệ thông tin", ["Bộ phận Công nghệ thông tin"]),
    ("5. Công đoàn, Đoàn Thanh niên", ["Công đoàn", "Đoàn Thanh niên"]),
    ("1. Ban Giám hiệu", ["Ban Giám hiệu"]),
    ("2. Các tổ chuyên môn, tổ văn phòng", ["Các tổ chuyên môn, tổ văn phòng"]),
    ("3. Giáo viên chủ nhiệm", ["Giáo viên chủ nhiệm"]),
    ("1. Ban Thường vụ Đảng ủy xã", ["Ban Thường vụ Đảng ủy xã"]),
    ("2. Ban Xây dựng Đảng, Ủy ban Kiểm tra Đảng ủy", ["Ban Xây dựng Đảng", "Ủy ban Kiểm tra Đảng ủy"]),
    ("3. Các chi bộ, đảng bộ trực thuộc", ["Các chi bộ, đảng bộ trực thuộc"]),
    (
        "Sở Y tế, Sở Giáo dục và Đào tạo, Sở Lao động - Thương binh và Xã hội và các sở, ngành liên quan:",
        [
            "Sở Y tế",
            "Sở Giáo dục và Đào tạo",
            "Sở Lao động - Thương binh và Xã hội",
            "các sở, ngành liên quan",
        ],
    ),
    ("Nhiệm vụ của Chủ tịch UBND cấp xã", ["Chủ tịch UBND cấp xã"]),
    ("Người đứng đầu cơ quan, đơn vị:", ["Người đứng đầu cơ quan, đơn vị"]),
    ("Sở Y tế chủ trì:", ["Sở Y tế"]),
    ("SỞ Y TẾ", ["SỞ Y TẾ"]),
    ("Trách nhiệm của các sở, ban, ngành", ["các sở, ban, ngành"]),
    (
        "Giao phòng Tổ chức – Hành chính và các khoa, phòng liên quan tham mưu.",
        ["phòng Tổ chức – Hành chính", "các khoa, phòng liên quan"],
    ),
    ("2. Phòng Tổ chức, cán bộ:", ["Phòng Tổ chức, cán bộ"]),
    ("5. Các Sở, ngành, đơn vị liên quan", ["Các Sở, ngành, đơn vị liên quan"]),
]

NO_LISTS = [
    "Tổ chức kiểm tra",
    "Tổ chức thực hiện",
    "Tổ chức",
    "Mục đích, yêu cầu",
    "Kinh phí thực hiện",
    "Tuyên truyền cải cách hành chính",
    "Trang thông tin điện tử",
    "Đối với cá nhân",
    "Cán bộ, công chức, viên chức, người lao động.",
    "Các cấp",
    "Cấp xã",
    "Cơ sở hạ tầng",
    "Lĩnh vực y tế",
    "Hộ gia đình",
    "Báo cáo",
    "Hội nghị trực tuyến",
    "Ban hành kế hoạch",
    "Sở Y tế xây dựng kế hoạch",
    "Phòng Tổ chức - Hành chính triển khai thực hiện, báo cáo kết quả",
    "Các cơ quan, đơn vị rà soát, thống kê hồ sơ.",
    "Các tổ chức cung cấp số liệu đúng hạn.",
    "Phối hợp với các ngành liên quan phát triển thị trường",
    "Chủ trì, phối hợp với các sở, ngành và UBND các xã, phường",
    "",
]


def _texts(text: str, *, cell: bool) -> list[str]:
    return [text[unit.start : unit.end] for unit in read_unit_list(text, cell=cell)]


@pytest.mark.parametrize(("text", "units"), CELLS)
def test_the_units_of_a_cell(text: str, units: list[str]) -> None:
    assert _texts(text, cell=True) == units


@pytest.mark.parametrize(("text", "units"), HEADINGS)
def test_the_units_of_a_heading(text: str, units: list[str]) -> None:
    assert _texts(text, cell=False) == units
    assert read_whole_list(text) is not None


@pytest.mark.parametrize("text", NO_LISTS)
def test_texts_that_do_not_name_doers(text: str) -> None:
    assert read_whole_list(text) is None


def test_members_of_a_list_under_one_head_have_its_name() -> None:
    names = [unit.name for unit in read_unit_list("Các Sở: Tài chính, KH&CN, Nội vụ", cell=True)]
    assert names == ["Sở Tài chính", "Sở Khoa học và Công nghệ", "Sở Nội vụ"]


def test_wards_of_a_hospital_under_one_head_have_its_name() -> None:
    units = read_unit_list("Các khoa: Nội, Ngoại", cell=True)
    assert [unit.name for unit in units] == ["Khoa Nội", "Khoa Ngoại"]


def test_members_that_are_only_a_number_have_the_name_before_it() -> None:
    units = read_whole_list("Tổ dân phố số 1, số 2")
    assert units is not None
    assert [unit.name for unit in units] == ["tổ dân phố số 1", "tổ dân phố số 2"]


def test_members_of_a_list_of_officers_have_their_title() -> None:
    units = read_unit_list(
        "Giám đốc các Sở: Tài chính, Nội vụ; Trưởng các phòng: Kinh tế, Tư pháp", cell=True
    )
    assert [unit.name for unit in units] == [
        "Giám đốc Sở Tài chính",
        "Giám đốc Sở Nội vụ",
        "Trưởng Phòng Kinh tế",
        "Trưởng Phòng Tư pháp",
    ]


def test_a_piece_that_no_rule_knows_is_less_sure() -> None:
    known, plain = read_unit_list("Sở Nội vụ; Nhóm đặc trách", cell=True)
    assert known.confidence == 1.0
    assert plain.confidence < 1.0
    assert plain.rule == "plain"


def test_an_abbreviation_keeps_its_capitals_where_its_name_goes_on() -> None:
    assert [unit.name for unit in read_unit_list("GVCN các lớp", cell=True)] == ["GVCN các lớp"]
