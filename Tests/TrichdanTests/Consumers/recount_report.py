"""Counts anew with pandas, from a jsonl export, what `trichdan report` counted in the database.

usage: recount_report.py ALL.jsonl REPORT.csv, the report with all sources (--top)

Prints how many figures of each part agree, as JSON. A figure that differs ends it with an error.
"""

import json
import sys

import pandas

articles = pandas.read_json(sys.argv[1], lines=True, dtype=False)
report = pandas.read_csv(sys.argv[2], keep_default_na=False, dtype=str)

rows = []
for article in articles.to_dict("records"):
    # Groups, the unnamed and bare given names are nobody outside their article.
    homes = {(one["name"], one["kind"], one["person"]): one["home"] for one in article["speakers"]}
    for layer in ("quotes", "claims"):
        for record in article[layer]:
            speaker = record["speaker"] or {}
            kind = speaker.get("kind", "")
            who = (speaker["name"], kind, speaker["person"]) if speaker else None
            who = who and (*who, homes.get(who, ""))
            is_somebody = kind in ("person", "unnamed")
            rows.append(
                {
                    "layer": layer, "article": article["id"], "speaker": who, "name": speaker.get("name", ""),
                    "kind": kind, "role": speaker.get("roleClass", "") if is_somebody else "",
                    "gender": speaker.get("gender", "") if is_somebody else "", "paper": article["source"],
                    "day": article["published"][:10], "month": article["published"][:7],
                })
records = pandas.DataFrame(rows)
agreed = {}


def check(part, told, counted):
    if told != counted:
        differing = [(key, told.get(key), counted.get(key)) for key in sorted({*told, *counted}) if told.get(key) != counted.get(key)]
        sys.exit(f"recount_report: {part}: (value, told, counted) {differing[:10]}")
    agreed[part] = len(told)


for dimension in ("role", "gender", "kind", "paper", "month"):
    lines = report[report["by"] == dimension]
    told = {
        line.value: (int(line.quotes), int(line.claims), int(line.records), int(line.speakers))
        for line in lines.itertuples()
    }
    counted = {
        value: (
            int((group["layer"] == "quotes").sum()), int((group["layer"] == "claims").sum()), len(group),
            int(group["speaker"].nunique()))
        for value, group in records.groupby(dimension)
    }
    check(dimension, told, counted)

totals = {line.by: int(line.records) for line in report[report["by"].isin(["all", "unnamed"])].itertuples()}
check("totals", totals, {"all": len(records), "unnamed": int(records["kind"].isin(["", "unnamed", "group"]).sum())})

named = records[records["kind"].isin(["person", "organisation"])]
sources = named.groupby("speaker", sort=False).agg(name=("name", "first"), records=("name", "size"), days=("day", list))
sources["first"] = sources["days"].map(lambda days: min((day for day in days if day), default=""))
days = sorted({day for day in records["day"] if day})
since = days[len(days) - len(days) // 10] if len(days) > 9 else "9999"
for part, chosen in (("most", sources), ("new", sources[sources["first"] >= since])):
    lines = report[report["by"] == part]
    told = pandas.Series(list(zip(lines["value"], lines["records"].astype(int)))).value_counts().to_dict()
    counted = pandas.Series(list(zip(chosen["name"], chosen["records"])), dtype=object).value_counts().to_dict()
    check(part, told, counted)

print(json.dumps(agreed))
