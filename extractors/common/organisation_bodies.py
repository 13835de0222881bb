"""The grammar of one body's name: head, field, what it is for, whose it is (`Phòng Tổ chức - Hành chính Sở Y tế`)."""

from __future__ import annotations

from typing import NamedTuple

import regex

from extractors.common.matching import match_near
from extractors.common.organisation_lexicon import Head, within_line
from extractors.common.organisation_places import Part, Passage, place_run, read_territory, standard
from extractors.common.spelling import fold

_DASH_JOINT = regex.compile(within_line(r"\s*+[-\u2010-\u2015]\s*+"))
_LIST_JOINT = regex.compile(within_line(r"\s?,\s*+"))
_END = regex.compile(r"\s*+(?:$|[.,;:()/|\n\t+”]|[-–]\s|và\s)")
_MOST_PIECES = 12
_DEPARTMENTS = frozenset({"Bộ", "Liên Bộ", "Sở"})
_NAMED_AFTER_PLACES = frozenset({"benh_vien", "trung_tam", "tram", "truong", "doanh_nghiep", "other"})
# `Ban Giám hiệu nhà trường`, `Công đoàn cơ quan`: the body that speaks
_OWN_BODY = frozenset({"nhà trường", "cơ quan", "đơn vị"})
_NUMBERED = frozenset({"benh_vien", "tram", "truong", "doanh_nghiep"})


class Body(NamedTuple):
    """A body's name as read: where it begins and ends, its standard form, kind, level and rank."""

    start: int
    end: int
    name: str
    kind: str
    level: str | None
    rank: int


def read_body(passage: Passage, start: int, *, above: int = -1) -> Body | None:
    """The longest name of a single body that begins at `start`; None where there is none.

    With `above`, only a body of a higher rank than that (a parent).
    """
    best, longest = None, start
    for end, head in passage.words.head.matches(passage.text, start):
        if head is None:
            break
        if head.rank <= above or (passage.text[start].islower() and not head.lower):
            continue
        # A longer head may be the beginning of another name (`Ban Tổ chức - Hành chính`): then the field of the
        # shorter one reaches further.
        body = _read(passage, head, start, end, beyond=longest if best is not None else start)
        if body is not None and (best is None or body.end > best.end):
            best = body
        longest = max(longest, end)
    return best


def _read(passage: Passage, head: Head, start: int, end: int, *, beyond: int) -> Body | None:
    body = Body(start, end, head.name, head.kind, head.level, head.rank)
    field = None if head.field == "none" else _field(passage, head, start, end)
    if max(end, field.end if field is not None else end) <= beyond:
        return None
    if field is not None:
        body = body._replace(end=field.end, name=f"{head.name} {field.name}")
    body = _with_attachments(passage, head, body)
    return None if head.field == "required" and body.end == end else body


def _field(passage: Passage, head: Head, head_start: int, head_end: int) -> Part | None:
    """The field after a head: one of the lexicon, or words of fields put together (`Tổ chức - Hành chính`)."""
    text = passage.text
    start = passage.after_blanks(head_end)
    if start is None and text[head_end - 1] == "." and passage.is_capital(head_end):
        start = head_end  # `P.TCHC`
    if start is None:
        return None
    if head.name == "Ban Quản lý" and (zones := match_near(passage.patterns.zones, text, start)) is not None:
        return Part(zones.end(), standard(zones.group()))
    wider = head.topic and match_near(passage.patterns.wider, text, head_end) is not None
    if wider or (head.topic and text[start].islower()):
        return None
    if head.name in _DEPARTMENTS:
        known = next(
            (end for end, field in passage.words.field.matches(text, start) if field.department), None
        )
        if known is not None:
            return _named_field(passage, start, known)
    elif not head.open:
        return None
    if text[head_start].islower() and text[start].islower():
        known = next((end for end, field in passage.words.field.matches(text, start) if field.whole), None)
        return None if known is None else _named_field(passage, start, known)
    if head.name in _DEPARTMENTS and not passage.is_capital(start):
        return None
    end = _first_piece(passage, head, head_start, start)
    if end is None:
        return None
    for _ in range(_MOST_PIECES):
        further = _next_piece(passage, head, start, end)
        if further is None:
            break
        end = further
    return _named_field(passage, start, end)


