"""What every mention has: a span, the rule that found it, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A stretch of the normalised text that says something.

    `start` and `end` (half open) are code points in the text that the finder was given: a block's text for
    the finders, the document's text once a component has shifted them. `rule` names the grammar rule.
    `confidence` is 1.0 where nothing was forgiven or inferred.
    """

    start: int
    end: int
    rule: str
    confidence: float = 1.0
