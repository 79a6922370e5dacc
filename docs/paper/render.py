#!/usr/bin/env python3
"""Sets a paper of four pages about a run.

    render.py RUN [--to DIR] [--author NAME] [--no-pdf]

frameshift (on the path, or where FRAMESHIFT says) draws the figures; the numbers and tables
come from the run by the package frameshift (pip install ./python); XeLaTeX sets paper.tex.
With --no-pdf the folder is made and nothing is set. The paper is DIR/paper.pdf, and DIR
holds all it takes, to be edited and set again; paper.qmd there is the same for Quarto.
"""

import argparse
import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path

import frameshift

KINDS = ["position", "audiences", "frames", "wordshift"]
MOST = 10  # rows of a table
WINDOW = 9  # words on either side of a hit
# Letters that TeX takes for something else.
SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def tex(text):
    return "".join(SPECIAL.get(c, c) for c in str(text)).replace("−", "$-$").replace(" | ", r"\,\textbar{}\,")


def tabular(head, rows, align):
    lines = [" & ".join(map(tex, row)) + r" \\" for row in rows]
    return "\n".join([rf"\begin{{tabular}}{{@{{}}{align}@{{}}}}", r"\toprule", " & ".join(map(tex, head)) + r" \\", r"\midrule", *lines, r"\bottomrule", r"\end{tabular}", ""])


def headline(run):
    """The contrast that stands first in the lexicon, and its rows of `series`, all documents."""
    contrast = next(iter(run.glossary["contrasts"].values()))
    s = run.series
    topic = contrast.get("topic") or run.configuration.get("topic") or ""
    rows = s[(s["measure"] == "position") & (s["of"] == contrast["key"]) & (s["topic"] == topic) & (s["group"] == "")]
    return contrast, rows[rows["freq"] == run.configuration.get("freq", "year")]


def side(run, contrast, name):
    frames = [run.label(key, "frames") for key in contrast.get(name) or []]
    pairs = [run.label(key, "pairs") for key in contrast.get(f"{name}_pairs") or []]
    return " or ".join(f"“{label}”" for label in frames + pairs)


def draw(run, to):
    """Draws the figures that the run has the tables for, and beside them what includes them."""
    program = os.environ.get("FRAMESHIFT", "frameshift")
    program = os.path.abspath(shutil.which(program) or program)
    options = ["--run", os.path.abspath(run.dir), "--to", "figures", "--width", "174mm", "--format", "pdf", "--raw-cells", "--snippet", "latex"]
    for kind in KINDS:  # one by one, as the run may lack what one of them needs
        done = subprocess.run([program, "figure", kind, *options], cwd=to, check=kind == "position", capture_output=True, text=True)
        if done.returncode != 0:
            print(f"left out: {done.stderr.strip()}")


def shapes(to):
    """What the program says of the shape of each series: rows of the tables behind its figures."""
    found = []
    for kind in ("position", "audiences"):
        path = to / "figures" / f"{kind}-shapes.csv"
        if path.exists():
            with path.open(encoding="utf-8", newline="") as f:
                found += csv.DictReader(f)
    return found


def said(shape):
    """A shape in words, with its date if it has one."""
    date = f" at {shape['date']}" if shape["date"] else ""
    dates = f" (95 %: {shape['date_set']})" if shape["date_set"] else ""
    course = f", from {shape['from']} to {shape['to']}" if shape["from"] else ""
    what, _, but = shape["says"].partition("; ")
    return what + date + dates + course + (f"; {but}" if but else "")


