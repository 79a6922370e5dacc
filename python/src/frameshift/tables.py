"""Tables of Parquet as frames: dates as dates, lists split, columns explained.

What a column means is in the file itself (`frameshift.column.NAME`); what it is
counted in is in the codebook beside it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

# How a meaning says that a text is a list.
JOINED = 'joined by "; "'
PANDAS, POLARS = "pandas", "polars"


def meanings(schema: pa.Schema) -> dict[str, str]:
    """What each column of a file means."""
    notes = {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}
    return {name: notes.get(f"frameshift.column.{name}", "") for name in schema.names}


def read(path: Path) -> pa.Table:
    return pq.read_table(path)


def lists(schema: pa.Schema) -> list[str]:
    """The columns whose texts are lists."""
    return [name for name, meaning in meanings(schema).items() if JOINED in meaning]


def deliver(table: pa.Table, frames: str) -> Any:
    """The table as a frame of pandas or of polars."""
    return _polars(table) if frames == POLARS else _pandas(table)


@lru_cache(maxsize=4096)
def _split(text: str) -> tuple[str, ...]:
    return tuple(text.split("; ")) if text else ()


def _pandas(table: pa.Table) -> pd.DataFrame:
    # A whole number that may be missing stays whole.
    holes = {f.name for f in table.schema if pa.types.is_integer(f.type) and f.nullable}
    frame: pd.DataFrame = table.drop_columns(sorted(holes)).to_pandas(date_as_object=False, ignore_metadata=True)
    for name in holes:
        frame[name] = table[name].to_pandas(types_mapper={pa.int64(): pd.Int64Dtype()}.get).array
    for name in lists(table.schema):
        # Tuples, which can be counted and grouped by.
        frame[name] = pd.Series([_split(text or "") for text in table[name].to_pylist()], index=frame.index, dtype=object)
    return frame.reindex(columns=table.column_names)


def _polars(table: pa.Table) -> Any:
    try:
        import polars as pl
    except ImportError as e:
        raise ImportError("frames of polars need polars: pip install 'frameshift-runs[polars]'") from e
    frame = pl.from_arrow(table)
    split = [pl.col(c).fill_null("").str.split("; ").list.eval(pl.element().filter(pl.element() != "")) for c in lists(table.schema)]
    return frame.with_columns(split)


def about(path: Path, frames: str, units: dict[str, str]) -> pd.DataFrame:
    """The columns of a file: their types there and in a frame, units and meanings."""
    schema = pq.read_schema(path)
    empty = deliver(schema.empty_table(), frames)
    types = dict(empty.schema) if frames == POLARS else dict(empty.dtypes)
    rows = [
        {
            "column": f.name,
            "type": "list of text" if f.name in lists(schema) else str(f.type),
            "dtype": str(types[f.name]),
            "unit": units.get(f.name, ""),
            "null": f.nullable,
            "meaning": meanings(schema)[f.name],
        }
        for f in schema
    ]
    return pd.DataFrame(rows).set_index("column")
