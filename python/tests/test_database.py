import subprocess

import pytest
import trichdan


@pytest.fixture(scope="module")
def path(program, tmp_path_factory):
    folder = tmp_path_factory.mktemp("database")
    (folder / "bai-1.txt").write_text(
        "“Đò sẽ chạy lại trước Tết”, bà Lê Thị Mận, Chủ tịch UBND xã Cồn Mây, nói. Bà Mận cho biết xã đã chi 2 tỉ đồng.",
        encoding="utf-8",
    )
    (folder / "bai-2.txt").write_text("“Cầu sẽ xong”, ông Trần Văn Lộc nói.", encoding="utf-8")
    file = folder / "trichdan.sqlite"
    subprocess.run([program, "ingest", "--quiet", "--db", file, folder], check=True)
    return file


def test_quotes_are_found_with_and_without_diacritics(path):
    with trichdan.open_database(path) as database:
        assert [quote.text for quote in database.quotes(speaker="le thi man", layer="quote")] == [
            "Đò sẽ chạy lại trước Tết"
        ]
        assert [quote.speaker for quote in database.quotes(match="cầu")] == ["Trần Văn Lộc"]
        assert list(database.quotes(match="cẩu")) == []
        assert len(list(database.quotes(match="cau"))) == 1
        assert len(list(database.quotes(limit=2))) == 2
        assert all(isinstance(quote.negated, bool) for quote in database.quotes())


def test_speakers_come_with_their_counts(path):
    with trichdan.open_database(path) as database:
        first = next(database.speakers())
        assert (first.name, first.quotes, first.claims, first.articles) == ("Lê Thị Mận", 1, 1, 1)
        assert [speaker.name for speaker in database.speakers(name="lộc")] == ["Trần Văn Lộc"]


def test_the_file_is_not_changed(path):
    before = path.read_bytes()
    with trichdan.open_database(path) as database:
        list(database.quotes())
        with pytest.raises(Exception, match="readonly"):
            database.connection.execute("DELETE FROM record")
    assert path.read_bytes() == before


def test_tables(path):
    pytest.importorskip("pandas")
    with trichdan.open_database(path) as database:
        assert set(database.to_pandas()["speaker"]) == {"Lê Thị Mận", "Trần Văn Lộc"}


def test_what_is_no_database_is_said(tmp_path):
    with pytest.raises(FileNotFoundError, match="trichdan ingest"):
        trichdan.open_database(tmp_path / "none.sqlite")
    other = tmp_path / "other.sqlite"
    other.write_text("no database")
    with pytest.raises(trichdan.TrichdanError, match="no database of trichdan"):
        trichdan.open_database(other)
