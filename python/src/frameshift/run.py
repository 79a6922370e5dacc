"""A finished run, its tables as attributes."""

from __future__ import annotations

import json
import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Mapping

import pandas as pd
import pyarrow as pa

from frameshift import citation, codebook, evidence, kwic, tables
from frameshift.errors import FrameshiftError, NoRun, NoTable

if TYPE_CHECKING:
    from frameshift.plot import Plots

SCHEMA = 2  # of the tables, the newest that is understood

# Which verb makes a table that lies beside a run.
MADE_BY = {
    "diffusion": ("firsts", "leads", "adoption", "curves", "curve_tests"),
    "network": ("links", "link_changes", "networks", "alignment"),
    "reuse": ("passages", "revisions"),
    "validation": ("key", "codings", "validation", "corrected"),
}
# What one has to say for it, where it is not the name of the folder.
COMMAND = {"validation": "validate sample"}
# Tables that not every run has.
NEEDS = {"sentences": "frameshift run --text hits"}


class Tables:
    """A folder of tables: run.series is series.parquet."""

    def __init__(self, dir: Path, frames: str = tables.PANDAS) -> None:
        self.dir = dir
        self.frames = frames
        self._arrow: dict[str, pa.Table] = {}

    def tables(self) -> list[str]:
        """The names of the tables."""
        return sorted(path.stem for path in self.dir.glob("*.parquet"))

    def table(self, name: str) -> Any:
        """A table as a frame: dates are dates, lists are split."""
        return tables.deliver(self.arrow(name), self.frames)

    def arrow(self, name: str) -> pa.Table:
        """A table as it lies in its file."""
        if name not in self._arrow:
            self._arrow[name] = tables.read(self._path(name))
        return self._arrow[name]

    def about(self, name: str) -> pd.DataFrame:
        """The columns of a table: type in the file and in a frame, unit, whether null, meaning."""
        return tables.about(self._path(name), self.frames, codebook.units(self.dir / "codebook.md", name))

    def methods(self) -> str:
        """The paragraph for the methods section that a verb wrote beside its tables."""
        path = self.dir / "methods.txt"
        if not path.is_file():
            raise FrameshiftError(f"{self.dir} holds no methods.txt: `frameshift network` writes one beside its tables, see run.network.methods()")
        return path.read_text(encoding="utf-8").strip()

    def _path(self, name: str) -> Path:
        path = self.dir / f"{name}.parquet"
        if not path.is_file():
            raise NoTable(self._missing(name))
        return path

    def _missing(self, name: str) -> str:
        return f"{self.dir} has no table {name!r}; it has {', '.join(self.tables()) or 'none'}"

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> pd.DataFrame: ...

    else:

        def __getattr__(self, name: str) -> Any:
            if name.startswith("_"):
                raise AttributeError(name)
            try:
                return self.table(name)
            except NoTable as e:  # of an attribute that is not there, hasattr wants this
                raise AttributeError(e) from e

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *self.tables()]


class Beside(Tables):
    """The tables that a verb made beside a run."""

    def __init__(self, dir: Path, run: Run, verb: str) -> None:
        super().__init__(dir, run.frames)
        self._command = f"frameshift {COMMAND.get(verb, verb)} --run {run.dir}"
        if not dir.is_dir():
            raise NoTable(f"nothing is beside the run in {dir}: `{self._command}` makes it")

    def _missing(self, name: str) -> str:
        return f"{super()._missing(name)}: see `{self._command} --help`"


