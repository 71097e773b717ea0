"""make accept: a proposed value becomes a row of the survey with its sentence and its document, or is refused with a reason."""

import csv
from pathlib import Path

import pytest

from made.small import SURVEY_OSAKA
from pipeline.check import check_data
from pipeline.maintain.proposals import LABELS, accept, read_form, write_accepted
from pipeline.messages import sentences

GOOD = {
    "版": "2024-01-31", "事例ID": "27-0001", "項目": "担当部署", "値": "情報政策課", "出典の標題": "見本の資料", "出典の発行者": "見本市",
    "出典の所在": "https://example.lg.jp/a:b", "引用": "担当：情報政策課", "確認日": "2026-11-25",
}  # fmt: skip


def _propose(data: Path, **other: str) -> Path:
    form = data / "proposals" / "27-0001.txt"
    form.parent.mkdir(exist_ok=True)
    form.write_text("# 注\n" + "".join(f"{k}: {v}\n" for k, v in {**GOOD, **other}.items()), encoding="utf-8")
    return form


def _case(data: Path) -> dict[str, str]:
    with (data / SURVEY_OSAKA).open(encoding="utf-8-sig", newline="") as stream:
        return next(row for row in csv.DictReader(stream) if row["事例ID"] == "27-0001")


def test_accepted_value_is_written_with_its_sentence_and_source_and_passes_the_check(data: Path) -> None:
    form = _propose(data)
    accepted = accept(data)
    write_accepted(accepted)
    assert (accepted.problems, form.exists(), check_data(data).problems) == ([], False, [])
    assert _case(data)["担当部署"] == "情報政策課"
    assert "proposed-27-0001-1" in _case(data)["出典ID"].split(";")
    evidence = (data / "evidence" / "2024-01-31" / "27-osaka.csv").read_text(encoding="utf-8-sig")
    assert "27-0001,担当部署,情報政策課,proposed-27-0001-1,,担当：情報政策課,2026-11-25,,,採用," in evidence
    assert "https://example.lg.jp/a:b" in (data / "sources.csv").read_text(encoding="utf-8-sig")


REFUSED = {
    "proposal_item": {"項目": "備考"},
    "proposal_case": {"事例ID": "27-9999"},
    "proposal_known": {"項目": "導入年", "値": "1999"},
    "proposal_blank": {"引用": ""},
}


@pytest.mark.parametrize("cause", REFUSED)
def test_what_cannot_be_taken_is_said_and_nothing_is_written(data: Path, cause: str) -> None:
    _assert_refused(data, REFUSED[cause], cause)


def test_value_written_in_another_way_gets_the_message_of_the_check(data: Path) -> None:
    item = next(name for name in ("国の補助金", "都道府県の負担") if _case(data)[name] == "…")
    assert "あり" in _assert_refused(data, {"項目": item, "値": "○"}, None)


def _assert_refused(data: Path, other: dict[str, str], cause: str | None) -> str:
    form = _propose(data, **other)
    before = {file: file.read_bytes() for file in data.rglob("*.csv")}
    accepted = accept(data)
    write_accepted(accepted)
    assert accepted.problems
    assert cause is None or [p.cause for p in accepted.problems] == [cause]
    assert form.exists()
    assert {file: file.read_bytes() for file in data.rglob("*.csv")} == before
    return accepted.problems[0].fix


def test_every_sentence_about_proposals_is_said_here() -> None:
    assert {k for k, w in sentences().items() if w.where == "proposal"} == set(REFUSED)


def test_form_may_be_written_with_wide_colons_and_over_several_lines() -> None:
    form = read_form("\ufeff# 注\n値：あり\n引用: 県と市町が\n共同で利用: する\n")
    assert form == dict.fromkeys(LABELS, "") | {"値": "あり", "引用": "県と市町が 共同で利用: する"}
