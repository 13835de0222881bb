#!/usr/bin/env python3
"""Writes three samples in every format that is read, into formats/.

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
