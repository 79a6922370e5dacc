#!/usr/bin/env python3
"""Prints how long frameshift takes beside counting the same words, row by row.

    python3 bench/table.py --corpora CORPORA [--pairs 5] [--only ungdc,csv] [--copies 50]

CORPORA is the folder with ungdc/, gwr/ (see docs/corpora.md). Every row is run so
often in turn with what it is compared with, page cache warm, caches of frameshift
off; what is printed is the median of the ratios within a pair, and the largest peak.
Rows whose data are made up (copies, csv, files) write them below --temp.
"""

import argparse
import collections
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

Cost = collections.namedtuple("Cost", "wall cpu peak")


def cost(command, env=None, cwd=None):
    """Runs a command and returns its wall seconds, processor seconds and peak memory in MB."""
    began = time.monotonic()
    process = subprocess.Popen(command, shell=isinstance(command, str), executable="/bin/bash" if isinstance(command, str) else None,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **(env or {})}, cwd=cwd, text=True)
    out, err = process.stdout.read(), process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command}\n{out[-500:]}{err[-2000:]}")
    return Cost(time.monotonic() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024), out


class Bench:
    def __init__(self, args):
        self.args, self.rows = args, []
        self.temp = tempfile.mkdtemp(prefix="frameshift-bench-", dir=args.temp)
        self.binary = os.path.join(self.temp, "frameshift")
        subprocess.check_call(["go", "build", "-o", self.binary, "./cmd/frameshift"])
        self.archive = os.path.join(args.corpora, "ungdc", "UNGDC_1946-2024.tgz")
        self.texts = None

    def run(self, *flags, env=None):
        out = os.path.join(self.temp, "out")
        shutil.rmtree(out, ignore_errors=True)
        got, _ = cost([self.binary, "run", "--cache", "off", "--out", out, *flags], env)
        return got

    def english(self, path):
        """Is a configuration that has the language of path's texts as known."""
        to = os.path.join(self.temp, "english.yaml")
        with open(to, "w", encoding="utf-8") as file:
            json.dump({"inputs": [path], "corpus": {"lang": "en"}}, file)
        return "--config", to

    def folder(self):
        if self.texts is None:
            where = os.path.join(self.temp, "ungdc")
            os.mkdir(where)
            subprocess.check_call(["tar", "-xzf", self.archive, "-C", where])
            self.texts = os.path.join(where, "TXT")
        return self.texts

    def pairs(self, name, target, ours, theirs, unit="×", peak=None):
        """Runs both in turn. Without theirs the row is in seconds."""
        ours(), theirs and theirs()  # warm
        ratios, walls, peaks = [], [], []
        for _ in range(self.args.pairs):
            a = ours()
            b = theirs() if theirs else Cost(1, 1, 0)
            ratios.append(a.wall / b.wall)
            walls.append(a.wall)
            peaks.append(a.peak)
        self.row(name, f"{statistics.median(ratios):.2f} {unit}", target, statistics.median(walls), max(peaks), peak)

    def row(self, name, got, target, wall, peak, most=None):
        memory = f"{peak:.0f} MB" + (f" (at most {most})" if most else "")
        print(f"| {name} | {got} | {target} | {wall:.2f} | {memory} |", flush=True)


def words(path):
    return lambda: cost(f"find '{path}' -type f ! -name '._*' -print0 | xargs -0 cat | wc -w")[0]


def ungdc(b):
    b.pairs("General Debate, folder", "2.0", lambda: b.run("--preset", "ungdc", b.folder()), words(b.folder()), "× `wc -w`", 300)


def tgz(b):
    b.pairs("the `.tgz`", "1.7", lambda: b.run("--preset", "ungdc", b.archive), lambda: cost(f"gzip -dc '{b.archive}' | wc -w")[0], "× `gzip -dc … \\| wc -w`", 300)


def issuers(b):
    b.pairs("by issuer", "3.5", lambda: b.run("--preset", "ungdc", "--by", "issuer", b.folder()), words(b.folder()), "× `wc -w`", 300)


def copies(b):
    """The General Debate again and again, under other dates, ids, issuers, with words of their own."""
    n, where = b.args.copies, os.path.join(b.temp, "copies")
    one = statistics.median(b.run("--preset", "ungdc", b.folder()).wall for _ in range(3))
    os.mkdir(where)
    with open(os.path.join(where, "all.jsonl"), "w", encoding="utf-8") as out:
        for root, _, names in os.walk(b.folder()):
            for name in sorted(names):
                if not name.endswith(".txt") or name.startswith("."):
                    continue
                code, _, year = name[:-4].split("_")
                with open(os.path.join(root, name), encoding="utf-8", errors="replace") as file:
                    text = file.read()
                for i in range(n):
                    record = {"id": f"{name}-{i}", "date": f"{int(year) - 100 * (i % 2)}-{1 + i % 12:02d}", "issuer": f"{code}{i}", "text": f"{text} rare{i}x{code}{year}"}
                    out.write(json.dumps(record, ensure_ascii=False) + "\n")
    got = b.run(*b.english(where))
    b.row(f"{n} copies", f"{got.wall / one / n:.2f} × {n} ×", "1.2", got.wall, got.peak, 400)
    shutil.rmtree(where)


