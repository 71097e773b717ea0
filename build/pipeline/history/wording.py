"""Problems of releases, errata and withdrawals, in the words of build/messages.csv."""

from pipeline.messages import Fault, Problem, problem_of


def problem(
    name: str,
    path: str,
    row: int | None = None,
    column: str | None = None,
    value: str | None = None,
    /,
    **facts: str,
) -> Problem:
    """Make a problem from one of the sentences. `column` and `value` are facts of the sentence unless it has its own."""
    return problem_of(Fault(name, facts), path, row, column, value)
