"""Reads a database that the program has made."""

from __future__ import annotations

import os
import sqlite3
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ._library import TrichdanError

if TYPE_CHECKING:
    import pandas


@dataclass(slots=True)
class StoredQuote:
    """A quote or claim as the database has it, with what reviewers have decided."""

    id: int
    layer: str
    kind: str
    text: str
    speaker: str | None
    speaker_kind: str | None
    role: str | None
    role_class: str | None
    gender: str | None
    via: str | None
    cue: str | None
    cue_class: str | None
    confidence: float
    negated: bool
    has_figures: bool
    status: str
    reviewer: str | None
    note: str | None
    article: str
    title: str | None
    paper: str | None
    published: str | None
    url: str | None
    start: int
    end: int


@dataclass(slots=True)
class StoredSpeaker:
    """A speaker of the database, with how much is given to him."""

    id: int
    name: str
    kind: str
    quotes: int
    claims: int
    articles: int
    role: str | None
    same_as: str | None


def fold(text: str) -> str:
    """Lower case without diacritics, as names are typed: ``Lê Thị Mận`` is ``le thi man``."""
    plain = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _views() -> str:
    file = Path(__file__).parent / "views.sql"
    if not file.exists():
        # A checkout.
        file = Path(__file__).parents[2] / "Site" / "datasette" / "views.sql"
    return file.read_text(encoding="utf-8").replace("CREATE VIEW", "CREATE TEMP VIEW")


def _condition(found: str, typed: str) -> tuple[str, str]:
    # Diacritics count only when some are typed.
    if fold(typed) == typed.lower():
        return f"trichdan_fold({found}) LIKE ? ESCAPE '\\'", fold(typed)
    return f"trichdan_lower({found}) LIKE ? ESCAPE '\\'", unicodedata.normalize("NFC", typed).lower()


def _like(words: str) -> str:
    for letter in "\\%_":
        words = words.replace(letter, "\\" + letter)
    return f"%{words}%"


class Database:
    """A database, open for reading. Use it in ``with``, or close it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        #: For queries of your own, on the tables and on the views ``quotes``, ``speakers`` and ``articles``.
        self.connection = connection

    def __enter__(self) -> Database:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Closes the file."""
        self.connection.close()

    def quotes(
        self,
        *,
        speaker: str | None = None,
        match: str | None = None,
        layer: str | None = None,
        paper: str | None = None,
        since: str | None = None,
        until: str | None = None,
        min_confidence: float = 0,
        limit: int | None = None,
    ) -> Iterator[StoredQuote]:
        """The quotes and claims, by day. ``speaker`` is a part of a name, ``match`` words that stand side by side; diacritics
        count where some are typed. Days are ``YYYY-MM-DD``."""
        conditions, values = ["confidence >= ?"], [min_confidence]  # type: tuple[list[str], list[Any]]
        for column, typed in (("speaker", speaker), ("text", match)):
            if typed is not None:
                condition, words = _condition(column, typed)
                conditions.append(condition)
                values.append(_like(words))
        for condition, value in (
            ("layer = ?", layer),
            ("paper = ?", paper),
            ("published >= ?", since),
            ("published <= ?", until),
        ):
            if value is not None:
                conditions.append(condition)
                values.append(value)
        rows = self.connection.execute(
            f"SELECT {_columns(StoredQuote)} FROM temp.quotes WHERE {' AND '.join(conditions)} "
            "ORDER BY published IS NULL, published, article, start LIMIT ?",
            [*values, -1 if limit is None else limit],
        )
        for row in rows:
            quote = StoredQuote(*row)
            quote.negated, quote.has_figures = bool(quote.negated), bool(quote.has_figures)
            yield quote

    def speakers(self, *, name: str | None = None, limit: int | None = None) -> Iterator[StoredSpeaker]:
        """The speakers, whoever says most first. ``name`` is a part of a name."""
        condition, values = "1", []  # type: tuple[str, list[Any]]
        if name is not None:
            condition, words = _condition("name", name)
            values = [_like(words)]
        rows = self.connection.execute(
            f"SELECT {_columns(StoredSpeaker)} FROM temp.speakers WHERE {condition} "
            "ORDER BY quotes + claims DESC, name, id LIMIT ?",
            [*values, -1 if limit is None else limit],
        )
        for row in rows:
            yield StoredSpeaker(*row)

    def to_pandas(self, query: str = "SELECT * FROM temp.quotes", parameters: Any = ()) -> pandas.DataFrame:
        """What a query finds as a table."""
        try:
            import pandas
        except ImportError as error:
            raise ImportError("tables need pandas: pip install trichdan[pandas]") from error
        found = self.connection.execute(query, parameters)
        return pandas.DataFrame.from_records(
            found.fetchall(), columns=[column[0] for column in found.description or ()]
        )


def _columns(of: type) -> str:
    return ", ".join(f'"{column.name}"' for column in fields(of))


def open_database(path: str | os.PathLike[str]) -> Database:
    """Opens a database for reading; nothing in the file is changed.

    >>> with open_database("trichdan.sqlite") as database:   # doctest: +SKIP
    ...     for quote in database.quotes(speaker="le thi man", layer="quote"):
    ...         print(quote.published, quote.text)
    """
    file = Path(path).resolve()
    if not file.is_file():
        raise FileNotFoundError(f"{path}: there is no such database; `trichdan ingest --db FILE …` makes one")
    connection = sqlite3.connect(file.as_uri() + "?mode=ro", uri=True)
    try:
        connection.execute("SELECT key FROM article LIMIT 1")
        connection.execute("SELECT members, gender FROM record LIMIT 1")
        connection.create_function("trichdan_fold", 1, lambda t: None if t is None else fold(t), deterministic=True)
        connection.create_function("trichdan_lower", 1, lambda t: None if t is None else t.lower(), deterministic=True)
        connection.executescript(_views())
    except sqlite3.DatabaseError as error:
        connection.close()
        raise TrichdanError(
            f"{path} is no database of trichdan, or one of an older version ({error}); `trichdan quotes --db {path}` "
            "brings it up to date"
        ) from None
    return Database(connection)
