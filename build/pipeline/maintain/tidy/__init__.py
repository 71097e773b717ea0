"""Writes a maintainer's file in the canonical form, when every change is certain.

cells.py          what a cell was meant to be
tidy_table.py     rows and columns in order, and what was changed
survey_sheets.py  which sheet holds which table, and where its rows belong
homes.py          which table a file is of, and where its CSV belongs
tidied.py         what becomes of one file
tidy_file.py      one file in, its canonical form out
migrating.py      all files of data/, new columns of a schema added
canonical.py      a CSV as this project writes it
"""

from pipeline.maintain.tidy.migrating import tidy_all
from pipeline.maintain.tidy.tidied import Tidied, render_tidied
from pipeline.maintain.tidy.tidy_file import tidy_file, write_tidied

__all__ = ["Tidied", "render_tidied", "tidy_all", "tidy_file", "write_tidied"]
