"""From a number to the hits it was counted from."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc

from frameshift import groups
from frameshift.errors import FrameshiftError, NoSuchKey, NoTable
from frameshift.tables import meanings

if TYPE_CHECKING:
    from frameshift.run import Run

NAME = ("measure", "of", "topic", "group", "freq", "period")
FIRST = ["date", "id", "issuer", "side", "counts", "frame", "entry", "surface", "text", "sentence", "start", "end"]
ORDER = [(column, "ascending") for column in ("date", "id", "sentence", "start", "end", "frame", "entry", "side")]
USERS = "the user's column "  # how a column's meaning names the key it was made from
# What is stated of a document, whatever columns of these names the user has beside it.
STATED = {"id", "date", "precision", "lang", "title", "issuer", "code", "venue", "audience", "type", "url", "source"}
# How fine a date has to be to fall into one period.
FINE = {"year": ("year", "month", "day"), "half": ("month", "day"), "quarter": ("month", "day"), "month": ("month", "day")}


def behind(run: Run, row: Any) -> pa.Table:
    """The kept hits behind a row of series, in the order of documents and text."""
    return attach(run, found(run, row))


def found(run: Run, row: Any) -> pa.Table:
    """The same without documents and sentences, by group, side and place."""
    name = _named(row)
    sides = _sides_of(run, name["measure"], name["of"])
    hits = kept(run)
    parts = [_on_sides(_inside(hits.filter(_among(hits["id"], ids)), name["topic"]), sides) for ids in _documents(run, name)]
    return pa.concat_tables(parts)


def kept(run: Run) -> pa.Table:
    """The hits that count."""
    if "kept" not in run.__dict__:
        run.__dict__["kept"] = run.arrow("hits").filter(pc.field("kept")).drop_columns(["kept", "reason"])
    table: pa.Table = run.__dict__["kept"]
    return table


def attach(run: Run, hits: pa.Table) -> pa.Table:
    """Hits with their documents and sentences, in order."""
    documents = run.arrow("documents")
    taken = {*hits.column_names, "sentences", "tokens"}
    table = _beside(hits, documents, ["id"], {c: c for c in documents.column_names if c not in taken})
    table = _beside(table, _sentences(run, hits), ["id", "sentence"], {"text": "text", "start": "text_start"})
    first = [c for c in FIRST if c in table.column_names]
    table = table.select(first + [c for c in table.column_names if c not in first])
    # What columns mean is lost on the way.
    notes = {**documents.schema.metadata, **run.arrow("hits").schema.metadata}
    return table.replace_schema_metadata(notes).sort_by([o for o in ORDER if o[0] in table.column_names])


def _sentences(run: Run, hits: pa.Table) -> pa.Table:
    """The sentences of the documents that have the hits."""
    try:
        sentences = run.arrow("sentences")
    except NoTable:  # the run was told to keep no text
        return pa.table({"id": pa.array([], pa.string()), "sentence": pa.array([], pa.int64()), "start": pa.array([], pa.int64()), "text": pa.array([], pa.string())})
    return sentences.filter(_among(sentences["id"], hits["id"].unique()))


def _among(column: pa.ChunkedArray, values: pa.Array) -> Any:
    return pc.is_in(column, values)


def _beside(table: pa.Table, other: pa.Table, keys: list[str], columns: dict[str, str]) -> pa.Table:
    """The table with columns of another under new names, where the keys are the same; null where they are not there."""
    at = pc.index_in(_key(table, keys), _key(other, keys))
    for column, name in columns.items():
        table = table.append_column(name, other[column].take(at))
    return table


def _key(table: pa.Table, keys: list[str]) -> pa.Array:
    texts = [pc.cast(table[key], pa.string()) for key in keys]
    key = pc.binary_join_element_wise(*texts, " ") if len(keys) > 1 else texts[0]
    return key.combine_chunks()


def _named(row: Any) -> dict[str, Any]:
    """What names a row of series, out of whatever holds it."""
    if hasattr(row, "to_dicts") or hasattr(row, "iterrows"):
        records = row.to_dicts() if hasattr(row, "to_dicts") else row.to_dict("records")
        if len(records) != 1:
            raise FrameshiftError(f"hits_of takes one row of series, not {len(records)}: choose one, as by .iloc[0]")
        row = records[0]
    elif hasattr(row, "_asdict"):
        row = row._asdict()
    if not isinstance(row, Mapping) and not hasattr(row, "keys"):
        raise FrameshiftError(f"hits_of takes a row of series, not {type(row).__name__}")
    lacking = [key for key in NAME if key not in row.keys()]
    if lacking:
        raise FrameshiftError(f"the row lacks {', '.join(lacking)}: hits_of takes a whole row of series")
    name = {key: row[key] for key in NAME}
    return name | {"period": _day(name["period"])}


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.datetime):
        return value.date()
    return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value)[:10])


class Side(NamedTuple):
    """A side of a contrast or pair; a frame has one, without a name."""

    name: str
    frames: list[str]
    pairs: list[tuple[list[str], list[str]]] = []  # both halves of which put a sentence on it
    sentences: bool = False  # what it counts


def _sides_of(run: Run, measure: str, key: str) -> list[Side]:
    if measure not in run.measures:
        raise NoSuchKey.of("measure", measure, run.measures)
    kind = run.measures[measure]["of"]
    terms, pairs = run.glossary[f"{kind}s"], run.glossary["pairs"]
    if key not in terms:
        raise NoSuchKey.of(kind, key, terms)
    if kind == "frame":
        return [Side("", [key])]
    names = ("positive", "negative") if kind == "contrast" else ("a", "b")
    term = terms[key]
    return [
        Side(name, term.get(side) or [], [(pairs[p]["a"], pairs[p]["b"]) for p in term.get(f"{side}_pairs") or []], term.get("count") == "sentences")
        for name, side in zip(names, ("a", "b"))
    ]


def _inside(hits: pa.Table, topic: str) -> pa.Table:
    if not topic:
        return hits
    return hits.filter(pc.match_substring_regex(hits["topics"], rf"(^|; ){re.escape(topic)}(; |$)"))


def _documents(run: Run, name: Mapping[str, Any]) -> list[pa.Array]:
    """The ids of the documents of a period and a group; of a pair of groups, those of either."""
    freq, start = name["freq"], name["period"]
    wanted = (pc.field("date") >= pa.scalar(start)) & (pc.field("date") < pa.scalar(after(freq, start)))
    wanted &= pc.field("precision").isin(FINE.get(freq, ("day",)))
    documents = run.arrow("documents").filter(wanted)
    parsed = groups.parse(name["group"]) or [{}]
    return [_of_group(run, documents, group)["id"].combine_chunks() for group in parsed]


def after(freq: str, start: datetime.date) -> datetime.date:
    """The day on which the next period starts."""
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12}.get(freq)
    if months is None:
        return start + datetime.timedelta(days=7 if freq == "week" else 1)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return datetime.date(year, month + 1, 1)


def _of_group(run: Run, documents: pa.Table, group: groups.Group) -> pa.Table:
    for key, value in group.items():
        texts = pc.fill_null(pc.cast(documents[_column(run, key)], pa.string()), "")
        documents = documents.filter(pc.equal(texts, value))
    return documents


def _column(run: Run, key: str) -> str:
    """The column of documents that holds a key: the user's may have another name there."""
    notes = meanings(run.arrow("documents").schema)
    users = [column for column, meaning in notes.items() if meaning == USERS + key]
    if users and key not in STATED:
        return users[0]
    if key not in notes:
        raise NoSuchKey.of("key of documents", key, notes)
    return key


