"""The code examples, taken out of the built pages and run against the site served on this machine."""

import io
import json
import os
import re
import subprocess
import sys
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import duckdb
import pytest
from lxml import html

from pipeline.identity import read_identity
from pipeline.pages.examples import NOT_RUN, RUN_ON_FILE, TABLE_EXAMPLES
from pipeline.paths import ROOT
from pipeline.schemas import published_schemas

PUBLISHED = read_identity(ROOT / "data").site_url


def _examples(page: Path) -> dict[str, str]:
    """The code of a page's examples, by kind."""
    tree = html.fromstring(page.read_text(encoding="utf-8"))
    return {code.get("data-example"): code.text_content() for code in tree.xpath("//code[@data-example]")}


def _folder(code: str, site: Path) -> Path:
    """The folder of files that an example reads: that of a release, where the table is in one."""
    (name,) = set(re.findall(r"data/(latest|v[0-9.]+)/", code))
    return site / "data" / str(name)


def _resource(name: str, code: str, site: Path) -> dict[str, Any]:
    package = json.loads((_folder(code, site) / "datapackage.json").read_text(encoding="utf-8"))
    return next(resource for resource in package["resources"] if resource["name"] == name)


def _rows(name: str, code: str, site: Path) -> int:
    return int(_resource(name, code, site)["rows"])


def _run_python(code: str, site_url: str) -> str:
    output = io.StringIO()
    with redirect_stdout(output):
        exec(compile(code.replace(PUBLISHED, site_url), "example", "exec"), {})
    return output.getvalue()


def _run_command(command: list[str], folder: Path) -> str:
    paths = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = os.environ | {"PATH": paths, "LC_ALL": "C.UTF-8", "no_proxy": "127.0.0.1"}
    result = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return result.stdout


def _first_number(text: str) -> int:
    found = re.search(r"\d+", text)
    assert found, text
    return int(found[0])


@pytest.mark.parametrize("name", list(published_schemas()))
class TestTable:
    def _code(self, kind: str, name: str, site: Path) -> str:
        examples = _examples(site / "downloads" / name / "index.html")
        assert list(examples) == [kind for kind, *_ in TABLE_EXAMPLES]
        return examples[kind]

    def test_pandas(self, name: str, built_site: Path, site_url: str) -> None:
        code = self._code("pandas.py", name, built_site)
        assert _first_number(_run_python(code, site_url)) == _rows(name, code, built_site)

    def test_r(self, name: str, built_site: Path, site_url: str, tmp_path: Path) -> None:
        code = self._code("r.R", name, built_site)
        (tmp_path / "example.R").write_text(code.replace(PUBLISHED, site_url))
        output = _run_command(["Rscript", "--vanilla", "example.R"], tmp_path)
        assert _first_number(output) == _rows(name, code, built_site)

    def test_shell(self, name: str, built_site: Path, site_url: str, tmp_path: Path) -> None:
        code = self._code("shell.sh", name, built_site)
        output = _run_command(["bash", "-euo", "pipefail", "-c", code.replace(PUBLISHED, site_url)], tmp_path)
        assert output.split() == [f"{name}.csv:", "OK", str(_rows(name, code, built_site))]

    def test_duckdb_on_the_file(self, name: str, built_site: Path) -> None:
        code = self._code("duckdb.sql", name, built_site).replace(PUBLISHED, f"{built_site.resolve()}/")
        count, summary = [statement for statement in code.split(";") if statement.strip()]
        resource = _resource(name, code, built_site)
        assert duckdb.execute(count).fetchall() == [(resource["rows"],)]
        columns = [field["name"] for field in resource["schema"]["fields"]]
        assert [row[0] for row in duckdb.execute(summary).fetchall()] == columns


