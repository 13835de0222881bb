"""Finding out from the letters alone whether a text is in a legacy encoding, and in which."""

from __future__ import annotations

import regex

from pipeline.read.legacy.syllables import SyllableCount, count_syllables
from pipeline.read.legacy.tables import ENCODINGS, Encoding, convert

_SAMPLE = 1 << 16
# Letters that only Vietnamese has: where they stand, the text is in Unicode
_UNICODE_LETTER = regex.compile(r"[\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]")
_BEYOND_ASCII = regex.compile(r"[^\x00-\x7f]")
_FEWEST_KINDS = 5
_SURE_SHARE = 0.85
_SHARE_OF_ALL = 0.6
# How much better than the text as it stands, and than the second-best encoding
_LEAD = 0.3
_LEAD_OVER_OTHERS = 0.15


def detect(text: str) -> Encoding | None:
    """The legacy encoding of a text whose bytes stand as characters of the same number, or as windows-1252.

    None where the text is in Unicode, in another language, or too short to be sure of (fewer than five
    different syllables with marks). An encoding is taken for certain where the letters that it gives make
    Vietnamese syllables nearly throughout, and neither the text as it stands nor another encoding does.
    """
    sample = _sample(text)
    if not may_be_legacy(sample):
        return None
    as_it_stands = count_syllables(sample)
    if as_it_stands.marked_share > 1 - _LEAD:
        return None
    ranked = sorted(
        ((count_syllables(convert(sample, encoding)), encoding) for encoding in ENCODINGS),
        key=lambda found: (found[0].marked_share, found[0].marked_right),
        reverse=True,
    )
    (best, encoding), (second, _) = ranked[:2]
    lead = best.marked_share - max(as_it_stands.marked_share + _LEAD - _LEAD_OVER_OTHERS, second.marked_share)
    return encoding if _certain(best) and lead >= _LEAD_OVER_OTHERS else None


def may_be_legacy(text: str) -> bool:
    """Whether there is anything to convert: letters beyond ASCII, none of which only Vietnamese Unicode has."""
    return _BEYOND_ASCII.search(text) is not None and _UNICODE_LETTER.search(text) is None


def _certain(count: SyllableCount) -> bool:
    return count.kinds >= _FEWEST_KINDS and count.marked_share >= _SURE_SHARE and count.share >= _SHARE_OF_ALL


def _sample(text: str) -> str:
    """As much of the text as a decision needs: its beginning and its middle."""
    if len(text) <= 2 * _SAMPLE:
        return text
    middle = len(text) // 2
    return text[:_SAMPLE] + "\n" + text[middle : middle + _SAMPLE]