class Run(Tables):
    """A finished run. Its tables are attributes: run.series, run.hits, run.documents …"""

    def __init__(self, dir: Path, manifest: Mapping[str, Any], frames: str = tables.PANDAS) -> None:
        super().__init__(dir, frames)
        self.manifest = manifest

    @property
    def configuration(self) -> Mapping[str, Any]:
        """What the run was told."""
        return self.manifest.get("configuration") or {}

    @property
    def synthetic(self) -> bool:
        """Whether the run read the sample that comes with the program, which nobody said."""
        return not self.configuration.get("inputs")

    @cached_property
    def glossary(self) -> Mapping[str, dict[str, dict[str, Any]]]:
        """What the keys stand for: frames, contrasts, pairs and topics, by key."""
        held = self.manifest.get("glossary")
        if held is None:
            raise FrameshiftError(f"{self.dir}, made by {self.manifest.get('software')}, says not what its keys stand for: make it anew, `frameshift run --config {self.dir}/manifest.json`")
        return {kind: {term["key"]: term for term in held.get(kind) or []} for kind in ("frames", "contrasts", "pairs", "topics")}

    @cached_property
    def measures(self) -> dict[str, dict[str, str]]:
        """What each measure is of, its unit and its formula, as the codebook has it."""
        return {row["measure"]: row for row in codebook.rows(self.dir / "codebook.md", "Measures")}

    def label(self, key: str, *kinds: str) -> str:
        """What readers are told a key is."""
        for kind in kinds or self.glossary:
            if key in self.glossary.get(kind, {}):
                return str(self.glossary[kind][key].get("label") or key)
        return key

    def hits_of(self, row: Any) -> Any:
        """The kept hits behind one row of `series`, with documents and sentences.

        The row is a row of the frame, or a mapping with measure, of, topic, group, freq
        and period. The column `counts` sums to the row's `hits`: where a contrast counts
        sentences, only the first hit of a sentence on a side counts.
        """
        return tables.deliver(evidence.behind(self, row), self.frames)

    def kwic(self, what: Any = None, window: int = 8) -> Any:
        """Hits with so many words of their sentence on either side.

        `what` is a frame, an entry as the lexicon writes it, a list of these, or the hits that
        hits_of found; without it all hits that count are shown.
        """
        return tables.deliver(kwic.lines(self, what, window), self.frames)

    @property
    def plot(self) -> Plots:
        """Charts of the run, in Altair."""
        try:
            from frameshift.plot import Plots
        except ImportError as e:
            raise ImportError("plots need Altair: pip install 'frameshift-runs[plot]'") from e
        return Plots(self)

    def cite(self, style: str = "text") -> str:
        """How to cite the run: as text, or as bibtex."""
        return citation.cite(self, style)

    def beside(self, verb: str) -> Beside:
        """The tables of a verb: diffusion, network, reuse or validation, or the folder given to its --dir."""
        if verb in MADE_BY:
            home = self.dir.resolve()
            return Beside(home.parent.parent / verb / home.name, self, verb)
        return Beside(Path(verb), self, Path(verb).name)

    diffusion = property(lambda self: self.beside("diffusion"), doc="Tables of `frameshift diffusion`.")
    network = property(lambda self: self.beside("network"), doc="Tables of `frameshift network`.")
    reuse = property(lambda self: self.beside("reuse"), doc="Tables of `frameshift reuse`.")
    validation = property(lambda self: self.beside("validation"), doc="Tables of `frameshift validate`.")

    def _missing(self, name: str) -> str:
        said = super()._missing(name)
        for verb, names in MADE_BY.items():
            if name in names:
                return f"{said}: `frameshift {COMMAND.get(verb, verb)} --run {self.dir}` makes it, then it is run.{verb}.{name}"
        if name in NEEDS:
            return f"{said}: `{NEEDS[name]}` makes it"
        return said

    def __repr__(self) -> str:
        rows = self.manifest.get("rows") or {}
        held = ", ".join(f"{name} ({rows[name]:,})" if name in rows else name for name in self.tables())
        return f"<frameshift run {self.dir}{' (SYNTHETIC sample)' if self.synthetic else ''}: {held}>"


def open_run(run: str | os.PathLike[str] | None = None, frames: str = tables.PANDAS) -> Run:
    """Opens a finished run: its folder, or the folder that `out/latest` is in.

    Without one it is $FRAMESHIFT_RUN, else out/latest. frames is "pandas" or "polars".
    """
    if frames not in (tables.PANDAS, tables.POLARS):
        raise ValueError(f'frames {frames!r}: want "pandas" or "polars"')
    dir = Path(run or os.environ.get("FRAMESHIFT_RUN") or "out/latest")
    if not (dir / "manifest.json").exists() and (dir / "latest" / "manifest.json").exists():
        dir = dir / "latest"
    manifest = _manifest(dir)
    version = manifest.get("schema_version", 1)
    if version > SCHEMA:
        raise FrameshiftError(
            f"{dir} was made by {manifest.get('software')}, whose tables have version {version}; "
            f"this package reads up to {SCHEMA}: pip install --upgrade frameshift-runs"
        )
    return Run(dir, manifest, frames)


def _manifest(dir: Path) -> dict[str, Any]:
    path = dir / "manifest.json"
    if dir.is_file():
        raise NoRun(f"{dir} is a file: `frameshift unpack {dir}` makes a folder of a packed run")
    if not dir.is_dir():
        raise NoRun(f"there is no folder {dir}: `frameshift run` makes a run, and out/latest is the newest")
    if not path.is_file():
        raise NoRun(f"no finished run in {dir}: there is no manifest.json, which a run writes last. {_finished(dir)}")
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


def _finished(dir: Path) -> str:
    """Where near the folder finished runs are."""
    for near in (dir, dir / "runs", dir.resolve().parent):
        found = sorted(str(path.parent) for path in near.glob("*/manifest.json"))
        if found:
            return f"Finished runs are: {', '.join(found[-3:])}"
    return "`frameshift run` makes one"
