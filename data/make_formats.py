#!/usr/bin/env python3
"""Writes some of the samples in every format that is read, into formats/.

python data/make_formats.py [FOLDER]

Needs LibreOffice (for .doc and PDF), and the font Liberation Serif, which has all Vietnamese letters. The scans are the
PDF's pages as pictures, turned by a degree, with noise. Text, Markdown, HTML and .docx come out the same each time;
LibreOffice writes dates into the rest.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image
from plan_as_text import markdown, plain_text, web_page
from plan_as_word import word_file
from plan_model import load_plan

HERE = Path(__file__).resolve().parent
FONT = b"LiberationSerif"
DOTS_PER_INCH = 200
DEGREES = 1.0
# what is added as footnotes: the phrase that each stands after, and its text
PLANS: dict[str, dict[str, str]] = {
    "so-noi-vu-nang-cao-chi-so-2025.md": {
        "về cải cách hành chính năm 2025": "Thay thế Kế hoạch số 187/KH-UBND ngày 20/12/2023 của UBND tỉnh.",
        "nâng cao các chỉ số năm 2025": "Thông báo số 15/TB-UBND ngày 10/02/2025 của UBND tỉnh giao Sở Nội vụ tham mưu.",
    },
    "ubnd-tinh-chuyen-doi-so-2026.md": {
        "sau sắp xếp đơn vị hành chính": "Nghị quyết số 202/2025/QH15 ngày 12/6/2025 của Quốc hội về việc sắp xếp đơn vị "
        "hành chính cấp tỉnh.",
        "các nền tảng số quốc gia": "Danh mục kèm theo Quyết định số 186/QĐ-BTTTT ngày 11/02/2022 của Bộ trưởng Bộ Thông tin "
        "và Truyền thông.",
    },
    "so-giao-duc-chuyen-doi-so-2030.md": {
        "phát triển giáo dục và đào tạo": "Nghị quyết số 281/NQ-CP ngày 15/9/2025 của Chính phủ ban hành Chương trình hành "
        "động thực hiện Nghị quyết này.",
    },
    "so-nong-nghiep-sat-lo-han-man-2026.md": {
        "146 điểm sạt lở": "Báo cáo số 402/BC-SNNMT ngày 03/12/2025 của Sở Nông nghiệp và Môi trường; số liệu do các xã, "
        "phường đo bằng thước dây và ảnh chụp từ trên cao, chưa tính những đoạn lở dưới 05 m.",
        "kè ly tâm chắn sóng": "Danh mục công trình khẩn cấp kèm theo Quyết định số 1109/QĐ-UBND ngày 22/6/2023 của UBND "
        "tỉnh.",
        "nơi nhiều nhất đến 70 m": "Đo từ hàng cọc mốc đến mép rừng, mỗi năm một lần. Trong 318 cọc cắm từ năm 2019 có 97 cọc "
        "đã trôi, 64 cọc phải cắm lùi vào trong, 11 cọc bị bỏ sót khi sáp nhập xã và chỉ được ghi lại vào danh sách sau khi "
        "trưởng ấp dẫn đi tìm. Thông báo số 77/TB-SNNMT ngày 12/11/2025 của Sở Nông nghiệp và Môi trường đã nêu từng đoạn đo "
        "chưa đúng, lý do và cách đo lại; các đơn vị này đã nộp sổ đo mới, kèm ảnh chụp có người đứng cạnh cọc và số điện thoại "
        "của người đo.",
        "bình quân 41 ngày": "Tính từ ngày người dân nộp đơn tại xã đến ngày nhận được tiền.",
        "vùng xa có nước sạch": "Nghị quyết số 31/NQ-HĐND ngày 11/7/2025 của Hội đồng nhân dân tỉnh về cấp nước cho các ấp "
        "chưa có nước máy.",
        "bốn tại chỗ": "Chỉ huy, lực lượng, phương tiện và vật tư, hậu cần.",
        "nền tảng dùng chung của tỉnh": "Quy chế ban hành kèm theo Quyết định số 2102/QĐ-UBND ngày 01/10/2025 của UBND tỉnh.",
        "7,6 km kè chắn sóng": "Nguồn vốn theo Quyết định số 1868/QĐ-UBND ngày 09/9/2025 của UBND tỉnh; chiều cao kè tính "
        "theo mực nước biển dâng trong kịch bản trung bình, cộng thêm nửa mét cho những năm gió chướng về sớm và mạnh. Đá và "
        "cọc chở bằng đường biển, không chở qua lộ làng.",
        "nối thêm 64 km ống": "Công văn số 3015/UBND-NNTN ngày 27/10/2025 của UBND tỉnh về việc ứng vốn.",
        "Quỹ Phòng, chống thiên tai tỉnh": "Thành lập theo Quyết định số 640/QĐ-UBND ngày 21/7/2025 của UBND tỉnh; Quỹ công "
        "khai thu, chi trên trang thông tin của Sở và tại nhà văn hóa các ấp.",
    },
}


def main(folder: Path) -> None:
    """Write all files."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, notes in PLANS.items():
        plan = load_plan(HERE / "samples" / name, notes)
        base = folder / plan.stem
        base.with_suffix(".txt").write_text(plain_text(plan), encoding="utf-8")
        base.with_suffix(".md").write_text(markdown(plan), encoding="utf-8")
        base.with_suffix(".html").write_text(web_page(plan), encoding="utf-8")
        base.with_suffix(".docx").write_bytes(word_file(plan))
        for kind in ("doc", "pdf"):
            convert(base.with_suffix(".docx"), kind)
        if FONT not in base.with_suffix(".pdf").read_bytes():
            # LibreOffice takes any other one without a word, and all lines break elsewhere
            sys.exit("the font Liberation Serif is not installed; Debian's package is fonts-liberation2")
        scan(base.with_suffix(".pdf"), folder / f"{plan.stem}.scan.pdf")


def convert(path: Path, kind: str) -> None:
    """Write a file beside a Word file, as LibreOffice converts it."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        sys.exit("LibreOffice is not installed; run make system")
    with tempfile.TemporaryDirectory() as profile:
        command = [program, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", kind, "--outdir", str(path.parent), str(path)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def scan(path: Path, target: Path) -> None:
    """Write a PDF whose pages are pictures of another's, as a scanner makes them in black and white."""
    noise = np.random.default_rng(2025)
    tilt = random.Random(2025)  # noqa: S311 - which way each sheet lay
    pages = []
    document = pypdfium2.PdfDocument(path)
    for page in document:
        sheet = page.render(scale=DOTS_PER_INCH / 72).to_pil().convert("L")
        sheet = sheet.rotate(
            tilt.choice((-DEGREES, DEGREES)), resample=Image.Resampling.BICUBIC, fillcolor=255
        )
        grey = np.asarray(sheet, dtype=np.float32) + noise.normal(0, 28, (sheet.height, sheet.width))
        pages.append(Image.fromarray(np.where(grey < 150, 0, 255).astype(np.uint8)).convert("1"))
    pages[0].save(target, save_all=True, append_images=pages[1:], resolution=DOTS_PER_INCH)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "formats")