def test_examples_name_the_newest_release_where_it_has_the_table(built_site: Path) -> None:
    releases = sorted(built_site.glob("data/v*"), key=lambda folder: [*map(int, folder.name[1:].split("."))])
    package = json.loads((releases[-1] / "datapackage.json").read_text(encoding="utf-8"))
    released = {resource["name"] for resource in package["resources"]}
    for name in published_schemas():
        code = _examples(built_site / "downloads" / name / "index.html")["pandas.py"]
        assert _folder(code, built_site).name == (releases[-1].name if name in released else "latest")


ANSWERS = """
with online as (select * from cases_wide where system_type_code = 'online-application'),
known as (select * from cases_wide where annual_cost_yen_max is not null and population_min is not null),
series as (select * from participant_counts where is_recommended)
select
    (select format('1: {} prefectures, {} with a year', count(distinct prefecture_code), count(introduced_year)) from online),
    (select format('2: {} to {} municipalities', sum(participant_count_min), sum(participant_count_max)) from online),
    (select format('3: {:.0f} to {:.0f} yen, {} of {} cases', min(annual_cost_yen_min / population_max * 1000),
        max(annual_cost_yen_max / population_min * 1000), count(*), (select count(*) from cases_wide)) from known),
    (select format('4: {} corrected cells', count(*)) from changes where nature = 'correction'),
    (select format('5: {} cases, {} points', count(distinct case_id), count(*)) from series)
"""


class TestAllTables:
    def _code(self, kind: str, site: Path) -> str:
        examples = _examples(site / "downloads" / "index.html")
        assert list(examples) == ["questions.py", "questions.R", "all.sh", "database.sh", "api.py"]
        return examples[kind]

    def _answers(self, code: str, site: Path) -> list[str]:
        with duckdb.connect(str(_folder(code, site) / "joint-procurement.duckdb"), read_only=True) as database:
            return [str(answer) for answer in database.execute(ANSWERS).fetchall()[0]]

    def test_five_questions_in_python(self, built_site: Path, site_url: str) -> None:
        code = self._code("questions.py", built_site)
        output = _run_python(code, site_url)
        assert re.findall("^[1-5]: .*$", output, re.M) == self._answers(code, built_site)

    def test_five_questions_in_r(self, built_site: Path, site_url: str, tmp_path: Path) -> None:
        code = self._code("questions.R", built_site)
        (tmp_path / "example.R").write_text(code.replace(PUBLISHED, site_url))
        output = _run_command(["Rscript", "--vanilla", "example.R"], tmp_path)
        assert re.findall("^[1-5]: .*$", output, re.M) == self._answers(code, built_site)

    def test_zip(self, built_site: Path, site_url: str, tmp_path: Path) -> None:
        code = self._code("all.sh", built_site)
        output = _run_command(["bash", "-euo", "pipefail", "-c", code.replace(PUBLISHED, site_url)], tmp_path)
        tables = len([*_folder(code, built_site).glob("*.csv")])
        assert output.split() == ["joint-procurement.zip:", "OK", str(tables)]

    def test_database_file(self, built_site: Path, site_url: str, tmp_path: Path) -> None:
        code = self._code("database.sh", built_site).replace(PUBLISHED, site_url)
        output = _run_command(["bash", "-euo", "pipefail", "-c", code], tmp_path)
        assert "システム種別" in output and "件数" in output

    def test_api(self, built_site: Path, site_url: str) -> None:
        assert _run_python(self._code("api.py", built_site), site_url).strip().endswith("municipalities")


def test_english_page_has_examples_that_are_run_too(built_site: Path) -> None:
    """They are the examples of the wide table, which the tests above run."""
    cases = _examples(built_site / "downloads" / "cases_wide" / "index.html")
    english = _examples(built_site / "en" / "index.html")
    assert english and english.items() <= cases.items()


def test_what_is_not_run_as_written_says_so() -> None:
    notes: dict[str, Any] = {kind: note for kind, _, _, note in TABLE_EXAMPLES if note}
    assert notes == {"powerquery.pq": NOT_RUN, "duckdb.sql": RUN_ON_FILE}
