"""The report in a real browser: what a person clicks, types and presses."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from invented_plans import HOSTILE, Plan, health_plan, write_tables

from pipeline.report import write_report

Opener = Callable[[Path], Any]
MANY = 5000


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of two plans and a file that could not be read."""
    folder = tmp_path_factory.mktemp("tables")
    other = Plan(
        "b" * 16, "2024/khac.md", {"type": "quyết định", "province": "Tân Sơn", "plan_year_first": 2024}
    )
    other.block("paragraph", "Điều 1. Giao các phòng.")
    failed = {"path": f"hong {HOSTILE}.pdf", "status": "failed", "error_kind": "broken", "error_message": "x"}
    write_report(write_tables(folder, [health_plan(), other], (failed,)))
    return folder / "report"


@pytest.fixture(scope="module")
def large_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of many short documents."""
    folder = tmp_path_factory.mktemp("many")
    plans = []
    for number in range(MANY):
        header = {
            "type": ("kế hoạch", "quyết định", "công văn")[number % 3],
            "province": f"Tỉnh {number % 34}",
            "plan_year_first": 2015 + number % 12,
            "subject": f"Kế hoạch cải cách hành chính số {number}",
        }
        plans.append(Plan(f"{number:016x}", f"{number}.txt", header))
    write_report(write_tables(folder, plans))
    return folder / "report"


def _accessible(page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []


def _shown(page: Any) -> list[str]:
    return list(page.locator("#files tbody tr td:first-child .title").all_inner_texts())


def test_the_overview_lists_every_file_and_runs_nothing_of_theirs(report: Path, open_page: Opener) -> None:
    page = open_page(report / "index.html")
    assert page.title() == "Các kế hoạch đã đọc"
    shown = _shown(page)
    assert len(shown) == 3
    assert any(HOSTILE in title for title in shown)
    assert page.locator("tr", has_text="Tệp hỏng").locator(".badge.failed").inner_text() == "Không đọc được"


@pytest.mark.parametrize(
    ("words", "count"),
    [("khám bệnh", 1), ("KHAM BENH", 1), ("12/kh-syt", 1), ("tan son", 1), ("kiểm lâm", 0)],
)
def test_the_overview_is_searched_with_and_without_marks(
    report: Path, open_page: Opener, words: str, count: int
) -> None:
    page = open_page(report / "index.html")
    page.get_by_label("Tìm", exact=True).fill(words)
    assert len(_shown(page)) == count


def test_the_overview_is_filtered_by_choice_and_by_list(report: Path, open_page: Opener) -> None:
    page = open_page(report / "index.html")
    page.get_by_label("Loại văn bản").select_option("quyết định")
    assert _shown(page) == ["Quyết định"]
    page.get_by_role("button", name="Bỏ lọc").click()
    assert len(_shown(page)) == 3
    entry = page.locator("[data-facet=year] button", has_text="2025")
    entry.press("Enter")
    assert len(_shown(page)) == 1
    assert entry.get_attribute("aria-pressed") == "true"
    assert page.evaluate("document.activeElement.dataset.value") == "2025"
    page.keyboard.press("Enter")
    assert len(_shown(page)) == 3
    page.get_by_label("Chỉ văn bản cần kiểm tra").check()
    assert len(_shown(page)) == 2


def test_the_overview_is_sorted(report: Path, open_page: Opener) -> None:
    page = open_page(report / "index.html")
    heads = page.locator("th[data-sort=year]")
    heads.get_by_role("button").click()
    years = page.locator("#files tbody tr td:nth-child(4)")
    assert years.all_inner_texts() == ["2025", "2024", ""]
    assert heads.get_attribute("aria-sort") == "descending"
    heads.get_by_role("button").click()
    assert years.all_inner_texts() == ["", "2024", "2025"]


def test_a_click_on_a_row_goes_to_its_passage_and_back(report: Path, open_page: Opener) -> None:
    page = open_page(report / "index.html")
    page.get_by_role("link", name="Nâng cao chất lượng").click()
    row = page.locator("#nhiem-vu a.go.u")
    row.click()
    passage = page.locator("mark.on").first
    assert passage.inner_text() == "Phòng Nghiệp vụ Y"
    assert page.evaluate("document.activeElement.id") == passage.get_attribute("id")
    assert row.get_attribute("aria-current") == "true"
    page.locator("article mark.c").click()
    assert page.evaluate("document.activeElement.textContent") == "Nghị quyết 76/NQ-CP"
    assert page.locator("mark.on").inner_text().startswith("Nghị quyết số 76/NQ-CP")


def test_the_keyboard_goes_to_passages_and_back(report: Path, open_page: Opener) -> None:
    page = open_page(report / "documents" / f"{'a' * 16}.html")
    page.locator("#nhiem-vu a.go.t").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MARK"
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.className") == "go u"
    page.keyboard.press("F8")
    assert page.evaluate("document.activeElement.textContent") == "trước ngày 30/6"
    assert page.locator("#check-place").inner_text() == "1 / 1 chỗ cần kiểm tra"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "go d"


def test_doubtful_rows_and_warnings_stand_out(report: Path, open_page: Opener) -> None:
    page = open_page(report / "documents" / f"{'a' * 16}.html")
    assert page.locator("#kiem-tra li").all_inner_texts() == ["Thời hạn trước ngày 30/6 tin cậy 50 %"]
    assert page.locator("article mark.low").inner_text() == "trước ngày 30/6"
    warnings = page.locator("section.warning li")
    assert warnings.first.inner_text() == "Có thời hạn không nêu năm"
    assert HOSTILE in warnings.last.inner_text()


def test_kinds_of_marks_are_hidden_and_rows_searched(report: Path, open_page: Opener) -> None:
    page = open_page(report / "documents" / f"{'a' * 16}.html")
    page.locator("[data-kind=c]").click()
    assert page.locator("mark.c.off").count() == 1
    page.get_by_label("Tìm trong các dòng").fill("nghi quyet")
    assert page.locator("aside li:visible").count() == 1
    page.get_by_label("Tìm trong các dòng").fill("")
    assert page.locator("aside li:visible").count() == 4


def test_a_link_may_name_a_passage(report: Path, open_page: Opener) -> None:
    first = open_page(report / "documents" / f"{'a' * 16}.html")
    named = first.locator("a.go.c").get_attribute("href")
    page = first.context.new_page()
    page.goto(f"{(report / 'documents' / ('a' * 16)).as_uri()}.html{named}")
    assert page.locator("mark.on").inner_text().startswith("Nghị quyết")


def test_many_documents_are_filtered_at_once(large_report: Path, open_page: Opener) -> None:
    page = open_page(large_report / "index.html")
    assert f"Có {MANY} tệp" in page.locator("#result").inner_text()
    assert page.locator("#files tbody tr").count() < 100
    page.get_by_role("button", name="Trang sau").click()
    assert page.locator("#place").inner_text() == "Trang 2 / 100"
    page.get_by_label("Tìm", exact=True).fill("cai cach 4999")
    assert _shown(page) == ["Kế hoạch cải cách hành chính số 4999"]
    page.get_by_label("Tìm", exact=True).fill("")
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert page.locator("#files tbody tr").count() == MANY


def test_the_pages_are_accessible(report: Path, open_page: Opener, tmp_path: Path) -> None:
    page = open_page(report / "index.html")
    _accessible(page)
    page = open_page(report / "documents" / f"{'a' * 16}.html")
    _accessible(page)
    page.keyboard.press("F8")
    _accessible(page)
    page.set_viewport_size({"width": 420, "height": 800})
    _accessible(page)
    picture = tmp_path / "page.png"
    page.screenshot(path=picture, full_page=True)
    assert picture.stat().st_size > 10_000
