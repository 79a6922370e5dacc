"""Tests the packages for Python and R on a run of the sample, holds one against the other, and makes the paper.

    check_bindings.py FRAMESHIFT RUN NOTES

Both must find the same hits behind the same rows of `series`. Packages of R that are
missing come from apt where they can be had; what was not tested is written to NOTES, a
line each.
"""

import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

import pandas

program, run, notes = (pathlib.Path(p).absolute() for p in sys.argv[1:])
root = pathlib.Path(__file__).parents[1]
os.environ |= {"FRAMESHIFT": str(program), "FRAMESHIFT_RUN": str(run)}
# What r/ needs, and what Debian has of what it suggests: no arrow, nanoparquet or quanteda.
r_packages = ["r-base-core", "r-cran-jsonlite", "r-cran-tibble", "r-cran-yaml", "r-cran-ggplot2"]


def have_r():
    """Whether there is an R with what the package imports, installed if need be."""
    there = ["Rscript", "-e", "for (p in c('jsonlite', 'tibble', 'yaml', 'ggplot2')) loadNamespace(p)"]
    quietly = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("Rscript") and subprocess.run(there, **quietly).returncode == 0:
        return True
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly["env"] = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        install = ["apt-get", "install", "--yes", "--no-install-recommends", *r_packages]
        if subprocess.run(install, **quietly).returncode != 0:  # by an old list of what there is
            subprocess.run(["apt-get", "update"], **quietly)
            subprocess.run(install, **quietly)
    imports = ["Rscript", "-e", "loadNamespace('jsonlite'); loadNamespace('tibble')"]
    return shutil.which("Rscript") and subprocess.run(imports, **quietly).returncode == 0


def test_r(folder, said):
    """Installs the package into the folder, tests it, and leaves the hits it found there."""
    if not have_r():
        said.append("not tested: r/, as R, jsonlite or tibble is missing and can't be installed")
        return
    library = folder / "library"
    library.mkdir()
    for command in [
        ["R", "CMD", "INSTALL", "--no-test-load", f"--library={library}", str(root / "r")],
        ["Rscript", "--vanilla", str(root / "r" / "tests" / "sample.R")],
    ]:
        env = os.environ | {"R_LIBS": str(library), "FRAMESHIFT_HITS": str(folder / "hits.csv")}
        done = subprocess.run(command, env=env, text=True, capture_output=True)
        if done.returncode != 0:
            said.append(f"failed: {' '.join(command)}\n{done.stdout}{done.stderr}")
            return
    said.extend(done.stdout.splitlines())


def make_probe(folder):
    """Makes a run of what the sample and its lexicon have not: python/tests/probe."""
    shutil.copytree(root / "python" / "tests" / "probe", folder)
    regions = ["Korea, North of", "A vs B", 'say "x"', " pad", "NA", ""]
    with (folder / "records.jsonl").open("w") as out:
        for i, line in enumerate((root / "data" / "sample" / "statements.jsonl").open()):
            record = json.loads(line)
            if record["lang"] == "en":
                date = record["date"][: 4 if i % 7 == 0 else 7 if i % 5 == 0 else 10]
                theirs = {"date": date, "tokens": "x, y" if i % 3 else "", "Region": regions[i % len(regions)], "a=b": str(i % 2)}
                out.write(json.dumps(record | theirs) + "\n")
    subprocess.run([program, "run", "--config", "probe.yaml"], cwd=folder, check=True, capture_output=True)
    os.environ["FRAMESHIFT_PROBE"] = str(folder / "out" / "latest")


def check_paper(folder):
    """Makes the paper of the run but for setting it, for which few machines have a TeX: all that it takes is there."""
    command = [sys.executable, str(root / "docs" / "paper" / "render.py"), "--to", str(folder), "--no-pdf"]
    subprocess.run(command, check=True, capture_output=True)
    paper = (folder / "paper.tex").read_text()
    named = re.compile(r"\\newcommand{\\(fs\w+)}")
    defined = set(named.findall((folder / "run.tex").read_text())) | set(named.findall(paper))
    used = set(re.findall(r"\\(fs\w+)", paper))
    assert used == defined, f"the paper uses {used - defined}, and has no use for {defined - used}"
    for name in [f"{name}.tex" for name in re.findall(r"\\input{(\S+)}", paper)]:
        assert (folder / name).stat().st_size > 0, name
    quarto = (folder / "paper.qmd").read_text()
    unknown = set(re.findall(r"\\(fs\w+)", quarto)) - defined
    assert not unknown and set(re.findall(r"\\input{(\S+)}", quarto)) == set(re.findall(r"\\input{(\S+)}", paper)), f"paper.qmd uses {unknown}"
    for kind in re.findall(r"\\fsfigure{(\w+)}", paper):
        assert (folder / "figures" / f"{kind}.pdf").exists() and f"fig:{kind}" in (folder / "figures" / f"{kind}-figure.tex").read_text(), kind
    print(f"the paper has its {len(used)} numbers and words, its tables and its figures")


def compare(folder):
    """The hits that R found, and those that Python finds behind the same rows."""
    import frameshift

    opened = frameshift.open()
    name = ["measure", "of", "topic", "group", "period"]
    theirs = pandas.read_csv(folder / "hits.csv", keep_default_na=False)
    rows = opened.series.assign(period=lambda s: s["period"].dt.strftime("%Y-%m-%d"))
    rows = rows.merge(theirs[name].drop_duplicates(), on=name)
    ours = []
    for row in rows.to_dict("records"):
        hits = opened.hits_of(row)
        ours.append(hits.assign(**{key: row[key] for key in name})[list(theirs.columns)])
    order = {"by": list(theirs.columns), "ignore_index": True}
    ours, theirs = pandas.concat(ours).sort_values(**order), theirs.sort_values(**order)
    pandas.testing.assert_frame_equal(ours, theirs, check_dtype=False)
    print(f"Python and R find the same {len(ours)} hits behind {len(rows)} rows of series")


with tempfile.TemporaryDirectory() as folder:
    folder, said = pathlib.Path(folder), []
    make_probe(folder / "probe")
    in_r = threading.Thread(target=test_r, args=(folder, said))
    in_r.start()
    tested = subprocess.run([sys.executable, "-m", "pytest", "--quiet", "-p", "no:cacheprovider", str(root / "python")])
    in_r.join()
    print("\n".join(said))
    if tested.returncode != 0 or any(line.startswith("failed: ") for line in said):
        sys.exit(1)
    untested = [line + "\n" for line in said if line.startswith("not tested: ")]
    notes.write_text("".join(untested))
    if (folder / "hits.csv").exists():
        compare(folder)
    check_paper(folder / "paper")
