"""What can go wrong, each error with what to do about it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class FrameshiftError(Exception):
    """Any error of this package."""


class NoRun(FrameshiftError, FileNotFoundError):
    """There is no finished run in the folder."""


class NoTable(FrameshiftError, LookupError):
    """The run has no such table, or nothing of a verb is beside it."""


class NoSuchKey(FrameshiftError, LookupError):
    """The run knows no such frame, contrast, pair, entry, group or topic."""

    @classmethod
    def of(cls, what: str, key: str, known: Iterable[str]) -> NoSuchKey:
        known = sorted(set(known))
        near = difflib.get_close_matches(key, known, n=3)
        said = f"did you mean {', '.join(near)}?" if near else f"there are {', '.join(known[:20]) or 'none'}"
        return cls(f"the run has no {what} {key!r}: {said}")
