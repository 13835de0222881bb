"""The samples and their annotations: each annotation stands in its text, each trait of form in some sample."""

from __future__ import annotations

import datetime
import re
import runpy
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from dateutil.rrule import rrulestr

DATA = Path(__file__).resolve().parents[2] / "data"
RECODE = runpy.run_path(str(DATA / "recode.py"))
SETTINGS: dict[str, dict[str, Any]] = RECODE["settings"]()
SAMPLES = {path.stem: path for path in sorted((DATA / "samples").iterdir())}
TEXTS: dict[str, str] = {
    stem: RECODE["decode"](path.read_bytes(), SETTINGS.get(stem, {})) for stem, path in SAMPLES.items()
}
GOLD_FILES = sorted((DATA / "gold").glob("*.yaml"))
GOLD: dict[str, dict[str, Any]] = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in GOLD_FILES
}

KEYS = {
    "document": {
        *("type", "number", "symbol", "issuer", "province", "issued_date", "subject"),
        *("signer", "signer_position", "signing_authority", "plan_years"),
    },
    "citations": {"text", "type", "identifier", "date", "issuer", "title", "relation", "provision"},
    "indices": {"text", "code", "year", "values"},
    "tasks": {"anchor", "lead", "coordinate", "report_to", "deadlines", "product"},
    "deadlines": {"text", "kind", "start", "end", "rrule"},
    "ignore": {"citations", "indices", "tasks", "deadlines"},
}
VALUE_KEYS = {"text", "status", "kind", "comparator", "value", "year"}
MORE_VALUE_KEYS = {"value_max", "unit", "scale", "level", "baseline_year"}
CODES = {
    *("PAR_INDEX", "PCI", "SIPAS", "PAPI", "DDCI", "DTI", "ICT_INDEX", "PGI", "SERVICE_766"),
    *("PCI_TRANSPARENCY", "OTHER"),
}
ROLES = ("lead", "coordinate", "report_to")
# what a page break may push into a sentence
LONGEST_INTERRUPTION = 1500


def squeezed(text: str) -> str:
    """The text without white space, emphasis and table marks, which the annotations leave out."""
    folded = unicodedata.normalize("NFC", text).replace("\u00d0", "Đ").replace("<br>", " ")
    return re.sub(r"[\s*#|]+", "", folded).casefold()


SQUEEZED = {stem: squeezed(text) for stem, text in TEXTS.items()}


def stands_in(stem: str, phrase: str) -> bool:
    """Whether the phrase stands in the sample, at most once interrupted by a page break or a footnote's mark."""
    text, wanted = SQUEEZED[stem], squeezed(phrase)
    if wanted in text:
        return True
    for cut in range(len(wanted) - 1, 0, -1):
        position = text.find(wanted[:cut])
        while position >= 0:
            reach = position + len(wanted) + LONGEST_INTERRUPTION
            if text.find(wanted[cut:], position + cut, reach) >= 0:
                return True
            position = text.find(wanted[:cut], position + 1)
    return False


