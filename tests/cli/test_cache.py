"""What is kept is used again, never half written, never in the way, and forgotten when nothing asks for it any more."""

import os
import time
from pathlib import Path

import pytest

from pipeline.cache import DAYS_KEPT, forget_unused, keep


def test_what_is_kept_is_not_made_again(tmp_path: Path) -> None:
    made = [keep(tmp_path / "deep" / "a.json", str(n).encode) for n in range(3)]
    assert made == [b"0", b"0", b"0"]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["a.json"]


def test_where_nothing_can_be_written_it_is_made_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the place of a folder", encoding="utf-8")
    assert [keep(tmp_path / "file" / "a.json", str(n).encode) for n in range(2)] == [b"0", b"1"]


def test_what_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    def make() -> bytes:
        raise ValueError

    with pytest.raises(ValueError):
        keep(tmp_path / "a.json", make)
    assert list(tmp_path.iterdir()) == []


def test_only_what_nothing_has_asked_for_in_a_long_time_is_forgotten(tmp_path: Path) -> None:
    long_ago = time.time() - (DAYS_KEPT + 1) * 24 * 3600
    for name in ("asked for", "forgotten"):
        keep(tmp_path / name, lambda: b"kept")
        os.utime(tmp_path / name, (long_ago, long_ago))
    keep(tmp_path / "asked for", lambda: b"made again")
    forget_unused(tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"asked for": b"kept"}