def _next_piece(passage: Passage, head: Head, start: int, end: int) -> int | None:
    """Where the next piece of a field that began at `start` and has been read up to `end` ends."""
    text = passage.text
    if (joint := match_near(_DASH_JOINT, text, end)) is not None:
        return _known_piece(passage, joint.end()) or _free_piece(passage, head, joint.end(), first=False)
    if (joint := match_near(passage.patterns.conjunction, text, end)) is not None:
        return _joined(passage, head, joint.end())
    if (joint := match_near(_LIST_JOINT, text, end)) is not None:
        return _listed(passage, head, joint.end())
    following = passage.after_blanks(end)
    if following is None or (
        passage.is_verb(following) and fold(text[start:end]) in passage.words.standard_fields
    ):
        return None
    return _known_piece(passage, following)


def _listed(passage: Passage, head: Head, start: int) -> int | None:
    """A field after a comma: in lower case (`Kiểm tra, giám sát`), no name of a field by itself (`Kiểm tra, Giám
    sát`), or with another one after `và` (`Kinh tế, Hạ tầng và Đô thị`)."""
    if head.rank > 2 or (passage.is_capital(start) and passage.begins_name(start)):
        return None
    end = _known_piece(passage, start)
    if end is None:
        return None
    if not passage.is_capital(start):
        return None if _is_unit_noun(passage, start, end) else end
    field = passage.words.field.match(passage.text, start)
    if head.rank <= 1 and field is not None and not field[1].whole and _is_last(passage, end):
        return end
    joint = match_near(passage.patterns.conjunction, passage.text, end)
    return (
        None if joint is None or not passage.is_capital(joint.end()) else _known_piece(passage, joint.end())
    )


def _joined(passage: Passage, head: Head, start: int) -> int | None:
    """A field after `và`: `Kế hoạch và Đầu tư`, inside a body also in lower case (`Hướng dẫn và tiếp nhận hồ sơ`)."""
    end = _known_piece(passage, start)
    if end is None or passage.is_capital(start):
        return end
    return None if head.rank > 2 or _is_unit_noun(passage, start, end) or not _is_last(passage, end) else end


def _is_unit_noun(passage: Passage, start: int, end: int) -> bool:
    """Whether the field read there is no more than a noun of units (`doanh nghiệp`), which begins another unit."""
    noun = passage.words.unit_noun.match(passage.text, start)
    return noun is not None and noun[0] >= end


def _is_last(passage: Passage, end: int) -> bool:
    """Whether nothing, a mark or a predicate follows."""
    following = passage.after_blanks(end)
    return (
        following is None
        or match_near(_END, passage.text, end) is not None
        or passage.begins_predicate(following)
    )


def _first_piece(passage: Passage, head: Head, head_start: int, start: int) -> int | None:
    match = passage.words.field.match(passage.text, start)
    if match is None:
        # after a head in lower case (`thị trường Nhật Bản`) or in a heading in capitals nothing tells a name
        written = passage.text[head_start:start]
        shouted = written.isupper() and fold(written) == fold(head.name) and not passage.patterns.capitals
        return None if shouted or written.islower() else _free_piece(passage, head, start, first=True)
    end, field = match
    return None if passage.text[start].islower() and not field.whole and passage.is_verb(start) else end


def _known_piece(passage: Passage, start: int) -> int | None:
    if passage.is_capital(start) and passage.begins_name(start) and not _is_field_too(passage, start):
        return None
    match = passage.words.field.match(passage.text, start)
    if match is None or (not passage.is_capital(start) and not _ends_name(passage, start, match[0])):
        return None
    return match[0]


def _is_field_too(passage: Passage, start: int) -> bool:
    """`Văn phòng - Thống kê`: the head of a name with nothing, a mark or a predicate after it is a field."""
    match = passage.words.field.match(passage.text, start)
    if match is None:
        return False
    following = passage.after_blanks(match[0])
    return match_near(_END, passage.text, match[0]) is not None or (
        following is not None and passage.is_verb(following)
    )


