"""From a gap to a change set: a link of /contribute/, without scripts, a form filled in, taken in, and the real check."""

import shutil
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from pipeline.check import check_data
from pipeline.maintain.proposals import accept, write_accepted
from pipeline.paths import ROOT

ANSWERS = {
    "値": "あり", "出典の標題": "見本の資料", "出典の発行者": "見本県", "出典の所在": "https://example.lg.jp/x",
    "引用": "県も利用する。", "確認日": "2026-11-25",
}  # fmt: skip


def test_value_that_is_wanted_becomes_a_change_that_passes_the_check(open_page: Any, tmp_path: Path) -> None:
    page = open_page("contribute/", javascript=False)
    link = page.locator("section[aria-labelledby=wanted] td.act a").filter(has_text="都道府県への導入")
    address = urlsplit(link.first.get_attribute("href") or "")
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    lines = [line + ANSWERS.get(line.split(":")[0], "") for line in asked["value"].splitlines()]
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("releases"))
    form = data / address.path.rpartition("/main/data/")[2] / asked["filename"]
    form.parent.mkdir()
    form.write_text("\n".join(lines), encoding="utf-8")
    accepted = accept(data)
    write_accepted(accepted)
    assert (accepted.problems, form.exists()) == ([], False)
    assert check_data(data).problems == []
    assert len([file for file in accepted.files if file.read_bytes() != _before(file, data)]) == 3


def _before(file: Path, data: Path) -> bytes:
    original = ROOT / "data" / file.relative_to(data)
    return original.read_bytes() if original.exists() else b""
