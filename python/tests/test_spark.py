import json
import os
import subprocess
import sys

import pytest

import trichdan

pytest.importorskip("pyspark")
from pyspark.sql import SparkSession  # noqa: E402


@pytest.fixture(scope="module")
def session():
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    made = (
        SparkSession.builder.master(os.environ.get("TRICHDAN_SPARK", "local[2]"))
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "4")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    yield made
    made.stop()


def plain(row):
    return row.asDict(recursive=True)


def expected(record):
    """A record as Spark's types have it: what is not there is null."""
    wanted = {name: record.get(name) for name in ("id", "title", "url", "source", "published", "author", "sha256", "text")}
    for layer in ("quotes", "claims"):
        wanted[layer] = json.loads(json.dumps(record[layer]))
        for found in wanted[layer]:
            if found["speaker"]:
                found["speaker"].setdefault("members", None)
    return {**wanted, "speakers": record["speakers"], "error": None}


@pytest.mark.parametrize("partitions", [1, 3, 7])
def test_records_are_those_of_one_machine(session, corpus, partitions):
    from trichdan.spark import annotate

    rows = session.createDataFrame(corpus).repartition(partitions)
    found = {row["id"]: plain(row) for row in annotate(rows).collect()}
    assert found == {one.id: expected(one.record) for one in trichdan.extract_many(corpus)}


def test_bad_rows_are_errors_and_the_job_goes_on(session, article, tmp_path):
    from trichdan.spark import annotate

    rows = [("a", article), ("b", None), (None, article), ("d", "x\0y"), ("e", article)]
    found = annotate(session.createDataFrame(rows, "key string, body string"), text="body", id="key")
    found.write.parquet(str(tmp_path / "found"))
    errors = {row["id"]: row["error"] for row in session.read.parquet(str(tmp_path / "found")).collect()}
    assert errors["a"] is None and errors["e"] is None
    assert "NoneType" in errors["b"] and "id is null" in errors[None] and "NUL" in errors["d"]


def test_numbers_in_the_column_are_errors(session):
    from trichdan.spark import annotate

    found = annotate(session.createDataFrame([("a", 5.0)], "id string, text double")).collect()
    assert found[0]["error"] == "text has to be a string, not float"


def test_a_column_that_is_not_there_is_said(session):
    from trichdan.spark import annotate

    with pytest.raises(ValueError, match="no column 'text'; there are id, body"):
        annotate(session.createDataFrame([("a", "b")], "id string, body string"))


def test_patterns_are_sent_to_the_workers(session, article):
    from conftest import ROOT
    from trichdan.spark import annotate

    rows = session.createDataFrame([("a", article)], "id string, text string")
    assert annotate(rows, patterns=ROOT / "Patterns").collect()[0]["quotes"][0]["speaker"]["name"] == "Lê Thị Mận"
    with pytest.raises(trichdan.TrichdanError, match="/nowhere"):
        annotate(rows, patterns="/nowhere")


def test_speakers_are_grouped_as_in_a_database(session, program, corpus, tmp_path):
    from trichdan.spark import annotate, group_speakers

    people = {}
    for partitions in (1, 5):
        rows = session.createDataFrame(corpus).repartition(partitions)
        found = group_speakers(annotate(rows, identity=True))
        people[partitions] = sorted(tuple(row) for row in found.collect())
    assert people[1] == people[5]
    lines = tmp_path / "articles.jsonl"
    lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in corpus), encoding="utf-8")
    database = tmp_path / "trichdan.sqlite"
    subprocess.run([program, "ingest", "--quiet", "--db", database, lines], check=True)
    with trichdan.open_database(database) as opened:
        stored = opened.connection.execute(
            "SELECT a.key, p.name, p.kind, p.speaker_id FROM article_speaker p JOIN article a ON a.id = p.article_id"
        ).fetchall()

    def parts(rows):
        together = {}
        for article, name, kind, person in rows:
            together.setdefault(person, set()).add((article, name, kind))
        return sorted(sorted(part) for part in together.values())

    assert parts(people[1]) == parts(stored)
