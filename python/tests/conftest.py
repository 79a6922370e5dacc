import os

import pytest

import frameshift


@pytest.fixture(scope="session")
def folder():
    """A run of the sample that comes with the program, by audience."""
    return os.environ["FRAMESHIFT_RUN"]


@pytest.fixture(scope="session")
def run(folder):
    return frameshift.open(folder)


@pytest.fixture(scope="session")
def probe():
    """A run of what the sample has not, which .ci/check_bindings.py makes."""
    return frameshift.open(os.environ["FRAMESHIFT_PROBE"])


@pytest.fixture(scope="session")
def row(run):
    """Position of sovereignty against development before international audiences in 2015."""
    s = run.series
    wanted = (s["measure"] == "position") & (s["of"] == "sovereignty-development") & (s["topic"] == "")
    return s[wanted & (s["group"] == "audience=international") & (s["period"].dt.year == 2015)].iloc[0]
