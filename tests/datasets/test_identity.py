"""How the state of the data is named and dated."""

from dataclasses import replace
from datetime import UTC, datetime

from pipeline.identity import Identity, with_release

BEFORE = Identity(
    site_name="名前",
    site_url="https://example.org/",
    repo_url="https://git.example/",
    publisher="公開者",
    data_version="0123456789ab",
    data_time=datetime(2026, 3, 31, 20, 0, tzinfo=UTC),
)


def test_data_bear_the_day_in_japan_as_releases_do() -> None:
    assert BEFORE.data_date == "2026-04-01"
    assert replace(BEFORE, data_time=datetime(2026, 3, 31, 14, 59, tzinfo=UTC)).data_date == "2026-03-31"


def test_before_the_first_release_the_version_is_the_commit() -> None:
    assert (BEFORE.version, BEFORE.release, BEFORE.release_en) == (
        "0123456789ab",
        "リリース前",
        "before the first release",
    )


def test_data_as_released_bear_the_number_of_the_release_alone() -> None:
    released = with_release(BEFORE, "1.2.0", has_unreleased_changes=False)
    assert (released.version, released.release, released.release_en) == ("1.2.0", "リリース 1.2.0", "release 1.2.0")


def test_data_with_changes_since_the_release_say_so() -> None:
    changed = with_release(BEFORE, "1.2.0", has_unreleased_changes=True)
    assert changed.version == "1.2.0+0123456789ab"
    assert changed.release == "リリース 1.2.0（まだリリースしていない変更を含む）"
    assert changed.release_en == "release 1.2.0 with changes not released yet"
