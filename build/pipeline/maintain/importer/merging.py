"""Whether a case is new, known, or known only in part."""

from dataclasses import dataclass, field

from pipeline.maintain.tidy.tidy_table import NOT_COLLECTED_MARK
from pipeline.schemas import EXISTENCE_ONLY

Case = dict[str, str]
MATCH, BASIS, SERVICE, TYPE = "公表一覧との対応", "一致の根拠", "サービス名", "システム種別"
MATCHES, FROM_SCREEN, SAME, ALIKE = "一致", "公表画面から収録", "同じ調達と確認", "都道府県と種別が一致"


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
    stated = {name: values.get(name, NOT_COLLECTED_MARK) for name in identifying}
    same = [case for case in cases if all(case[name] == value for name, value in stated.items())]
    if same:
        return same
    return [
        c for c in cases if all(v == NOT_COLLECTED_MARK or c[n] in (v, NOT_COLLECTED_MARK) for n, v in stated.items())
    ]


def merge(case: Case, values: Case, constants: Case, is_right: bool = False) -> Merged:
    """Fill what had not been collected; where the foreign file says another value, leave ours unless that file is right.

    A list that is the official one makes a case that is on it match, and says on what the match rests.
    """
    merged = Merged(dict(case))
    for name, value in values.items():
        if case[name] == value:
            continue
        if case[name] == NOT_COLLECTED_MARK:
            merged.case[name] = value
            merged.filled.append(name)
        elif value != NOT_COLLECTED_MARK:
            merged.differing.append((name, case[name], value))
            merged.case |= {name: value} if is_right else {}
    if constants.get(MATCH) == MATCHES and case[BASIS] != FROM_SCREEN:
        is_named = case[SERVICE] == values.get(SERVICE)
        merged.case |= {MATCH: MATCHES, BASIS: SAME if is_named else ALIKE}
    if merged.case != case:
        _cite(merged.case, constants)
    return merged


def alike(values: Case, cases: list[Case]) -> list[str]:
    """Name the recorded cases of the same type that a new one may be under another name, for a person to look at."""
    return [case["事例ID"] for case in cases if case[TYPE] == values.get(TYPE) and case[SERVICE] != values.get(SERVICE)]


def _cite(case: Case, constants: Case) -> None:
    """Name the source of what was filled, and say that more is known now than the case's existence."""
    sources = [*filter(None, case["出典ID"].split(";")), *filter(None, constants.get("出典ID", "").split(";"))]
    case["出典ID"] = ";".join(dict.fromkeys(sources))
    if case["確度"] == EXISTENCE_ONLY and "確度" in constants:
        case["確度"] = constants["確度"]
