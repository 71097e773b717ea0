"""The peer: Hugo building the entity pages, from Markdown or from their rows, within the frame that the stamped pages have."""

import json
from pathlib import Path

import yaml

from bench.markdown import write_markdown_pages
from bench.ready_site import ReadySite
from pipeline.files.api.api_kinds import API_KINDS
from pipeline.files.api.records import Envelope, records_of
from pipeline.pages.stamp import Shell
from pipeline.rows import Row

CONFIG = {"baseURL": "https://bench.example/", "title": "Bench", "disableKinds": ["taxonomy", "term", "RSS", "sitemap"]}
VALUES = {
    "TITLE": "{{ .Title }}",
    "DESCRIPTION": "{{ .Description }}",
    "KEY": "{{ .File.ContentBaseName }}",
    "BODY": "{{ .Content }}",
}
LIST = "<h1>{{ .Title }}</h1>"


ADAPTER = (
    '{{ range index hugo.Data "%s" }}{{ $.AddPage (dict "path" .key "title" .title'
    ' "params" (dict "description" .description "record" .record)) }}{{ end }}'
)
"""Hugo makes a page of every record of data/<kind>.json."""
RECORD = """<h1>{{ .Title }}</h1>{{ range $name, $value := .Params.record }}<h2>{{ $name }}</h2>
{{ if reflect.IsMap $value }}<dl>{{ range $column, $cell := $value }}<dt>{{ $column }}</dt><dd>{{ $cell }}</dd>{{ end }}</dl>
{{ else if reflect.IsSlice $value }}<ul>{{ range $value }}<li>{{ if reflect.IsMap . }}{{ range $column, $cell := . }}
{{ $column }}: {{ $cell }} {{ end }}{{ else }}{{ . }}{{ end }}</li>{{ end }}</ul>{{ else }}<p>{{ $value }}</p>{{ end }}{{ end }}"""
OF_RECORDS = {"DESCRIPTION": "{{ .Params.description }}", "KEY": "{{ path.Base .RelPermalink }}", "BODY": RECORD}


def write_hugo_project(site: ReadySite, folder: Path) -> None:
    """Write a Markdown file for each page, and for each kind the layout that its shell is."""
    for kind, pages in site.entity_pages().items():
        write_markdown_pages(pages, folder / "content" / kind, "_index.md")
        _write(folder / "layouts" / kind / "single.html", _layout(_shell(site, kind), VALUES))
    write_hugo_frame(folder)


def write_hugo_rows_project(site: ReadySite, folder: Path) -> None:
    """Write the rows of each case, town, prefecture and system type as data, with a layout that shows them all."""
    model, _, _, identity = site.arguments
    pages = site.entity_pages()
    for kind in API_KINDS:
        named = {page.key: page for page in pages[kind.name]}
        items = [
            {"key": key, "title": named[key].title, "description": named[key].description, "record": record}
            for key, record in records_of(kind, model, Envelope.of(identity))
        ]
        write_hugo_kind(folder, kind.name, _shell(site, kind.name), items)
    write_hugo_frame(folder)


def write_hugo_kind(folder: Path, kind: str, shell: Path, items: list[Row]) -> None:
    """Write the pages of one kind as data: rows of {key, title, description, record}."""
    _write(folder / "data" / f"{kind}.json", json.dumps(items, ensure_ascii=False, default=str))
    _write(folder / "content" / kind / "_content.gotmpl", ADAPTER % kind)
    _write(folder / "layouts" / kind / "single.html", _layout(shell, VALUES | OF_RECORDS))


def write_hugo_frame(folder: Path) -> None:
    """Write what every project has."""
    _write(folder / "layouts" / "_default" / "list.html", LIST)
    _write(folder / "hugo.yaml", yaml.safe_dump(CONFIG))


def _shell(site: ReadySite, kind: str) -> Path:
    return site.paths.site / kind / "_shell" / "index.html"


def _layout(shell: Path, values: dict[str, str]) -> str:
    pieces = Shell.read(shell).pieces
    names = [*(values[token] for token in pieces[1::2]), ""]
    return "".join(text + name for text, name in zip(pieces[::2], names, strict=True))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
