"""What a person types after a command, and what is said when it cannot be used."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

LAST_PORT = 65535
EXAMPLE_FILE = "data/survey/2024-01-31/27-osaka.csv"


class WrongArgument(Exception):
    """Something typed that cannot be used; the text is what the person reads."""


def existing_files(paths: Iterable[Path], what: str, example: str) -> list[Path]:
    """Give the files that were named.

    Raises   WrongArgument when none is named, or one is not there or is a folder.
    """
    files = list(paths)
    if not files:
        raise WrongArgument(f"{what}を書いてください。例: {example}")
    for file in files:
        if file.is_dir():
            raise WrongArgument(f"{file} はフォルダーです。ファイルを1つ書いてください。例: {example}")
        if not file.is_file():
            raise WrongArgument(f"{file} というファイルはありません。名前と場所を確かめてください。例: {example}")
    return files


def day_of(text: str) -> date:
    """Read a day.

    Raises   WrongArgument
    """
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongArgument(f"「{text}」は日付として読めません。2026-12-01 のように書いてください。") from None


def port_of(text: str) -> int:
    """Read the number of a port; 0 leaves the choice to the machine.

    Raises   WrongArgument
    """
    if text.isascii() and text.isdigit() and int(text) <= LAST_PORT:
        return int(text)
    raise WrongArgument(
        f"「{text}」はポート番号として使えません。1024 から {LAST_PORT} までの数を書いてください。例: 8000"
    )


def known_edition(edition: str, editions: Iterable[str]) -> str:
    """Give an edition that exists; none where none was typed.

    Raises   WrongArgument
    """
    known = list(editions)
    if edition and edition not in known:
        raise WrongArgument(
            f"「{edition}」という版はありません。{'、'.join(known)} のどれかを書いてください（data/codes/editions.csv）。"
        )
    return edition
