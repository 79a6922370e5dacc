"""Key words in context."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from frameshift import evidence
from frameshift.errors import FrameshiftError, NoSuchKey

if TYPE_CHECKING:
    from frameshift.run import Run

# A word, or a character of a script that has no spaces between words.
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
COLUMNS = ["date", "id", "issuer", "frame", "entry"]
PLACE = ["text", "text_start", "start", "end", "surface"]


def lines(run: Run, what: Any, window: int) -> pa.Table:
    """A line for each hit, in the order of documents and text."""
    hits = _held(what) if hasattr(what, "columns") else evidence.attach(run, _chosen(run, what))
    if len(hits) and hits["text"].null_count == len(hits):
        raise FrameshiftError(f"{run.dir} keeps no sentences: make the run with `frameshift run --text hits`")
    table = hits.select(COLUMNS)
    cut = [_cut(hit, window) for hit in hits.select(PLACE).to_pylist()]
    for i, name in enumerate(("left", "keyword", "right")):
        table = table.append_column(name, pa.array([c[i] for c in cut], pa.string()))
    return table


def _held(frame: Any) -> pa.Table:
    """The hits of a frame that hits_of made."""
    frame = frame[[*COLUMNS, *PLACE]]
    table = frame.to_arrow() if hasattr(frame, "to_arrow") else pa.Table.from_pandas(frame, preserve_index=False)
    return table.set_column(0, "date", pc.cast(table["date"], pa.date32()))


def _chosen(run: Run, what: str | list[str] | None) -> pa.Table:
    """The kept hits of frames or entries, or all."""
    hits = evidence.kept(run)
    if what is None:
        return hits
    frames, entries = run.glossary["frames"], set(hits["entry"].unique().to_pylist())
    keys = [what] if isinstance(what, str) else list(what)
    for key in keys:
        if key not in frames and key not in entries:
            raise NoSuchKey.of("frame, and no hit of an entry,", key, [*frames, *entries])
    wanted = pa.array(keys, pa.string())
    return hits.filter(pc.or_(pc.is_in(hits["frame"], wanted), pc.is_in(hits["entry"], wanted)))


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
