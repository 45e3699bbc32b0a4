"""Reads the formats of annotation tools with the tools' own code, and compares what they find with the jsonl export.

usage: read_annotations.py FOLDER, which holds all.jsonl, all.conllup, all.doccano.jsonl, all.labelstudio.json and all.spacy, and gets
what each tool writes again: back.conllup, back.doccano.jsonl, back.labelstudio.json and back.spacy

Prints the number of quotes and claims that each tool found, as JSON. Anything that is not as it should be ends it with an error.
"""

import importlib
import json
import os
import sys
import types
import uuid
from unittest import mock

folder, doccano = sys.argv[1:3]
labels = ["Direct", "Fragment", "Indirect", "Mixed"]
found = {}


def path(name):
    return os.path.join(folder, name)


def check(condition, message):
    if not condition:
        sys.exit(f"read_annotations: {message}")


expected, texts = [], {}
with open(path("all.jsonl"), encoding="utf-8") as file:
    for line in file:
        article = json.loads(line)
        texts[article["id"]] = article["text"]
        for record in article["quotes"] + article["claims"]:
            if record["status"] != "rejected":
                expected.append((article["id"], record["kind"].capitalize(), record["start"], record["end"]))
expected.sort()


def compare(tool, entries):
    check(sorted(entries) == expected, f"{tool}: {len(entries)} records of {len(expected)}, or not the same ones")
    found[tool] = len(entries)


# conllu ----------------------------------------------------------------------------------------------------------------

import conllu

SPACES = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "p": "|", "\\": "\\"}


def spaces(text):
    out, place = "", 0
    while place < len(text):
        check(text[place] == "\\", f"conllu: {text!r} is no white space")
        if text[place + 1] == "x":
            end = text.index("}", place)
            out += chr(int(text[place + 3:end], 16))
            place = end + 1
        else:
            out += SPACES[text[place + 1]]
            place += 2
    return out


with open(path("all.conllup"), encoding="utf-8") as file:
    sentences = conllu.parse(file.read())
entries, key, text, places = [], None, {}, {}
for sentence in sentences:
    if "newdoc id" in sentence.metadata:
        key = sentence.metadata["newdoc id"]
        text[key] = ""
        active = {}
    for token in sentence:
        misc = token["misc"] or {}
        text[key] += spaces(misc.get("SpacesBefore", ""))
        start = len(text[key])
        text[key] += token["form"]
        for column in ("trichdan:quote", "trichdan:claim"):
            tags = [] if token[column] == "O" else token[column].split("|")
            names = [tag[2:] for tag in tags if tag[0] == "I"]
            active = {k: v for k, v in active.items() if k[0] != column or k[1] in names}
            for tag in tags:
                if tag[0] == "B":
                    active[column, tag[2:]] = [key, tag[2:].split("/")[0], start, 0]
                    entries.append(active[column, tag[2:]])
                active[column, tag[2:]][3] = len(text[key])
        text[key] += "" if misc.get("SpaceAfter") == "No" else spaces(misc.get("SpacesAfter", "\\s"))
for name, words in text.items():
    check(words == texts[name], f"conllu: the text of {name} is another")
compare("conll", [tuple(entry) for entry in entries])
with open(path("back.conllup"), "w", encoding="utf-8") as file:
    file.write("# global.columns = ID FORM TRICHDAN:QUOTE TRICHDAN:CLAIM TRICHDAN:SOURCE TRICHDAN:CUE MISC\n")
    file.writelines(sentence.serialize() for sentence in sentences)

# Label Studio ----------------------------------------------------------------------------------------------------------

from label_studio_sdk.label_interface import LabelInterface

with open(path("all.labelstudio.json.card.md"), encoding="utf-8") as file:
    config = file.read().split("```xml\n")[1].split("```")[0]
interface = LabelInterface(config)
interface.validate()
with open(path("all.labelstudio.json"), encoding="utf-8") as file:
    tasks = json.load(file)