def corpus(run, by):
    documents = run.documents
    key = documents[by].fillna("(none)") if by in documents else documents["lang"]
    summed = documents.groupby(key).agg(n=("id", "size"), tokens=("tokens", "sum"), first=("date", "min"), last=("date", "max"))
    summed = summed.sort_values("n", ascending=False, kind="stable")
    rows = [(name, f"{r.n:,}", f"{r.tokens:,}", f"{r.first:%Y}–{r.last:%Y}") for name, r in zip(summed.index[:MOST], summed.itertuples())]
    rest = summed.iloc[MOST:]
    if len(rest):
        rows.append((f"{len(rest)} others", f"{rest['n'].sum():,}", f"{rest['tokens'].sum():,}", f"{rest['first'].min():%Y}–{rest['last'].max():%Y}"))
    rows.append(("all", f"{len(documents):,}", f"{documents['tokens'].sum():,}", f"{documents['date'].min():%Y}–{documents['date'].max():%Y}"))
    return tabular([by, "documents", "words", "years"], rows, "lrrr")


def stability(run):
    s = run.stability
    whole = s[s["kind"] == "all"].iloc[0] if (s["kind"] == "all").any() else None
    if whole is None:
        return "The run has none: its series are means of documents.\n"
    s = s[s["of"].eq(whole["of"]) & s["topic"].eq(whole["topic"]) & s["freq"].eq(whole["freq"])]
    rows = [("nothing", 1, f"{whole['change']:+.2f}", "")]
    for kind in ("term", "issuer", "document"):
        of = s[s["kind"] == kind]["change"].dropna()
        if len(of):
            rows.append((f"one {kind}", len(of), f"{of.min():+.2f} to {of.max():+.2f}", s.loc[of.abs().idxmin(), "item"]))
    rows = [[str(cell).replace("-", "−") if i == 2 else cell for i, cell in enumerate(row)] for row in rows]
    return tabular(["left out", "items", "change", "it is least without"], rows, "lrll")


def latin(text):
    """Whether the paper's font has all of a text."""
    return all(ord(c) < 0x250 or 0x2000 <= ord(c) < 0x2070 for c in text)


def evidence(run, contrast, rows):
    """For each side some lines in context, from periods spread evenly over time."""
    rows = rows[rows["hits"] > 0]
    rows = rows.iloc[evenly(len(rows), 8)]
    behind = [run.hits_of(row) for row in rows.to_dict("records")]
    lines = []
    for name, said in (("a", "positive"), ("b", "negative")):
        found = [run.kwic(hits[(hits["side"] == said) & (hits["counts"] == 1)], WINDOW) for hits in behind]
        items = [one for i, held in enumerate(found) if (one := item(held, i / len(found)))]
        items = [items[i] for i in evenly(len(items), 5)]
        lines += [rf"\emph{{{tex(side(run, contrast, name))}}}", r"\begin{itemize}[nosep,leftmargin=*]\footnotesize", *items, r"\end{itemize}"]
    return "\n".join(lines) + "\n"


def evenly(n, most):
    """At most so many of n places, spread evenly."""
    return sorted({round(i * (n - 1) / (most - 1)) for i in range(most)}) if n else []


def item(lines, share):
    """The first line, from a place on, that the paper's font has all of: else all were of whom the alphabet has first."""
    place = int(share * len(lines))
    for r in [*lines.iloc[place:].itertuples(), *lines.iloc[:place].itertuples()]:
        if latin(r.left + r.keyword + r.right):
            left, right = (f"{'… ' * (len(r.left.split()) >= WINDOW)}{r.left.lstrip()}", f"{r.right.rstrip()}{' …' * (len(r.right.split()) >= WINDOW)}")
            return rf"\item {r.date:%Y}, {tex(r.issuer or 'unknown')}: “{tex(left)}\textbf{{{tex(r.keyword)}}}{tex(right)}”"
    return ""


