"""A spaCy component, and spaCy's own format for what was found.

>>> import spacy                                        # doctest: +SKIP
>>> nlp = spacy.blank("vi")                             # doctest: +SKIP
>>> nlp.add_pipe("trichdan")                            # doctest: +SKIP
>>> doc = nlp("“Đò sẽ chạy”, bà Lê Thị Mận nói.")       # doctest: +SKIP
>>> doc.spans["quotes"][0]._.speaker                    # doctest: +SKIP
'Lê Thị Mận'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

from ._library import TrichdanError
from .extraction import extract
from .records import Article, Passage, Quote

#: The attributes of the spans: ``span._.speaker`` and so on.
ATTRIBUTES = ("speaker", "speaker_kind", "via", "cue_class", "confidence", "pattern", "negated")

for _name in ATTRIBUTES:
    if not Span.has_extension(_name):
        Span.set_extension(_name, default=None)


def _span(doc: Doc, place: Passage | Quote, label: str) -> Span | None:
    # A tokenizer may keep marks and words in one token; then the span is the tokens that hold the words.
    span = doc.char_span(place.start, place.end, label=label, alignment_mode="expand")
    return span if isinstance(span, Span) else None


def annotate(doc: Doc, article: Article) -> Doc:
    """Sets the spans of an article in a document of the same text.

    ``doc.spans`` gets ``quotes`` and ``claims`` (labels ``direct``, ``fragment``, ``indirect``, ``mixed``), ``sources`` and
    ``cues``. Raises TrichdanError when the texts differ.
    """
    if article.error is not None:
        raise TrichdanError(article.error)
    if article.text != doc.text:
        raise TrichdanError(
            "the document's text is not in NFC with \\n line ends; make it of "
            "unicodedata.normalize('NFC', text) without \\r, or of article.text"
        )
    for layer, records in (("quotes", article.quotes), ("claims", article.claims)):
        spans = []
        for record in records:
            span = _span(doc, record, record.kind)
            if span is None:
                continue
            span._.speaker = record.speaker and record.speaker.name
            span._.speaker_kind = record.speaker and record.speaker.kind
            span._.via = record.via and record.via.name
            span._.cue_class = record.cue_class
            span._.confidence = record.confidence
            span._.pattern = record.pattern
            span._.negated = record.negated
            spans.append(span)
        doc.spans[layer] = spans
    both = article.quotes + article.claims
    for group, label, places in (
        ("sources", "SOURCE", [record.source for record in both]),
        ("cues", "CUE", [record.cue for record in both]),
    ):
        unique = {(place.start, place.end): place for place in places if place is not None}
        found = [_span(doc, unique[key], label) for key in sorted(unique)]
        doc.spans[group] = [span for span in found if span is not None]
    return doc


class QuoteComponent:
    """Finds quotes and claims in each document."""

    def __init__(self, patterns: str | None = None) -> None:
        self.patterns = patterns

    def __call__(self, doc: Doc) -> Doc:
        return annotate(doc, extract(doc.text, patterns=self.patterns))


@Language.factory("trichdan", default_config={"patterns": None})
def make_component(nlp: Language, name: str, patterns: str | None) -> QuoteComponent:
    """Makes the component ``trichdan``."""
    return QuoteComponent(patterns)


def to_docbin(articles: Iterable[Article], nlp: Any = None) -> DocBin:
    """The articles as a DocBin with spans and their attributes; articles with an error are left out.

    ``DocBin.to_disk`` writes it, ``DocBin.get_docs(nlp.vocab)`` reads it. ``nlp`` makes the tokens; without one it is
    ``spacy.blank("vi")`` with spaCy's own rules.
    """
    if nlp is None:
        nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    bin = DocBin(attrs=["ORTH", "SPACY"], store_user_data=True)
    for article in articles:
        if article.error is None:
            doc = annotate(nlp.make_doc(article.text), article)
            doc.user_data["id"] = article.id
            bin.add(doc)
    return bin
