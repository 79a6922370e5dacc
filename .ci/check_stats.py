"""Compares frameshift's statistics with other people's.

frameshift explain with shifterator's weighted average shift, from counts that are
taken from the tables here, and with log-odds written out in numpy; frameshift
breaks with ruptures' exact dynamic programming; frameshift agree with the figures
Krippendorff prints.

    check_stats.py FRAMESHIFT FOLDER

takes the program and a folder to work in, and speeches of China where
FRAMESHIFT_CORPORA has them, else the sample.
"""

import collections.abc
import json
import os
import pathlib
import random
import subprocess
import sys

import duckdb
import numpy
import ruptures

collections.Mapping = collections.abc.Mapping  # shifterator 0.3.0 still looks for it where Python 3.9 had it
import shifterator

program, work = sys.argv[1], pathlib.Path(sys.argv[2])


def frameshift(*args):
    return subprocess.run([program, *args], check=True, capture_output=True, text=True).stdout


def some_run():
    """A run, and two spans of years in it."""
    archive = pathlib.Path(os.environ.get("FRAMESHIFT_CORPORA") or "none") / "ungdc" / "UNGDC_1946-2024.tgz"
    what, spans = [], ((2008, 2015), (2016, 2024))
    if archive.exists():
        what, spans = ["--preset", "ungdc", "--where", "issuer=CHN", str(archive)], ((1975, 1984), (2010, 2019))
    frameshift("run", "--out", str(work / "stats"), *what)
    return work / "stats" / "latest", spans


def counted(run, spans):
    """Kept hits of each term, and tokens, in either span."""
    duckdb.sql(f"create or replace view documents as from '{run}/documents.parquet'")
    duckdb.sql(f"create or replace view hits as from '{run}/hits.parquet'")
    inside = [f"year(date) between {first} and {last}" for first, last in spans]
    tokens = duckdb.sql(f"select {', '.join(f'sum(tokens) filter ({i})::bigint' for i in inside)} from documents").fetchall()[0]
    rows = duckdb.sql(
        f"""select frame, entry, {", ".join(f"count(*) filter ({i})" for i in inside)}
            from hits join documents using (id) where kept group by all"""
    ).fetchall()
    return {(frame, entry): n for frame, entry, *n in rows if any(n)}, tokens


def shifted(counts, tokens, signs, per):
    """Contribution by term, per so many tokens, as shifterator has it."""
    used = {t: n for t, n in counts.items() if t[0] in signs}
    texts, filler = [{}, {}], ("", "")
    for i, text in enumerate(texts):
        text.update({t: n[i] for t, n in used.items()})
        text[filler] = tokens[i] - sum(text.values())
    scores = {t: signs[t[0]] for t in used} | {filler: 0}
    shift = shifterator.WeightedAvgShift(*texts, scores, scores, reference_value=0)
    return {t: per * v * shift.norm for t, v in shift.get_shift_scores().items() if t != filler}


def log_odds(counts, tokens, term):
    """δ and z of Monroe, Colaresi and Quinn 2008, second span against first."""
    after, before = counts[term][1], counts[term][0]
    alpha = 1000 * (after + before) / sum(tokens)
    logit = lambda n, all: numpy.log((n + alpha) / (all + 1000 - n - alpha))
    delta = logit(after, tokens[1]) - logit(before, tokens[0])
    return delta, delta / numpy.sqrt(1 / (after + alpha) + 1 / (before + alpha))


def check_explain():
    run, spans = some_run()
    counts, tokens = counted(run, spans)
    from_to = [f"{first}..{last}" for first, last in spans]
    for of, signs in {
        "sovereignty-development": {"values.sovereignty": 1, "values.development": -1},
        "values.development": {"values.development": 1},
    }.items():
        args = ["explain", "--run", str(run), "--from", from_to[0], "--to", from_to[1], "--of", of, "--format", "json"]
        ours = json.loads(frameshift(*args, "--top", "0"))
        theirs = shifted(counts, tokens, signs, {"per token": 1, "per 1,000 tokens": 1000}[ours["unit"]])
        assert {(t["frame"], t["entry"]) for t in ours["terms"]} == set(theirs)
        worst = 0
        for t in ours["terms"]:
            term = t["frame"], t["entry"]
            worst = max(worst, abs(t["contribution"] - theirs[term]))
            assert numpy.allclose((t["log_odds"], t["z"]), log_odds(counts, tokens, term), rtol=1e-9, atol=0), term
        assert worst < 1e-12, worst
        few = json.loads(frameshift(*args, "--top", "5"))
        shown = sum(t["contribution"] for t in few["terms"]) + few["others"]["contribution"]
        for total in (sum(theirs.values()), shown, ours["to"]["value"] - ours["from"]["value"]):
            assert abs(ours["change"] - total) < 1e-12, (ours["change"], total)
        print(f"explain: {of}: {len(theirs)} terms as shifterator has them, largest difference {worst:.1g}")


def some_series(r):
    n = r.randint(12, 40)
    step = [r.choice([0, 0, 3, 8]) * (i > n // 3) - r.choice([0, 5]) * (i > 2 * n // 3) for i in range(n)]
    if r.random() < 0.3:  # whole numbers tie
        return [r.randint(0, 3) + s for s in step]
    return [r.gauss(0, 1) + s for s in step]


def check_breaks():
    r, ties, compared = random.Random(2008), 0, 0
    for i in range(200):
        y, least = some_series(r), r.randint(1, 6)
        most = min(4, len(y) // least - 1)
        path = work / "series.csv"
        path.write_text("value\n" + "\n".join(map(repr, y)) + "\n")
        found = json.loads(frameshift("breaks", str(path), "--json", "--min-segment", str(least), "--max", str(most)))
        signal = numpy.array(y, dtype=float)
        cost = ruptures.costs.CostL2().fit(signal)
        theirs = ruptures.Dynp(model="l2", jump=1, min_size=least).fit(signal)
        assert [c["breaks"] for c in found["candidates"]] == list(range(most + 1)), i
        for c in found["candidates"][1:]:
            best = theirs.predict(n_bkps=c["breaks"])
            ours = c["last_index"] + [len(y)]
            least_cost = cost.sum_of_costs(best)
            near = 1e-9 * (1 + least_cost)
            assert abs(c["rss"] - least_cost) < near and abs(cost.sum_of_costs(ours) - least_cost) < near, (i, ours, best)
            compared, ties = compared + 1, ties + (ours != best)
    print(f"breaks: {compared} segmentations cost what ruptures' do; {ties} of them are others of the same cost")


def check_agree():
    ratings = [
        "1 2 3 3 2 1 4 1 2 . . .",
        "1 2 3 3 2 2 4 1 2 5 . 3",
        ". 3 3 3 2 3 4 2 2 5 1 .",
        "1 2 3 3 2 4 4 1 2 5 1 .",
    ]
    units = zip(*(row.replace(".", "NA").split() for row in ratings))
    path = work / "ratings.csv"
    path.write_text("A,B,C,D\n" + "\n".join(map(",".join, units)) + "\n")
    found = json.loads(frameshift("agree", str(path), "--json"))["statistics"]
    alphas = {s["level"]: s for s in found if s["statistic"] == "krippendorff_alpha"}
    for level, printed in {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}.items():
        a = alphas[level]
        assert abs(a["value"] - printed) < 0.0005 and a["ci_low"] < a["value"] < a["ci_high"], a
    print("agree: Krippendorff's four alphas")


check_explain()
check_breaks()
check_agree()
