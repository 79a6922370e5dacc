"""Charts of a run, in Altair: what Vega-Lite draws in a notebook, a page or a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import altair as alt
import pandas as pd

from frameshift.errors import NoSuchKey
from frameshift.tables import PANDAS, deliver

if TYPE_CHECKING:
    from frameshift.run import Run

# Colours of Okabe and Ito, which colour-blind readers tell apart.
BLUE, GREY, PALE = "#0072B2", "#696969", "#BEBEBE"
SHAPES = {"flat": GREY, "trend": BLUE, "step": "#D55E00", "trend and step": "#009E73", "undecided": PALE}
SYNTHETIC = "SYNTHETIC sample: nobody said any of this"


class Plots:
    """The charts there are; each is an Altair chart, to be changed and saved as such."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def series(
        self,
        of: str | None = None,
        measure: str = "position",
        group: str | list[str] = "",
        topic: str = "",
        freq: str | None = None,
        width: int = 480,
        height: int = 220,
    ) -> Any:
        """A series with its interval as a ribbon, gaps as gaps, and steps with the interval of their date.

        Without `of` it is that of the measure that stands first in the lexicon. Several groups stand side by
        side on one scale.
        """
        of, freq = of or self._first(measure), freq or self._freq()
        names = [group] if isinstance(group, str) else list(group)
        charts = [self._course(of, measure, name, topic, freq, width // len(names), height) for name in names]
        chart = charts[0] if len(charts) == 1 else alt.hconcat(*charts).resolve_scale(y="shared")
        return chart.properties(title=self._title(of, topic)).configure_view(stroke=None)

    def shapes(self, of: str | None = None, measure: str = "position", topic: str = "", freq: str | None = None, width: int = 480) -> Any:
        """Where each group's course begins (open) and ends (filled), the largest change first, coloured by its shape.

        A flat series is a point at its level with the interval of that; an undecided one is only named.
        """
        of, freq = of or self._first(measure), freq or self._freq()
        rows = self._rows("shapes", measure, of, topic, freq)
        rows["name"] = rows["group"].replace("", "all documents")
        rows["kind"] = rows["shape"].str.replace(r" \(.*", "", regex=True)
        rows["start"], rows["end"] = rows["from"].fillna(rows["level_low"]), rows["to"].fillna(rows["level_high"])
        rows["mark"] = rows["level"].fillna(rows["to"])
        rows["size"] = (rows["to"] - rows["from"]).abs().fillna(0)
        order = rows.sort_values(["size", "name"], ascending=[False, True])["name"].tolist()
        kinds = [kind for kind in SHAPES if kind in set(rows["kind"])]
        base = alt.Chart(rows[["name", "shape", "kind", "start", "end", "mark", "q"]]).encode(
            y=alt.Y("name:N", sort=order, title=None),
            color=alt.Color("kind:N", title="shape", scale=alt.Scale(domain=kinds, range=[SHAPES[k] for k in kinds])),
            tooltip=["name:N", "shape:N", "start:Q", "end:Q", "q:Q"],
        )
        rule = base.mark_rule(strokeWidth=2).encode(x=alt.X("start:Q", title=self._axis(measure)), x2="end:Q")
        end = base.mark_point(filled=True, opacity=1, size=50).encode(x="mark:Q")
        start = base.mark_point(fill="white", opacity=1, size=50).encode(x="start:Q").transform_filter("datum.kind != 'flat'")
        unsaid = base.mark_text(align="left", color=GREY).encode(x=alt.value(4), text="shape:N", color=alt.value(GREY)).transform_filter("datum.mark == null")
        return (rule + start + end + unsaid).properties(width=width, title=self._title(of, topic)).configure_view(stroke=None)

    def _course(self, of: str, measure: str, group: str, topic: str, freq: str, width: int, height: int) -> Any:
        rows = self._rows("series", measure, of, topic, freq)
        if group not in set(rows["group"]):
            raise NoSuchKey.of("group", group, set(rows["group"]) - {""})
        rows = rows[rows["group"] == group].drop(columns=["warnings"])
        here = rows["ci_low"].notna() & rows["ci_high"].notna()
        rows["alone"] = here & ~here.shift(fill_value=False) & ~here.shift(-1, fill_value=False)
        base = alt.Chart(rows).encode(x=alt.X("period:T", title=None))
        rule = base.mark_rule(color=BLUE, opacity=0.4)
        y = alt.Y("estimate:Q", title=self._axis(measure))
        tips = ["period:T", *(alt.Tooltip(f"{c}:Q", format=".2f") for c in ("estimate", "ci_low", "ci_high")), "hits:Q", "documents:Q", "unit:N"]
        # What is missing breaks a line: a filter would draw it across.
        gap: dict[str, Any] = {"invalid": "break-paths-filter-domains"}
        layers = [
            base.mark_area(color=BLUE, opacity=0.2, **gap).encode(y=alt.Y("ci_low:Q", title=self._axis(measure)), y2="ci_high:Q"),
            # An interval between two gaps has no ribbon but this; one without an end goes to the edge.
            rule.encode(y="ci_low:Q", y2="ci_high:Q").transform_filter("datum.alone"),
            rule.encode(y="ci_low:Q", y2=alt.value(0)).transform_filter("datum.ci_low != null && datum.ci_high == null"),
            rule.encode(y="ci_high:Q", y2=alt.value(height)).transform_filter("datum.ci_low == null && datum.ci_high != null"),
            base.mark_line(color=BLUE, **gap).encode(y=y),
            base.mark_point(color=BLUE, filled=True, size=20).encode(y=y, tooltip=tips),
        ]
        if measure in ("position", "lift", "difference"):
            layers.insert(0, alt.Chart(pd.DataFrame({"zero": [0]})).mark_rule(color=PALE).encode(y="zero:Q"))
        layers += self._steps(measure, of, topic, freq, group, height)
        return alt.layer(*layers).properties(width=width, height=height, title=group or "all documents")

    def _steps(self, measure: str, of: str, topic: str, freq: str, group: str, height: int) -> list[Any]:
        """Steps half way between their levels, and at the foot the interval of each date."""
        if "breaks" not in self._run.tables():
            return []
        rows = self._rows("breaks", measure, of, topic, freq)
        rows = rows[rows["group"] == group]
        if rows.empty:
            return []
        half = (rows["date_next"] - rows["date"]) / 2
        marks = pd.DataFrame({"at": rows["date"] + half, "low": rows["date_low"], "high": rows["date_high"] + 2 * half, "q": rows["q"]})
        steps = alt.Chart(marks)
        return [
            steps.mark_rule(color=GREY, strokeDash=[4, 3]).encode(x="at:T", tooltip=["low:T", "high:T", "q:Q"]),
            steps.mark_rule(color=GREY, strokeWidth=4).encode(x="low:T", x2="high:T", y=alt.value(height)),
        ]

    def _rows(self, table: str, measure: str, of: str, topic: str, freq: str) -> pd.DataFrame:
        rows: pd.DataFrame = deliver(self._run.arrow(table), PANDAS)
        for column, value in (("measure", measure), ("of", of), ("topic", topic), ("freq", freq)):
            if value not in set(rows[column]):
                known = set(self._run.arrow("series")[column].to_pylist())
                if value not in known:
                    raise NoSuchKey.of(column, value, known - {""})
            rows = rows[rows[column] == value]
        if table == "series" and rows.empty:
            raise NoSuchKey(f"the run has no series {measure} of {of} by {freq} {f'within {topic}' if topic else 'over all discourse'}")
        return rows

    def _first(self, measure: str) -> str:
        """What stands first in the lexicon of what the measure is of."""
        if measure not in self._run.measures:
            raise NoSuchKey.of("measure", measure, self._run.measures)
        kind = self._run.measures[measure]["of"]
        return next(iter(self._run.glossary[f"{kind}s"]))

    def _freq(self) -> str:
        return str(self._run.configuration.get("freq") or "year")

    def _axis(self, measure: str) -> str:
        return f"{measure} ({self._run.measures[measure]['unit']})"

    def _title(self, of: str, topic: str) -> alt.TitleParams:
        said = f", within {self._run.label(topic, 'topics')}" if topic else ""
        return alt.TitleParams(self._run.label(of) + said, anchor="start", subtitle=SYNTHETIC if self._run.synthetic else "")
