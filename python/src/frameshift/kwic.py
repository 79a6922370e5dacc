"""Key words in context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from frameshift import evidence
from frameshift.errors import FrameshiftError, NoSuchKey

if TYPE_CHECKING:
    from frameshift.run import Run

# A word, or a character of a script that has no spaces between words.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
COLUMNS = ["date", "id", "issuer", "frame", "entry"]


def lines(run: Run, what: str | list[str] | None, window: int) -> pa.Table:
    """A line for each kept hit of the frames or entries, in the order of documents and text."""
    hits = evidence.kept(run)
    if what is not None:
        hits = _chosen(run, hits, [what] if isinstance(what, str) else list(what))
    hits = evidence.attach(run, hits)
    if len(hits) and hits["text"].null_count == len(hits):
        raise FrameshiftError(f"{run.dir} keeps no sentences: make the run with `frameshift run --text hits`")
    table = hits.select(COLUMNS)
    cut = [_cut(hit, window) for hit in hits.select(["text", "text_start", "start", "end", "surface"]).to_pylist()]
    for i, name in enumerate(("left", "keyword", "right")):
        table = table.append_column(name, pa.array([c[i] for c in cut], pa.string()))
    return table


def _chosen(run: Run, hits: pa.Table, what: list[str]) -> pa.Table:
    frames, entries = run.glossary["frames"], set(hits["entry"].unique().to_pylist())
    for key in what:
        if key not in frames and key not in entries:
            raise NoSuchKey.of("frame, and no hit of an entry,", key, [*frames, *entries])
    keys = pa.array(what, pa.string())
    return hits.filter(pc.or_(pc.is_in(hits["frame"], keys), pc.is_in(hits["entry"], keys)))


def _cut(hit: dict[str, object], window: int) -> tuple[str, str, str]:
    """The words around a hit; offsets count bytes of the raw text."""
    text, at = str(hit["text"]).encode(), int(str(hit["text_start"]))
    start, end = int(str(hit["start"])) - at, int(str(hit["end"])) - at
    left, right = text[:start].decode(), text[end:].decode()
    before, behind = list(WORD.finditer(left)), list(WORD.finditer(right))
    if window < len(before):
        left = left[before[-window].start() :] if window else ""
    if window < len(behind):
        right = right[: behind[window - 1].end()] if window else ""
    return _line(left), _line(str(hit["surface"])), _line(right)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text)
