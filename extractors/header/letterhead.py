"""The letterhead (phần mở đầu): bodies, number and symbol, place and date, marks of urgency and secrecy."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

import regex

from extractors.common.dates import DateMention, match_date
from extractors.common.patterns import compiled
from extractors.common.spelling import fold
from extractors.header.lines import (
    TextLine,
    folded,
    in_capitals,
    leading_body,
    leading_officer,
    lexicon,
    without_marks,
)
from extractors.header.records import Stated

_LONGEST_BODY_LINE = 160
_LONGEST_WORD = 30
_NUMBER = regex.compile(
    r"(?<![\p{L}\d(])(?:Số|SỐ)(?![\p{L}])\s*+(?:ký\s+hiệu\s*+)?[:.]?\s*+"
    r"(?P<number>\d{1,6}+\p{Ll}?(?:(?!\p{L})|(?=\p{Lu}{2}\p{L}{0,3}[/–-]\p{Lu})))?(?:\s*/\s*(?:19|20)\d\d(?=\s*/))?+[\s.…_]*+"
    r"(?:[/–-]\s*+|(?=\p{Lu}[\p{L}&]*+\s*+[/–-]))"
    r"(?P<symbol>(?!(?:19|20)\d\d\b)\p{Lu}[\p{L}\d&.]*+(?:\s*+[/–-]\s*+(?=[\p{Lu}\d])[\p{L}\d&.]++)*+)?"
)
# what is left of a symbol that has lost its type: `Số: 12/-UBND`
_TORN_SYMBOL = regex.compile(r"(?<=[/–-])[–-]\S++")
# `Số: 149/KH-UBND, ngày 15 tháng 7 năm 2026`: the day without a place
_BESIDE_NUMBER = regex.compile(r"\s*,\s*(?=ngày\s)", regex.IGNORECASE)
_DATE_WORD = regex.compile(r"(?<!\p{L})(?:ngày|tháng|năm)(?!\p{L})", regex.IGNORECASE)
_CUT_DATE = regex.compile(r"(?<!\p{L})(?:ngày|tháng|năm)(?:\s*+\d{1,2})?\s*+$", regex.IGNORECASE)
_REST_OF_DATE = regex.compile(r"\d|(?:tháng|năm)(?!\p{L})", regex.IGNORECASE)
_LINE_BREAK = range(1, 3)
_DATED = regex.compile(r"[^,]{1,40},\s*+ngày\s", regex.IGNORECASE)
_PLACE_WORD = (
    r"(?:(?i:thành\s+phố|tỉnh|thị\s+xã|thị\s+trấn|huyện|quận|phường|xã|đặc\s+khu)(?!\p{L})"
    r"|[\p{Lu}\d][\p{L}\d.'’]*+)"
)
_PLACE = compiled(
    rf"(?<![\p{{L}}\d/-])(?P<place>(?!\d){_PLACE_WORD}(?:[\s-]+{_PLACE_WORD}){{0,6}})\s*+(?P<comma>,)?\s*+$"
)
_CAPITAL_PREFIX = regex.compile(
    r"(?:(?!(?:TP|TX|TT|T\.P)\b)\p{Lu}{2,}[\s,-]+)+(?=(?:TP|TX|TT|T\.P)\b|\p{Lu}\p{Ll})"
)
_CUT_NUMBER = regex.compile(r"(?:Số|SỐ)\s*+:?")
_REST_OF_NUMBER = regex.compile(r"\d{1,6}+\p{Ll}?\s*+[/-]\s*+[\d\p{Lu}]")
_CUT_PLACE = regex.compile(rf"(?!\d)(?!\p{{Lu}}{{2}}){_PLACE_WORD}(?:\s+{_PLACE_WORD}){{0,4}}")
_PLACE_WINDOW = 90
_LETTER_SUBJECT = regex.compile(r"(?:V/v|V/V|v/v)\s*+:?\s*+\S")
# one word with digits: a form's or a scanner's mark
_STAMP = regex.compile(r"\S*\d\S*")
_TERRITORY = regex.compile(
    r"(?:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|thị\s+trấn|phường|xã|đặc\s+khu)\s+\p{L}", regex.IGNORECASE
)
_OUTER = "-–—_*=.:;,·• \t"


@dataclass(slots=True)
class Letterhead:
    """What a letterhead states; what it lacks is None. `bodies` run from the highest to the issuer."""

    bodies: list[Stated[str]] = field(default_factory=list)
    number: Stated[str] | None = None
    symbol: Stated[str] | None = None
    place: Stated[str] | None = None
    date: DateMention | None = None
    subject: Stated[str] | None = None
    urgency: Stated[str] | None = None
    confidentiality: Stated[str] | None = None


def read_letterhead(lines: Sequence[TextLine]) -> Letterhead:
    """Read the lines above the document type; two columns may stand in one line or in lines that alternate."""
    letterhead = Letterhead()
    names: list[TextLine] = []
    subject: list[TextLine] = []
    for line in _whole_lines(lines):
        if _LETTER_SUBJECT.match(line.text):
            subject.append(line)
            continue
        found_before = letterhead.number, letterhead.date
        rest = _without_statements(line, letterhead)
        # a narrow cell holds the letter's subject together with its number
        subject += [part for part in rest if _LETTER_SUBJECT.match(part.text)]
        rest = [part for part in rest if not _LETTER_SUBJECT.match(part.text)]
        pieces = [piece for part in rest for piece in _without_mottos(part)]
        if line.kind != "title":
            names.extend(piece for piece in pieces if _names_body(piece, names))
        stated = found_before != (letterhead.number, letterhead.date)
        if subject and not stated and pieces and not in_capitals(line.text):
            subject.append(line)
    letterhead.bodies = _join_bodies(_without_headings(names))
    if subject:
        text = " ".join(line.text for line in subject)
        letterhead.subject = Stated(text, subject[0].start, subject[-1].end)
    return letterhead


def _whole_lines(lines: Sequence[TextLine]) -> list[TextLine]:
    """The lines, mottos, numbers and datelines that a narrow column wraps put together; the offsets stay."""
    whole: list[TextLine] = []
    for line in lines:
        if (
            whole
            and (gap := line.start - whole[-1].end) in _LINE_BREAK
            and _goes_on(whole[-1].text, line.text)
        ):
            before = whole.pop()
            line = TextLine(before.text + " " * gap + line.text, before.start, before.kind)
        whole.append(line)
    return whole


def _goes_on(text: str, following: str) -> bool:
    """Whether a line ends inside a motto, number, place or date that the following line goes on with."""
    if _CUT_DATE.search(text) and _REST_OF_DATE.match(following):
        return True
    if _DATED.match(following) and _CUT_PLACE.fullmatch(text):
        return True
    if _CUT_NUMBER.fullmatch(text) and _REST_OF_NUMBER.match(following):
        return True
    if _in_motto().match(without_marks(following[:_LONGEST_WORD])) is None:
        return False
    joined = f"{text} {following}"
    return any(
        motto.start() < len(text) < motto.end() - 1 for motto in _mottos().finditer(without_marks(joined))
    )


def find_number(line: TextLine) -> tuple[Stated[str] | None, Stated[str] | None, tuple[int, int]] | None:
    """Number and symbol that a line states (`Số: 12/KH-SYT`, `Số: /KH-SYT`), and their span in the line.

    The number is None while blank; blanks inside the symbol are taken out. None where the line has neither.
    """
    match = _NUMBER.search(line.text) if "Số" in line.text or "SỐ" in line.text else None
    if match is None or not (match["number"] or match["symbol"]):
        return None
    number = symbol = None
    if match["number"]:
        number = Stated(match["number"], line.start + match.start("number"), line.start + match.end("number"))
    if match["symbol"]:
        printed = match["symbol"].rstrip(".")
        start = line.start + match.start("symbol")
        symbol = Stated("".join(printed.split()), start, start + len(printed))
    return number, symbol, match.span()


def find_dateline(line: TextLine) -> tuple[Stated[str] | None, DateMention, tuple[int, int]] | None:
    """Place and date that a line states (`Hà Nội, ngày … tháng 01 năm 2025`), and their span in the line.

    The date's offsets count in the document. None where the line has no date with a place or comma before it.
    """
    for word in _DATE_WORD.finditer(line.text):
        date = match_date(line.text, word.start())
        if date is None:
            continue
        low = max(0, word.start() - _PLACE_WINDOW)
        match = _PLACE.search(line.text, low, word.start())
        if match is None or not (match["comma"] or word.group().lower() == "ngày"):
            return None
        start, end = match.span("place")
        if prefix := _CAPITAL_PREFIX.match(line.text, start, end):
            start = prefix.end()
        place = Stated(line.text[start:end], line.start + start, line.start + end)
        return place, _shifted(date, line.start), (start, date.end)
    return None


def _shifted(date: DateMention, by: int) -> DateMention:
    return date._replace(start=date.start + by, end=date.end + by)


def _without_statements(line: TextLine, letterhead: Letterhead) -> list[TextLine]:
    """Notes number, dateline and marks of a line, and gives what is left of it."""
    parts = [line]
    if letterhead.number is None and letterhead.symbol is None and (found := find_number(line)):
        letterhead.number, letterhead.symbol, (start, end) = found
        if letterhead.symbol is None and (rest_of_symbol := _TORN_SYMBOL.match(line.text, end)):
            end = rest_of_symbol.end()
        beside = _BESIDE_NUMBER.match(line.text, end) if letterhead.date is None else None
        if beside is not None and (date := match_date(line.text, beside.end())) is not None:
            letterhead.date, end = _shifted(date, line.start), date.end
        parts = [line.cut(0, start), line.cut(end, len(line.text))]
    rest: list[TextLine] = []
    for part in parts:
        if letterhead.date is None and (dateline := find_dateline(part)):
            letterhead.place, letterhead.date, (start, end) = dateline
            rest += [part.cut(0, start), part.cut(end, len(part.text))]
        else:
            rest.append(part)
    return [part for part in rest if not _is_mark(part, letterhead)]


def _is_mark(part: TextLine, letterhead: Letterhead) -> bool:
    """Whether a part of a line is a mark of urgency or secrecy; notes it."""
    mark = part.text.strip(_OUTER + "()[]").upper()
    key = fold(mark)
    for name in ("urgency", "confidentiality"):
        if key in folded(name):
            setattr(letterhead, name, Stated(mark, part.start, part.end))
            return True
    return False


@functools.cache
def _mottos() -> regex.Pattern[str]:
    """The mottos without tone and letter marks, which are often misprinted (`CỘNG HÕA`) or misread (`VIT NAM`)."""
    mottos = sorted(map(without_marks, lexicon("mottos")), key=len, reverse=True)
    forms = "|".join(r"\s+".join(map(regex.escape, motto.split())) for motto in mottos)
    dashes = forms.replace(r"\s+\-\s+", r"\s*[-–—]\s*")
    return compiled(dashes.replace(r"nghia\s+viet\s+", r"nghia\s+v\w{1,4}\s+"))


@functools.cache
def _in_motto() -> re.Pattern[str]:
    """How a line may begin that goes on with a motto, without tone and letter marks."""
    words = {word for motto in lexicon("mottos") for word in re.findall(r"\w+", without_marks(motto))}
    return re.compile(rf"\W*(?:{'|'.join(sorted(words))}|v\w)")


def _without_mottos(line: TextLine) -> list[TextLine]:
    pieces, position = [], 0
    for motto in _mottos().finditer(without_marks(line.text)):
        pieces.append(line.cut(position, motto.start()))
        position = motto.end()
    pieces.append(line.cut(position, len(line.text)))
    return [piece for piece in map(_trimmed, pieces) if piece.text]


def _without_headings(names: Sequence[TextLine]) -> list[TextLine]:
    """The lines of names without an organisation's heading, which follows the issuer's name.

    Before a territory (`ĐOÀN TNCS HỒ CHÍ MINH | TỈNH …`), or where nothing stands before it, it is a name.
    """
    kept: list[TextLine] = []
    for line, following in zip_longest(names, names[1:]):
        before = _before_heading(line)
        if before is None or (following is not None and _TERRITORY.match(following.text)):
            kept.append(line)
        elif before.text:
            kept.append(before if leading_body(before.text) is not None else line)
        elif not kept or _unfinished(kept):
            kept.append(line)
    return kept


def _before_heading(line: TextLine) -> TextLine | None:
    """What stands in a line before the organisation's heading that it ends with, if it does."""
    key = fold(line.text)
    heading = next((name for name in folded("organisation_headings") if key.endswith(name)), None)
    return None if heading is None else _trimmed(line.cut(0, len(line.text) - len(heading)))


