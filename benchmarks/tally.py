"""Counting what was found against what an annotation asks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, field

from benchmarks.folding import fold

Entry = tuple[Hashable, str]
"""What is compared, and the words that show it to a reader."""


@dataclass(slots=True)
class Tally:
    """True positives, false positives and false negatives of one part, with the misses in words."""

    true_positives: int = 0
    false_positives: int = 0
    false_negatives: int = 0
    misses: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return _share(self.true_positives, self.false_positives)

    @property
    def recall(self) -> float:
        return _share(self.true_positives, self.false_negatives)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where there is nothing to find and nothing was found."""
        total = 2 * self.true_positives + self.false_positives + self.false_negatives
        return 2 * self.true_positives / total if total else 1.0

    def compare(
        self, where: str, wanted: Sequence[Entry], found: Sequence[Entry], ignored: Iterable[str] = ()
    ) -> None:
        """Compare two multisets of entries. A false find counts for nothing where its words contain, or stand
        in, one of the `ignored` strings (folded)."""
        want, have = Counter(key for key, _ in wanted), Counter(key for key, _ in found)
        missed, false = want - have, have - want
        for key, words in found:
            if false[key] and is_ignored(words, ignored):
                false[key] -= 1
        self.true_positives += (want & have).total()
        self.false_negatives += missed.total()
        self.false_positives += (+false).total()
        for what, bag, entries in (("missed", missed, wanted), ("false", +false, found)):
            words_of = dict(reversed(entries))
            self.misses += [
                f"{where}: {what} {number} x {key} «{words_of[key]}»" for key, number in bag.items()
            ]


def is_ignored(words: str, ignored: Iterable[str]) -> bool:
    """Whether a find's words contain, or stand in, one of the strings (folded) that may be found or not."""
    folded = fold(words) or ""
    return any(string in folded or folded in string for string in ignored)


def _share(right: int, wrong: int) -> float:
    return right / (right + wrong) if right + wrong else 1.0
