"""python -m pipeline check | build | serve | synthesize."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from pipeline.check.problems import Problem

app = typer.Typer(add_completion=False, no_args_is_help=True, help="共同調達オープンデータを検査し、サイトを作ります。")
Data = Annotated[Path, typer.Option("--data", help="データのフォルダー", file_okay=False)]
Out = Annotated[Path, typer.Option("--out", help="出力のフォルダー", file_okay=False)]
DATA_NEED_MENDING = 2


@app.command()
def check(data: Data = Path("data"), out: Out = Path("out")) -> None:
    """data/ を検査します。何も書きかえません。"""
    from pipeline.check import check_data
    from pipeline.progress import step

    with step("データを検査しています"):
        result = check_data(data)
    if result.problems:
        _stop(result.problems)
    rows = sum(len(file.rows) for file in result.files)
    typer.echo(f"問題はありません（{len(result.files)} ファイル、{rows:,} 行）。")


@app.command()
def build(data: Data = Path("data"), out: Out = Path("out")) -> None:
    """検査してから、サイトを out/site/ に作ります。"""
    from pipeline.build import DataNeedMending
    from pipeline.build import build as build_site

    try:
        site = build_site(data, out)
    except DataNeedMending as error:
        _stop(error.problems)
    typer.echo(f"できました: {site}/index.html")


@app.command()
def serve(
    data: Data = Path("data"), out: Out = Path("out"), port: Annotated[int, typer.Option(help="ポート番号")] = 8000
) -> None:
    """サイトを作って http://127.0.0.1:8000/ に出し、data/ などが変わるたびに作り直します。"""
    from pipeline.serve import serve_site

    serve_site(data, out, port)


@app.command()
def synthesize(
    cases: Annotated[int, typer.Option(help="事例の数", min=1)],
    seed: Annotated[int, typer.Option(help="乱数の種")],
    data: Annotated[Path, typer.Option("--data", help="書き出すフォルダー（空か、まだないもの）", file_okay=False)],
) -> None:
    """試験用の合成データを書きます。実際の事例ではないことを示す印がつきます。"""
    from pipeline.synthesize import synthesize as write_synthetic

    write_synthetic(cases, seed, data)


def _stop(problems: "list[Problem]") -> NoReturn:
    from pipeline.check import problems as report

    typer.echo(report.render_text(problems))
    typer.echo(f"\n{len(problems)} 件の問題があります。直してから、もう一度実行してください。何も書きかえていません。")
    if report.on_github():
        typer.echo(report.github_annotations(problems))
        report.append_job_summary(problems)
    raise typer.Exit(DATA_NEED_MENDING)


if __name__ == "__main__":
    app()
