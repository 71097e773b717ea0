"""Whether a case is new, known, or known only in part."""

from dataclasses import dataclass, field

from pipeline.maintain.tidy.tables import NOT_COLLECTED

Case = dict[str, str]
EXISTENCE_ONLY = "存在のみ"


@dataclass
class Merged:
    """A recorded case after an import: the columns that were filled, and those where the two disagree."""

    case: Case
    filled: list[str] = field(default_factory=list)
    differing: list[tuple[str, str, str]] = field(default_factory=list)


def find_case(values: Case, cases: list[Case], identifying: list[str]) -> list[Case]:
    """Find the recorded cases that a foreign row may be: those that agree in full, else those that could agree.

    Missing  a value that was not collected agrees with any.
    """
    stated = {name: values.get(name, NOT_COLLECTED) for name in identifying}
    same = [case for case in cases if all(case[name] == value for name, value in stated.items())]
    if same:
        return same
    return [c for c in cases if all(v == NOT_COLLECTED or c[n] in (v, NOT_COLLECTED) for n, v in stated.items())]


def merge(case: Case, values: Case, constants: Case) -> Merged:
    """Fill what had not been collected; leave a recorded value as it is where the foreign file says another."""
    merged = Merged(dict(case))
    for name, value in values.items():
        if case[name] == value:
            continue
        if case[name] == NOT_COLLECTED:
            merged.case[name] = value
            merged.filled.append(name)
        elif value != NOT_COLLECTED:
            merged.differing.append((name, case[name], value))
    if merged.filled:
        _cite(merged.case, constants)
    return merged


def _cite(case: Case, constants: Case) -> None:
    """Name the source of what was filled, and say that more is known now than the case's existence."""
    sources = [*filter(None, case["出典ID"].split(";")), *filter(None, constants.get("出典ID", "").split(";"))]
    case["出典ID"] = ";".join(dict.fromkeys(sources))
    if case["確度"] == EXISTENCE_ONLY and "確度" in constants:
        case["確度"] = constants["確度"]
