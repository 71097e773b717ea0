"""The numbers of cases: which are taken, and which is the next free one. A number once given is never given again."""

import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

CASE_ID = "事例ID"
# Wherever a number may stand that was ever given.
PLACES = ("survey/*/*.csv", "errata.csv", "withdrawn.csv", "releases/*/cases.csv", "releases/*/source/survey/*/*.csv")


def free_ids(code: str, data: Path, also_taken: Iterable[str] = ()) -> Iterator[str]:
    """Give the free numbers of a prefecture, in order. Shapes  also_taken: numbers that are not in the folder yet."""
    number = re.compile(rf"(?<![\d-]){code}-(\d{{4}})(?![\d-])")
    texts = [
        file.read_bytes().decode("utf-8", errors="replace")
        for place in PLACES
        for file in data.glob(place)
        if file.is_file()
    ]
    taken = {int(found[1]) for text in (*texts, *also_taken) for found in number.finditer(text)}
    yield from (f"{code}-{serial:04d}" for serial in count(max(taken, default=0) + 1))
