"""The signature (quyền hạn, chức vụ, họ tên người ký)."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import regex

from extractors.common.lexicon import alternatives
from extractors.common.patterns import compiled
from extractors.common.spelling import fold, standard_tones
from extractors.header.lines import TextLine, folded, in_capitals, leading_body, lexicon, starts_with
from extractors.header.records import Stated

_LONGEST_LINE = 130
_MOST_LINES = 16
_NAME_WORD = r"\p{Lu}[\p{L}'’]*+(?:[.-]\p{L}++)?"
_NAME = regex.compile(rf"{_NAME_WORD}(?:\s++{_NAME_WORD}){{1,5}}+")
_NAME_AFTER_CAPITALS = regex.compile(
    rf"(?<=\p{{Lu}}{{2}})\s+(?=\p{{Lu}}\p{{Ll}}[\p{{L}}'’]*+(?:\s+{_NAME_WORD}){{1,4}}$)"
)
_BRACKET = regex.compile(r"[(\[][^()\[\]]*+[)\]]")
# what follows a signature: an appendix, or the plan that a decision issues
_AFTER = regex.compile(
    r"(?:PHỤ\s+LỤC|Phụ\s+lục|DANH\s+(?:MỤC|SÁCH)|BIỂU|KẾ\s+HOẠCH|QUY\s+(?:CHẾ|ĐỊNH)|ĐỀ\s+ÁN)(?!\p{L})"
)
_PREPARERS = (fold("NGƯỜI LẬP"),)
# where one column ends and a signature's authority or position begins: in two capitals, or with `K/`, `Q.`
_EDGE = regex.compile(r"[;.:,)]\s*+\p{Lu}[\p{Lu}/.]")
_OWN_POSITION = regex.compile(r"\s+(?=PHÓ\s|THỨ\s|CHÁNH\s|CHỈ\s+HUY\s+PHÓ|GIÁM\s+ĐỐC|TRƯỞNG\s)")


@dataclass(frozen=True, slots=True)
class Signature:
    """What a signature states; parts that it lacks are None. `body` is the body of `TM. <body>`."""

    authority: Stated[str] | None
    position: Stated[str] | None
    signer: Stated[str] | None
    body: Stated[str] | None


@functools.cache
def _authority_forms() -> dict[str, str]:
    return {form: name for name, forms in lexicon("authorities").items() for form in forms}


@functools.cache
def _authority() -> regex.Pattern[str]:
    """An authority's abbreviation with the capital that follows it: one without a point only before capitals."""
    pointed = alternatives([form for form in _authority_forms() if not form.isalpha()])
    bare = alternatives([form for form in _authority_forms() if form.isalpha()])
    return regex.compile(
        rf"(?<![\p{{L}}/.])(?:(?P<form>{pointed})\s*+\.?\s*+(?=\p{{Lu}})|(?P<form>{bare})\s++(?=\p{{Lu}}{{2}}))"
    )


@functools.cache
def _position() -> regex.Pattern[str]:
    return compiled(alternatives(lexicon("positions")) + r"(?!\p{L})")


@functools.cache
def _rank() -> regex.Pattern[str]:
    forms = [form for group in lexicon("ranks") for form in group]
    # `BS.CKTL.`: what optical recognition reads for CKII
    rank = rf"(?:{alternatives(forms)}|CK[ITLNMHl1|]{{1,3}})(?!\p{{L}})"
    return compiled(rf"(?:{rank}\s*+[.,:]?\s*+)++(?:Y\s+tế\s+)?", regex.IGNORECASE)


def opens_signature(line: TextLine) -> bool:
    """Whether a line is the first of a signature: an authority (`KT. GIÁM ĐỐC`) or a position in capitals."""
    text = line.text
    if len(text) > _LONGEST_LINE or not text[:1].isupper() or text[1:2].islower():
        return False
    return _authority().match(text) is not None or _is_position(_BRACKET.sub("", text).strip())


def split_columns(line: TextLine) -> list[TextLine]:
    """A line in which the recipients' column and the signature's stand side by side, taken apart."""
    if len(line.text) > 2 * _LONGEST_LINE or _EDGE.search(line.text) is None:
        return [line]
    for found in (_authority().search(line.text, 1), _position().search(line.text, 1)):
        if found is None or not (in_capitals(line.text[found.start() :]) or _signs_for(line.text, found)):
            continue
        before = line.text[: found.start()].rstrip()
        if before.endswith((";", ".", ":", ",", ")")) and any(map(str.islower, before)):
            return [line.cut(0, found.start()), line.cut(found.start(), len(line.text))]
    return [line]


def _signs_for(text: str, found: regex.Match[str]) -> bool:
    """Whether an authority is followed by a position or a body, not by who typed the document (`Lưu: VT, KT.Hà`)."""
    if found.re is not _authority():
        return False
    rest = text[found.end() :]
    return rest[:2].isupper() or _position().match(rest.upper()) is not None or leading_body(rest) is not None


