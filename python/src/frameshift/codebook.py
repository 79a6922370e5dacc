"""What a codebook.md says that the tables do not: units, and what a measure is of."""

from __future__ import annotations

import re
from pathlib import Path

Row = dict[str, str]


def rows(path: Path, heading: str) -> list[Row]:
    """The rows of the table below a heading; none where there is no such book."""
    if not path.is_file():
        return []
    lines = iter(path.read_text(encoding="utf-8").splitlines())
    if not any(line == f"## {heading}" for line in lines):
        return []
    table: list[list[str]] = []
    for line in lines:
        if line.startswith("## ") or table and not line.startswith("|"):
            break
        if line.startswith("|"):
            table.append([_plain(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
    return [dict(zip(table[0], cells)) for cells in table[2:]]


def units(path: Path, table: str) -> dict[str, str]:
    """The units of the columns of a table."""
    return {row["column"]: row["unit"] for row in rows(path, f"Table {table}")}


def _plain(cell: str) -> str:
    return cell.strip().strip("`").replace("\\|", "|")
