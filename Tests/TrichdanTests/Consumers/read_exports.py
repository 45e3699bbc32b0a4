"""Reads exports with the tools that people use, and cuts every place out of the articles' texts again.

usage: read_exports.py FOLDER, which holds all.jsonl, all.csv, all.xlsx, all.anno.jsonld, all.review.jsonld and brat/

Prints the number of records that each tool found, as JSON. Anything that is not as it should be ends it with an error.
"""

import codecs
import csv
import json
import os
import re
import string
import sys

folder = sys.argv[1]
here = os.path.dirname(os.path.abspath(__file__))
found = {}


def path(name):
    return os.path.join(folder, name)


def check(condition, message):
    if not condition:
        sys.exit(f"read_exports: {message}")


# pandas ----------------------------------------------------------------------------------------------------------------

import pandas

articles = pandas.read_json(path("all.jsonl"), lines=True, dtype=False)
texts = dict(zip(articles["id"], articles["text"]))
check(len(texts) == len(articles), "ids are not unique")
expected = {"all": [], "kept": []}
for _, article in articles.iterrows():
    for record in article["quotes"] + article["claims"]:
        check(article["text"][record["start"]:record["end"]] == record["text"], f"pandas: {record['id']}")
        for part in ("source", "cue"):
            if record[part]:
                place = record[part]
                check(article["text"][place["start"]:place["end"]] == place["text"], f"{part} of {record['id']}")
        entry = (article["id"], record["start"], record["end"], record["text"])
        expected["all"].append(entry)
        if record["status"] != "rejected":
            expected["kept"].append(entry)
found["pandas"] = len(expected["all"])

# Hugging Face ----------------------------------------------------------------------------------------------------------

import datasets

datasets.disable_progress_bars()
loaded = datasets.load_dataset(
    "json", data_files=path("all.jsonl"), split="train", cache_dir=path("cache"))
check(loaded.num_rows == len(articles), "datasets: another number of articles")
records = sum(len(row["quotes"]) + len(row["claims"]) for row in loaded)
check(records == len(expected["all"]), "datasets: another number of records")
found["datasets"] = records

# With the card as README.md, whose types hold from the first line on.
os.makedirs(path("hub"))
os.link(path("all.jsonl"), path("hub/all.jsonl"))
os.link(path("all.jsonl.card.md"), path("hub/README.md"))
hub = datasets.load_dataset(path("hub"), split="train", cache_dir=path("cache"))
check(hub.features["quotes"].feature["via"]["name"].dtype == "string", "datasets: the card's types")
check([row["id"] for row in hub] == [row["id"] for row in loaded], "datasets: the card changes the articles")

# Python's csv ----------------------------------------------------------------------------------------------------------

