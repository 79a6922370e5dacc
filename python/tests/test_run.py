"""Opening a run: what is there, of what type, and what is said where something is not."""

import datetime
import json
import shutil

import pandas
import polars
import pytest

import frameshift


def test_tables_are_those_of_the_manifest(run):
    assert run.tables() == sorted(run.manifest["rows"])
    assert {name: len(run.arrow(name)) for name in run.tables()} == run.manifest["rows"]
    assert set(run.tables()) <= set(dir(run))


def test_types(run):
    series, hits = run.series, run.hits
    assert series["period"].dtype.kind == "M" and series["period"].min() == pandas.Timestamp("2003-01-01")
    assert series["hits"].dtype == "int64" and series["estimate"].dtype == "float64"
    assert hits["kept"].dtype == bool and hits["cue"].dtype == pandas.Int64Dtype()
    assert hits["cue"].isna().any() and hits["cue"].notna().any()
    assert set(map(type, series["warnings"])) == {tuple}
    assert {(), ("no-documents",)} <= set(series["warnings"]) and ("",) not in set(series["warnings"])


def test_types_in_polars(folder):
    run = frameshift.open(folder, frames="polars")
    assert run.series.schema["period"] == polars.Date
    assert run.series.schema["warnings"] == polars.List(polars.String)
    assert run.series["warnings"].list.len().min() == 0
    assert run.hits.schema["cue"] == polars.Int64


def test_every_column_is_explained(run):
    for name in run.tables():
        about = run.about(name)
        assert list(about.index) == list(run.table(name).columns)
        assert (about["meaning"] != "").all(), name
        assert list(about["dtype"]) == [str(t) for t in run.table(name).dtypes]
    about = run.about("series")
    assert about.loc["hits", "unit"] == "hits or sentences"  # out of codebook.md
    assert about.loc["warnings", "type"] == "list of text"


def test_glossary(run):
    assert run.label("values.sovereignty") == "Sovereignty"
    assert run.measures["position"]["of"] == "contrast" and run.measures["lift"]["of"] == "pair"
    assert run.measures["evenness"]["formula"] == "1−|a−b|/(a+b)"


def test_citation(run):
    for cited in (run.cite(), run.cite("bibtex")):
        assert run.manifest["fingerprint"][:12] in cited and "SYNTHETIC" in cited and "norms 3" in cited
    with pytest.raises(ValueError, match="bibtex"):
        run.cite("apa")


def test_no_run(tmp_path, folder, monkeypatch):
    with pytest.raises(frameshift.NoRun, match="no folder .*absent: `frameshift run`"):
        frameshift.open(tmp_path / "absent")
    (tmp_path / "packed.zip").touch()
    with pytest.raises(frameshift.NoRun, match="frameshift unpack"):
        frameshift.open(tmp_path / "packed.zip")
    half = tmp_path / "out" / "runs" / "half"
    half.mkdir(parents=True)
    shutil.copy(f"{folder}/series.parquet", half)
    with pytest.raises(frameshift.NoRun, match="no finished run in .*half.*manifest.json"):
        frameshift.open(half)
    whole = tmp_path / "out" / "runs" / "whole"
    shutil.copytree(folder, whole)
    with pytest.raises(frameshift.NoRun, match="Finished runs are: .*whole"):
        frameshift.open(half)
    (tmp_path / "out" / "latest").symlink_to("runs/whole")
    assert frameshift.open(tmp_path / "out").dir == tmp_path / "out" / "latest"
    monkeypatch.setenv("FRAMESHIFT_RUN", str(whole))
    assert frameshift.open().dir == whole


def test_a_newer_run_is_refused(tmp_path, folder):
    shutil.copy(f"{folder}/manifest.json", tmp_path)
    text = (tmp_path / "manifest.json").read_text()
    (tmp_path / "manifest.json").write_text(text.replace('"schema_version": 2', '"schema_version": 3'))
    with pytest.raises(frameshift.FrameshiftError, match="pip install --upgrade"):
        frameshift.open(tmp_path)


def test_a_run_without_a_glossary(tmp_path, folder, row):
    """Runs of the first version say not what their keys stand for."""
    shutil.copytree(folder, tmp_path / "old")
    manifest = json.loads((tmp_path / "old" / "manifest.json").read_text())
    del manifest["glossary"]
    (tmp_path / "old" / "manifest.json").write_text(json.dumps(manifest))
    old = frameshift.open(tmp_path / "old")
    assert len(old.series) == manifest["rows"]["series"]
    with pytest.raises(frameshift.FrameshiftError, match="make it anew"):
        old.hits_of(row)


def test_missing_tables_say_what_makes_them(run, tmp_path, folder):
    with pytest.raises(frameshift.NoTable, match="it has breaks, "):
        run.table("nothing")
    with pytest.raises(AttributeError, match="`frameshift network --run .*` makes it, then it is run.network.links"):
        run.links
    assert not hasattr(run, "nothing")
    shutil.copytree(folder, tmp_path / "runs" / "a")
    alone = frameshift.open(tmp_path / "runs" / "a")
    for verb, command in [("diffusion", "diffusion"), ("network", "network"), ("reuse", "reuse"), ("validation", "validate sample")]:
        with pytest.raises(frameshift.NoTable, match=f"`frameshift {command} --run .*` makes it"):
            getattr(alone, verb)
    with pytest.raises(frameshift.FrameshiftError, match="frameshift network"):
        alone.methods()


def test_what_lies_beside_a_run(tmp_path, folder):
    shutil.copytree(folder, tmp_path / "runs" / "a")
    beside = tmp_path / "network" / "a"
    beside.mkdir(parents=True)
    shutil.copy(f"{folder}/breaks.parquet", beside / "links.parquet")
    (beside / "methods.txt").write_text("Two nodes meet.\n")
    (tmp_path / "latest").symlink_to("runs/a")
    network = frameshift.open(tmp_path).network
    assert network.tables() == ["links"] and len(network.links) == len(frameshift.open(folder).breaks)
    assert network.methods() == "Two nodes meet."
    with pytest.raises(frameshift.NoTable, match="frameshift network .*--help"):
        network.table("networks")


def test_a_date_is_a_day(run):
    assert isinstance(run.arrow("series")["period"][0].as_py(), datetime.date)
