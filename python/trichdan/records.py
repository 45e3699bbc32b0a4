"""What is found in an article, as dataclasses."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from json import loads
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas


@dataclass(slots=True)
class Passage:
    """Words with their place: ``article.text[start:end] == text``."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class Speaker:
    """Who speaks: a ``person``, an ``organisation``, a ``group`` or somebody ``unnamed``."""

    name: str
    kind: str | None = None
    members: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Figure:
    """Something that can be looked up: a ``number``, ``money``, a ``percentage``, ``date``, ``comparison`` or
    ``superlative``."""

    kind: str
    start: int
    end: int
    text: str


@dataclass(slots=True)
class Quote:
    """A quote (``direct``, ``fragment``) or a claim (``indirect``, ``mixed``) with the speaker it is given to."""

    id: str
    kind: str
    start: int
    end: int
    text: str
    speaker: Speaker | None
    source: Passage | None
    cue: Passage | None
    via: Speaker | None
    confidence: float
    pattern: str
    evidence: list[str]
    cue_class: str | None
    negated: bool
    figures: list[Figure]


@dataclass(slots=True)
class ArticleSpeaker:
    """Somebody who speaks in an article, with the forms and roles that it uses, and where it mentions him."""

    name: str
    kind: str
    forms: list[str]
    roles: list[str]
    mentions: list[tuple[int, int]]


def _passage(found: dict[str, Any] | None) -> Passage | None:
    return None if found is None else Passage(**found)


def _speaker(found: dict[str, Any] | None) -> Speaker | None:
    return None if found is None else Speaker(**found)


def _quote(found: dict[str, Any]) -> Quote:
    return Quote(
        found["id"],
        found["kind"],
        found["start"],
        found["end"],
        found["text"],
        _speaker(found["speaker"]),
        _passage(found["source"]),
        _passage(found["cue"]),
        _speaker(found["via"]),
        found["confidence"],
        found["pattern"],
        found["evidence"],
        found["cueClass"],
        found["negated"],
        [Figure(**figure) for figure in found["figures"]],
    )


class Article:
    """An article with its quotes and claims, or the ``error`` for which there are none.

    ``record`` is the JSON object that ``trichdan extract`` prints, ``json`` its bytes. It is read when something of it is asked
    for first, so that an article that is only counted or written on costs nothing more.
    """

    __slots__ = ("_claims", "_quotes", "_record", "error", "id", "json")

    def __init__(self, id: str | None, json: bytes | None = None, error: str | None = None) -> None:
        self.id = id
        self.json = json
        self.error = error
        self._record: dict[str, Any] | None = None
        self._quotes: list[Quote] | None = None
        self._claims: list[Quote] | None = None

    def __repr__(self) -> str:
        if self.error is not None:
            return f"Article(id={self.id!r}, error={self.error!r})"
        return f"Article(id={self.id!r}, title={self.title!r}, quotes={len(self.quotes)}, claims={len(self.claims)})"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Article):
            return NotImplemented
        return (self.id, self.json, self.error) == (other.id, other.json, other.error)

    def __hash__(self) -> int:
        return hash((self.id, self.json, self.error))

    @property
    def record(self) -> dict[str, Any]:
        """The JSON object; empty where there is an error."""
        if self._record is None:
            self._record = {} if self.json is None else loads(self.json)
        return self._record

    @property
    def text(self) -> str:
        """The text given, in NFC with ``\\n`` line ends and the title in front; all offsets count its characters."""
        text: str = self.record.get("text", "")
        return text

    @property
    def title(self) -> str | None:
        """The title, where there is one."""
        return self.record.get("title")

    @property
    def quotes(self) -> list[Quote]:
        """Words in marks, in the order of the text."""
        if self._quotes is None:
            self._quotes = [_quote(found) for found in self.record.get("quotes", ())]
        return self._quotes

    @property
    def claims(self) -> list[Quote]:
        """What somebody is reported to have asserted, in the order of the text."""
        if self._claims is None:
            self._claims = [_quote(found) for found in self.record.get("claims", ())]
        return self._claims

    @property
    def speakers(self) -> list[ArticleSpeaker]:
        """Everybody to whom a quote or claim is given, in the order of first appearance."""
        return [
            ArticleSpeaker(
                found["name"],
                found["kind"],
                found["forms"],
                found["roles"],
                [(place["start"], place["end"]) for place in found["mentions"]],
            )
            for found in self.record.get("speakers", ())
        ]

    def to_pandas(self) -> pandas.DataFrame:
        """The quotes and claims as a table, a record a row."""
        return to_pandas([self])


#: The columns of tables.
COLUMNS = [
    "article",
    "title",
    "url",
    "paper",
    "published",
    "layer",
    "kind",
    "start",
    "end",
    "text",
    "speaker",
    "speaker_kind",
    "source",
    "cue",
    "cue_class",
    "via",
    "confidence",
    "pattern",
    "negated",
    "error",
]


def _rows(articles: Iterable[Article]) -> Iterable[tuple[Any, ...]]:
    nothing = [None] * 14
    for article in articles:
        about = article.record
        head = (article.id, article.title, about.get("url"), about.get("source"), about.get("published"))
        if article.error is not None:
            yield (*head, *nothing, article.error)
        for layer, records in (("quote", about.get("quotes", ())), ("claim", about.get("claims", ()))):
            for found in records:
                speaker, source, cue, via = found["speaker"], found["source"], found["cue"], found["via"]
                yield (
                    *head,
                    layer,
                    found["kind"],
                    found["start"],
                    found["end"],
                    found["text"],
                    speaker and speaker["name"],
                    speaker and speaker["kind"],
                    source and source["text"],
                    cue and cue["text"],
                    found["cueClass"],
                    via and via["name"],
                    found["confidence"],
                    found["pattern"],
                    found["negated"],
                    None,
                )


def to_pandas(articles: Iterable[Article]) -> pandas.DataFrame:
    """The quotes and claims of articles as a table, a record a row; an article with an error is a row with ``error``.

    >>> trichdan.to_pandas(trichdan.extract_many(texts)).groupby("speaker").size()   # doctest: +SKIP
    """
    try:
        import pandas
    except ImportError as error:
        raise ImportError("tables need pandas: pip install trichdan[pandas]") from error
    table = pandas.DataFrame.from_records(list(_rows(articles)), columns=COLUMNS)
    return table.astype({"start": "Int64", "end": "Int64", "negated": "boolean", "confidence": "Float64"})
