"""python -m pipeline check | build | release | serve | tidy | workbook | review | import | accept | mcp."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn
from zoneinfo import ZoneInfo

import typer
from typer.core import TyperGroup

from pipeline.arguments import EXAMPLE_FILE, WrongArgument, day_of, existing_files, port_of
from pipeline.paths import CACHE
from pipeline.surroundings import explain, stand_apart

if TYPE_CHECKING:
    from pipeline.check.problems import Problem

MACHINE_UNFIT, DATA_NEED_MENDING, STOPPED_BY_HAND = 1, 2, 130


class Commands(TyperGroup):
    """Lets every command say what was typed wrong and what the machine does not give, without a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run a command; what it cannot use ends it with exit code 2, what the machine refuses with 1."""
        try:
            return super().invoke(ctx)
        except WrongArgument as error:
            typer.echo(error)
            raise typer.Exit(DATA_NEED_MENDING) from None
        except KeyboardInterrupt:
            typer.echo("\n止めました。前に作ったサイトは、そのまま残っています。")
            raise typer.Exit(STOPPED_BY_HAND) from None
        except Exception as error:
            sentence = explain(error)
            if sentence is None:
                raise
            typer.echo(f"続けられません。{sentence}")
            raise typer.Exit(MACHINE_UNFIT) from None


app = typer.Typer(
    cls=Commands, add_completion=False, no_args_is_help=True, help="共同調達オープンデータを検査し、サイトを作ります。"
)
Data = Annotated[Path, typer.Option("--data", help="データのフォルダー", file_okay=False)]
Out = Annotated[Path, typer.Option("--out", help="出力のフォルダー", file_okay=False)]


@app.command()
def check(data: Data = Path("data")) -> None:
    """data/ を検査します。何も書きかえません。"""
    from pipeline.check import check_data
    from pipeline.progress import step

    with step("データを検査しています"):
        result = check_data(data, CACHE)
        from pipeline.verify import DataNeedMending, sound_history

        try:
            sound_history(data, result, today_in_japan())
        except DataNeedMending as error:
            _stop(error.problems, error.postponed)
    rows = sum(len(file.rows) for file in result.files)
    typer.echo(f"問題はありません（{len(result.files)} ファイル、{rows:,} 行）。")


@app.command()
def build(
    data: Data = Path("data"),
    out: Out = Path("out"),
    keep: Annotated[Path | None, typer.Option(help="作る途中の DuckDB を残すファイル", dir_okay=False)] = None,
) -> None:
    """検査してから、サイトを out/site/ に作ります。"""
    stand_apart(data, out)
    from pipeline.line import DataNeedMending
    from pipeline.line import build as build_site

    try:
        site = build_site(data, out, keep=keep)
    except DataNeedMending as error:
        _stop(error.problems, error.postponed)
    typer.echo(f"できました: {site}/index.html")


@app.command()
def release(
    data: Data = Path("data"),
    on: Annotated[str, typer.Option(help="リリース日（例: 2026-12-01）。なければ今日")] = "",
    note: Annotated[str, typer.Option(help="リリースの説明に載せる文")] = "",
) -> None:
    """公開する表を data/releases/<番号>/ に固めます。番号は、前のリリースと比べて決まります。"""
    from pipeline.check import check_data
    from pipeline.history.writing import write_release
    from pipeline.identity import read_identity
    from pipeline.pages.tree import charts_of
    from pipeline.verify import DataNeedMending, make_tables

    day = day_of(on) if on else today_in_japan()
    if day > today_in_japan():
        raise WrongArgument(f"リリース日 {day} は、まだ来ていません。きょうまでの日を書いてください。")
    try:
        tables = make_tables(data, check_data(data), day)
        identity, connection = read_identity(data), tables.connection
        folder = write_release(connection, data, tables.history, identity, day, note, charts_of(connection, identity))
    except DataNeedMending as error:
        _stop(error.problems, error.postponed)
    typer.echo(f"リリース {folder.name} を {folder}/ に作りました。コミットすると公開されます。")


def today_in_japan() -> date:
    """Give today's date for what a person does now. A build takes its date from the data instead."""
    return datetime.now(ZoneInfo("Asia/Tokyo")).date()


@app.command()
def serve(
    data: Data = Path("data"), out: Out = Path("out"), port: Annotated[str, typer.Option(help="ポート番号")] = "8000"
) -> None:
    """サイトを作って http://127.0.0.1:8000/ に出し、data/ などが変わるたびに作り直します。"""
    stand_apart(data, out)
    from pipeline.serve import serve_site

    serve_site(data, out, port_of(port))


@app.command()
def tidy(
    files: Annotated[
        list[Path] | None, typer.Argument(help="CSV か、調査票のブック（.xlsx）。なければ data/ の全部")
    ] = None,
    data: Data = Path("data"),
    edition: Annotated[str, typer.Option(help="ブックの行の版（ブックに書いてあれば要らない）")] = "",
) -> None:
    """ファイルを決められた形に直します。確かでない直しが1つでもあれば、そのファイルを書きかえません。

    ファイルを書かなければ data/ の全部を調べ、schemas/ に加えた項目の列を、どのファイルにも加えます。
    """
    from pipeline.maintain.tidy import render_tidied, tidy_all, tidy_file, write_tidied

    problems: list[Problem] = []
    if files:
        named = existing_files(files, "直すファイル", f"make tidy FILE={EXAMPLE_FILE}")
        groups = [tidy_file(file, data, edition) for file in named]
    else:
        every = list(tidy_all(data))
        groups = [[t] for t in every if t.problems or not t.is_canonical]
        typer.echo(f"{len(every)} ファイルを調べました。直すところのあるファイルは {len(groups)} です。")
    for tidied in groups:
        typer.echo(render_tidied(tidied))
        write_tidied(tidied)
        problems += [problem for t in tidied for problem in t.problems]
    if problems:
        typer.echo(f"\n{len(problems)} 件は、人が確かめて直してください。そのファイルは書きかえていません。")
        raise typer.Exit(DATA_NEED_MENDING)


