"""The mentions of one line as they are read one by one, before lists, titles and relations are resolved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

import regex

from extractors.citations.heads import Head, read_head
from extractors.citations.laws import LawName, find_laws
from extractors.citations.statements import Span, Statement, read_statement
from extractors.citations.symbols import SYMBOL, Symbol, read_symbol
from extractors.citations.tables import bodies, document_types
from extractors.citations.windows import AHEAD, date_at
from extractors.common.dates import DateMention, DatePrecision
from extractors.common.matching import matches_from
from extractors.common.patterns import compiled


@dataclass(slots=True)
class Draft:
    """A mention in the making.

    `start` to `core_end` covers type and number or name, `end` is after date and issuer. `type` is None until
    the head of the list gives it. `parent` is the mention in whose title or name this one stands.
    """

    start: int
    core_end: int
    end: int
    head: Head
    rule: str
    type: str | None = None
    symbol: Symbol | None = None
    law: LawName | None = None
    value: date | None = None
    precision: DatePrecision | None = None
    date_shared: bool = False
    issuer: str | None = None
    issuer_shared: bool = False
    title: Span | None = None
    parent: Draft | None = None
    amended: bool = False
    confidence: float = 1.0
    warnings: list[str] = field(default_factory=list)

    @property
    def bodies(self) -> tuple[str, ...]:
        """The bodies in the symbol, in capitals."""
        return self.symbol.bodies if self.symbol else ()

    def state(self, text: str, statement: Statement) -> None:
        """Take over the date and issuer that stand after the number or name."""
        self.end = statement.end
        self.state_date(text, statement.date)
        if statement.issuer is not None:
            self.issuer = " ".join(text[slice(*statement.issuer)].split())
            if statement.guessed:
                self.confidence = min(self.confidence, 0.9)

    def state_date(self, text: str, stated: DateMention | None) -> None:
        """Take over a date; one that does not exist gives a warning."""
        if stated is None or stated.precision is None:
            return
        if stated.impossible:
            printed = " ".join(text[stated.start : stated.end].split())
            self.warnings.append(f"the date of a citation does not exist: `{printed}`")
        else:
            self.value, self.precision = stated.value, stated.precision


_COORDINATOR = regex.compile(
    r"\s*+(?:[,;]|và|hoặc|đến|cùng|cùng với|với)\s*+(?:và\s++)?(?:(?:các|những|cả)\s++)?", regex.IGNORECASE
)


def are_coordinated(text: str, first: Draft, second: Draft) -> bool:
    """Whether nothing but a comma or a conjunction stands between two mentions."""
    return first.end <= second.start and _COORDINATOR.fullmatch(text, first.end, second.start) is not None


_SYMBOL = compiled(SYMBOL)
# where a symbol may begin: `re` finds that many times as fast as `regex` finds that no symbol begins elsewhere
_SYMBOL_START = re.compile(
    r"[\dOIl](?<![\d./…_\u2010-\u2015-].)(?=[\w.]{0,9}\s{0,20}[/\u2010-\u2015\u2212-]"
    r"|\d{0,4}\w?\s{1,2}[A-ZĐ]\w{1,3}[/\u2010-\u2015\u2212-])"
)
_PLAIN_NUMBER = regex.compile(
    r"[sS](?<!\p{L}.)[ốỐ]\s*+:?\s*+(?P<number>\d{1,5}\p{Ll}?)(?=\s*+,?\s*+ngày\s*+\d)(?!\p{L})"
)
_AFTER_MEMBER = regex.compile(
    r"\s*+,?\s*+ngày\s*+\d{1,2}(?:[/.-]\d{1,2}[/.-]|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}(?:\s*+[,;]\s*+(?:và\s++)?|\s++và\s++)",
    regex.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"[sS][ốỐ](?=\s*:?\s*\d{1,5}\w?\s*,?\s*ngày)")
_NUMBERS_BEFORE = regex.compile(
    r"(?<![\d/.-])(?:(?P<number>\d{1,4}\p{Ll}?)(?:\s*+[,;]\s*+|\s++và\s++)){1,8}+$"
)
_LAW_HINT = regex.compile(r"[uU][ậẬ][tT]|[lL][ệỆ][nN][hH]|[hH][iI][ếẾ][nN]")
# `Luật Phòng, chống tham nhũng (PCTN) năm 2018`
_LAW_SHORT = regex.compile(
    r"\s*+\(\s*(?:(?:gọi|viết)\s+tắt\s+là\s+)?\p{Lu}[\p{Lu}&]{1,9}\)(?=\s*+(?:năm|số|ngày)\s)"
)
_LAW_NUMBER = regex.compile(
    r"\s*+(?:\(\s*(?:sửa đổi|hợp nhất)[^()]{0,30}\)\s*+|,\s*+)?(?P<open>\(\s*+)?(?:[Ll]uật\s+)?[sS][ốỐ]\s*+:?\s*+"
)
_CLOSING = regex.compile(r"[^()\n]{0,80}+\)")
_LAW_YEAR = regex.compile(
    r"\s*+\(?\s*+(?:(?:sửa đổi|hợp nhất)(?:, bổ sung)?\s*+\)?,?\s*+)?"
    r"(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?![\d/-])\s*+(?P<close>\))?"
)
# `được Quốc hội khóa XI, kỳ họp thứ 4 thông qua ngày 26/11/2003`
_LAW_PASSED = regex.compile(
    r"\s*+,?\s*+(?:đã\s++)?(?:được\s++)?(?:Quốc\s+hội|Ủy\s+ban\s+Thường\s+vụ\s+Quốc\s+hội|UBTVQH)(?!\p{L})"
    r"[^.;:()]{0,90}?\sthông\s+qua\s++(?:vào\s++)?(?=ngày\s*+\d)",
    regex.IGNORECASE,
)
_LAW_REVISED = regex.compile(r"\s*+\(\s*+(?:sửa đổi|hợp nhất)\s*+\)")


# One letter of `Luật`, `Pháp lệnh`, `Hiến pháp`, the stroke or hyphen after a number, or `số` with a number. As each
# begins with a rare character, `re` goes through a document many times faster than the hints of a line would.
_BLANK = r"[^\S\n\t]"
_HINT = re.compile(
    r"[ậẬệỆếẾốỐ/\u2010-\u2015\u2212-](?:(?<=[uU][ậẬ])[tT]|(?<=[lL][ệỆ])[nN][hH]|(?<=[hH][iI][ếẾ])[nN]"
    rf"|(?<=[sS][ốỐ]){_BLANK}*+:?{_BLANK}*+\d"
    rf"|(?:(?<=\d[^ốỐ])|(?<=\d[^\W\d_].)|(?<=\d{_BLANK}.)|(?<=\d[^\W\d_]{_BLANK}.)|(?<={_BLANK}{_BLANK}.))"
    rf"{_BLANK}*+[^\W_])"
)


def mention_hints(text: str) -> list[int]:
    """Offsets in a whole document at which a mention may stand: lines without one hold none."""
    return [match.start() for match in _HINT.finditer(text)]


def read_drafts(text: str) -> list[Draft]:
    """The mentions of a line in order, each with what stands directly at it."""
    drafts = _laws(text) if _LAW_HINT.search(text) else []
    taken = [(draft.start, draft.core_end) for draft in drafts if draft.parent is None]
    drafts += _numbers(text, taken)
    drafts.sort(key=lambda draft: (draft.start, -draft.core_end))
    undated: list[Draft] = []
    for index, draft in enumerate(drafts):
        if undated and not are_coordinated(text, undated[-1], draft):
            undated = []
        if draft.law is None:
            later = (other.start for other in drafts[index + 1 : index + 2])
            joint = draft.type in document_types().joint
            limit = next(later, len(text))
            members = len(undated) + 1
            statement = read_statement(text, draft.core_end, limit, joint=joint, members=members)
            draft.state(text, statement)
            for member, stated in zip(undated, statement.dates_before, strict=False):
                member.state_date(text, stated)
        undated = [*undated, draft] if draft.law is None and draft.end == draft.core_end else []
    return drafts


def _symbols(text: str) -> Iterator[regex.Match[str]]:
    """The matches of SYMBOL, in order."""
    return matches_from((match.start() for match in _SYMBOL_START.finditer(text)), _SYMBOL, text)


def _numbers(text: str, taken: list[Span]) -> list[Draft]:
    found = [(match.start("number"), match) for match in _symbols(text)]
    if "ngày" in text:
        words = (word.start() for word in _NUMBER_WORD.finditer(text))
        found += [(match.start("number"), match) for match in matches_from(words, _PLAIN_NUMBER, text)]
        found.sort(key=lambda item: item[0])
    starts = [start for start, _ in taken]
    drafts: list[Draft] = []
    floor = 0
    for start, match in found:
        index = bisect_right(starts, start) - 1
        if start < floor or (index >= 0 and start < taken[index][1]):
            continue
        members = (
            _numbered(text, match, floor)
            if "symbol" in match.groupdict()
            else _plain(text, match, floor, listed=bool(drafts))
        )
        if members:
            drafts += members
            floor = members[-1].core_end
    return drafts


def _numbered(text: str, match: regex.Match[str], floor: int) -> list[Draft]:
    symbol = read_symbol(match)
    head = read_head(text, symbol.start, floor)
    before: list[Draft] = []
    if head.type is None and (
        numbers := _NUMBERS_BEFORE.search(text, max(floor, symbol.start - 40), symbol.start)
    ):
        before = _sharing_symbol(text, numbers, symbol, floor)
    if head.type is None and not head.number_word and not before and not _telling(symbol):
        return []
    if head.type is None and text[match.end("number") : match.start("symbol")].isspace():
        return []  # `05 QĐ-UBND`, so many of them
    draft = Draft(head.start, symbol.end, symbol.end, head, "number_and_symbol", head.type, symbol)
    if symbol.forgiven:
        draft.confidence = 0.9
    if symbol.misread:
        draft.confidence = 0.7
        draft.warnings.append(f"letters stand in the number of a citation: `{symbol.identifier}`")
    draft.issuer = head.issuer
    return [*before, draft]


def _sharing_symbol(text: str, listed: regex.Match[str], symbol: Symbol, floor: int) -> list[Draft]:
    """The numbers before a number with symbol that share the symbol (`Nghị quyết số 18, 19-NQ/TW`)."""
    head = read_head(text, listed.start(), floor)
    if head.type is None and not (head.number_word and symbol.type_code):
        return []
    drafts: list[Draft] = []
    between = symbol.identifier[len(symbol.number) : len(symbol.identifier) - len(symbol.symbol or "")]
    for number, (start, end) in zip(listed.captures("number"), listed.spans("number"), strict=True):
        identifier = f"{number}{between}{symbol.symbol}"
        shared = symbol._replace(start=start, end=end, number=number, identifier=identifier)
        own_head = head if not drafts else Head(start)
        drafts.append(
            Draft(own_head.start, end, end, own_head, "shared_symbol", own_head.type, shared, confidence=0.7)
        )
    return drafts


def _telling(symbol: Symbol) -> bool:
    """Whether a symbol without any word before it is one: its parts are known abbreviations."""
    if symbol.type_code is not None:
        return bool(symbol.bodies)
    return len(symbol.bodies) > 1 and (
        symbol.bodies[0] in bodies() or symbol.bodies[0].rstrip("0123456789") in ("QH", "UBTVQH")
    )


def _plain(text: str, match: regex.Match[str], floor: int, *, listed: bool) -> list[Draft]:
    """A number without symbol, told by type and date (`công văn số 3025 ngày 13/5/2022`), or by the dated one
    before it in a list (`listed`) that ends at `floor` (`và số 3026 ngày 14/5/2022`)."""
    head = read_head(text, match.start("number"), floor)
    if head.type is None and not (listed and _AFTER_MEMBER.fullmatch(text, floor, head.start)):
        return []
    number = match["number"]
    symbol = Symbol(match.start("number"), match.end("number"), number, number, None)
    return [Draft(head.start, symbol.end, symbol.end, head, "number_only", head.type, symbol, confidence=0.8)]


def _laws(text: str) -> list[Draft]:
    drafts: list[Draft] = []
    for law in find_laws(text):
        head = Head(law.start, law.type, law.start)
        rule = "law_name" if law.known else "law_name_unlisted"
        draft = Draft(
            law.start, law.end, law.end, head, rule, law.type, law=law, confidence=1.0 if law.known else 0.7
        )
        _number_and_date(text, draft)
        drafts.append(draft)
        for inner in law.amended:
            inner_head = Head(inner.start, inner.type, inner.start)
            drafts.append(
                Draft(
                    inner.start,
                    inner.end,
                    inner.end,
                    inner_head,
                    "amended_law",
                    inner.type,
                    law=inner,
                    parent=draft,
                    amended=True,
                )
            )
    return drafts


def _number_and_date(text: str, draft: Draft) -> None:
    """The number, date and issuer after a law's name: `số 31/2024/QH15 ngày 18/01/2024`, `năm 2015`, `(năm 2020)`."""
    short = _LAW_SHORT.match(text, draft.end, draft.end + AHEAD)
    start = short.end() if short else draft.end
    before = _LAW_NUMBER.match(text, start, start + AHEAD)
    numbered = _SYMBOL.match(text, before.end(), start + AHEAD) if before is not None else None
    if before is not None and numbered is not None:
        draft.symbol = read_symbol(numbered)
        start = draft.symbol.end
        if before["open"] and (closing := _CLOSING.match(text, start, start + AHEAD)):
            # `Luật Thanh tra (số 84/2025/QH15 ngày 25/6/2025)`
            draft.state(text, read_statement(text, start, closing.end() - 1))
            start = closing.end()
        draft.core_end = draft.end = start
    elif year := _LAW_YEAR.match(text, start, start + AHEAD):
        draft.value, draft.precision = date(int(year["year"]), 1, 1), "year"
        draft.end = draft.core_end = year.end() if year["close"] and "(" in year.group() else year.end("year")
        return
    elif revised := _LAW_REVISED.match(text, start, start + AHEAD):
        draft.end = draft.core_end = start = revised.end()
    statement = read_statement(text, start, len(text))
    if statement.end > start:
        draft.state(text, statement)
        draft.core_end = max(draft.core_end, draft.end)
    elif passed := _LAW_PASSED.match(text, start, start + AHEAD):
        draft.state_date(text, stated := date_at(text, passed.end()))
        draft.end = draft.core_end = start if stated is None else stated.end
