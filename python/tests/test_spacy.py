import pytest

spacy = pytest.importorskip("spacy")
import trichdan.spacy  # noqa: E402


@pytest.fixture
def nlp():
    pipeline = spacy.blank("vi", config={"nlp": {"tokenizer": {"use_pyvi": False}}})
    pipeline.add_pipe("trichdan")
    return pipeline


def test_spans_are_set(nlp, article):
    doc = nlp(article)
    quote = doc.spans["quotes"][0]
    assert "Đò sẽ chạy lại trước Tết" in quote.text
    assert quote.label_ == "direct" and quote._.speaker == "Lê Thị Mận" and 0 < quote._.confidence <= 1
    assert doc.spans["claims"] and any(span.text == "nói" for span in doc.spans["cues"])


def test_a_docbin_keeps_spans_and_attributes(nlp, article, tmp_path):
    from trichdan.spacy import to_docbin

    file = tmp_path / "found.spacy"
    to_docbin(trichdan.extract_many([("bai-1", article), None])).to_disk(file)
    docs = list(spacy.tokens.DocBin().from_disk(file).get_docs(nlp.vocab))
    assert [doc.user_data["id"] for doc in docs] == ["bai-1"]
    assert docs[0].text == article and docs[0].spans["quotes"][0]._.speaker == "Lê Thị Mận"


def test_a_text_that_is_not_in_nfc_is_refused(nlp):
    with pytest.raises(trichdan.TrichdanError, match="NFC"):
        nlp("bà Ma\u0323\u0302n nói.")
