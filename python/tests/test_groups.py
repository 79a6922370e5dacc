"""Names of groups are read as the program writes them (pipeline/group)."""

import pytest

from frameshift.groups import parse


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("", []),
        ("issuer=CHN", [{"issuer": "CHN"}]),
        ("issuer=", [{"issuer": ""}]),
        ("audience=regional,lang=en", [{"audience": "regional", "lang": "en"}]),
        ("audience=regional vs audience=international", [{"audience": "regional"}, {"audience": "international"}]),
        ("a=b=c vs a=", [{"a": "b=c"}, {"a": ""}]),
        ("a= vs a=b", [{"a": ""}, {"a": "b"}]),
        ('issuer="Korea, Republic of"', [{"issuer": "Korea, Republic of"}]),
        ('title="A vs B",lang=en vs a=d', [{"title": "A vs B", "lang": "en"}, {"a": "d"}]),
        ('title="A vs" vs a="x "', [{"title": "A vs"}, {"a": "x "}]),
        ('title=the "old" one', [{"title": 'the "old" one'}]),
        (r'title="\"old\" \\, one"', [{"title": r'"old" \, one'}]),
        ('"a=b"=c', [{"a=b": "c"}]),
        ("title=vs,issuer=versus and vsx", [{"title": "vs", "issuer": "versus and vsx"}]),
    ],
)
def test_parse(name, want):
    assert parse(name) == want


@pytest.mark.parametrize("name", ["issuer", "issuer=A,B", "=x", "a=b,", "a=b vs", "a=b vs c", 'a="b', 'a="b"c', "a=b vs c=d vs e=f"])
def test_refused(name):
    with pytest.raises(ValueError, match="want key=value"):
        parse(name)
