"""The patterns by which titles are told: what begins one, what may end one, what only seems to."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

import regex

from extractors.citations.heads import TYPE
from extractors.common.lexicon import alternatives, load_lexicon
from extractors.common.patterns import compiled
from extractors.common.spelling import WORD_CHARACTER


@dataclass(frozen=True, slots=True)
class TitleGrammar:
    """`begin` matches right after a mention, with the groups comma, open (a quotation mark or bracket) and one of
    always, object, stated and capital, by where such words begin a title. `token` finds what may end one, with
    the groups over (passed over), semicolon, stop, other (another instrument named without number) and clause
    (a comma before what may be the sentence's subject). `last` finds a phrase of time or place with what follows
    it as the group stop. `token_start` and `last_start` find the places at which these two may match. `predicate`
    matches what a subject does, `after_comma` the words that begin a title after a comma, too, and `goes_on` those
    with which one goes on after a semicolon.
    """

    begin: regex.Pattern[str]
    token: regex.Pattern[str]
    token_start: re.Pattern[str]
    last: regex.Pattern[str]
    last_start: re.Pattern[str]
    predicate: regex.Pattern[str]
    after_comma: regex.Pattern[str]
    goes_on: regex.Pattern[str]


@functools.cache
def title_grammar() -> TitleGrammar:
    """The grammar made of the lexicon `titles`."""
    words = load_lexicon("extractors.citations", "titles")
    group = {
        key: alternatives(value) for key, value in words.items() if key not in ("last_phrases", "last_words")
    }
    last = "|".join(words["last_phrases"])
    end = r"(?!\p{L})"
    begin = compiled(
        # a bracket about amendments, or the session that passed it, may stand before the title
        rf"(?:\s*+\((?!v/v|về\s+việc)[^()]{{0,400}}+\)(?=\s*+(?:{group['begin']}){end})"
        rf"|\s*+,?\s*+(?:tại\s++)?kỳ\s++họp(?:\s++(?!về)[\p{{L}}\d]++){{1,5}}?(?=\s*+,?\s*+(?:{group['begin']}){end}))?"
        rf"\s*+(?P<comma>,)?\s*+(?P<open>[\"“‘'«]|\((?=v/v|về\s+việc))?\s*+"
        rf"(?:(?P<always>{group['begin']}){end}"
        rf"|(?P<object>{group['begin_with_object']}){end}(?=\s+(?:(?:các|những)\s+)?(?:(?-i:\p{{Lu}}|[“\"])|{group['objects']}{end}))"
        rf"|(?P<stated>{group['begin_after_statement']}){end}(?!\s+(?:số\s|\d|triển khai thực hiện|tổ chức thực hiện))"
        rf"|(?P<capital>(?-i:\p{{Lu}}\p{{Ll}}))"
        rf"|(?P<none>))",
        regex.IGNORECASE,
    )
    words_after = rf"(?:{group['end_anywhere']}){end}|do\s++[^,;.()]{{2,60}}?\s++ban hành{end}"
    token = compiled(
        # passed over: brackets and quotations with what they hold, abbreviations
        rf"(?P<over>\((?!\s*{group['bracket_outside']}{end})[^()]{{0,300}}+\)|“[^”]{{0,400}}+”|\"[^\"]{{0,400}}+\"|«[^»]{{0,400}}+»"
        rf"|(?<=\b(?:TP|T\.P|v\.v|ThS|TS|PGS|GS|St|Q|H))\.(?=\s*\p{{L}}))"
        rf"|(?P<semicolon>;)"
        rf"|(?P<stop>[:…)\]”»(]|\.(?=\s|$|[.”\"/)])"
        rf"|,\s*+(?:{group['end_after_comma']}){end}"
        rf"|,\s*+(?:tiếp tục\s+)?(?:triển khai\s+)?thực hiện\s+(?:{TYPE})\s+(?:số{end}|\d))"
        rf"|(?P<other>(?:,|\s++và)\s++(?=(?-i:\p{{Lu}}))(?:{TYPE})\s++(?:của|hội nghị|đại hội){end})"
        rf"|(?P<clause>,\s*+(?=(?-i:\p{{Lu}})|các\s+cơ quan|các\s+đơn vị))"
        rf"|\s++(?P<stop>{words_after})",
        regex.IGNORECASE,
    )
    first_words = sorted({phrase.split()[0] for phrase in words["end_anywhere"]} | {"do", "và"})
    token_start = re.compile(
        rf"[(“\"«.;:…)\]”»,\s](?:(?<!\s)|(?=\s*+(?:{'|'.join(first_words)})(?!{WORD_CHARACTER})))",
        re.IGNORECASE,
    )
    last_phrase = compiled(
        rf"(?:{last})\s++(?!(?:{group['goes_on']}){end})(?P<stop>(?-i:{group['after_last_phrase']}){end})",
        regex.IGNORECASE,
    )
    predicate = compiled(
        # `Ủy ban nhân dân (UBND) tỉnh ban hành`
        rf"\s*+(?:\([^()]{{0,80}}+\)\s*+(?:(?:tỉnh|thành phố|xã|phường)(?:\s+(?-i:\p{{Lu}})\p{{L}}*+){{0,3}}\s+)?)?"
        rf"(?:{group['predicates']}){end}",
        regex.IGNORECASE,
    )
    after_comma = regex.compile(group["begin_after_comma"], regex.IGNORECASE)
    goes_on = compiled(rf"\s*+(?-i:(?=\p{{Ll}})){group['begin']}{end}", regex.IGNORECASE)
    last_start = re.compile("|".join(words["last_words"]), re.IGNORECASE)
    return TitleGrammar(begin, token, token_start, last_phrase, last_start, predicate, after_comma, goes_on)
