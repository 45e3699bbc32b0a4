"""Articles in, quotes and claims out."""

from __future__ import annotations

import json
import os
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sized
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal

from ._library import PLAIN, Library, TrichdanError, library, utf8
from .records import Article, to_pandas

if TYPE_CHECKING:
    import pandas

#: A batch is handed to the library when it has so many articles or characters.
_BATCH_ARTICLES = 64
_BATCH_CHARACTERS = 1 << 19

_MEMBERS = ("title", "url", "source", "published", "author")


def extract(
    text: str, *, id: str = "", title: str | None = None, patterns: str | os.PathLike[str] | None = None
) -> Article:
    """Finds the quotes and claims of one article.

    Without ``title``, the first line is the title when an empty line follows. Raises TypeError when ``text`` is no string
    (None, NaN, a number) and TrichdanError when the library refuses it.

    >>> extract("“Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận nói.").quotes[0].text
    'Đò sẽ chạy lại trước Tết'
    """
    body = utf8(text, "text")
    if title:
        body = utf8(title, "title") + b"\n\n" + body
    key = utf8(id, "id").replace(b"\0", b"")
    return Article(key.decode("utf-8"), library(patterns).annotate(body, key))


def line(row: Any, index: int, text: str = "text", id: str = "id") -> bytes:
    """A row as a line of JSON. Raises TypeError and TrichdanError for one that is no article."""
    members: dict[str, str] = {"id": str(index)}
    if isinstance(row, Mapping):
        body = row.get(text)
        members["id"] = _key(row, index, id)
        for name in _MEMBERS:
            value = row.get(name)
            if isinstance(value, str):
                members[name] = value
            elif value is not None and value == value:
                members[name] = str(value)
    elif isinstance(row, tuple) and len(row) == 2:
        members["id"], body = _key(row, index, id), row[1]
    else:
        body = row
    raw = utf8(body, "text")
    try:
        members["text"] = body if isinstance(body, str) else raw.decode("utf-8")
        return json.dumps(members, ensure_ascii=False).encode("utf-8")
    except UnicodeDecodeError as error:
        raise TrichdanError(f"text is not UTF-8 at byte {error.start}; decode it first") from None
    except UnicodeEncodeError as error:
        raise TrichdanError(f"a field holds half a surrogate pair at {error.start}") from None


def _key(row: Any, index: int, id: str = "id") -> str:
    key = row.get(id) if isinstance(row, Mapping) else row[0] if isinstance(row, tuple) and len(row) == 2 else None
    # None, NaN and what is blank are no keys.
    return str(key) if key is not None and key == key and str(key).strip() else str(index)


def annotate_rows(
    engine: Library, rows: list[Any], first: int, options: int = PLAIN, text: str = "text", id: str = "id"
) -> list[Article]:
    """The articles of rows, in their order; a row that cannot be taken is an article with an error."""
    articles: list[Article | None] = []
    lines: list[bytes] = []
    for index, row in enumerate(rows, first):
        try:
            lines.append(line(row, index, text, id))
            articles.append(None)
        except (TypeError, TrichdanError) as error:
            articles.append(Article(_key(row, index, id), error=str(error)))
    try:
        answers = iter(engine.annotate_lines(b"\n".join(lines), options).split(b"\n") if lines else ())
    except TrichdanError as error:
        answers = iter([json.dumps({"error": str(error)}).encode()] * len(lines))
    done: list[Article] = []
    for index, (row, article) in enumerate(zip(rows, articles), first):
        if article is None:
            answer = next(answers)
            article = Article(_key(row, index, id))
            # Every article's object begins with its id.
            if answer.startswith(b'{"error":'):
                article.error = json.loads(answer)["error"]
            else:
                article.json = answer
        done.append(article)
    return done


class Extraction(Iterator[Article]):
    """Articles as they are done, in the order of the input: an iterator, and a table by ``to_pandas``."""

    def __init__(self, articles: Iterator[Article]) -> None:
        self._articles = articles

    def __next__(self) -> Article:
        return next(self._articles)

    def to_pandas(self) -> pandas.DataFrame:
        """The quotes and claims of all articles that are left, a record a row."""
        return to_pandas(self)


def _batches(articles: Iterable[Any]) -> Iterator[list[Any]]:
    batch: list[Any] = []
    characters = 0
    for row in articles:
        batch.append(row)
        body = row.get("text") if isinstance(row, Mapping) else row[-1] if isinstance(row, tuple) and row else row
        characters += len(body) if isinstance(body, (str, bytes)) else 0
        if len(batch) == _BATCH_ARTICLES or characters >= _BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def extract_many(
    articles: Iterable[Any],
    *,
    workers: int | None = None,
    progress: bool | None = None,
    errors: Literal["keep", "raise"] = "keep",
    patterns: str | os.PathLike[str] | None = None,
) -> Extraction:
    """Finds the quotes and claims of many articles, on all cores.

    ``articles`` may be strings, pairs of id and text, or mappings with ``text`` and perhaps ``id``, ``title``, ``url``,
    ``source``, ``published`` and ``author`` (``table.to_dict("records")`` gives such). They are read as they are needed, and
    few are held at a time. What cannot be taken (None, NaN, a number, text that is no UTF-8) is an article with an ``error``
    and the rest goes on; with ``errors="raise"`` it is an exception.

    ``workers`` is the number of threads (as many as there are cores); the library works outside Python's lock. ``progress``
    shows a bar where tqdm is installed (on a terminal, unless it is said).

    >>> [len(article.quotes) for article in extract_many(["“Đò sẽ chạy”, bà Lê Thị Mận nói.", None])]
    [1, 0]
    """
    engine = library(patterns)
    count = workers if workers is not None else os.cpu_count() or 1
    if count < 1:
        raise ValueError(f"workers has to be 1 or more, not {count}")
    if isinstance(articles, (str, bytes)):
        raise TypeError("articles has to be an iterable of articles; for one text there is extract")
    return Extraction(_raising(_run(engine, articles, count, progress), errors))


def _raising(articles: Iterator[Article], errors: str) -> Iterator[Article]:
    for article in articles:
        if article.error is not None and errors == "raise":
            raise TrichdanError(f"article {article.id}: {article.error}")
        yield article


def _run(
    engine: Library, articles: Iterable[Any], workers: int, progress: bool | None
) -> Iterator[Article]:
    bar = _bar(articles, progress)
    pool = ThreadPoolExecutor(workers, thread_name_prefix="trichdan")
    waiting: deque[Future[list[Article]]] = deque()
    batches = _batches(articles)
    done = 0
    try:
        while True:
            for batch in islice(batches, workers * 2 - len(waiting)):
                waiting.append(pool.submit(annotate_rows, engine, batch, done))
                done += len(batch)
            if not waiting:
                return
            ready = waiting.popleft().result()
            if bar is not None:
                bar.update(len(ready))
            yield from ready
    finally:
        # Whoever stops in the middle waits for what is under way only.
        pool.shutdown(wait=True, cancel_futures=True)
        if bar is not None:
            bar.close()


def _bar(articles: Iterable[Any], progress: bool | None) -> Any:
    if progress is False or (progress is None and not sys.stderr.isatty()):
        return None
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return None
    total = len(articles) if isinstance(articles, Sized) else None
    return tqdm(total=total, unit=" articles")
