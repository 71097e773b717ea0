"""Every sentence that a maintainer of the data can read, one per rule, and how a fault becomes a problem.

The sentences of the checks across tables are the header comments of build/sql/checks/.
"""

from pipeline.check.faults import Fault
from pipeline.check.problems import Problem
from pipeline.check.wording_cells import CELL_SENTENCES
from pipeline.check.wording_files import FILE_SENTENCES, Wording

SENTENCES: dict[str, Wording] = {**FILE_SENTENCES, **CELL_SENTENCES}


def problem_of(
    fault: Fault, path: str, row: int | None = None, column: str | None = None, value: str | None = None
) -> Problem:
    """Put a fault into words: what is there, how to mend it, which rule asks for it.

    Raises   KeyError when the fault lacks a fact that its sentence names: a fault of our code.
    """
    wording = SENTENCES[fault.name]
    fix, facts = wording.fix, fault.facts
    if fault.exact is not None:
        fix, facts = wording.exact, {**facts, "exact": fault.exact}
    what, fix, rule = (text.format(**facts) for text in (wording.what, fix, wording.rule))
    return Problem(path, row, column, value, what, fix, rule, fault.name)
