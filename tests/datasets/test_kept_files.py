"""Files of the data that were made of the same once are unpacked, byte for byte; of anything else they are made anew."""

from pathlib import Path
from zipfile import ZipFile

from pipeline.files.kept_files import NEWEST_KEPT, fill_folder


def _fill(place: Path, made_of: str, text: str) -> list[str]:
    """Fill a new folder; give what was made, which is nothing where kept files served."""
    made: list[str] = []
    place.mkdir()

    def make() -> None:
        made.append(text)
        for name in ("cases.csv", "README.md"):
            (place / name).write_text(f"{text} {name}", encoding="utf-8")
        with ZipFile(place / "all.zip", "w") as archive:
            for name in ("cases.csv", "README.md"):
                archive.write(place / name, f"all/{name}")

    fill_folder(place, place / "all.zip", place.parent / "kept", made_of, make)
    return made


def _bytes(place: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in place.iterdir()}


def test_the_same_is_made_once(tmp_path: Path) -> None:
    assert [_fill(tmp_path / name, "a", "first") for name in ("one", "two")] == [["first"], []]
    assert _bytes(tmp_path / "one") == _bytes(tmp_path / "two")
    assert set(_bytes(tmp_path / "two")) == {"cases.csv", "README.md", "all.zip"}


def test_anything_else_is_made_anew(tmp_path: Path) -> None:
    assert [_fill(tmp_path / name, name, name) for name in ("one", "two")] == [["one"], ["two"]]
    assert _bytes(tmp_path / "two")["cases.csv"] == b"two cases.csv"


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for number in range(NEWEST_KEPT + 2):
        _fill(tmp_path / str(number), str(number), "")
    kept = {path.stem for path in (tmp_path / "kept").iterdir()}
    assert len(kept) == NEWEST_KEPT and str(NEWEST_KEPT + 1) in kept
