"""Opens every table of a run in pandas, polars and DuckDB without an option.

Checks that all three see the same columns and rows, that dates are dates, that
missing values are missing, and that the tables fit together.
"""

import json
import pathlib
import sys

import duckdb
import pandas
import polars

run = pathlib.Path(sys.argv[1])
manifest = json.loads((run / "manifest.json").read_text())
tables = sorted(p.stem for p in run.glob("*.parquet"))
expected = {"documents", "counts", "hits", "sentences", "series", "terms", "quarantine"}
assert expected <= set(tables), f"tables missing: {expected - set(tables)}"

for table in tables:
    path = str(run / f"{table}.parquet")
    by_pandas = pandas.read_parquet(path)
    by_polars = polars.read_parquet(path)
    by_duckdb = duckdb.sql(f"from '{path}'")
    rows = duckdb.sql(f"select count(*) from '{path}'").fetchall()[0][0]
    assert list(by_pandas.columns) == by_polars.columns == by_duckdb.columns, table
    assert len(by_pandas) == by_polars.height == rows == manifest["rows"][table], table
    for column in by_duckdb.columns:
        nulls = duckdb.sql(f"""select count(*) from '{path}' where "{column}" is null""").fetchall()[0][0]
        assert nulls == by_polars[column].null_count() == by_pandas[column].isna().sum(), (table, column)
    print(f"{table}: {rows} rows, {len(by_duckdb.columns)} columns")

documents = polars.read_parquet(run / "documents.parquet")
series = polars.read_parquet(run / "series.parquet")
hits = polars.read_parquet(run / "hits.parquet")
sentences = polars.read_parquet(run / "sentences.parquet")
assert documents["date"].dtype == polars.Date and series["period"].dtype == polars.Date
assert pandas.read_parquet(run / "series.parquet")["period"].map(type).astype(str).str.contains("date").all()
assert str(duckdb.sql(f"select period from '{run}/series.parquet'").types[0]) == "DATE"

kept = hits.filter(polars.col("kept"))
assert kept["reason"].null_count() == kept.height
assert set(hits["id"]) <= set(documents["id"])
pooled = series.filter(
    (polars.col("measure") == "rate") & (polars.col("group") == "") & (polars.col("topic") == "")
)
assert pooled["hits"].sum() == kept.height, "the series add up to the ledger"
joined = kept.join(sentences, on=["id", "sentence"], how="inner", suffix="_sentence")
assert joined.height == kept.height, "every kept hit has its sentence"
for row in joined.head(2000).iter_rows(named=True):
    text = row["text"].encode()
    start = row["start"] - row["start_sentence"]
    assert text[start : start + row["end"] - row["start"]].decode() == row["surface"], row
print("the tables fit together")
