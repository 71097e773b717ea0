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
    counted = {name: edition | _total(model, name) for name, edition in model.editions.items()}
    return {
        "official": [counted[name] for name in model.official_editions],
        "others": [row for name, row in counted.items() if name not in model.official_editions],
    }


def _total(model: Model, edition: str) -> Row:
    return model.rows("case_totals", edition=edition)[0]


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
    changes = model.rows("edition_changes", edition=name)
    return {
        "shown": edition,
        "newest": model.edition,
        "total": _total(model, name),
        "types": group_rows(model.rows("case_counts_by_system_type", edition=name), "category"),
        "compared": [row for row in model.rows("edition_comparisons", edition=name) if _tells_anything(row)],
        "previous": next((model.editions[row["previous_edition"]] for row in changes), None),
        "came": model.rows("edition_changes", edition=name, change="added"),
        "went": model.rows("edition_changes", edition=name, change="removed"),
        "changed": group_rows(model.rows("edition_changes", edition=name, change="changed"), "case_id"),
        "cases": group_rows(model.rows("cases", edition=name, is_withdrawn=False), "prefecture_name"),
        "names": model.newest_by_id,
    }


def _tells_anything(row: Row) -> bool:
    """Leave out types that neither edition has a case of."""
    counts = ("previous_case_count", "case_count", "previous_official_case_count", "official_case_count")
    return any(row[column] for column in counts)


def values_by_edition(model: Model, case: Row) -> list[Row]:
    """Follow the answers of one case through the official editions that hold it, oldest first; only those that changed."""
    return model.rows("edition_changes", case_id=case["case_id"], change="changed")
