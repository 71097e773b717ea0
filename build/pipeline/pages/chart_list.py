"""/charts/: every chart of the site in one list."""

from pipeline.pages import decision_pages, overview_pages
from pipeline.pages.chart_bundles import figures_in
from pipeline.pages.charts import Figure, once_each
from pipeline.pages.page import Context, Inputs
from pipeline.pages.type_charts import type_figures

PAGES_WITH_CHARTS = (overview_pages.status, decision_pages.join, decision_pages.costs)


def all_figures(inputs: Inputs) -> list[Figure]:
    """Draw every chart of the site, each once."""
    figures: list[Figure] = inputs.shown(chart_list)["figures"]
    return figures


def chart_list(inputs: Inputs) -> Context:
    """List every chart of the site: those of single pages, then those of system types."""
    single = [figure for context in PAGES_WITH_CHARTS for figure in figures_in(inputs.shown(context))]
    types = (type_figures(inputs.model, inputs.charts, code) for code in inputs.model.system_types)
    return {"figures": once_each([*single, *(figure for figures in types for figure in figures)])}