def _trimmed(line: TextLine) -> TextLine:
    start = len(line.text) - len(line.text.lstrip(_OUTER))
    return line.cut(start, start + len(line.text.strip(_OUTER)))


def _names_body(piece: TextLine, before: Sequence[TextLine]) -> bool:
    """Whether a piece of a letterhead is a line of a body's name."""
    text = piece.text
    if len(text) > _LONGEST_BODY_LINE or fold(text.strip("()[]")) in folded("not_bodies"):
        return False
    if _STAMP.fullmatch(text) or (before and leading_officer(text)):
        return False
    last = leading_body(before[-1].text) if before else None
    if in_capitals(text) or (last is not None and last.rank > 1 and _TERRITORY.match(text)):
        return True
    known = leading_body(text)
    if known is None or before or text.endswith((".", ";", ":")):
        return False
    words = text.split()
    return sum(word[0].isupper() for word in words) * 2 > len(words)


def _join_bodies(lines: Sequence[TextLine]) -> list[Stated[str]]:
    """Puts the lines of names together: a line that begins like a body's name begins another body."""
    groups: list[list[TextLine]] = []
    for line in lines:
        if groups and (
            leading_body(line.text) is None or _unfinished(groups[-1]) or _cut_head(groups[-1], line)
        ):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [
        Stated(" ".join(line.text for line in group), group[0].start, group[-1].end)
        for group in groups
        if leading_body(" ".join(line.text for line in group)) is not None or len(groups) == 1
    ]


def _cut_head(group: Sequence[TextLine], line: TextLine) -> bool:
    """Whether a name so far ends in a piece of a word or of a head that the line completes: `SỞ NÔNG NGHIỆP VÀ MÔI |
    TRƯỜNG`, `ỦY | BAN NHÂN DÂN`."""
    first = fold(line.text).split()[0]
    if any(fold(f"{group[-1].text} {first}").endswith(words) for words in folded("cut_words")):
        return True
    if leading_body(group[0].text) is not None:
        return False
    return leading_body(" ".join(part.text for part in (*group, line))) is not None


def _unfinished(group: Sequence[TextLine]) -> bool:
    name = fold(" ".join(line.text for line in group))
    if any(name.endswith(end) for end in lexicon("unfinished_ends") if not end.isalpha()):
        return True
    return name.split()[-1] in lexicon("unfinished_ends") or name in folded("unfinished_bodies")