def numbers(run, contrast, rows, shape, by):
    """What the text of the paper is told, by name."""
    documents = run.documents
    lexicon = run.manifest["lexicon"]
    synthetic = "The texts are the SYNTHETIC sample of the program. The places do not exist, and nobody said any of this."
    return {
        "contrast": run.label(contrast["key"], "contrasts"),
        "positive": side(run, contrast, "a"),
        "negative": side(run, contrast, "b"),
        "count": contrast.get("count") or "hits",
        "corpus": "a made-up corpus" if run.synthetic else ", ".join(i["name"] for i in run.manifest["inputs"][:3]),
        "inputs": "the synthetic sample" if run.synthetic else ", ".join(i["name"] for i in run.manifest["inputs"][:5]),
        "documents": f"{len(documents):,}",
        "issuers": counted(documents["issuer"].nunique(), "issuer"),
        "tokens": f"{documents['tokens'].sum():,}",
        "first": f"{rows['period'].min():%Y}",
        "last": f"{rows['period'].max():%Y}",
        "period": run.configuration.get("freq", "year"),
        "by": by,
        "says": said(shape),
        "quarantine": quarantine(run.quarantine["reason"]),
        "lexicon": f"{lexicon['name']} {lexicon['version']}",
        "validation": validation(run),
        "cite": run.cite(),
        "folder": run.dir.resolve().name,
        "syntheticnote": synthetic if run.synthetic else "",
    }


def counted(n, what):
    return f"{n:,} {what}" + ("" if n == 1 else "s")


def quarantine(reasons):
    if reasons.empty:
        return "Every input could be read and dated."
    counts = [f"{reason} ({n:,})" for reason, n in sorted(reasons.value_counts().items())]
    return f"Not among the documents, by reason, are {', '.join(counts)}: the run's table quarantine lists them."


def validation(run):
    """What the codebook says of the lexicon held against people."""
    lines = (run.dir / "codebook.md").read_text(encoding="utf-8").splitlines()
    said = [line for line in lines if line.startswith("It is ") and "validated" in line]
    return said[0].replace("It is", "The lexicon is", 1) if said else ""


def write(run, to, author):
    contrast, rows = headline(run)
    by = (run.configuration.get("by") or ["lang"])[0].split("+")[0]
    draw(run, to)
    told = shapes(to)
    held = [(s["group"] or "all documents", s["shape"], s["date"], s["from"], s["to"]) for s in told]
    (to / "tables").mkdir(exist_ok=True)
    for name, table in {
        "corpus": corpus(run, by),
        "shapes": tabular(["series", "shape", "date", "from", "to"], held[: MOST + 1], "lllll"),
        "stability": stability(run),
        "evidence": evidence(run, contrast, rows),
    }.items():
        (to / "tables" / f"{name}.tex").write_text(table, encoding="utf-8")
    values = {"author": author} | numbers(run, contrast, rows, told[0], by)
    values["syntheticnote"] = values["syntheticnote"] and rf"\begin{{center}}\small {tex(values['syntheticnote'])}\end{{center}}"
    lines = [rf"\newcommand{{\fs{name}}}{{{value if name == 'syntheticnote' else tex(value)}}}" for name, value in values.items()]
    (to / "run.tex").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("paper.tex", "paper.qmd"):
        shutil.copy(Path(__file__).with_name(name), to)


def set_in_type(to):
    if not shutil.which("latexmk") or not shutil.which("xelatex"):
        sys.exit(f"{to} holds the paper, but latexmk or xelatex is missing to set it: on Debian and Ubuntu apt install latexmk texlive-xetex texlive-latex-recommended texlive-fonts-recommended lmodern")
    done = subprocess.run(["latexmk", "-xelatex", "-interaction=nonstopmode", "-halt-on-error", "paper.tex"], cwd=to, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit("\n".join(done.stdout.splitlines()[-25:]))
    print(f"set in {to / 'paper.pdf'}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", nargs="?", help="folder of the run (default out/latest)")
    parser.add_argument("--to", type=Path, default=Path("out/paper"), help="folder for the paper (default out/paper)")
    parser.add_argument("--author", default="", help="who writes it")
    parser.add_argument("--no-pdf", action="store_true", help="write all that it takes, and set nothing")
    options = parser.parse_args()
    options.to.mkdir(parents=True, exist_ok=True)
    write(frameshift.open(options.run), options.to, options.author)
    if not options.no_pdf:
        set_in_type(options.to)


if __name__ == "__main__":
    main()
