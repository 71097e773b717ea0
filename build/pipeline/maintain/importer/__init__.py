"""Takes cases from a foreign spreadsheet or CSV into the survey's files, by a map of columns.

mapping.py     the map: which column goes where, which value means what, which constants are added
foreign.py     the foreign file as rows of text
conversion.py  one foreign row as the survey's values
merging.py     whether a case is new, known, or known only in part
import_file.py the whole file: what is written, and what is said of every row
"""

from pipeline.maintain.importer.import_file import Taken, take_file, write_taken
from pipeline.maintain.importer.mapping import read_map

__all__ = ["Taken", "read_map", "take_file", "write_taken"]