def phrases(gold: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(where it is annotated, string that must stand in the text)."""
    for field in ("issuer", "province", "subject", "signer", "signer_position", "number"):
        if gold["document"][field] not in (None, "?"):
            yield f"document.{field}", gold["document"][field]
    for entry in gold["citations"]:
        for field in ("text", "identifier", "issuer", "title", "provision"):
            if entry[field] is not None:
                yield f"citations.{field}", entry[field]
    for entry in gold["indices"]:
        yield "indices.text", entry["text"]
        for value in entry["values"]:
            yield "indices.values.text", value["text"]
    for entry in gold["tasks"]:
        yield "tasks.anchor", entry["anchor"]
        yield from (("tasks.also", start) for start in entry.get("also", []))
        yield from ((f"tasks.{role}", unit) for role in ROLES for unit in entry[role])
        if entry["product"] is not None:
            yield "tasks.product", entry["product"]
    for entry in gold["deadlines"]:
        yield "deadlines.text", entry["text"]
    for part, strings in gold["ignore"].items():
        yield from ((f"ignore.{part}", string) for string in strings)


def strings_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, member in value.items():
            yield from strings_of(key)
            yield from strings_of(member)
    elif isinstance(value, list):
        for member in value:
            yield from strings_of(member)


def is_partial_date(text: str) -> bool:
    """2015, 2025-01 or 2025-01-31."""
    if not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
        return False
    datetime.date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    return True


def test_every_sample_is_annotated() -> None:
    assert list(GOLD) == list(SAMPLES)
    assert set(SETTINGS) <= set(SAMPLES)
    assert len(SAMPLES) >= 12


@pytest.mark.parametrize("stem", SAMPLES)
def test_size_of_a_sample(stem: str) -> None:
    assert 4_000 <= SAMPLES[stem].stat().st_size <= 20_000


@pytest.mark.parametrize("stem", SAMPLES)
def test_encoding_gives_the_same_bytes_again(stem: str) -> None:
    assert RECODE["encode"](TEXTS[stem], SETTINGS.get(stem, {})) == SAMPLES[stem].read_bytes()


def test_only_the_sample_meant_to_be_is_not_nfc() -> None:
    decomposed = [stem for stem, path in SAMPLES.items() if not _is_nfc_utf8(path)]
    assert decomposed == ["hoi-phu-nu-an-toan-2025"]


def _is_nfc_utf8(path: Path) -> bool:
    try:
        return unicodedata.is_normalized("NFC", path.read_bytes().decode("utf-8"))
    except UnicodeDecodeError:
        return True


@pytest.mark.parametrize("stem", GOLD)
def test_keys(stem: str) -> None:
    gold = GOLD[stem]
    assert set(gold) == set(KEYS)
    for section in ("document", "ignore"):
        assert set(gold[section]) == KEYS[section]
    for section in ("citations", "indices", "tasks", "deadlines"):
        for entry in gold[section]:
            assert set(entry) - {"also"} == KEYS[section], entry
            assert "also" not in entry or section == "tasks"
    for entry in gold["indices"]:
        for value in entry["values"]:
            assert VALUE_KEYS <= set(value) <= VALUE_KEYS | MORE_VALUE_KEYS, value


@pytest.mark.parametrize("stem", GOLD)
def test_strings_are_folded_and_nfc(stem: str) -> None:
    for text in strings_of(GOLD[stem]):
        assert unicodedata.is_normalized("NFC", text)
        assert text
        assert text == " ".join(text.split())


@pytest.mark.parametrize("stem", GOLD)
def test_annotated_strings_stand_in_the_text(stem: str) -> None:
    absent = [(where, phrase) for where, phrase in phrases(GOLD[stem]) if not stands_in(stem, phrase)]
    assert absent == []


def test_a_string_that_is_not_there_is_noticed() -> None:
    assert not stands_in("so-y-te-tuyen-truyen-2025", "Quyết định số 2187/QĐ-UBND ngày 31/12/2024")


@pytest.mark.parametrize("stem", GOLD)
def test_entries_keep_the_order_of_the_text(stem: str) -> None:
    """Each task's anchor and each deadline stands after the one before it."""
    for section, field in (("tasks", "anchor"), ("deadlines", "text")):
        position = 0
        for entry in GOLD[stem][section]:
            wanted = squeezed(entry[field])[:24]
            found = SQUEEZED[stem].find(wanted, position)
            assert found >= 0, (section, entry[field])
            position = found + 1


@pytest.mark.parametrize("stem", GOLD)
def test_document_values(stem: str) -> None:
    document = GOLD[stem]["document"]
    assert document["type"] in ("kế hoạch", "quyết định")
    assert document["signing_authority"] in ("KT", "TM", "TL", "TUQ", "Q", None)
    assert document["issued_date"] is None or is_partial_date(document["issued_date"])
    first, last = document["plan_years"]
    assert 2000 < first <= last < 2100


@pytest.mark.parametrize("stem", GOLD)
def test_citation_values(stem: str) -> None:
    for entry in GOLD[stem]["citations"]:
        assert entry["relation"] in ("legal_basis", "implements", "amends", "mention")
        assert entry["type"] == entry["type"].lower()
        assert entry["date"] is None or is_partial_date(entry["date"])
        if entry["identifier"] is None:
            assert entry["type"] in ("luật", "bộ luật", "pháp lệnh", "hiến pháp")
            assert entry["title"] or entry["type"] == "hiến pháp"
        else:
            assert re.fullmatch(r"\d+[a-zđ]?[/-]\S+", entry["identifier"])
            assert squeezed(entry["identifier"]) in squeezed(entry["text"])


@pytest.mark.parametrize("stem", GOLD)
def test_index_values(stem: str) -> None:
    for entry in GOLD[stem]["indices"]:
        assert entry["code"] in CODES
        for value in entry["values"]:
            assert value["status"] in ("target", "result")
            assert value["kind"] in ("rank", "score", "percent", "level", "change")
            assert value["comparator"] in (">=", "<=", "=", "top", "between")
            assert (value["kind"] == "level") == (value["value"] is None) == ("level" in value)
            assert (value["comparator"] == "between") == ("value_max" in value)
            assert value["comparator"] != "top" or value["kind"] == "rank"


@pytest.mark.parametrize("stem", GOLD)
def test_tasks_have_a_doer_and_known_deadlines(stem: str) -> None:
    known = {entry["text"] for entry in GOLD[stem]["deadlines"]} | set(GOLD[stem]["ignore"]["deadlines"])
    for entry in GOLD[stem]["tasks"]:
        assert entry["lead"], entry
        assert set(entry["deadlines"]) <= known, entry
        assert len(squeezed(entry["anchor"])) >= 14


@pytest.mark.parametrize("stem", GOLD)
def test_deadline_values(stem: str) -> None:
    for entry in GOLD[stem]["deadlines"]:
        assert entry["kind"] in ("date", "period", "recurrence", "ongoing", "relative")
        days = [entry[field] and datetime.date.fromisoformat(entry[field]) for field in ("start", "end")]
        assert None in days or days[0] <= days[1]
        assert (entry["kind"] == "recurrence") == (entry["rrule"] is not None)
        rules = [entry["rrule"]] if isinstance(entry["rrule"], str) else entry["rrule"] or []
        for rule in rules:
            rrulestr(rule, dtstart=datetime.datetime(2025, 1, 1))  # noqa: DTZ001 - only parsed


NUMBERED = re.compile(
    r"\b\d+[a-zđ]?(?:/\d{4}/QH\d\d|(?:/\d{4})?/[A-ZĐ][A-Za-zĐđ&]*-[A-ZĐ][\wĐđ\-&.]*\w|-[A-ZĐ][\wđ]*/[A-ZĐ]+)"
)
LAW = re.compile(r"(?<!\w)(?:Bộ luật|Luật|Pháp lệnh) (?=[A-ZĐ]|sửa đổi)|Hiến pháp")


@pytest.mark.parametrize("stem", GOLD)
def test_no_numbered_instrument_is_forgotten(stem: str) -> None:
    """Every number with a symbol in the text is annotated, but for the document's own."""
    own = GOLD[stem]["document"]
    text = re.sub(r"[\s*|]+", " ", TEXTS[stem].replace("\u00d0", "Đ"))
    text = re.sub(r"(?<=[A-ZĐ0-9]) ?- ?(?=[A-ZĐ][A-Za-zĐ]+/|[A-ZĐ]{2}\b|[A-ZĐ]{3})", "-", text)
    printed = [number for number in NUMBERED.findall(text) if not number.endswith(str(own["symbol"]))]
    annotated = [entry["identifier"] for entry in GOLD[stem]["citations"] if entry["identifier"]]
    missing = [number for number in printed if number not in annotated]
    assert missing == []


@pytest.mark.parametrize("stem", GOLD)
def test_no_law_is_forgotten(stem: str) -> None:
    text = " ".join(TEXTS[stem].split())
    annotated = [
        e for e in GOLD[stem]["citations"] if e["type"] in ("luật", "bộ luật", "pháp lệnh", "hiến pháp")
    ]
    assert len(LAW.findall(text)) == len(annotated)


def _lines(stem: str) -> list[str]:
    return TEXTS[stem].splitlines()


def _raw(stem: str) -> bytes:
    return SAMPLES[stem].read_bytes()


TRAITS: list[tuple[str, str, Callable[[str], object]]] = [
    ("byte order mark", "benh-vien-hai-long-nguoi-benh-2024", lambda s: _raw(s).startswith(b"\xef\xbb\xbf")),
    ("UTF-16", "dang-uy-hoc-tap-lam-theo-bac-2026", lambda s: _raw(s).startswith(b"\xff\xfe")),
    ("CRLF", "dang-uy-hoc-tap-lam-theo-bac-2026", lambda s: b"\r\x00\n\x00" in _raw(s)),
    ("windows-1258", "truong-thpt-chuyen-doi-so-2025", lambda s: "KẾ HOẠCH" not in _raw(s).decode("latin-1")),
    ("headings marked ###", "trung-tam-y-te-phong-dich-2023", lambda s: "\n### **" in TEXTS[s]),
    ("emphasis", "ubnd-tinh-chuyen-doi-so-2026", lambda s: "\n**V. TỔ CHỨC" in TEXTS[s]),
    (
        "blank line after every printed line",
        "so-y-te-tuyen-truyen-2025",
        lambda s: sum(not line.strip() for line in _lines(s)) > len(_lines(s)) * 0.45,
    ),
    (
        "blank line inside a symbol",
        "so-y-te-tuyen-truyen-2025",
        lambda s: re.search(r"/KH- ?\n *\nUBND", TEXTS[s]),
    ),
    (
        "blank line inside a sentence",
        "benh-vien-hai-long-nguoi-benh-2024",
        lambda s: "quản trị và\n\nhành chính công" in TEXTS[s],
    ),
    (
        "lines wrapped at 70 to 80 characters",
        "truong-thpt-chuyen-doi-so-2025",
        lambda s: sum(65 <= len(line) <= 80 for line in _lines(s)) > 20,
    ),
    ("form feed", "trung-tam-hanh-chinh-cong-2024", lambda s: TEXTS[s].count("\f") == 2),
    (
        "footnote inside a sentence",
        "so-y-te-tuyen-truyen-2025",
        lambda s: re.search(r"về dân \n\s+2Các Quyết định của .*\n\s*\n cư, định danh", TEXTS[s], re.DOTALL),
    ),
    ("glued footnote mark", "so-y-te-tuyen-truyen-2025", lambda s: "phủ1, " in TEXTS[s]),
    (
        "table header repeated after a page break",
        "benh-vien-hai-long-nguoi-benh-2024",
        lambda s: TEXTS[s].count("TT\tNỘI DUNG CÔNG VIỆC") == 2,
    ),
    (
        "cell continued after a page break",
        "benh-vien-hai-long-nguoi-benh-2024",
        lambda s: "\n\t\tđược ký số" in TEXTS[s],
    ),
    ("stream of bars", "ubnd-tinh-chuyen-doi-so-2026", lambda s: _lines(s).count("|") > 60),
    (
        "letterhead as a stream of bars",
        "ubnd-tinh-chuyen-doi-so-2026",
        lambda s: TEXTS[s].startswith("|\n**ỦY"),
    ),
    ("pipe table", "so-noi-vu-nang-cao-chi-so-2025", lambda s: TEXTS[s].count("\n|---|") == 3),
    (
        "letterhead in a pipe table",
        "ubnd-xa-ngay-chuyen-doi-so-2025",
        lambda s: TEXTS[s].startswith("| **ỦY"),
    ),
    (
        "header over two rows",
        "ubnd-xa-ngay-chuyen-doi-so-2025",
        lambda s: "| | | Chủ trì | Phối hợp | |" in TEXTS[s],
    ),
    (
        "letterhead in two columns",
        "tinh-doan-tinh-nguyen-2025",
        lambda s: re.search(r"112-KH/TĐTN {8,}Bến Tre, ngày", TEXTS[s]),
    ),
    (
        "signature beside the recipients",
        "so-khoa-hoc-du-lieu-so-2026",
        lambda s: re.search(r"Lưu: VT, CĐS\. {8,}Thạch", TEXTS[s]),
    ),
    ("letterhead lost", "so-y-te-tuyen-truyen-2025", lambda s: TEXTS[s].lstrip().startswith("KẾ HOẠCH")),
    ("portal's metadata", "ubnd-huyen-ddci-2024", lambda s: "\nSố hiệu 77/KH-UBND\n" in TEXTS[s]),
    (
        "portal's furniture",
        "ubnd-phuong-bo-phan-mot-cua-2026",
        lambda s: "Đăng nhập" in TEXTS[s] and "## Văn bản liên quan" in TEXTS[s],
    ),
    ("lost letters", "ubnd-huyen-ddci-2024", lambda s: "xử lý chng chéo" in TEXTS[s]),
    ("cut in the middle", "ubnd-huyen-ddci-2024", lambda s: TEXTS[s].rstrip().endswith("[...]")),
    ("numbering that repeats", "trung-tam-y-te-phong-dich-2023", lambda s: TEXTS[s].count("**III. ") == 2),
    ("numbering that jumps", "so-noi-vu-nang-cao-chi-so-2025", lambda s: "### 3." not in TEXTS[s]),
    ("d and đ", "benh-vien-hai-long-nguoi-benh-2024", lambda s: "\nd) " in TEXTS[s] and "\nđ) " in TEXTS[s]),
    ("plus signs", "cong-an-tinh-lam-sach-du-lieu-2024", lambda s: "\n+ Phát hiện" in TEXTS[s]),
    ("decision with a plan", "quyet-dinh-cai-thien-papi-2025", lambda s: "\n**KẾ HOẠCH**" in TEXTS[s]),
    ("number and day blank", "benh-vien-hai-long-nguoi-benh-2024", lambda s: "ngày tháng 02" in TEXTS[s]),
    ("signed TM. and KT.", "ubnd-tinh-chuyen-doi-so-2026", lambda s: "NHÂN DÂN**\nKT. CHỦ TỊCH" in TEXTS[s]),
    ("signed TL.", "cong-an-tinh-lam-sach-du-lieu-2024", lambda s: "\nTL. GIÁM ĐỐC" in TEXTS[s]),
    ("signed TUQ.", "ubnd-phuong-bo-phan-mot-cua-2026", lambda s: "**TUQ. CHỦ TỊCH" in TEXTS[s]),
    ("signed Q.", "trung-tam-y-te-phong-dich-2023", lambda s: "**Q. GIÁM ĐỐC" in TEXTS[s]),
    ("urgency mark", "cong-an-tinh-lam-sach-du-lieu-2024", lambda s: "\nHỎA TỐC\n" in TEXTS[s]),
    ("as above", "ubnd-tinh-chuyen-doi-so-2026", lambda s: "\nnt\n" in TEXTS[s]),
    ("ditto mark", "truong-thpt-chuyen-doi-so-2025", lambda s: '\t"\t' in TEXTS[s]),
]


@pytest.mark.parametrize(("trait", "stem", "shows"), TRAITS, ids=[trait for trait, _, _ in TRAITS])
def test_trait_is_present(trait: str, stem: str, shows: Callable[[str], object]) -> None:
    assert shows(stem), trait


def test_annotations_cover_the_kinds() -> None:
    """All index codes, value kinds and statuses, deadline kinds, relations and authorities occur."""
    indices = [entry for gold in GOLD.values() for entry in gold["indices"]]
    values = [value for entry in indices for value in entry["values"]]
    deadlines = [entry for gold in GOLD.values() for entry in gold["deadlines"]]
    citations = [entry for gold in GOLD.values() for entry in gold["citations"]]
    assert {entry["code"] for entry in indices} == CODES
    assert {(value["status"], value["kind"]) for value in values} == {
        (status, kind)
        for status in ("target", "result")
        for kind in ("rank", "score", "percent", "level", "change")
    }
    assert {value["comparator"] for value in values} == {">=", "<=", "=", "top", "between"}
    assert {entry["kind"] for entry in deadlines} == {"date", "period", "recurrence", "ongoing", "relative"}
    assert {entry["relation"] for entry in citations} == {"legal_basis", "implements", "amends", "mention"}
    assert {gold["document"]["signing_authority"] for gold in GOLD.values()} == {
        *("KT", "TM", "TL", "TUQ", "Q", None)
    }
