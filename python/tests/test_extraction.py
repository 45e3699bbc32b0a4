import json
import subprocess
import threading
import unicodedata

import pytest
import trichdan


def test_a_quote_comes_with_its_speaker(article):
    found = trichdan.extract(article, id="bai-1")
    quote = found.quotes[0]
    assert found.title == "Bến đò Cồn Mây chạy lại trước Tết"
    assert quote.speaker == trichdan.Speaker("Lê Thị Mận", "person")
    assert found.text[quote.start : quote.end] == quote.text == "Đò sẽ chạy lại trước Tết"
    assert quote.cue.text == "nói" and quote.kind == "direct" and quote.id == "bai-1#q36-60"
    assert any(figure.kind == "money" for claim in found.claims for figure in claim.figures)
    assert found.speakers[0].name == "Lê Thị Mận"


def test_offsets_count_the_text_that_comes_back(article):
    found = trichdan.extract(unicodedata.normalize("NFD", article).replace("\n", "\r\n"))
    assert found.text == article


@pytest.mark.parametrize("wrong", [None, float("nan"), 5, ["a"]])
def test_what_is_no_text_is_a_type_error(wrong):
    with pytest.raises(TypeError, match="text has to be a string, not"):
        trichdan.extract(wrong)


def test_text_that_is_no_utf8_is_an_error_with_its_place():
    with pytest.raises(trichdan.TrichdanError, match="not UTF-8 at byte 1"):
        trichdan.extract(b"a\xff")
    with pytest.raises(trichdan.TrichdanError, match="surrogate"):
        trichdan.extract("a\ud800")


def test_missing_patterns_are_named():
    with pytest.raises(trichdan.TrichdanError, match="/nowhere.*lexicons"):
        trichdan.extract("a", patterns="/nowhere")


def test_bad_rows_have_an_error_and_the_rest_goes_on(article):
    rows = [article, None, float("nan"), 7, b"a\xff", "a\ud800", {"text": None, "id": "x"}, "a\0b", ("k", article)]
    found = list(trichdan.extract_many(rows, workers=2))
    assert [one.error is None for one in found] == [True] + [False] * 7 + [True]
    assert found[6].id == "x" and found[8].id == "k" and found[8].quotes[0].text == found[0].quotes[0].text
    with pytest.raises(trichdan.TrichdanError, match="article 1: text has to be a string, not NoneType"):
        list(trichdan.extract_many(rows, errors="raise"))


def test_many_come_in_order_and_are_read_as_they_are_needed(article):
    taken = 0

    def rows():
        nonlocal taken
        for number in range(2000):
            taken += 1
            yield {"id": number, "text": "“Đò sẽ chạy”, bà Lê Thị Mận nói."}

    found = trichdan.extract_many(rows(), workers=2)
    first = [next(found) for _ in range(10)]
    assert [one.id for one in first] == [str(number) for number in range(10)]
    assert taken < 1000
    assert [one.id for one in found] == [str(number) for number in range(10, 2000)]


def test_one_text_is_not_taken_for_many():
    with pytest.raises(TypeError, match="there is extract"):
        trichdan.extract_many("a text")
    with pytest.raises(ValueError, match="workers"):
        trichdan.extract_many([], workers=0)


def test_threads_share_one_library(article):
    expected = trichdan.extract(article)
    faults = []

    def work():
        for _ in range(5):
            if trichdan.extract(article) != expected:
                faults.append(1)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not faults


def test_records_are_those_of_the_program(program, corpus, tmp_path):
    lines = tmp_path / "articles.jsonl"
    lines.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in corpus), encoding="utf-8")
    printed = subprocess.run([program, "extract", "--quiet", lines], capture_output=True, check=True)
    expected = [json.loads(line) for line in printed.stdout.splitlines()]
    assert [one.record for one in trichdan.extract_many(corpus)] == expected


def test_a_large_text_is_read(article):
    found = trichdan.extract(article + "\n\n" + "Sông nước mênh mông. " * 20_000)
    assert found.quotes[0].speaker.name == "Lê Thị Mận"


def test_tables_have_a_row_for_each_record(article):
    pandas = pytest.importorskip("pandas")
    table = trichdan.extract_many([article, None], workers=1).to_pandas()
    assert list(table["layer"].dropna()) == ["quote", "claim"]
    assert table["speaker"][0] == "Lê Thị Mận"
    assert table["error"][2] == "text has to be a string, not NoneType" and pandas.isna(table["start"][2])
    assert len(trichdan.extract(article).to_pandas()) == 2
    assert list(trichdan.to_pandas([]).columns) == list(table.columns)


def test_a_quote_is_checked(article):
    answer = trichdan.check("Đò sẽ chạy lại trước Tết", article, "bà Mận")
    assert answer.verdict == "verbatim" and answer.is_verified and answer.speaker.name == "Lê Thị Mận"
    assert article[answer.start : answer.end] == answer.found
    changed = trichdan.check("Đò sẽ không chạy lại trước Tết", trichdan.extract(article))
    assert changed.verdict == "altered" and "negation-changed" in changed.warnings
    assert [step.kind for step in changed.diff] == ["equal", "added", "equal"]
    with pytest.raises(trichdan.TrichdanError, match="no word"):
        trichdan.check("…", article)


def test_checks_are_those_of_the_program(program, article, tmp_path):
    source = tmp_path / "source.txt"
    source.write_text(article, encoding="utf-8")
    for quote, speaker in [("Đò sẽ chạy lại", "bà Mận"), ("Đò không chạy", None), ("Đò sẽ chạy lại", "ông Ba")]:
        words = [program, "check", quote, "--in", source, "--format", "json"]
        if speaker:
            words += ["--speaker", speaker]
        printed = subprocess.run(words, capture_output=True, check=False)
        expected = json.loads(printed.stdout)
        # What other articles make of the quote; there are none.
        expected.pop("history", None)
        assert trichdan.check(quote, article, speaker).record == expected


def test_versions():
    assert trichdan.library_version() == trichdan.__version__
    assert len(trichdan.patterns_version()) == 16
