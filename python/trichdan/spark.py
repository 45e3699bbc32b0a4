"""Archives on Spark: the same records as on one machine, in any partitioning.

>>> from trichdan import spark as trichdan_spark                                       # doctest: +SKIP
>>> found = trichdan_spark.annotate(session.read.parquet("articles"), identity=True)   # doctest: +SKIP
>>> found.write.parquet("found")                                                       # doctest: +SKIP
>>> people = trichdan_spark.group_speakers(session.read.parquet("found"))              # doctest: +SKIP

Each worker process has one library with one engine at a time. A row that cannot be taken has its reason in the column
``error`` and no records; the job goes on.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from ._library import IDENTITY, PLAIN, library
from .extraction import annotate_rows

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_PASSAGE = pa.struct([("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())])
_RECORD = pa.struct(
    [
        ("id", pa.string()),
        ("kind", pa.string()),
        ("start", pa.int64()),
        ("end", pa.int64()),
        ("text", pa.string()),
        (
            "speaker",
            pa.struct([("name", pa.string()), ("kind", pa.string()), ("members", pa.list_(pa.string()))]),
        ),
        ("source", _PASSAGE),
        ("cue", _PASSAGE),
        ("via", pa.struct([("name", pa.string())])),
        ("confidence", pa.float64()),
        ("pattern", pa.string()),
        ("evidence", pa.list_(pa.string())),
        ("cueClass", pa.string()),
        ("negated", pa.bool_()),
        (
            "figures",
            pa.list_(
                pa.struct(
                    [("kind", pa.string()), ("start", pa.int64()), ("end", pa.int64()), ("text", pa.string())]
                )
            ),
        ),
    ]
)
_SPEAKER = pa.struct(
    [
        ("name", pa.string()),
        ("kind", pa.string()),
        ("forms", pa.list_(pa.string())),
        ("roles", pa.list_(pa.string())),
        ("mentions", pa.list_(pa.struct([("start", pa.int64()), ("end", pa.int64())]))),
    ]
)
_IDENTITY = pa.struct(
    [
        ("evidence", pa.string()),
        (
            "speakers",
            pa.list_(
                pa.struct([(name, pa.string()) for name in ("name", "kind", "block", "authority", "own")])
            ),
        ),
    ]
)

#: What annotated rows hold, in Arrow's types.
SCHEMA = pa.schema(
    [
        *[(name, pa.string()) for name in ("id", "title", "url", "source", "published", "author", "sha256")],
        ("text", pa.string()),
        ("quotes", pa.list_(_RECORD)),
        ("claims", pa.list_(_RECORD)),
        ("speakers", pa.list_(_SPEAKER)),
        ("error", pa.string()),
    ]
)

_PEOPLE = pa.schema(
    [("article", pa.string()), ("name", pa.string()), ("kind", pa.string()), ("person", pa.string())]
)

#: Rows of input are handed to the library so many at a time.
_ROWS = 64


def _packed(patterns: str | os.PathLike[str]) -> bytes:
    """A folder of patterns as bytes that can be sent to workers."""
    folder = Path(patterns)
    library(folder)  # Whatever is wrong with it is said here, not on a worker.
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(folder))
    return buffer.getvalue()


def _unpacked(packed: bytes) -> str:
    """The folder of patterns that were sent, made once on each machine."""
    place = Path(tempfile.gettempdir()) / f"trichdan-patterns-{hashlib.sha256(packed).hexdigest()[:16]}-{os.getuid()}"
    if not place.exists():
        aside = tempfile.mkdtemp(prefix="trichdan-")
        with zipfile.ZipFile(io.BytesIO(packed)) as archive:
            archive.extractall(aside)
        try:
            os.rename(aside, place)
        except OSError:
            if not place.exists():
                raise
    return str(place)


def _shared(df: DataFrame, patterns: str | os.PathLike[str] | None) -> Any:
    if patterns is None:
        return None
    return df.sparkSession.sparkContext.broadcast(_packed(patterns))


def annotate(
    df: DataFrame,
    text: str = "text",
    id: str = "id",
    *,
    patterns: str | os.PathLike[str] | None = None,
    identity: bool = False,
) -> DataFrame:
    """Annotates articles: for each row of ``df`` the article that ``trichdan.extract_many`` gives, with its records as arrays.

    The columns ``title``, ``url``, ``source``, ``published`` and ``author`` are taken where they are there. A row whose text is
    null, no string or no UTF-8 has the reason in ``error``. ``identity`` adds what ``group_speakers`` needs. ``patterns`` are
    read here and sent to the workers; without, each worker has those of its wheel.
    """
    for option, column in (("text", text), ("id", id)):
        if column not in df.columns:
            raise ValueError(
                f"there is no column {column!r}; there are {', '.join(df.columns)}. Name it with {option}="
            )
    names = [name for name in dict.fromkeys([id, text, "title", "url", "source", "published", "author"])]
    wanted = [name for name in names if name in df.columns]
    shared = _shared(df, patterns)
    schema = SCHEMA.append(pa.field("identity", _IDENTITY)) if identity else SCHEMA
    options = IDENTITY if identity else PLAIN

    def work(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        engine = library(None if shared is None else _unpacked(shared.value))
        for batch in batches:
            for start in range(0, batch.num_rows, _ROWS):
                rows = batch.slice(start, _ROWS).to_pylist()
                found = []
                for article in annotate_rows(engine, rows, 0, options, text, id):
                    record = article.record if article.error is None else {"id": article.id}
                    found.append({**record, "error": article.error})
                for row, record in zip(rows, found):
                    if row[id] is None:
                        record.clear()
                        record["error"] = "id is null; give each article a key of its own"
                yield pa.RecordBatch.from_pylist(found, schema=schema)

    from pyspark.sql.pandas.types import from_arrow_schema

    return df.select(*wanted).mapInArrow(work, from_arrow_schema(schema))


def group_speakers(
    annotated: DataFrame, *, patterns: str | os.PathLike[str] | None = None
) -> DataFrame:
    """Who of different articles is one: ``article``, ``name``, ``kind`` and ``person`` for each speaker of each article.

    ``annotated`` comes from ``annotate(…, identity=True)``. Speakers of one name key make a block, and a block is parted into
    people by itself, as the database does it: up to 256 profiles are all compared, of more each with a few members of
    each person, so that big blocks cost by their size alone. ``person`` is the same for those who are one, whatever the
    partitioning: the block's key and the first article's key.
    """
    from pyspark.sql import functions as F
    from pyspark.sql.pandas.types import from_arrow_schema

    shared = _shared(annotated, patterns)
    members = annotated.where("error IS NULL").select(
        F.col("id").alias("article"),
        F.col("identity.evidence").alias("evidence"),
        F.explode("identity.speakers").alias("speaker"),
    )
    members = members.select("article", "evidence", "speaker.*")
    schema = from_arrow_schema(_PEOPLE)

    def part(table: pa.Table) -> pa.Table:
        engine = library(None if shared is None else _unpacked(shared.value))
        rows = sorted(table.to_pylist(), key=lambda row: (row["article"], row["name"], row["kind"]))
        block = rows[0]["block"]
        groups = json.loads(engine.group(json.dumps({"block": block, "members": rows}).encode("utf-8")))
        people: list[dict[str, Any]] = []
        for group in groups:
            first = min(group)
            person = f"{block}#{rows[first]['article']}"
            people += [
                {**{name: rows[index][name] for name in ("article", "name", "kind")}, "person": person}
                for index in group
            ]
        return pa.Table.from_pylist(people, schema=_PEOPLE)

    parted = members.where("block IS NOT NULL").groupBy("block").applyInArrow(part, schema)
    # Whoever is nobody outside the article is a person of it.
    alone = members.where("block IS NULL").select(
        "article",
        "name",
        "kind",
        F.concat_ws("#", F.concat(F.lit("="), F.col("kind"), F.lit(":"), F.col("name")), F.col("article")).alias(
            "person"
        ),
    )
    return parted.unionByName(alone)
