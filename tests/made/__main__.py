"""python -m made: a data folder of made-up cases, of any size."""

from pathlib import Path
from typing import Annotated

import typer

from made.synthesize import synthesize
from pipeline.arguments import WrongArgument


def make(
    cases: Annotated[int, typer.Option(help="事例の数", min=1)],
    seed: Annotated[int, typer.Option(help="乱数の種")],
    data: Annotated[Path, typer.Option("--data", help="書き出すフォルダー（空か、まだないもの）", file_okay=False)],
) -> None:
    """試験用の合成データを書きます。実際の事例ではないことを示す印がつきます。"""
    try:
        synthesize(cases, seed, data)
    except WrongArgument as error:
        typer.echo(error)
        raise typer.Exit(2) from None


if __name__ == "__main__":
    typer.run(make)