def _ends_name(passage: Passage, start: int, end: int) -> bool:
    """Whether a word that may be a verb too (`tổng hợp`, `kiểm tra`) is the end of a name: it is where nothing, a
    mark, a predicate or another name follows."""
    verb = passage.words.stop.match(passage.text, start)
    if verb is None or not verb[1] or verb[0] < end:
        return True
    if passage.words.auxiliary.match(passage.text, start) is not None:
        return False
    if (joint := match_near(_LIST_JOINT, passage.text, end)) is not None and passage.is_verb(joint.end()):
        return False  # `Ban Xây dựng Đảng theo dõi, đôn đốc`: verbs of what it does
    following = passage.after_blanks(end)
    if following is None or _is_last(passage, end):
        return True
    return passage.is_capital(following) and passage.begins_name(following)


def _free_piece(passage: Passage, head: Head, start: int, *, first: bool) -> int | None:
    """A field that the lexicon does not know: a capitalised syllable and up to three more in lower case.

    Right after the head even a verb is a name (`Phòng Hướng dẫn`), for no sentence goes on with a capital.
    """
    if not (head.open or head.name in _DEPARTMENTS) or not passage.is_capital(start):
        return None
    if head.topic and match_near(passage.patterns.programme, passage.text, start) is not None:
        return None  # `Ban Chỉ đạo Chương trình …`: what it is for, not its field
    stopped = passage.begins_stop(start) if not first else passage.begins_particle(start)
    if stopped or passage.begins_name(start) or (end := passage.word_end(start)) is None:
        return None
    if head.name in _DEPARTMENTS and passage.text[start:end].isupper() and not passage.patterns.capitals:
        return None
    # after the head even a verb names a field: all of it (`Ban Thực hiện chính sách`)
    verb = passage.words.stop.match(passage.text, start) if first else None
    end = max(end, verb[0]) if verb is not None and verb[1] else end
    for _ in range(3):
        following = passage.after_blanks(end)
        if following is None or not passage.text[following].islower() or passage.begins_stop(following):
            break
        word = passage.word_end(following)
        if word is None or match_near(passage.patterns.territory, passage.text, following) is not None:
            break
        end = word
    return end


def _with_attachments(passage: Passage, head: Head, body: Body) -> Body:
    """The body with what follows its field: its purpose, its term, its territory, the body that it is part of.

    A committee's purpose is said once: `Ban Chỉ đạo Chuyển đổi số tỉnh` is about nothing else.
    """
    purposeful = body.name != head.name and not body.name.endswith(_WIDER)
    for _ in range(4):
        part = _attachment(passage, head, body)
        if part is None and head.topic and not purposeful:
            part, purposeful = _purpose(passage, head, body), True
        if part is None:
            break
        body = body._replace(end=part.end, name=f"{body.name} {part.name}", level=_level(head, body, part))
    return body


def _purpose(passage: Passage, head: Head, body: Body) -> Part | None:
    start = passage.after_blanks(body.end)
    if start is None or match_near(passage.patterns.under, passage.text, body.end) is not None:
        return None
    wider = body.name.endswith(_WIDER)
    about = body.name == head.name or wider or passage.text.startswith("về", start)
    return _topic(passage, start, capital=wider) if about else None


def _attachment(passage: Passage, head: Head, body: Body) -> Part | None:
    if passage.is_finished(body.end):
        return None
    text, patterns = passage.text, passage.patterns
    if head.kind in ("dang", "hdnd") and (term := match_near(patterns.term, text, body.end)) is not None:
        return Part(term.end(), standard(term.group()))
    if head.topic and (wider := match_near(patterns.wider, text, body.end)) is not None:
        return Part(wider.end(), standard(wider.group()), "central")
    if head.topic and (scheme := match_near(patterns.scheme, text, body.end)) is not None:
        return Part(scheme.end(), standard(scheme.group()))
    if (number := match_near(patterns.number, text, body.end)) is not None and (
        head.numbered
        or head.kind in _NUMBERED
        or "khu vực" in (body.name + number.group()).lower()
        or (head.rank == 1 and number.group().lstrip().startswith("số"))
    ):
        return Part(number.end(), standard(number.group()))
    owned = head.rank <= 1 or head.topic
    under = match_near(patterns.within if owned else patterns.under, text, body.end)
    start = under.end() if under is not None else passage.after_blanks(body.end)
    if start is None or (head.rank == 5 and head.field == "none"):
        return None
    part = _parent(passage, head, start, linked=under is not None)
    if part is None and head.rank < 5:
        part = read_territory(passage, start)
        if part is None and under is None:
            part = _place(passage, head, body, start)
    return part if part is None or under is None else part._replace(name=f"{_link(under)} {part.name}")