with open(path("all.csv"), encoding="utf-8-sig", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
guarded = 0
entries = []
for row in rows:
    for name, cell in row.items():
        check(cell[:1] not in ("=", "+", "-", "@", "\t", "\r", "\n"), f"csv: {row['id']} {name} begins with {cell[:1]!r}")
        plain = re.sub(r"^'(?='*[=+\-@\t\r\n＝＋－＠])", "", cell)
        guarded += plain != cell
        row[name] = plain
    text = texts[row["article"]]
    start, end = int(row["start"]), int(row["end"])
    check(text[start:end] == row["text"], f"csv: {row['id']}")
    check(text[:start].endswith(row["before"]), f"csv: before {row['id']}")
    check(text[end:].startswith(row["after"]), f"csv: after {row['id']}")
    entries.append((row["article"], start, end, row["text"]))
check(sorted(entries) == sorted(expected["all"]), "csv: other records than in jsonl")
found["csv"] = len(entries)
found["guarded"] = guarded
frame = pandas.read_csv(path("all.csv"), dtype=str, keep_default_na=False)
check(len(frame) == len(rows), "csv: pandas sees another number of rows")

# A workbook ------------------------------------------------------------------------------------------------------------

import math

book = pandas.read_excel(path("all.xlsx"), dtype={"id": str, "article": str, "text": str, "before": str, "after": str})
check(len(book) == len(rows), "xlsx: pandas sees another number of rows")
check(list(book.columns) == list(rows[0]), "xlsx: other columns than in csv")
entries = []
for _, row in book.iterrows():
    text = texts[row["article"]]
    words = text[row["start"]:row["end"]]
    # XML has one way to end a line.
    check(words.replace("\r", "\n") == row["text"].replace("\r", "\n"), f"xlsx: {row['id']}: {row['text']!r}")
    entries.append((row["article"], row["start"], row["end"], words))
check(sorted(entries) == sorted(expected["all"]), "xlsx: other records than in jsonl")
check(book["confidence"].map(lambda cell: isinstance(cell, float) and 0 <= cell <= 1).all(), "xlsx: no numbers")
check(any(not math.isnan(cell) and cell >= 1000 for cell in book["amount"]), "xlsx: no amounts")
found["xlsx"] = len(book)

# A JSON-LD processor ---------------------------------------------------------------------------------------------------

from pyld import jsonld


def loader(url, options):
    if url == "http://www.w3.org/ns/anno.jsonld":
        with open(os.path.join(here, "annotation-context.json"), encoding="utf-8") as file:
            document = json.load(file)
    elif url.rstrip("/") == "https://schema.org":
        document = {"@context": {"@vocab": "http://schema.org/"}}
    else:
        sys.exit(f"read_exports: {url} is asked for, which nobody has")
    return {"contextUrl": None, "documentUrl": url, "document": document, "contentType": "application/ld+json"}


jsonld.set_document_loader(loader)
OA = "http://www.w3.org/ns/oa#"
AS = "http://www.w3.org/ns/activitystreams#"


def only(node, key):
    values = node[key]
    check(len(values) == 1, f"JSON-LD: {len(values)} of {key}")
    return values[0].get("@value", values[0])


with open(path("all.anno.jsonld"), encoding="utf-8") as file:
    collection = json.load(file)
(expanded,) = jsonld.expand(collection)
check(expanded["@type"] == [AS + "OrderedCollection"], "web-annotation: no collection")
(page,) = expanded[AS + "first"]
items = only(page, AS + "items")["@list"]
check(only(expanded, AS + "totalItems") == len(items), "web-annotation: total")
entries = []
names = set()
for item in items:
    check(item["@type"] == [OA + "Annotation"], "web-annotation: no annotation")
    names.add(item["@id"])
    (target,) = item[OA + "hasTarget"]
    source = only(target, OA + "hasSource")
    key = only(source, "urn:trichdan:term:article")
    selectors = {selector["@type"][0]: selector for selector in target[OA + "hasSelector"]}
    quote, place = selectors[OA + "TextQuoteSelector"], selectors[OA + "TextPositionSelector"]
    start, end, exact = only(place, OA + "start"), only(place, OA + "end"), only(quote, OA + "exact")
    text = texts[key]
    check(text[start:end] == exact, f"web-annotation: {item['@id']}")
    check(text[:start].endswith(only(quote, OA + "prefix")), f"web-annotation: prefix of {item['@id']}")
    check(text[end:].startswith(only(quote, OA + "suffix")), f"web-annotation: suffix of {item['@id']}")
    purposes = [only(body, OA + "hasPurpose")["@id"] for body in item[OA + "hasBody"]]
    check(OA + "describing" in purposes and OA + "classifying" in purposes, f"web-annotation: bodies of {item['@id']}")
    entries.append((key, start, end, exact))
check(sorted(entries) == sorted(expected["kept"]), "web-annotation: other records than in jsonl")
check(len(names) == len({(e[:3]) for e in entries}) or len(names) == len(entries), "web-annotation: names are not unique")
found["web-annotation"] = len(entries)
# As triples too, which refuses names that are no IRIs.
quads = jsonld.to_rdf(collection)["@default"]
positions = [quad for quad in quads if quad["predicate"]["value"] == OA + "start"]
check(len(positions) == len(entries), f"web-annotation: {len(positions)} places among the triples")

SCHEMA = "http://schema.org/"


def plainly(words):
    return " ".join(words.lower().split()).strip(string.punctuation + "…–—“”‘’«»")


with open(path("all.review.jsonld"), encoding="utf-8") as file:
    graph = jsonld.expand(json.load(file))
entries = []
for review in graph:
    check(review["@type"] == [SCHEMA + "ClaimReview"], "claimreview: no ClaimReview")
    for left in ("reviewRating", "author", "datePublished", "url"):
        check(SCHEMA + left not in review, f"claimreview: {left} is made up")
    (claim,) = review[SCHEMA + "itemReviewed"]
    check(SCHEMA + "Claim" in claim["@type"], "claimreview: no Claim")
    names = [value["@value"] for value in claim[SCHEMA + "identifier"]]
    appearances = claim[SCHEMA + "appearance"]
    keys = {only(appearance, SCHEMA + "identifier") for appearance in appearances}
    check(keys == {name.rsplit("#", 1)[0] for name in names}, f"claimreview: {review['@id']} appears elsewhere")
    words = only(claim, SCHEMA + "text")
    check(words == only(review, SCHEMA + "claimReviewed"), f"claimreview: {review['@id']}")
    for name in names:
        key = name.rsplit("#", 1)[0]
        start, end = map(int, re.search(r"#[qc](\d+)-(\d+)$", name).groups())
        check(plainly(texts[key][start:end]) == plainly(words), f"claimreview: {name}")
        entries.append((key, start, end, texts[key][start:end]))
    for speaker in claim.get(SCHEMA + "author", []):
        check(speaker["@type"][0] in (SCHEMA + "Person", SCHEMA + "Organization"), "claimreview: author")
        check(only(speaker, SCHEMA + "name"), "claimreview: an author without a name")
check(sorted(entries) == sorted(expected["kept"]), "claimreview: other records than in jsonl")
found["claimreview"] = len(entries)

# brat ------------------------------------------------------------------------------------------------------------------

import brat

root = list(brat.__path__)[0]
sys.path[:0] = [os.path.join(root, "server", "src"), root]
import annotation

# This release of brat opens files in a mode that Python has given up since; the rest of its parser is as it was.
annotation.open_textfile = lambda name, mode="r": codecs.open(name, mode.replace("U", ""), encoding="utf8")

by_text = {}
for key, text in texts.items():
    by_text.setdefault(text, []).append(key)
entries = []
relations = 0
for name in sorted(os.listdir(path("brat"))):
    if not name.endswith(".ann"):
        continue
    document = annotation.TextAnnotations(path("brat/" + name[:-4]), read_only=True)
    check(not document.failed_lines, f"brat: {name} lines {document.failed_lines}")
    text = document.get_document_text()
    check(text in by_text, f"brat: {name} has another text")
    by_text[text].pop()
    speakers = {}
    for relation in document.get_relations():
        relations += relation.type == "SpokenBy"
        if relation.type == "SpokenBy":
            speakers[relation.arg1] = document.get_ann_by_id(relation.arg2)
    for mark in document.get_textbounds():
        check(" ".join(text[a:b] for a, b in mark.spans) == mark.text, f"brat: {name} {mark.id}")
        if mark.type in ("Direct", "Fragment", "Indirect", "Mixed"):
            entries.append(" ".join(mark.text.split()))
    for note in document.get_oneline_comments():
        check(document.get_ann_by_id(note.target), f"brat: {name} {note.id}")
check(not any(by_text.values()), "brat: an article is missing")
check(sorted(entries) == sorted(" ".join(e[3].split()) for e in expected["kept"]), "brat: other records than in jsonl")
found["brat"] = len(entries)
found["brat speakers"] = relations

# brat's reader of annotation.conf, which wants a configuration of the server besides.
import types

server = types.ModuleType("config")
server.BASE_DIR = server.DATA_DIR = server.WORK_DIR = folder
sys.modules["config"] = server
import projectconfig

configuration = projectconfig.ProjectConfiguration(path("brat"))
check("Direct" in configuration.get_entity_types() and "Cue" in configuration.get_entity_types(), "brat: its types")
check("SpokenBy" in configuration.get_relation_types(), "brat: its relations")
check({"Negated", "Status"} <= set(configuration.get_attribute_types()), "brat: its attributes")

print(json.dumps(found))