@app.command()
def review(
    base: Annotated[str, typer.Option(help="比べる相手のコミットやブランチ")] = "origin/main",
    data: Data = Path("data"),
    out: Out = Path("out"),
) -> None:
    """データの変更で何が変わるかを、値・集計・ページごとに一覧にします。"""
    from pipeline.check.problems import on_github, render_text
    from pipeline.maintain import review as reviewing

    found = reviewing.review_changes(base, data, out / "cache")
    reviewing.write_report(found, out / "reports")
    typer.echo(reviewing.render_markdown(found))
    if on_github():
        typer.echo(reviewing.render_annotations(found))
    if found.problems:
        typer.echo(render_text(found.problems))
        raise typer.Exit(DATA_NEED_MENDING)
    if found.rewritten:
        raise typer.Exit(DATA_NEED_MENDING)
    if found.losses:
        typer.echo(
            "行が1割を超えて減る表があるので、止めました。意図したことなら、担当者がこの一覧を見て判断してください。"
        )
        raise typer.Exit(DATA_NEED_MENDING)


@app.command("import")
def take(
    file: Annotated[Path, typer.Argument(help="取り込む CSV か XLSX")],
    mapping: Annotated[Path, typer.Option("--map", help="列の対応表（CSV）")],
    edition: Annotated[str, typer.Option(help="取り込む先の版")] = "2024-01-31",
    data: Data = Path("data"),
    skip_sheet: Annotated[list[str] | None, typer.Option(help="読まないシートの名前（何度でも書ける）")] = None,
    is_right: Annotated[bool, typer.Option("--overrule", help="食い違う値を、取り込む表の値に書きかえる")] = False,
) -> None:
    """よその表の事例を、対応表に従って調査票の CSV に取り込みます。同じものを2回取り込んでも変わりません。"""
    from pipeline.maintain.importer import read_map, take_file, write_taken

    existing_files([file, mapping], "取り込むファイル", "一覧.xlsx --map build/import_maps/official_list.csv")
    taken = take_file(file, read_map(mapping), data, edition, tuple(skip_sheet or ()), is_right)
    if taken.said:
        typer.echo("\n".join(taken.said))
    if taken.problems:
        _stop(taken.problems)
    typer.echo("\n".join(taken.outcomes))
    write_taken(taken)
    typer.echo(
        f"{len(taken.files)} ファイルを書きました。"
        if taken.files
        else "新しいことはありません。何も書きかえていません。"
    )


@app.command("accept")
def take_proposals(data: Data = Path("data")) -> None:
    """data/proposals/ に届いた値の提案を、調査票・値ごとの出典・出典の一覧に取り込みます。"""
    from pipeline.maintain.proposals import accept, write_accepted

    accepted = accept(data)
    if accepted.problems:
        _stop(accepted.problems)
    write_accepted(accepted)
    typer.echo("\n".join(accepted.said) or "届いている提案はありません。何も書きかえていません。")


@app.command()
def workbook(
    prefecture: Annotated[str, typer.Option(help="都道府県コード2桁か都道府県名")] = "",
    edition: Annotated[str, typer.Option(help="版")] = "2024-01-31",
    data: Data = Path("data"),
    out: Out = Path("out"),
) -> None:
    """1つの都道府県の行を、選択肢と書き方の付いたブック（.xlsx）にします。"""
    from pipeline.maintain.workbook import write_workbook

    typer.echo(f"できました: {write_workbook(data, prefecture, edition, out / 'workbooks')}")


@app.command("mcp")
def answer(
    data: Annotated[Path, typer.Option("--data", help="公開したファイルのフォルダー", file_okay=False)] = Path(
        "out/datasets"
    ),
) -> None:
    """公開したファイルについての質問に、MCP（標準入出力）で答えます。どこにもつながず、何も書きません。"""
    from pipeline.answers.published import Refused
    from pipeline.answers.server import serve_answers

    try:
        serve_answers(data)
    except Refused as refusal:
        raise WrongArgument(str(refusal)) from None


def _stop(problems: "list[Problem]", postponed: Sequence[str] = ()) -> NoReturn:
    from pipeline.check import problems as report

    typer.echo(report.render_text(problems))
    if postponed:
        typer.echo(
            f"\n表と表を突き合わせる検査のうち {len(postponed)} 種類は、上の問題を直してからでないとできません。"
        )
    typer.echo(f"\n{len(problems)} 件の問題があります。直してから、もう一度実行してください。何も書きかえていません。")
    if report.on_github():
        typer.echo(report.github_annotations(problems))
        report.append_job_summary(problems)
    raise typer.Exit(DATA_NEED_MENDING)


if __name__ == "__main__":
    app()