def _link(under: regex.Match[str]) -> str:
    return "của" if under.group().strip(" ,") == "của" else "thuộc"


def _parent(passage: Passage, head: Head, start: int, *, linked: bool) -> Part | None:
    """The body that the one before is part of; without `thuộc` only one of a higher rank."""
    if head.rank <= 3 or linked:
        parent = read_body(passage, start, above=head.rank)
        if parent is not None:
            return Part(parent.end, parent.name, parent.level)
    if head.rank <= 1 or linked:
        bare = passage.words.bare_parent.match(passage.text, start)
        own = passage.text[start : bare[0]] in _OWN_BODY if bare is not None else False
        if bare is not None and (passage.is_capital(start) or linked or own):
            return Part(bare[0], standard(passage.text[start : bare[0]]))
    return None


def _place(passage: Passage, head: Head, body: Body, start: int) -> Part | None:
    """A place's bare name after a body's: `Sở Y tế Hà Tĩnh`, `Bệnh viện đa khoa Hồng Lĩnh`, `Huyện ủy Can Lộc`."""
    if body.name == head.name and passage.text[body.start].islower() and not head.village:
        return None
    if (province := passage.province(start)) is not None:
        return province
    if (country := passage.country(start)) is not None:
        return country
    local = head.rank == 2 and (head.kind in _NAMED_AFTER_PLACES or head.name == "Ban Quản lý")
    end = place_run(passage, start) if local or head.placed or head.village else None
    if end is not None and is_whole(passage, start, end):
        return Part(end, standard(passage.text[start:end]))
    return None


def is_whole(passage: Passage, start: int, end: int) -> bool:
    """Whether a place's name does not stop inside another word (`Báo Văn` before `hóa`)."""
    following = passage.after_blanks(end)
    if " " in passage.text[start:end] or following is None or not passage.text[following].islower():
        return True
    return (
        passage.begins_stop(following)
        or match_near(passage.patterns.conjunction, passage.text, end) is not None
    )


def _topic(passage: Passage, start: int, *, capital: bool) -> Part | None:
    """What a committee is for: lower-case words and abbreviations up to one that cannot belong to it.

    The first word may have a capital after `về`, and where `capital` says so.
    """
    end, position, about = start, start, match_near(passage.patterns.about, passage.text, start)
    if about is not None:
        position = about.end()
    elif match_near(passage.patterns.conjunction, passage.text, start - 1) is not None:
        return None
    for place in range(24):
        word = match_near(passage.patterns.topic_word, passage.text, position)
        if word is None and (about is not None or capital) and place == 0:
            # `Ban Chỉ đạo quốc gia (về) Chuyển đổi số`
            word = match_near(_CAPITALISED, passage.text, position)
        stop = passage.words.topic_stop.match(passage.text, position)
        if word is None or (stop is not None and stop[1]):
            break
        if match_near(passage.patterns.territory, passage.text, position) is not None:
            break
        end = word.end()
        joint = match_near(_TOPIC_JOINT, passage.text, end)
        if joint is None:
            break
        position = joint.end()
    return None if end == start else Part(end, standard(passage.text[start:end]))


_WIDER = ("Trung ương", "Quốc gia", "quốc gia", "TW")
_CAPITALISED = regex.compile(r"\p{Lu}\p{Ll}++(?!\w)")
_TOPIC_JOINT = regex.compile(within_line(r"\s++|\s*+,\s*+|\s*+-\s*+"))


def _level(head: Head, body: Body, part: Part) -> str | None:
    if head.level in ("central", "internal"):
        return head.level
    if head.rank <= 1 and head.kind not in ("dang", "doan_the"):
        return "internal"
    return part.level or body.level


def _named_field(passage: Passage, start: int, end: int) -> Part:
    text = passage.text[start:end]
    return Part(end, passage.words.standard_fields.get(fold(text)) or standard(text))