def _on_sides(hits: pa.Table, sides: list[Side]) -> pa.Table:
    parts = []
    for side in sides:
        part = hits.filter(_puts(hits, side) if side.sentences else _among(hits["frame"], pa.array(side.frames, pa.string())))
        counts = _firsts(part) if side.sentences else [1] * len(part)
        part = part.append_column("side", pa.array([side.name] * len(part), pa.string()))
        parts.append(part.append_column(pa.field("counts", pa.int64(), nullable=False), pa.array(counts, pa.int64())))
    return pa.concat_tables(parts)


Place = tuple[str, int]  # of a sentence


def _places(hits: pa.Table) -> list[Place]:
    return list(zip(hits["id"].to_pylist(), hits["sentence"].to_pylist()))


def _puts(hits: pa.Table, side: Side) -> pa.Array:
    """Which hits put their sentence on the side: those of its frames, and of pairs both halves of which are there."""
    places, frames = _places(hits), hits["frame"].to_pylist()
    held: dict[Place, set[str]] = {}
    for place, frame in zip(places, frames):
        held.setdefault(place, set()).add(frame)

    def puts(frame: str, here: set[str]) -> bool:
        return frame in side.frames or any(frame in {*a, *b} and here & {*a} and here & {*b} for a, b in side.pairs)

    return pa.array([puts(frame, held[place]) for place, frame in zip(places, frames)], pa.bool_())


def _firsts(hits: pa.Table) -> list[int]:
    """1 for the first hit of a sentence, else 0; hits come in the order of the text."""
    places = _places(hits)
    return [int(i == 0 or places[i - 1] != place) for i, place in enumerate(places)]
