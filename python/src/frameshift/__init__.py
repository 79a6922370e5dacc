"""Opens the runs of frameshift.

    import frameshift

    run = frameshift.open("out/latest")
    run.series                      # a table of the run as a frame of pandas, or of polars
    run.about("series")             # its columns: type, unit, meaning
    row = run.series.query("measure == 'position' and period.dt.year == 2015").iloc[0]
    run.hits_of(row)                # the hits behind one number, with their sentences
    run.kwic("values.balance")      # key words in context
    run.plot.series("sovereignty-development")
    run.cite()

The tables are those that the run's codebook.md explains; nothing is computed again
but what hits_of counts.
"""

from frameshift.errors import FrameshiftError, NoRun, NoSuchKey, NoTable
from frameshift.run import Beside, Run, open_run as open

__all__ = ["Beside", "FrameshiftError", "NoRun", "NoSuchKey", "NoTable", "Run", "open"]
__version__ = "0.1.0"
