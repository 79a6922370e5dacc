"""Charts are valid Vega-Lite, and show what the tables have."""

import altair
import pytest

import frameshift

AUDIENCES = ["audience=domestic", "audience=regional", "audience=international"]


def test_charts_are_valid(run):
    charts = [
        run.plot.series(),
        run.plot.series("sovereignty-development", group=AUDIENCES, width=700),
        run.plot.series(measure="rate", topic="cyber"),
        run.plot.shapes(),
        run.plot.shapes("values.development", measure="rate"),
    ]
    for chart in charts:
        spec = chart.to_dict()  # validates against the schema of Vega-Lite
        assert "vega-lite" in spec["$schema"] and "SYNTHETIC" in str(spec["title"])


def test_a_gap_stays_a_gap(run):
    """Regional statements of 2007 are missing from the sample."""
    spec = run.plot.series("sovereignty-development", group="audience=regional").to_dict()
    rows = next(rows for rows in spec["datasets"].values() if "estimate" in rows[0])
    assert [r["period"][:4] for r in rows if r["estimate"] is None] == ["2007"]
    marks = {layer["mark"]["type"]: layer["mark"] for layer in spec["layer"]}
    assert marks["line"]["invalid"] == marks["area"]["invalid"] == "break-paths-filter-domains"


def test_an_interval_without_an_end_goes_to_the_edge(run):
    spec = run.plot.series("sovereignty-development").to_dict()
    [upwards] = [layer for layer in spec["layer"] if layer["encoding"].get("y2") == {"value": 0}]
    assert upwards["encoding"]["y"]["field"] == "ci_low" and upwards["transform"] == [{"filter": "datum.ci_low != null && datum.ci_high == null"}]


def test_steps_lie_between_their_levels(run):
    spec = run.plot.series("sovereignty-balance").to_dict()
    step = next(rows for rows in spec["datasets"].values() if "at" in rows[0])
    assert [s["at"][:7] for s in step] == ["2015-07"] and step[0]["low"] < step[0]["at"] < step[0]["high"]


def test_the_largest_change_comes_first(run):
    spec = run.plot.shapes().to_dict()
    assert spec["layer"][0]["encoding"]["y"]["sort"][0] == "all documents"


def test_what_is_not_there(run):
    for wrong, said in [
        ({"measure": "positoin"}, "did you mean position"),
        ({"of": "sovereignty-developmen"}, "did you mean sovereignty-development"),
        ({"group": "audience=regionl"}, "did you mean audience=regional"),
        ({"topic": "ciber"}, "did you mean cyber"),
        ({"freq": "month"}, "there are year"),
        ({"measure": "rate", "of": "sovereignty-balance"}, "no series rate of sovereignty-balance by year over all discourse"),
    ]:
        with pytest.raises(frameshift.NoSuchKey, match=said):
            run.plot.series(**wrong)


def test_altair_draws(run):
    assert isinstance(run.plot.series(), altair.LayerChart)
