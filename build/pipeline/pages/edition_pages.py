"""/editions/: which editions of the record there are, and what each has otherwise than the one before."""

from collections.abc import Iterator

from pipeline.pages.model import Model, group_rows
from pipeline.pages.page import Context, Inputs
from pipeline.pages.stamp import EntityPage
from pipeline.pages.templates import template
from pipeline.rows import Row


def editions(inputs: Inputs) -> Context:
    """List the editions, newest first, with how many cases each holds beside the official count."""
    model = inputs.model
    totals = {row["edition"]: row for row in model.tables["case_totals"]}
    official = [edition | totals[name] for name, edition in model.official_editions.items()]
    others = [edition | totals[name] for name, edition in model.editions.items() if name not in model.official_editions]
    return {"official": official, "others": others}


def edition_pages(inputs: Inputs) -> Iterator[EntityPage]:
    """Give the page of every official edition: a reader can go back to it when a newer one has come."""
    page = template("edition.html.jinja")
    for name, edition in inputs.model.official_editions.items():
        yield EntityPage(
            key=name,
            title=f"{edition['edition_name']}の版",
            description=f"{edition['edition_name']}の版の共同調達の事例の数と、前の版との違い。",
            body=page.render(inputs.everywhere | edition_context(inputs.model, edition)),
        )


def edition_context(model: Model, edition: Row) -> Context:
    """Gather what the page of one edition shows."""
    name = edition["edition"]
    changes = model.by_edition("edition_changes").get(name, [])
    return {
        "shown": edition,
        "newest": model.edition,
        "total": next(row for row in model.tables["case_totals"] if row["edition"] == name),
        "types": group_rows(model.by_edition("case_counts_by_system_type")[name], "category"),
        "compared": [row for row in model.by_edition("edition_comparisons").get(name, []) if _tells_anything(row)],
        "previous": next((model.editions[row["previous_edition"]] for row in changes), None),
        "came": [row for row in changes if row["change"] == "added"],
        "went": [row for row in changes if row["change"] == "removed"],
        "changed": group_rows([row for row in changes if row["change"] == "changed"], "case_id"),
        "cases": group_rows(_public_cases(model, name), "prefecture_name"),
        "names": model.newest_by_id,
    }


def _tells_anything(row: Row) -> bool:
    """Leave out types that neither edition has a case of."""
    counts = ("previous_case_count", "case_count", "previous_official_case_count", "official_case_count")
    return any(row[column] for column in counts)


def _public_cases(model: Model, edition: str) -> list[Row]:
    return [row for row in model.by_edition("cases").get(edition, []) if not row["is_withdrawn"]]


def values_by_edition(model: Model, case: Row) -> list[Row]:
    """Follow the answers of one case through the official editions that hold it, oldest first; only those that changed."""
    rows = [row for row in model.tables["edition_changes"] if row["case_id"] == case["case_id"]]
    return [row for row in rows if row["change"] == "changed"]
