"""The answers in points: published one point a row in `case_points`, told as one text where people read."""

from collections.abc import Iterable, Mapping
from typing import Any

BETWEEN_POINTS = " / "


def narrative_texts(points: Iterable[Mapping[str, Any]]) -> dict[tuple[str, str, str], str]:
    """Join the points of every answer. Shapes  points: rows of `case_points`. Result: by edition, case and question."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for row in sorted(points, key=lambda row: int(row["point_number"])):
        found.setdefault((row["edition"], row["case_id"], row["topic"]), []).append(row["point"])
    return {place: BETWEEN_POINTS.join(each) for place, each in found.items()}
