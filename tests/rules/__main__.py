"""python -m rules: what the 30 national rules say of the tables that sound data would publish."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.check import check_data
from pipeline.progress import step
from pipeline.verify import DataNeedMending, make_tables
from rules import agency, judge_published


def judge(
    data: Annotated[Path, typer.Option()] = Path("data"), out: Annotated[Path, typer.Option()] = Path("out")
) -> None:
    """公開する表を機械可読性の30の決まりで調べます。"""
    with step("公開する表を機械可読性の30の決まりで調べています"):
        try:
            tables = make_tables(data, check_data(data), date.max)
        except DataNeedMending:
            typer.echo("データに問題があります。make check で確かめてください。")
            raise typer.Exit(2) from None
        report, scored = judge_published(tables.connection, data)
    report.write(out / "reports")
    typer.echo("\n".join([*report.lines(), *agency.lines(scored)]))
    typer.echo(f"決まりと表ごとの根拠: {out}/reports/machine_readability.csv")
    if report.broken:
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(judge)