def find_signature(lines: Sequence[TextLine], recipients: tuple[int, int] | None) -> Signature | None:
    """The document's signature: the first one beside or below the recipients, else the first one of all.

    `recipients` is the span of the document that holds them; in two columns the signature may stand a few
    lines above them.
    """
    pieces = [piece for line in lines for piece in split_columns(line)]
    starts = [at for at, piece in enumerate(pieces) if opens_signature(piece)]
    if recipients is not None:
        head = next((at for at, piece in enumerate(pieces) if piece.start >= recipients[0]), 0)
        starts = [at for at in starts if at >= head - _MOST_LINES] or starts
    else:
        starts = [at for at in starts if pieces[at].kind != "table_cell"] or starts
    # who drew the document up signs beside who answers for it
    preparers = [at for at in starts if starts_with(fold(pieces[at].text), _PREPARERS)]
    if len(preparers) < len(starts):
        starts = [at for at in starts if at not in preparers]
    for start in starts:
        signature = _read(pieces[start : start + 3 * _MOST_LINES])
        if signature.authority or signature.position:
            return signature
    return None


def _is_position(text: str) -> bool:
    match = _position().match(standard_tones(text))
    return match is not None and in_capitals(text) and not text.endswith((";", ":", ","))


def _read(lines: Sequence[TextLine]) -> Signature:
    authority: Stated[str] | None = None
    position: Stated[str] | None = None
    body: Stated[str] | None = None
    used = 0
    for line in lines:
        if used >= _MOST_LINES or len(line.text) > 2 * _LONGEST_LINE:
            break
        for piece in _pieces(line):
            text = piece.text
            if found := _authority().match(text):
                name = _authority_forms()[found["form"]]
                rest = piece.cut(found.end(), len(text))
                if authority is None or authority.value == "TM":
                    authority = Stated(name, piece.start, piece.start + found.end("form"))
                if name == "TM":
                    body = Stated(rest.text, rest.start, rest.end)
                elif name == "Q":
                    position = Stated(rest.text, rest.start, rest.end)
                used += 1
            elif _is_position(text):
                position = position or Stated(text, piece.start, piece.end)
                used += 1
            elif name_ := _signer(piece):
                if position is not None or authority is not None:
                    return Signature(authority, position, name_, body)
            elif position is not None and _goes_on(position, piece):
                position = Stated(f"{position.value} {text}", position.start, piece.end)
            elif position is None and body is not None and _goes_on(body, piece):
                body = Stated(f"{body.value} {text}", body.start, piece.end)
            elif not _may_stand_between(text):
                return Signature(authority, position, None, body)
    return Signature(authority, position, None, body)


def _pieces(line: TextLine) -> list[TextLine]:
    """A signature's line cut before each authority, before a second position, a note in brackets and a name."""
    cuts = {0, len(line.text)}
    for found in _authority().finditer(line.text):
        cuts.add(found.start())
        cuts |= _second_position(line.text, found.end())
    name = _NAME_AFTER_CAPITALS.search(line.text)
    if name is not None and _rank().fullmatch(line.text, 0, name.end()) is None:
        cuts.add(name.end())
    for bracket in _BRACKET.finditer(line.text):
        cuts |= set(bracket.span())
    bounds = sorted(cuts)
    parts = (line.cut(start, end) for start, end in itertools.pairwise(bounds))
    return [part for part in parts if part.text]


def _second_position(text: str, start: int) -> set[int]:
    """Where, in `CHỦ TỊCH PHÓ CHỦ TỊCH` or `ỦY BAN NHÂN DÂN XÃ CHỦ TỊCH`, the signer's own position begins."""
    tones = standard_tones(text)
    first = _position().match(tones, start)
    if first is not None:
        second = _OWN_POSITION.search(tones, first.end())
        return {second.end()} if second else set()
    for found in _position().finditer(tones, start):
        if len(tones[start : found.start()].split()) >= 3:
            return {found.start()}
    return set()


def _signer(piece: TextLine) -> Stated[str] | None:
    """The name that a line gives, without rank; a name in capitals is known by the family name."""
    text = piece.text
    rank = _rank().match(text)
    start = rank.end() if rank else 0
    match = _NAME.fullmatch(text.rstrip(" .*"), start)
    if match is None:
        return None
    name = match.group()
    if name.isupper():
        first = fold(name.split()[0])
        if first not in folded("surnames") or len(name.split()) > 5:
            return None
    elif _is_note(name) or leading_body(name) is not None:
        return None
    return Stated(" ".join(name.split()), piece.start + start, piece.start + match.end())


def _is_note(text: str) -> bool:
    return starts_with(fold(text.strip("()[]. ")), lexicon("signature_notes"))


def _goes_on(stated: Stated[str], piece: TextLine) -> bool:
    """Whether a line in capitals right below a position or body belongs to its name."""
    text = piece.text
    below = piece.start <= stated.end + 1 and text[0] not in "-–+*"  # `- HĐTV;` is a recipient
    return below and in_capitals(text) and len(text) < 80 and not _AFTER.match(text)


def _may_stand_between(text: str) -> bool:
    """Whether a line may stand inside a signature: a note, a stamp's words, recipients of the other column."""
    if _AFTER.match(text):
        return False
    return _is_note(text) or text[0] in "([-–+*" or text.startswith(("Nơi nhận", "Lưu")) or len(text) < 70
