"""The words that names of bodies are made of: heads, fields, territories, officers, and what ends a name."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Literal

import regex

from extractors.common.lexicon import load_lexicon
from extractors.common.patterns import compiled
from extractors.common.phrases import PhraseTree
from extractors.common.places import provinces

FieldRule = Literal["none", "optional", "required"]
_PACKAGE = "extractors.common"


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a body's name (Sở, Phòng, UBND) and what may follow it; see lexicon/organisations.yaml."""

    name: str
    kind: str
    field: FieldRule
    rank: int
    level: str | None = None
    open: bool = False
    topic: bool = False
    lower: bool = False
    placed: bool = False
    village: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A field or a word of fields: standard name, whether it is a whole name, whether a department's."""

    name: str
    whole: bool
    department: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All words of the grammar of names, ready for lookup at a position."""

    head: PhraseTree[Head | None]
    """None for phrases that only begin like a head (`Ban hành`)."""
    field: PhraseTree[Field]
    officer: PhraseTree[str]
    bare_parent: PhraseTree[str]
    province: PhraseTree[str]
    topic_stop: PhraseTree[bool]
    """Words at which what a committee is for has ended; False for phrases that only begin like one."""
    unit_noun: PhraseTree[bool]
    """Nouns of units that are fields too (`doanh nghiệp`): after a comma they begin another unit."""
    nominal: PhraseTree[bool]
    """Verbs that are as often nouns in names."""
    auxiliary: PhraseTree[bool]
    """Verbs that another verb may follow."""
    stop: PhraseTree[bool]
    """Words that end a name; the value says whether the word is a verb."""
    belonging: frozenset[str]
    """Words in lower case with which may begin what belongs to a name after its field: whose body it is, or for what;
    as keys of a phrase's words."""
    standard_fields: dict[str, str]
    """Standard name of a whole field by the folded form of each spelling."""


@dataclass(frozen=True, slots=True)
class Patterns:
    """The patterns of one way of writing: running text, or capitals throughout. Matched at a position."""

    capitals: bool
    session: regex.Pattern[str]
    territory: regex.Pattern[str]
    zones: regex.Pattern[str]
    term: regex.Pattern[str]
    wider: regex.Pattern[str]
    under: regex.Pattern[str]
    within: regex.Pattern[str]
    conjunction: regex.Pattern[str]
    about: regex.Pattern[str]
    number: regex.Pattern[str]
    scheme: regex.Pattern[str]
    programme: regex.Pattern[str]
    topic_word: regex.Pattern[str]


@functools.cache
def lexicon() -> Lexicon:
    """The words, from the data files."""
    from extractors.common.spelling import fold

    organisations = load_lexicon(_PACKAGE, "organisations")
    fields = load_lexicon(_PACKAGE, "fields")
    predicates = load_lexicon(_PACKAGE, "predicates")
    heads = [
        (form, Head(**{key: value for key, value in row.items() if key != "forms"}))
        for row in organisations["heads"]
        for form in (row["name"], *row.get("forms", ()))
    ]
    whole = [
        (form, Field(row["name"], True, row.get("department", False)))
        for row in fields["fields"]
        for form in (row["name"], *row.get("short", ()))
    ]
    parts = [(word, Field(word, False, False)) for row in fields["words"] for word in row]
    bare_parent = PhraseTree(organisations["bare_parents"].items())
    in_lower_case = PhraseTree((form, True) for form, head in heads if head.lower)
    parents = [phrase[0].lower() for tree in (in_lower_case, bare_parent) for phrase, _ in tree.entries()]
    return Lexicon(
        head=PhraseTree([*heads, *((phrase, None) for phrase in organisations["not_heads"])]),
        field=PhraseTree([*whole, *parts]),
        officer=PhraseTree(
            (form, title) for title, forms in organisations["officers"].items() for form in (title, *forms)
        ),
        province=PhraseTree(
            (form, place.name) for place in provinces().values() for form in (place.name, *place.forms)
        ),
        bare_parent=bare_parent,
        topic_stop=PhraseTree(
            [
                *((word, True) for word in organisations["topic_stops"]),
                *((word, False) for word in organisations["topic_goes_on"]),
            ]
        ),
        unit_noun=PhraseTree((word, True) for word in fields["unit_nouns"]),
        nominal=PhraseTree((verb, True) for verb in predicates["nominal"]),
        auxiliary=PhraseTree((verb, True) for verb in predicates["auxiliaries"]),
        stop=PhraseTree(
            [
                *((verb, True) for verb in predicates["verbs"]),
                *((word, False) for word in predicates["particles"]),
            ]
        ),
        belonging=frozenset([*parents, *_TERRITORY_WORDS, *_LINKING_WORDS]),
        standard_fields={fold(form): field.name for form, field in reversed(whole)},
    )


