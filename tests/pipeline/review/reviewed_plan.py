"""An invented plan whose rows are corrected."""

PLAN = """\
UBND TỈNH HÒA BÌNH
SỞ Y TẾ

Số: 12/KH-SYT

KẾ HOẠCH
Nâng cao chất lượng phục vụ năm 2025

Căn cứ Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ về Chương trình tổng thể;
Căn cứ Kế hoạch số 21/KH-UBND ngày 10/01/2025 của UBND tỉnh;

I. MỤC TIÊU

Phấn đấu Chỉ số SIPAS năm 2025 đạt từ 90% trở lên.

II. TỔ CHỨC THỰC HIỆN

1. Phòng Nghiệp vụ Y

- Chủ trì khảo sát người bệnh, hoàn thành trước ngày 30/6/2025.
- Rà soát quy trình khám bệnh.

2. Văn phòng Sở

- Lắp bảng chỉ dẫn, hoàn thành trước ngày 15/8/2025.

GIÁM ĐỐC
Nguyễn Văn An
"""
