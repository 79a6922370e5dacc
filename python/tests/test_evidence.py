"""From numbers to hits: as many as each row says, in their sentences."""

import datetime
import math

import polars
import pytest

import frameshift
from frameshift import evidence


def test_every_position_has_its_hits(run):
    rows = run.series.query("measure == 'position'").to_dict("records")
    assert len(rows) == 5 * 2 * 4 * 22  # contrasts, with and without the topic, groups, years
    for row in rows:
        assert sum(evidence.found(run, row)["counts"].to_pylist()) == row["hits"], row


def test_rows_of_every_measure(run):
    rows = run.series.iloc[::29].to_dict("records")
    assert {row["measure"] for row in rows} == set(run.measures)
    for row in rows:
        assert sum(evidence.found(run, row)["counts"].to_pylist()) == row["hits"], row


def test_rows_of_another_run(probe):
    """Weights, quoted names, columns of other names, coarse dates, pairs of groups, no text: see tests/probe."""
    rows = probe.series.query("hits > 0")
    assert {'Region="A vs B"', 'Region=', 'tokens="x, y"', 'tokens= vs Region=say "x"', 'audience=regional,"a=b"=1'} <= set(rows["group"])
    assert set(rows["topic"]) == {"", "net.work"} and set(rows["freq"]) == {"quarter", "year"}
    rows = rows.iloc[::113].to_dict("records")
    assert {row["measure"] for row in rows} == set(probe.measures) and len({row["group"] for row in rows}) > 15
    for row in rows:
        assert sum(evidence.found(probe, row)["counts"].to_pylist()) == row["hits"], row
    hits = probe.hits_of(rows[0])
    assert hits["text"].isna().all() and "meta_tokens" in hits
    with pytest.raises(frameshift.FrameshiftError, match="frameshift run --text hits"):
        probe.kwic()


def test_hits_make_the_estimate(run, row):
    hits = run.hits_of(row)
    p, n = ((hits["side"] == side).sum() for side in ("positive", "negative"))
    assert p + n == row["hits"] and math.isclose(math.log((p + 0.5) / (n + 0.5)), row["estimate"])
    assert set(hits["audience"]) == {"international"} and set(hits["date"].dt.year) == {2015}
    assert list(hits.columns[:4]) == ["date", "id", "issuer", "side"]
    assert ("cyber",) in set(hits["topics"])
    for hit in hits.itertuples():
        start = hit.start - hit.text_start
        assert hit.text.encode()[start : start + hit.end - hit.start].decode() == hit.surface


def test_sentences_count_once_a_side(run):
    """A contrast that counts sentences, one side of which holds a pair."""
    rows = run.series.query("measure == 'position' and of == 'sovereignty-balance' and group == '' and topic == ''")
    row = rows.iloc[-1]
    hits = run.hits_of(row)
    assert len(hits) > row["hits"] == hits["counts"].sum() == len(hits[["id", "sentence", "side"]].drop_duplicates())
    negative = hits[hits["side"] == "negative"].groupby(["id", "sentence"])["frame"].agg(set)
    security, development = {"values.security", "problems.security"}, {"values.development", "problems.imbalance"}
    assert all("values.balance" in frames or frames & security and frames & development for frames in negative)


def test_however_a_row_is_held(run, row, folder):
    want = run.hits_of(row)
    assert run.hits_of(row.to_dict()).equals(want)
    assert run.hits_of(row.to_dict() | {"period": "2015-01-01"}).equals(want)
    assert run.hits_of(next(run.series.loc[[row.name]].itertuples(index=False))).equals(want)
    assert run.hits_of(run.series.loc[[row.name]]).equals(want)
    other = frameshift.open(folder, frames="polars")
    same = other.series.filter(measure=row["measure"], of=row["of"], topic="", group=row["group"], period=datetime.date(2015, 1, 1))
    hits = other.hits_of(same)
    assert isinstance(hits, polars.DataFrame) and hits["surface"].to_list() == list(want["surface"])
    assert hits.schema["date"] == polars.Date and hits.schema["topics"] == polars.List(polars.String)


def test_what_is_no_row(run, row):
    for wrong, said in [
        (run.series, "one row of series, not"),
        (row.drop("freq"), "the row lacks freq"),
        (7, "not int"),
        (row.to_dict() | {"measure": "positoin"}, "did you mean position"),
        (row.to_dict() | {"of": "sovereignty-developmnt"}, "did you mean sovereignty-development"),
        (row.to_dict() | {"group": "audiance=regional"}, "did you mean audience"),
    ]:
        with pytest.raises(frameshift.FrameshiftError, match=said):
            run.hits_of(wrong)


def test_pairs_of_groups_have_the_hits_of_both(run, row):
    both = run.hits_of(row.to_dict() | {"group": "audience=international vs audience=regional"})
    regional = run.hits_of(row.to_dict() | {"group": "audience=regional"})
    assert len(both) == len(regional) + row["hits"] and len(regional) > 0


def test_calendars():
    day = datetime.date
    for freq, start, end in [
        ("day", day(2016, 2, 28), day(2016, 2, 29)),
        ("week", day(2015, 12, 28), day(2016, 1, 4)),
        ("month", day(2016, 12, 1), day(2017, 1, 1)),
        ("quarter", day(2016, 10, 1), day(2017, 1, 1)),
        ("half", day(2016, 1, 1), day(2016, 7, 1)),
        ("year", day(2016, 1, 1), day(2017, 1, 1)),
    ]:
        assert evidence.after(freq, start) == end


def test_words_in_context(run):
    lines = run.kwic("values.balance", window=3)
    kept = run.hits.query("kept and frame == 'values.balance'")
    assert len(lines) == len(kept) and sorted(lines["keyword"]) == sorted(" ".join(s.split()) for s in kept["surface"])
    assert lines["date"].is_monotonic_increasing
    english = lines[lines["keyword"].map(str.isascii)]
    assert english["left"].str.split().str.len().between(0, 3).all() and (english["left"] != "").any()
    assert len(run.kwic()) == run.hits["kept"].sum()
    entry = lines["entry"].iloc[0]
    assert len(run.kwic(entry)) == (lines["entry"] == entry).sum()
    with pytest.raises(frameshift.NoSuchKey, match="did you mean values.balance"):
        run.kwic("values.balanc")


def test_words_in_context_of_a_row(run, row, folder):
    hits = run.hits_of(row)
    lines = run.kwic(hits[hits["side"] == "negative"])
    assert list(lines["keyword"]) == list(hits.loc[hits["side"] == "negative", "surface"])
    assert lines["date"].equals(hits.loc[hits["side"] == "negative", "date"].reset_index(drop=True))
    other = frameshift.open(folder, frames="polars")
    assert other.kwic(other.hits_of(row))["left"].to_list() == list(run.kwic(hits)["left"])


def test_context_of_a_script_without_spaces(run):
    chinese = run.kwic("values.sovereignty", window=2)
    chinese = chinese[chinese["keyword"] == "主权"]
    assert len(chinese) > 0 and chinese["left"].str.count(r"[\u4e00-\u9fff]").max() == 2