@functools.cache
def patterns(*, capitals: bool = False) -> Patterns:
    """The compiled patterns; with `capitals` case is ignored, as letterheads and headings in capitals need."""

    def in_line(pattern: str) -> regex.Pattern[str]:
        return compiled(within_line(pattern), regex.IGNORECASE if capitals else 0)

    return Patterns(
        capitals=capitals,
        session=in_line(_SESSION),
        territory=in_line(_territory()),
        zones=in_line(rf"(?i:(?:các\s++)?{_ZONE})(?:{_ZONE_PLACE}{_ZONE_JOINT}(?i:{_ZONE}))*+(?!\w)"),
        term=in_line(_TERM),
        wider=in_line(r"\s++(?:Trung\s++ương|TW|(?i:quốc\s++gia))(?!\w)"),
        under=in_line(r"(?:\s*+,)?\s++(?:trực\s++thuộc|thuộc)\s++"),
        within=in_line(r"(?:\s*+,)?\s++(?:trực\s++thuộc|thuộc|của)\s++"),
        conjunction=in_line(r"\s++(?:và|&)\s++"),
        about=in_line(r"(?:về|(?:về\s++)?công\s++tác)\s++"),
        scheme=in_line(rf"\s++(?:{_SCHEME}|\d{{2,4}}+(?![\w/.,]))"),
        programme=in_line(rf"{_PROGRAMME}(?!\w)"),
        topic_word=in_line(
            rf"(?:{_SCHEME}|{_PROGRAMME}|{_QUOTED}|\p{{Ll}}++|(?i:covid)\s?-\s?\d\d|\p{{Lu}}[\p{{Lu}}\p{{N}}&/]++)(?!\w)"
        ),
        number=in_line(r"\s++(?:số\s++|(?i:khu\s++vực)\s++)?(?:\d{1,3}+|[IVX]++)(?![\w/.])"),
    )


def within_line(pattern: str) -> str:
    """The pattern with every `\\s` standing for blanks only: a name ends with its line or cell."""
    return pattern.replace(r"\s", r"[^\S\n\t]")


# the first words of the patterns for territories, and of those for what links a name and what belongs to it
_TERRITORY_WORDS = frozenset(
    (
        "ấp",
        "buôn",
        "các",
        "cấp",
        "cùng",
        "đặc",
        "huyện",
        "khóm",
        "khối",
        "khu",
        "phường",
        "quận",
        "t",
        "thành",
        "thị",
        "thôn",
        "tỉnh",
        "tổ",
        "tp",
        "tx",
        "xã",
        "xóm",
    )
)
_LINKING_WORDS = frozenset(
    ("của", "khóa", "khu", "ở", "quốc", "số", "tại", "thực", "thuộc", "trên", "triển", "trong", "trực")
)