entries = []
for task in tasks:
    interface.validate_task({"data": task["data"]})
    (prediction,) = task["predictions"]
    check(interface.validate_prediction(prediction), f"Label Studio: the prediction of {task['data']['key']}")
    for region in prediction["result"]:
        if region["type"] != "labels":
            continue
        value = region["value"]
        check(task["data"]["text"][value["start"]:value["end"]] == value["text"], "Label Studio: a region's words")
        if value["labels"][0] in labels:
            entries.append((task["data"]["key"], value["labels"][0], value["start"], value["end"]))
    task["annotations"] = [{"id": 1, "was_cancelled": False, "result": prediction["result"]}]
    task["predictions"] = []
compare("label-studio", entries)
with open(path("back.labelstudio.json"), "w", encoding="utf-8") as file:
    json.dump(tasks, file)

# spaCy -----------------------------------------------------------------------------------------------------------------

import spacy
from spacy.tokens import DocBin

vocab = spacy.blank("xx").vocab
docs = list(DocBin().from_disk(path("all.spacy")).get_docs(vocab))
entries = []
for doc in docs:
    key = doc.user_data["trichdan"]["key"]
    check(doc.text == texts[key], f"spaCy: the text of {key} is another")
    for group in ("quotes", "claims"):
        entries += [(key, span.label_, span.start_char, span.end_char) for span in doc.spans[group]]
compare("spacy", entries)
check(any(span.kb_id_ for doc in docs for span in doc.spans["quotes"]), "spaCy: no speakers")
check(any(doc.ents for doc in docs), "spaCy: no entities")
again = DocBin(store_user_data=True, docs=docs)
again.to_disk(path("back.spacy"))

# doccano, whose parsers and labels need Django's models by name only ----------------------------------------------------

import pydantic.v1

sys.modules["pydantic"] = pydantic.v1
for name in ("chardet", "pyexcel", "pyexcel.exceptions", "seqeval", "seqeval.scheme"):
    sys.modules[name] = mock.MagicMock()
for name in ("examples", "label_types", "labels", "projects"):
    sys.modules[name] = types.ModuleType(name)
    sys.modules[name + ".models"] = mock.MagicMock()
sys.path.insert(0, os.path.join(doccano, "backend"))
sys.modules["data_import.pipeline.label_types"] = mock.MagicMock()
parsers = importlib.import_module("data_import.pipeline.parsers")
readers = importlib.import_module("data_import.pipeline.readers")
label = importlib.import_module("data_import.pipeline.label")
parser = parsers.JSONLParser(encoding="utf-8")
reader = readers.Reader(
    [readers.FileName(path("all.doccano.jsonl"), "all.doccano.jsonl", "all.doccano.jsonl")], parser)
entries = []
with open(path("back.doccano.jsonl"), "w", encoding="utf-8") as file:
    for row in reader:
        text = texts[row["key"]]
        check(row["text"] == text, f"doccano: the text of {row['key']} is another")
        spans = [label.SpanLabel.parse(uuid.uuid4(), entity) for entity in row["entities"]]
        for span in spans:
            check(span.end_offset <= len(text), "doccano: an entity outside the text")
            if span.label in labels:
                entries.append((row["key"], span.label, span.start_offset, span.end_offset))
        relations = [label.RelationLabel.parse(uuid.uuid4(), relation) for relation in row["relations"]]
        ids = {span.id for span in spans}
        check(all({one.from_id, one.to_id} <= ids for one in relations), "doccano: a relation leads nowhere")
        # As it is exported: doccano's own number, the text, what came with it, entities and relations.
        row = {key: value for key, value in row.items() if key[0] != "#" and "name" not in key and "uuid" not in key}
        file.write(json.dumps({"id": 1, "Comments": [], **row}) + "\n")
check(not parser.errors, f"doccano: {parser.errors}")
compare("doccano", entries)

print(json.dumps(found))
