"""How a run is cited: the version, the lexicon, the fingerprint, and what was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from frameshift.run import Run

TITLE = "frameshift: how official discourse is framed, and how the framing moves"


def cite(run: Run, style: str) -> str:
    """The citation as text, or as an entry for BibTeX."""
    if style not in ("text", "bibtex"):
        raise ValueError(f'style {style!r}: want "text" or "bibtex"')
    program, _, version = run.manifest["software"].partition(" ")
    note = f"lexicon {_lexicon(run)}; run {run.manifest['fingerprint'][:12]} of {_inputs(run)}"
    if style == "text":
        return f"The {program} authors. {TITLE}. Version {version}. {note[0].upper()}{note[1:]}."
    return (
        f"@software{{frameshift,\n  author = {{{{The {program} authors}}}},\n  title = {{{TITLE}}},\n"
        f"  version = {{{version}}},\n  note = {{{note[0].upper()}{note[1:]}}}\n}}"
    )


def _lexicon(run: Run) -> str:
    lexicon = run.manifest["lexicon"]
    return f"{lexicon['name']} {lexicon['version']} (SHA-256 {lexicon['sha256'][:12]})"


def _inputs(run: Run) -> str:
    if run.synthetic:
        return "the SYNTHETIC sample of the program, no real text"
    named = [f"{i['name']} (SHA-256 {i['sha256'][:12]})" if i.get("sha256") else i["name"] for i in run.manifest["inputs"]]
    return ", ".join(named[:5]) + (f" and {len(named) - 5} more" if len(named) > 5 else "")
