"""What `make serve` shows before a whole build is done: what the check found, or the pages whose content has changed.

A process keeps what it knew of the data when it began. After a change it checks, and stamps pages of single things into
the shells of the build before: first those that a reader has open, then those of the things whose rows have changed.
A whole build follows every change that is sound, so nothing that is shown early can stay wrong.
"""

import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.check.memory import Memory
    from pipeline.known import Keys, Known
    from pipeline.pages.page import Inputs

TOLD_EARLY = ("cases", "municipalities", "prefectures", "systems")
"""The folders of pages that are told before a build, in this order: none of them says what has changed in computed figures."""


@dataclass(frozen=True)
class News:
    """What has become known: pages by address, words of the check (or of what went wrong), that a build may begin or is done."""

    pages: Mapping[str, bytes] = field(default_factory=dict)
    words: str = ""
    may_build: bool = False
    is_built: bool = False


Opened = tuple[str, ...]
Tell = Callable[[News], None]


def stand_ready(data: Path, out: Path, orders: Connection, news: Connection) -> None:
    """Answer every order, which names the pages that readers have open, with news. Ends when the other side is gone."""
    from pipeline.check.memory import Memory
    from pipeline.check.problems import render_text
    from pipeline.surroundings import explain
    from pipeline.verify import DataNeedMending

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a terminal sends it to all; this process ends with the first
    known, memory = None, Memory()
    while (opened := _next(orders)) is not None:
        try:
            known = answer(data, out, known, memory, opened, news.send)
        except DataNeedMending as error:
            news.send(News(words=render_text(error.problems)))
        except BrokenPipeError:
            return
        except Exception as error:
            news.send(News(words=explain(error) or traceback.format_exc(), may_build=True))


def _next(orders: Connection) -> Opened | None:
    with suppress(EOFError):
        order: Opened = orders.recv()
        return order
    return None


def answer(data: Path, out: Path, known: "Known | None", memory: "Memory", opened: Opened, tell: Tell) -> "Known":
    """Check, and tell the pages that differ from the site that is shown. Result: what to hold the next change against.

    Where nothing is known yet, all tables are made while a whole build may begin, and only open pages are told early.
    Raises   DataNeedMending
    """
    from pipeline.check import check_data
    from pipeline.identity import read_identity, today_of
    from pipeline.known import Changed, Known
    from pipeline.line import told_by_history
    from pipeline.pages.charts import ChartBook
    from pipeline.pages.page import Inputs
    from pipeline.verify import require_sound, require_sound_history, sound_history

    identity = read_identity(data)
    cache = out / "cache"
    result = check_data(data, cache, memory)
    charts = ChartBook(cache / "charts")
    if known is None:
        history = sound_history(data, result, today_of(identity), cache)
        tell(News(may_build=True))
        known = Known.of(history)
        _tell_pages(
            out,
            Inputs(known.model, told_by_history(identity, history, bool(history.pending)), charts),
            [_keys_of(opened)],
            tell,
        )
        return known
    require_sound(data, result)
    changed = Changed(known, data, result.files, cache)
    try:
        require_sound_history(data, result.files, changed.history, today_of(identity))
        inputs = Inputs(changed.model, told_by_history(identity, changed.told, bool(changed.told.pending)), charts)
        _tell_pages(out, inputs, [_keys_of(opened), changed.things], tell)
    finally:
        changed.close()
    tell(News(may_build=True))
    return known


def _keys_of(addresses: Iterable[str]) -> "Keys":
    """Sort the addresses of pages (`/cases/27-0001/`) by folder; others than of single things are left out."""
    keys: Keys = {}
    for folder, _, key in (address.strip("/").partition("/") for address in addresses):
        if key:
            keys.setdefault(folder, set()).add(key)
    return keys


def _tell_pages(out: Path, inputs: "Inputs", rounds: "list[Keys]", tell: Tell) -> None:
    """Tell, round by round and kind by kind, the pages that differ from the site that is shown."""
    site = (out / "site").resolve()
    for keys in rounds:
        for pages in _stamped(site, inputs, keys):
            if differing := {place: text for place, text in pages.items() if text != _shown(site / place)}:
                tell(News(differing))


def _stamped(site: Path, inputs: "Inputs", keys: "Keys") -> Iterator[dict[str, bytes]]:
    from pipeline.pages.stamp import Shell, shells_of
    from pipeline.pages.tree import entity_pages

    for folder in TOLD_EARLY:
        place = shells_of(site) / f"{folder}.html"
        if keys.get(folder) and place.exists():
            shell = Shell.read(place)
            pages = entity_pages(replace(inputs, only=keys[folder]))[folder]
            yield {f"{folder}/{page.key}/index.html": shell.stamp(page).encode() for page in pages}


def _shown(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