def table(b):
    path, pick = os.path.join(b.temp, "rows"), random.Random(1)
    os.mkdir(path)
    vocabulary = "the of and security development sovereignty cooperation peace nations internet rules order digital economy".split()
    with open(os.path.join(path, "rows.csv"), "w") as out:
        out.write("id,date,text\n")
        for i in range(1_000_000):
            text = " ".join(pick.choice(vocabulary) for _ in range(14))
            out.write(f"{i},{1990 + i % 30}-{1 + i % 12:02d}-01,{text}\n")
    b.pairs("a CSV of a million rows", "15", lambda: b.run(*b.english(path)), words(path), "× `wc -w`", 400)
    shutil.rmtree(path)


def files(b):
    path, pick = os.path.join(b.temp, "files"), random.Random(2)
    vocabulary = "the of and security development sovereignty cooperation peace nations internet rules order digital economy".split()
    for i in range(100_000):
        if i % 1000 == 0:
            os.makedirs(os.path.join(path, str(i // 1000)))
        with open(os.path.join(path, str(i // 1000), f"{1990 + i % 30}-{1 + i % 12:02d}-01_{i}.txt"), "w") as out:
            out.write(" ".join(pick.choice(vocabulary) for _ in range(33)))
    b.pairs("100,000 files of 300 bytes", "4", lambda: b.run(*b.english(path)), words(path), "× `wc -w`", 400)
    shutil.rmtree(path)


def chinese(b):
    path = os.path.join(b.temp, "zh.jsonl")
    with open(os.path.join(b.args.corpora, "gwr", "government_work_reports.jsonl"), encoding="utf-8") as file, open(path, "w", encoding="utf-8") as out:
        records = [json.loads(line) for line in file if line.strip()]
        for i in range(100):
            for k, r in enumerate(records):
                if r.get("year"):
                    out.write(json.dumps({**r, "id": f"{i}-{k}", "content": r["content"] + f"\n第{i}份。"}, ensure_ascii=False) + "\n")

    def cut():
        _, out = cost(["go", "test", "./pipeline/token", "-run", "^$", "-bench", "Cut$", "-benchtime", "2x"], {"FRAMESHIFT_CORPORA": b.args.corpora})
        line = next(l for l in out.splitlines() if l.startswith("BenchmarkCut"))
        return Cost(float(line.split()[2]) * 100 / 1e9, 0, 0)

    b.pairs("work reports × 100 against gse's `Cut` alone", "0.33", lambda: b.run("--preset", "gwr", path), cut, "× `Cut`")


def cores(b):
    b.pairs("`GOMAXPROCS` 1 against 2", "at least 1.8", lambda: b.run("--preset", "ungdc", b.folder(), env={"GOMAXPROCS": "1"}),
            lambda: b.run("--preset", "ungdc", b.folder(), env={"GOMAXPROCS": "2"}))


def sample(b):
    b.pairs("the sample", "0.5", lambda: b.run(), None, "s")


def pages(b):
    out = os.path.join(b.temp, "by")
    cost([b.binary, "run", "--cache", "off", "--out", out, "--preset", "ungdc", "--by", "issuer", b.folder()])
    latest = os.path.join(out, "latest")
    b.pairs("`report` of the run by issuer", "2", lambda: cost([b.binary, "report", "--run", latest, "--to", os.path.join(b.temp, "report.html")])[0], None, "s")
    b.pairs("`figure` of the run by issuer", "2", lambda: cost([b.binary, "figure", "--run", latest, "--to", os.path.join(b.temp, "figures")])[0], None, "s")


ROWS = {"ungdc": ungdc, "tgz": tgz, "issuers": issuers, "copies": copies, "csv": table, "files": files, "chinese": chinese, "cores": cores, "sample": sample, "pages": pages}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", default=os.environ.get("FRAMESHIFT_CORPORA"), required="FRAMESHIFT_CORPORA" not in os.environ)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--copies", type=int, default=50, help="of the General Debate; each takes 200 MB below --temp")
    parser.add_argument("--only", help=f"rows, separated by commas: {', '.join(ROWS)}")
    parser.add_argument("--temp", default=None, help="folder for data that are made up")
    args = parser.parse_args()
    names = args.only.split(",") if args.only else list(ROWS)
    if unknown := [n for n in names if n not in ROWS]:
        parser.error(f"no rows {unknown}: there are {', '.join(ROWS)}")
    bench = Bench(args)
    try:
        print("| work | median | at most | wall, s | peak |\n|---|--:|--:|--:|--:|")
        for name in names:
            ROWS[name](bench)
    finally:
        shutil.rmtree(bench.temp)


if __name__ == "__main__":
    main()
