"""A large table is judged value by value, and nothing that is found row by row is lost or invented."""

import random

import pytest

from made.small import SURVEY_OSAKA, valid_text
from pipeline.check import frictionless_rules, packing
from pipeline.check.columns import CodeLists
from pipeline.check.frictionless_rules import hold_rules
from pipeline.check.gate import Gated
from pipeline.schemas import source_schemas

WRONG = ("", "-", "…", "abc", "-5", "99999", "あり", "x" * 3000, "27-0001")


def _file(rows: int, seed: int) -> Gated:
    """Make a file of many rows with wrong cells at random places, keys that repeat and rows without a key."""
    schema, rng = source_schemas()["survey_cases"], random.Random(seed)
    header, *cases = [line.split(",") for line in valid_text(SURVEY_OSAKA).splitlines()]
    made = [[f"27-{n % (rows - 5):04d}", *rng.choice(cases)[1:]] for n in range(rows)]
    for _ in range(60):
        made[rng.randrange(rows)][rng.randrange(len(header))] = rng.choice(WRONG)
    return Gated("data/x.csv", schema, rows=made, sound_rows=made)


@pytest.mark.parametrize("seed", range(3))
def test_packed_rows_give_the_same_problems_as_all_rows(
    seed: int, code_lists: CodeLists, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> list[str]:
        return sorted(map(str, hold_rules([_file(300, seed)], code_lists)))

    row_by_row = found()
    monkeypatch.setattr(packing, "WORTH_PACKING_ROWS", 100)
    assert row_by_row
    assert found() == row_by_row


def test_row_without_any_value_is_still_found(code_lists: CodeLists, monkeypatch: pytest.MonkeyPatch) -> None:
    def found() -> list[str]:
        gated = _file(300, 1)
        gated.sound_rows[7] = ["", *["…"] * (len(gated.sound_rows[7]) - 1)]
        return sorted(map(str, hold_rules([gated], code_lists)))

    row_by_row = found()
    monkeypatch.setattr(packing, "WORTH_PACKING_ROWS", 100)
    assert found() == row_by_row


def test_large_table_hands_fewer_cells_to_frictionless(code_lists: CodeLists, monkeypatch: pytest.MonkeyPatch) -> None:
    cells: list[int] = []
    validate = frictionless_rules._validate

    def counting(schema: object, names: tuple[str, ...], rows: list[list[str]]) -> list[object]:
        cells.append(len(names) * len(rows))
        return validate(source_schemas()["survey_cases"], names, rows)

    monkeypatch.setattr(frictionless_rules, "_validate", counting)
    hold_rules([_file(packing.WORTH_PACKING_ROWS, 1)], code_lists)
    assert sum(cells) < packing.WORTH_PACKING_ROWS * len(source_schemas()["survey_cases"].header) / 10
