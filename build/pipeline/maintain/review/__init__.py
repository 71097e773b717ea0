"""What a change of the data changes: cells, cases, computed figures, pages, and which corrections need an erratum.

base.py             the data of the commit that is compared with
states.py           the published tables and pages of one data folder
changed.py          what differs between two states, in words that a maintainer knows
rewritten_files.py  releases that are not what the base has
quotations.py       answers without the sentence that says so
guards.py           tables that shrink or grow by more than a tenth
reviewing.py        both states read and compared
report.py           the result as Markdown, as JSON and as GitHub annotations
"""

from pipeline.maintain.review.base import NoSuchRevision
from pipeline.maintain.review.report import render_annotations, render_markdown, write_report
from pipeline.maintain.review.reviewing import Review, review_changes

__all__ = [
    "NoSuchRevision",
    "Review",
    "render_annotations",
    "render_markdown",
    "review_changes",
    "write_report",
]
