"""Names of groups of documents, as tables write them.

    issuer=CHN
    audience=regional,lang=en
    issuer="Korea, Republic of"
    audience=regional vs audience=international

A key or a value that the marks between them would cut stands in quotes, with a
backslash before a quote and a backslash. An empty name is all documents.
"""

from __future__ import annotations

Group = dict[str, str]
VERSUS = " vs "


def parse(name: str) -> list[Group]:
    """The groups of a name: none for all documents, two for a pair that is compared."""
    if not name.strip():
        return []
    reader = _Reader(name)
    groups = [reader.group()]
    if reader.take("vs "):
        groups.append(reader.group())
    if reader.rest:
        raise reader.error()
    return groups


class _Reader:
    """Reads a name from its start."""

    def __init__(self, name: str) -> None:
        self.name = self.rest = name

    def error(self) -> ValueError:
        return ValueError(f"group {self.name!r}: want key=value, or more of them behind commas")

    def take(self, mark: str) -> bool:
        found = self.rest.startswith(mark)
        if found:
            self.rest = self.rest[len(mark) :]
        return found

    def group(self) -> Group:
        group: Group = {}
        while True:
            key = self.word("=")
            if not key or not self.take("="):
                raise self.error()
            group[key] = self.word(",", VERSUS)
            if not self.take(","):
                return group

    def word(self, *ends: str) -> str:
        """A key or a value up to one of the marks, or to the end."""
        self.rest, before = self.rest.lstrip(), self.rest
        if self.rest != before and self.rest.startswith(VERSUS[1:]):
            self.rest = " " + self.rest  # behind an empty value
        if self.take('"'):
            return self.quoted()
        at = min((i for end in ends if (i := self.rest.find(end)) >= 0), default=len(self.rest))
        word, self.rest = self.rest[:at].strip(), self.rest[at:].strip()
        if f"{word} ".endswith(VERSUS):
            raise self.error()
        return word

    def quoted(self) -> str:
        word, escaped = "", False
        for at, c in enumerate(self.rest):
            if c == '"' and not escaped:
                self.rest = self.rest[at + 1 :].strip()
                return word
            escaped = c == "\\" and not escaped
            if not escaped:
                word += c
        raise self.error()
