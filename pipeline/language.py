"""The stage `extract` as a spaCy pipeline: a tokenizer of Vietnamese syllables and the extractors as components."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

import regex
import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from extractors.citations import component as citations
from extractors.common.annotations import register_extensions
from extractors.common.document import Document
from extractors.deadlines import component as deadlines
from extractors.header import component as header
from extractors.indices import component as indices
from extractors.tasks import component as tasks

COMPONENTS: tuple[str, ...] = (header.NAME, citations.NAME, indices.NAME, deadlines.NAME, tasks.NAME)
"""The components in the order in which they run: the citations ask the header for the document's own number, the
deadlines for its years, and the tasks ask the deadlines which lines only state a time."""

_TOKEN = regex.compile(r"[\p{L}\p{M}]+|\p{N}+|.", regex.DOTALL)
# the same in half the time, by the standard library, for texts of Latin letters, ASCII and usual punctuation
_LATIN = r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_LATIN_TOKEN = re.compile(rf"[{_LATIN}]+|[0-9]+|.", re.DOTALL)
_NOT_LATIN = re.compile(rf"[^{_LATIN}\x00-\x7f\u2010-\u2027\u25a0-\u25ff]")


class SyllableTokenizer:
    """Splits text into runs of letters (Vietnamese syllables), runs of digits, and single other characters, so
    that every span that an extractor finds begins and ends at a token."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """A Doc with exactly the text given; a space after a token belongs to it, other blanks are tokens."""
        pattern = _LATIN_TOKEN if _NOT_LATIN.search(text) is None else _TOKEN
        words: list[str] = []
        spaces: list[bool] = []
        *chunks, last = text.split(" ")
        for chunk in chunks:
            if chunk.isalpha():  # most are, and need no pattern
                words.append(chunk)
                spaces.append(True)
            elif chunk:
                tokens = pattern.findall(chunk)
                words += tokens
                spaces += [False] * (len(tokens) - 1)
                spaces.append(True)
            else:
                words.append(" ")
                spaces.append(False)
        tokens = pattern.findall(last)
        return Doc(self.vocab, words=words + tokens, spaces=spaces + [False] * len(tokens))

    def to_bytes(self, **_kwargs: object) -> bytes:
        """Nothing: the tokenizer has no state of its own."""
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: object) -> SyllableTokenizer:
        """The tokenizer itself."""
        return self

    def to_disk(self, _path: str, **_kwargs: object) -> None:
        """Nothing: the tokenizer has no state of its own."""

    def from_disk(self, _path: str, **_kwargs: object) -> SyllableTokenizer:
        """The tokenizer itself."""
        return self


@registry.tokenizers("kehoach.SyllableTokenizer.v1")  # type: ignore[untyped-decorator]
def _create_tokenizer() -> object:
    return lambda nlp: SyllableTokenizer(nlp.vocab)


def build_language(*, leave_out: Iterable[str] = ()) -> Language:
    """A pipeline with the extractors' components, but those named in `leave_out` (see COMPONENTS).

    Components may be added to it as to any spaCy pipeline. Raises ValueError for a name that is no component.
    """
    skipped = set(leave_out)
    unknown = skipped - set(COMPONENTS)
    if unknown:
        raise ValueError(
            f"No such component: {', '.join(sorted(unknown))}. There are: {', '.join(COMPONENTS)}."
        )
    register_extensions()
    nlp = spacy.blank("xx", config={"nlp": {"tokenizer": {"@tokenizers": "kehoach.SyllableTokenizer.v1"}}})
    nlp.max_length = sys.maxsize  # spaCy's limit spares parsers that this pipeline does not have
    for name in COMPONENTS:
        if name not in skipped:
            nlp.add_pipe(name)
    return nlp


def make_doc(nlp: Language, document: Document) -> Doc:
    """A Doc of the document's normalised text that knows its blocks, not yet run through the components."""
    doc = nlp.make_doc(document.text)
    doc._.document = document
    return doc


def extract(nlp: Language, document: Document) -> Doc:
    """The document as a Doc with all that the pipeline's components find."""
    doc = make_doc(nlp, document)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc
