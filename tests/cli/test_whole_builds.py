"""Whole builds of small data: the same bytes on any machine, and no text that somebody typed is taken for anything else."""

import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from made.small import SURVEY_OSAKA, write_valid
from pipeline.pages.raw_pages import PageChanged, hold_pages, put_pages_back
from pipeline.paths import ROOT
from site_digests import digests

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "/usr/X11R6/lib/X11/fonts", "/usr/share/texmf/fonts")
HIDE_FONTS = 'for folder in {folders}; do mount -t tmpfs none $folder || exit 99; done; umask 077; exec "$@"'
TRICKS = "@@ROWS 999999@@ @@ROWS 0@@ @@BODY@@ _shell/ <tbody></tbody> </tbody> {{ 7 * 7 }} {% if %} **a** [b](c) `d` &amp;#64; wzxhzdk:0 $1"
TIME = {"SOURCE_DATE_EPOCH": "1706659200"}
ELSEWHERE = {
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "4711",
    "COLUMNS": "20",
}


def build(data: Path, out: Path, prefix: list[str], environment: dict[str, str]) -> None:
    command = [*prefix, sys.executable, "-m", "pipeline", "build", "--data", str(data), "--out", str(out)]
    environment = TIME | {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "build")} | environment
    result = subprocess.run(command, env=environment, cwd=data, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


def without_fonts() -> list[str]:
    """Give the command that runs another without the fonts of this machine and with a strict umask."""
    folders = " ".join(folder for folder in FONT_FOLDERS if Path(folder).is_dir())
    unshare = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--map-root-user", "--mount"]
    hidden = [*unshare, "sh", "-c", HIDE_FONTS.format(folders=folders), "sh"]
    tried = subprocess.run([*hidden, "true"], capture_output=True, text=True, check=False)
    assert tried.returncode == 0, (
        "this test hides the fonts of the machine in a namespace: run it as root, or allow it to users by "
        f"`sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0` ({tried.stderr.strip()})"
    )
    return hidden


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with small data, tricks in its texts, and the site built from them, in data/ and out/."""
    folder = tmp_path_factory.mktemp("here")
    write_valid(folder / "data")
    for path, honest in (
        (SURVEY_OSAKA, "はまなび予約"),
        (SURVEY_OSAKA, "府と市町村の会議"),
        ("sources.csv", "共同化計画"),
    ):
        text = (folder / "data" / path).read_text(encoding="utf-8")
        assert honest in text
        (folder / "data" / path).write_text(text.replace(honest, f"{honest}{TRICKS}"), encoding="utf-8")
    build(folder / "data", folder / "out", [], {"HOME": str(Path.home())})
    return folder


def test_every_byte_is_the_same_without_fonts_elsewhere_and_in_another_locale(here: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "どこか 別の place"
    shutil.copytree(here / "data", elsewhere / "data")
    build(elsewhere / "data", elsewhere / "out", without_fonts(), ELSEWHERE)
    once, again = digests(here / "out" / "site"), digests(elsewhere / "out" / "site")
    differing = sorted(name for name in once.keys() | again.keys() if once.get(name) != again.get(name))
    assert len(once) > 100
    assert differing == []


@pytest.mark.parametrize("address", ["cases", "cases/27-0001", "sources"])
def test_text_that_looks_like_our_own_marks_stays_text(here: Path, address: str) -> None:
    page = (here / "out" / "site" / address / "index.html").read_text(encoding="utf-8")
    shown = html.unescape(re.sub(r"<[^>]*>", "", page))
    assert TRICKS in shown
    assert page.count("<tbody") == page.count("</tbody>")


def write_raw_page(docs: Path) -> str:
    page = '---\ntitle: "図"\n---\n\n<div class="whole">\n<h2 id="match">対応</h2>\n\n*表*</div>\n'
    docs.mkdir()
    (docs / "index.md").write_text(page, encoding="utf-8")
    (docs / "written.md").write_text("---\ntitle: 1\n---\n\n# 見出し\n\n<div>*表*</div>\n", encoding="utf-8")
    return page


def test_page_of_html_is_kept_from_markdown_but_for_its_anchors(tmp_path: Path) -> None:
    docs, site = tmp_path / "docs", tmp_path / "site"
    page = write_raw_page(docs)
    held = hold_pages(docs)
    assert [p.source.name for p in held] == ["index.md"]
    left = (docs / "index.md").read_text(encoding="utf-8")
    assert 'id="match"' in left and "対応" not in left
    site.mkdir()
    (site / "index.html").write_text(f"<main>{held[0].left}</main>", encoding="utf-8")
    put_pages_back(held, docs, site)
    assert (docs / "index.md").read_text(encoding="utf-8") == page
    built = (site / "index.html").read_text(encoding="utf-8")
    assert built == f"<main>{page.split('---')[2].strip()}</main>"


def test_page_that_lost_its_place_stops_the_build(tmp_path: Path) -> None:
    write_raw_page(tmp_path / "docs")
    held = hold_pages(tmp_path / "docs")
    (tmp_path / "index.html").write_text("<p>no place</p>", encoding="utf-8")
    with pytest.raises(PageChanged):
        put_pages_back(held, tmp_path / "docs", tmp_path)
