"""Pages whose text runs up or down: turned, so that it runs from left to right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from pipeline.read.layout.records import Page, Rule, Word

_MOST = 0.6


def upright(page: Page) -> Page:
    """The page as it has to be held to read most of its words; itself where it is held so."""
    turns = Counter([word.turned for word in page.words if word.turned])
    turned, count = turns.most_common(1)[0] if turns else (0, 0)
    if turned == 0 or count < _MOST * len(page.words):
        return page
    width, height = (page.height, page.width) if turned % 2 else (page.width, page.height)
    words = [_turn_word(word, turned, page) for word in page.words]
    rules = [Rule(*_turn_box(rule.x0, rule.x1, rule.top, rule.bottom, turned, page)) for rule in page.rules]
    return Page(page.number, width, height, words, rules, page.origin, page.skew, turned, page.mended)


def _turn_word(word: Word, turned: int, page: Page) -> Word:
    x0, x1, top, bottom = _turn_box(word.x0, word.x1, word.top, word.bottom, turned, page)
    # a turned word's baseline was not told from its box
    baseline = bottom - 0.2 * (bottom - top)
    return replace(
        word, x0=x0, x1=x1, top=top, bottom=bottom, baseline=baseline, turned=(word.turned - turned) % 4
    )


def _turn_box(
    x0: float, x1: float, top: float, bottom: float, turned: int, page: Page
) -> tuple[float, float, float, float]:
    """Left, right, top and bottom after turning the page back by so many quarters."""
    if turned == 1:
        return top, bottom, page.width - x1, page.width - x0
    if turned == 3:
        return page.height - bottom, page.height - top, x0, x1
    return page.width - x1, page.width - x0, page.height - bottom, page.height - top
