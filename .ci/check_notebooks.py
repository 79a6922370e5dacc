"""Runs the notebooks and the R script on a run of the sample.

    check_notebooks.py [--update] FRAMESHIFT RUN

Each must run through and print what it printed when it was committed (pictures are
not compared). The hits that pandas, SQL and R find behind one row of `series` must
be the same, as many as the row says, and stand at their bytes of the sample's raw
text. --update writes the outputs into the notebooks.
"""

import io
import json
import os
import pathlib
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import nbformat
import pandas
from nbclient import NotebookClient

program, run = (pathlib.Path(p).absolute() for p in sys.argv[-2:])
update = "--update" in sys.argv
root = pathlib.Path(__file__).parents[1]
folder = root / "notebooks"
os.environ |= {"FRAMESHIFT": str(program), "FRAMESHIFT_RUN": str(run)}
evidence_columns = ["id", "sentence", "frame", "start", "end", "surface"]


def pins(path):
    return dict(line.split("==") for line in path.read_text().split())


def check_pins():
    ours, theirs = pins(folder / "requirements.txt"), pins(root / ".ci" / "requirements.txt")
    for name in ours.keys() & theirs.keys():
        assert ours[name] == theirs[name], f"{name}: {ours[name]} for the notebooks, {theirs[name]} for CI"


def executed(notebook):
    """A copy of the notebook with fresh outputs, and what its `evidence` holds."""
    fresh = nbformat.from_dict(notebook)
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    probe = f"print(evidence[{evidence_columns}].to_csv(index=False) if 'evidence' in globals() else '')"
    fresh.cells.append(nbformat.v4.new_code_cell(probe))
    NotebookClient(
        fresh,
        timeout=120,
        record_timing=False,
        resources={"metadata": {"path": str(folder)}},
        extra_arguments=["--IPKernelApp.log_level=40"],  # errors; not that loopback is unencrypted
    ).execute()
    fresh.metadata.language_info = {"name": "python"}  # without the version of the interpreter
    for cell in fresh.cells:
        if cell.cell_type == "code":
            cell.outputs = [o for o in cell.outputs if o.get("name") != "stderr"]
    return fresh, fresh.cells.pop().outputs[0]["text"]


def printed(notebook):
    """What a reader of the notebook sees, but for pictures."""
    return [
        (cell.id, o.get("text") or {kind: data for kind, data in o.data.items() if not kind.startswith("image/")})
        for cell in notebook.cells
        if cell.cell_type == "code"
        for o in cell.outputs
    ]


def check_notebook(path):
    old = nbformat.read(path, as_version=4)
    new, evidence = executed(old)
    if update:
        nbformat.write(new, path)
    else:
        stale = [cell for cell, output in printed(new) if (cell, output) not in printed(old)]
        assert printed(new) == printed(old), f"{path.name}: not as committed, new in cells {stale}: see --update"
    print(f"{path.name}: {len(printed(new))} outputs", "written" if update else "as committed")
    return evidence


def have_r():
    if not shutil.which("Rscript") and os.geteuid() == 0 and shutil.which("apt-get"):
        quietly = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update"], **quietly)
        subprocess.run(["apt-get", "install", "--yes", "--no-install-recommends", "r-base-core"], **quietly)
    return shutil.which("Rscript")


def check_r():
    """Runs first-look.R and returns its evidence."""
    mark, columns = "== evidence", ", ".join(f'"{c}"' for c in evidence_columns)
    probe = f'source("first-look.R"); writeLines("{mark}"); write.csv(evidence[c({columns})], row.names = FALSE)'
    done = subprocess.run(["Rscript", "--vanilla", "-e", probe], cwd=folder, check=True, stdout=subprocess.PIPE, text=True)
    print("first-look.R: run through")
    return done.stdout.split(mark + "\n")[1]


def check_evidence(found):
    """Compares what each found with one another, with series, and with the raw text."""
    tables = {name: pandas.read_csv(io.StringIO(text)) for name, text in found.items()}
    texts = {}
    for line in (root / "data" / "sample" / "statements.jsonl").read_text().splitlines():
        record = json.loads(line)
        texts[record["id"]] = record["text"].encode()
    series = pandas.read_parquet(run / "series.parquet").query(
        "measure == 'position' and of == 'sovereignty-development' and topic == '' and group == 'audience=international'"
    )
    row = series[pandas.to_datetime(series["period"]).dt.year == 2015].squeeze()
    first = next(iter(tables.values()))
    for name, table in tables.items():
        assert table.equals(first), f"{name} finds other hits:\n{table}\n{first}"
        assert len(table) == row["hits"] > 0, f"{name}: {len(table)} hits, {row['hits']} in series"
        for hit in table.itertuples():
            assert texts[hit.id][hit.start : hit.end].decode() == hit.surface, (name, hit)
    print(f"{', '.join(tables)}: the same {len(first)} hits, as many as in series, at their bytes of the raw text")


check_pins()
notebooks = sorted(folder.glob("*.ipynb"))
with ThreadPoolExecutor(max_workers=2) as pool:  # each waits for a kernel of its own
    found = dict(zip((path.name for path in notebooks), pool.map(check_notebook, notebooks)))
found = {name: text for name, text in found.items() if text.strip()}
assert len(found) == 2, f"evidence in {list(found)}: want the first look and SQL"
if have_r():
    found["first-look.R"] = check_r()
else:
    print("!" * 72 + "\n!! R is missing and can't be installed: first-look.R is NOT CHECKED\n" + "!" * 72)
check_evidence(found)