# a programme that a committee is named after (`Ban Chỉ đạo Đề án 06`)
_SCHEME = (
    r"(?:triển\s++khai\s++)?(?:thực\s++hiện\s++)?"
    r"(?:Đề\s++án|Nghị\s++quyết|Chương\s++trình|Chỉ\s++thị)\s++(?:số\s++)?\d{1,4}+"
)
_QUOTED = r"[“\"][^“”\"\n]{3,100}+[”\"]"
_PROGRAMME = r"(?:Chương\s++trình|Phong\s++trào|Cuộc\s++vận\s++động|Chiến\s++dịch|Đề\s++án|Dự\s++án)"
_ORDINAL = r"(?:lần\s++)?thứ\s++\w++(?:\s++(?:mươi\s++)?\w++(?=\s++Ban))?"
_SESSION = (
    rf"Hội\s++nghị\s++(?:{_ORDINAL}\s++|(?:Trung\s++ương\s++|TW\s*+)(?:{_ORDINAL}|\d++|[IVX]++)\s*+,?\s*+)"
)
_TERM = (
    r"(?:\s++|\s*+,\s*+|\s*+\(\s*+)(?i:kh(?:óa|oá))\s++(?:[IVXL]++|\d++)(?![\w/])\)?+"
    r"(?:,?\s++nhiệm\s++kỳ\s++\d{4}\s*+[-–]\s*+\d{4})?"
)
# but not the first syllable of `Tỉnh ủy`, `Huyện đoàn`, `xã hội`
_UNIT = (
    r"(?:(?:thành\s++phố|thị\s++xã|thị\s++trấn|đặc\s++khu|(?:tỉnh|huyện|quận|phường|xã)(?!\s++(?:đoàn|đội|hội|[uủ][ỷy]))"
    r"|TP(?!\.)|TX(?!\.))(?!\w)|(?:TP|T\.P|TX)\.)"
)
_HAMLET = (
    r"(?:(?:thôn|xóm|ấp|khóm|buôn|kh(?:u|ối)\s++phố(?!\s++(?:cổ|đi|văn|thương))|tổ\s++dân\s++phố|khu\s++dân\s++cư)"
    r"(?!\w))"
)
_ZONE_JOINT = r"(?:\s*+,\s*+(?:và\s++)?|\s++và\s++)(?i:các\s++)?"
# the place of a zone, where another one follows: `Khu kinh tế Dung Quất và các khu công nghiệp`
_ZONE_PLACE = r"(?:\s++(?!(?i:khu|cụm)\s)\p{Lu}\p{Ll}*+){0,4}+"
_ZONE = (
    r"(?:cụm\s++công\s++nghiệp|KCN|KKT|CCN|khu\s++(?:công\s++nghiệp(?:\s++và\s++chế\s++xuất)?|công\s++nghệ\s++cao|chế\s++xuất|du\s++lịch"
    r"|công\s++nghệ\s++thông\s++tin(?:\s++tập\s++trung)?|kinh\s++tế(?:\s++cửa\s++khẩu)?"
    r"|nông\s++nghiệp(?:\s++ứng\s++dụng)?(?:\s++công\s++nghệ\s++cao)?))"
)


def _territory() -> str:
    """Whose body it is, a name apart: `tỉnh`, `cấp xã`, `các huyện, thị xã, thành phố`, `xã và thị trấn`."""
    unit, hamlet = rf"(?i:{_UNIT})", rf"(?i:{_HAMLET})"
    joint = r"(?:\s*+[,/;]\s*+(?:và\s++)?(?:các\s++)?|\s*+-\s*+|\s++và\s++(?:các\s++)?)"
    level = r"(?i:tỉnh|huyện|xã|cơ\s++sở|trung\s++ương|thành\s++phố)(?!\w)"
    under_centre = r"(?:\s++trực\s++thuộc\s++(?i:trung\s++ương))?"
    # in a list the towns may be cut to their first syllable: `các huyện, thành, thị`
    more = rf"(?:{unit}|(?i:thành|thị)(?=\s*+(?:[,;.:/]|và\s|$)))"
    # `Công an xã và các thôn`: the hamlets have none, and stand in no list with what is above them
    many = rf"(?:(?i:các)\s++{unit}(?:{joint}{more})*+|{unit}(?:{joint}(?<!\bcác\s){more})++"
    many += rf"|(?i:các)\s++{hamlet}(?:{joint}{hamlet})*+|{hamlet}(?:{joint}{hamlet})++)"
    many += under_centre + r"(?:\s++thuộc\s++(?:tỉnh|thành\s++phố)(?!\w))?"
    scope = r"(?:\s++(?:trên\s++địa\s++bàn|trong|của)\s++(?:toàn\s++)?(?i:tỉnh|thành\s++phố)(?!\w))?"
    levels = (
        rf"(?i:các\s++)?(?i:cấp)\s++{level}(?:(?:\s*+,\s*+|\s++và\s++)(?:cấp\s++)?{level})*+{under_centre}"
    )
    levels = rf"(?:{levels}|(?i:c(?:ác|ùng)\s++cấp)(?!\w|\s++[uủ][ỷy]))"
    return rf"(?:(?<level>{levels})|(?<many>{many}{scope})|(?<one>{unit}|{hamlet}))"
