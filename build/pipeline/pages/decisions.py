"""What the pages need to answer: can we join, what does it cost, whom to call. It only looks up and groups."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pipeline.pages.model import Model, Row, group_rows

# Whom to ask where no office is known: as the official dashboard gives them ("お問い合わせ先", source dashboard-page).
MINISTRIES = (
    ("内閣官房デジタル行財政改革会議事務局", "03-5253-2111"),
    ("総務省自治行政局地域DX推進室", "03-5253-5111"),
)
NOTHING_KNOWN: Row = {"office": None, "phone": None, "contact_basis": "none"}


@dataclass(frozen=True)
class Decisions:
    """The tables for decisions, arranged by what a page is about."""

    model: Model

    def of_case(self, case: Row) -> Row:
        """Gather what is known of joining one case: its scheme, dates, money, documents and whom to ask."""
        case_id = case["case_id"]
        supply = self._supply_by_case.get(case_id, NOTHING_KNOWN)
        return {
            "ask": supply,
            "ministries": MINISTRIES,
            "scheme": self.schemes.get(supply.get("scheme_id") or ""),
            **{name: self._by_case(table).get(case_id, []) for name, table in CASE_TABLES.items()},
            "subsidies": self._subsidies_by_case.get(case_id, []),
            "growth": [row for row in self._by_case("growth").get(case_id, []) if row["change_min"]],
        }

    def of_town(self, code: str, prefecture_code: str) -> Row:
        """List what a municipality might join, tier by tier, and whom it asks."""
        found = group_rows(self._candidates_by_body.get(code, []), "tier")
        return {"tiers": found, "ask": self.office_of(prefecture_code), "ministries": MINISTRIES}

    def of_prefecture(self, code: str) -> Row:
        """Give the prefecture's schemes, subsidies and office, and what it might start, with the official record beside."""
        counts = self.model.counts_by_prefecture[self.model.edition["edition"], code]
        reports = {row["system_type_code"]: row["official_report"] for row in counts}
        return {
            "schemes": [row for row in self.schemes.values() if row["prefecture_code"] == code],
            "subsidies": [row for row in self.model.tables["subsidy_rules"] if row["prefecture_code"] == code],
            "steps": [row for row in self.model.tables["scheme_steps"] if row["scheme_id"].startswith(f"{code}-")],
            "candidates": [
                row
                | {
                    "bounds": self.bounds_by_type[row["system_type_code"]][0],
                    "report": reports[row["system_type_code"]],
                }
                for row in self._candidates_by_body.get(code, [])
            ],
            "ask": self.office_of(code),
            "ministries": MINISTRIES,
        }

    def of_type(self, code: str) -> Row:
        """Give what the official counts force for a type, who has it, what it costs and who wants it."""
        return {
            "bounds": self.bounds_by_type.get(code, []),
            "supply": [row for row in self._supply_by_type.get(code, []) if row["scheme_id"] or row["document_count"]],
            "ranges": self._ranges_by_type.get(code, []),
            "statements": self.statements_by_type.get(code, []),
        }

    def office_of(self, prefecture_code: str) -> Row:
        """Give the best known office of a prefecture: one with a telephone number first."""
        own = [row for row in self.model.tables["supply"] if row["prefecture_code"] == prefecture_code]
        known = [row for row in own if row["contact_basis"] in ("case", "scheme")]
        return min(known, key=lambda row: (not row["phone"], row["case_id"]), default=NOTHING_KNOWN)

    @cached_property
    def schemes(self) -> dict[str, Row]:
        return {row["scheme_id"]: row for row in self.model.tables["schemes"]}

    @cached_property
    def surveys(self) -> dict[str, Row]:
        return {row["survey_id"]: row for row in self.model.tables["demand_surveys"]}

    @cached_property
    def statements_by_type(self) -> dict[str | None, list[Row]]:
        """The statements of each type, each with its survey."""
        rows = [
            row | {"survey": self.surveys[row["survey_id"]]}
            for row in self.model.tables["demand_statements"]
            if row["survey_id"] in self.surveys
        ]
        return group_rows(rows, "system_type_code")

    @cached_property
    def _candidates_by_body(self) -> dict[str, list[Row]]:
        rows = self.model.tables["candidates"]
        cases = {case["case_id"]: case for case in self.model.cases}
        return group_rows((row | {"cases": _listed(row, cases)} for row in rows), "body_code")

    @cached_property
    def _supply_by_case(self) -> dict[str, Row]:
        return {row["case_id"]: row for row in self.model.tables["supply"]}

    @cached_property
    def _supply_by_type(self) -> dict[str, list[Row]]:
        return group_rows(self.model.tables["supply"], "system_type_code")

    @cached_property
    def _ranges_by_type(self) -> dict[str, list[Row]]:
        return group_rows(self.model.tables["cost_ranges"], "system_type_code")

    @cached_property
    def bounds_by_type(self) -> dict[str, list[Row]]:
        rows = self.model.tables["presence_bounds"]
        edition = self.model.edition["edition"]
        return group_rows((row for row in rows if row["edition"] == edition), "system_type_code")

    @cached_property
    def _subsidies_by_case(self) -> dict[str, list[Row]]:
        rules = {row["subsidy_id"]: row for row in self.model.tables["subsidy_rules"]}
        applied = self.model.tables["subsidies_applied"]
        known = (row | {"rule": rules[row["subsidy_id"]]} for row in applied if row["subsidy_id"] in rules)
        return group_rows(known, "case_id")

    def _by_case(self, table: str) -> dict[str, list[Row]]:
        groups = self._groups
        if table not in groups:
            groups[table] = group_rows(self.model.tables[table], "case_id")
        return groups[table]

    @cached_property
    def _groups(self) -> dict[str, dict[Any, list[Row]]]:
        return {}


CASE_TABLES = {
    "events": "case_events",
    "amounts": "case_amounts",
    "savings": "savings",
    "documents": "case_documents",
    "ranges": "cost_ranges",
    "renewals": "renewals",
}


def _listed(row: Row, cases: dict[str, Row]) -> list[Row]:
    """Look up the cases that a candidate rests on."""
    return [cases[case_id] for case_id in (row["case_ids"] or "").split(";") if case_id in cases]
