"""Makes spaCy's DocBin of lines that `trichdan export spacy` writes, and lines of a DocBin for `trichdan import`.

usage: docbin.py check | write LINES DOCBIN | read DOCBIN LINES

A line is an article as doccano has it: text, entities with offsets in code points, relations between them; for `write` also the
offsets of the tokens.
"""

import json
import sys

try:
    import spacy
    from spacy.tokens import Doc, DocBin, Span, SpanGroup
    from spacy.util import filter_spans
except ImportError:
    sys.exit(9)

GROUPS = {
    "Direct": "quotes", "Fragment": "quotes", "Indirect": "claims", "Mixed": "claims", "Person": "speakers",
    "Organisation": "speakers", "Group": "speakers", "Unnamed": "speakers", "Cue": "cues",
}
NAME = "trichdan"


def words_and_spaces(text, offsets):
    """The words of a text with whether a space follows each; other white space is a word of its own."""
    words, spaces, end = [], [], 0
    for start, stop in list(zip(offsets[::2], offsets[1::2])) + [(len(text), len(text))]:
        gap = text[end:start]
        if gap and words and gap[0] == " ":
            spaces[-1] = True
            gap = gap[1:]
        if gap:
            words.append(gap)
            spaces.append(False)
        if stop > start:
            words.append(text[start:stop])
            spaces.append(False)
        end = stop
    return words, spaces


def document(vocab, article):
    words, spaces = words_and_spaces(article["text"], article["tokens"])
    doc = Doc(vocab, words=words, spaces=spaces)
    groups = {name: [] for name in GROUPS.values()}
    for entity in article["entities"]:
        place = doc.char_span(entity["start_offset"], entity["end_offset"])
        span = Span(
            doc, place.start, place.end, label=entity["label"], kb_id=entity.get("speaker", ""),
            span_id=str(entity["id"]))
        groups[GROUPS[entity["label"]]].append(span)
    for name, spans in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    doc.ents = filter_spans(groups["speakers"])
    doc.user_data[NAME] = {
        key: value for key, value in article.items() if key not in ("text", "tokens", "entities")}
    return doc


def write(lines, path):
    vocab = spacy.blank("xx").vocab
    docs = DocBin(store_user_data=True)
    with open(lines, encoding="utf-8") as file:
        for line in file:
            docs.add(document(vocab, json.loads(line)))
    docs.to_disk(path)


def article(doc):
    members = dict(doc.user_data.get(NAME, {}))
    spans = [span for name in dict.fromkeys(GROUPS.values()) if name in doc.spans for span in doc.spans[name]]
    if not spans:
        # What other programs make: spans of any group, or entities.
        spans = [span for group in doc.spans.values() for span in group] or list(doc.ents)
    known, entities = set(), []
    for span in spans:
        number = int(span.id_) if span.id_.isdigit() else 0
        if number in known or number == 0:
            number = 1_000_000 + len(entities)
        known.add(number)
        entities.append({
            "id": number, "label": span.label_, "start_offset": span.start_char, "end_offset": span.end_char})
    members["text"] = doc.text
    members["entities"] = entities
    members["relations"] = [
        relation for relation in members.get("relations", [])
        if relation["from_id"] in known and relation["to_id"] in known]
    return members


def read(path, lines):
    try:
        docs = DocBin().from_disk(path)
    except Exception as error:
        sys.exit(f"{type(error).__name__}: {error}".splitlines()[0])
    with open(lines, "w", encoding="utf-8") as file:
        for doc in docs.get_docs(spacy.blank("xx").vocab):
            file.write(json.dumps(article(doc), ensure_ascii=False) + "\n")


if __name__ == "__main__":
    command, paths = sys.argv[1], sys.argv[2:]
    if command != "check":
        {"write": write, "read": read}[command](*paths)
