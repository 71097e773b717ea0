"""What the pages need to answer: can we join, what does it cost, whom to call. It only looks up and groups."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.pages.model import Model, group_rows
from pipeline.rows import Row

# Whom to ask where no office is known: as the official dashboard gives them ("お問い合わせ先", source dashboard-page).
MINISTRIES = (
    ("内閣官房デジタル行財政改革会議事務局", "03-5253-2111"),
    ("総務省自治行政局地域DX推進室", "03-5253-5111"),
)
# What a prefecture's standing comes to: it has the type, an official source says that it has not, or nobody has told us.
GROUPS = {
    "recorded": "has",
    "reported": "has",
    "forced": "has",
    "not_reported": "has_not",
    "ruled_out": "has_not",
    "not_shown": "unknown",
    "withdrawn": "unknown",
}
NOTHING_KNOWN: Row = {"office": None, "phone": None, "contact_basis": "none"}


@dataclass(frozen=True)
class Decisions:
    """The tables for decisions, arranged by what a page is about."""

    model: Model

    def of_case(self, case: Row) -> Row:
        """Gather what is known of joining one case: its scheme, dates, money, documents and whom to ask."""
        case_id = case["case_id"]
        supply = self._supply(case_id)
        return {
            "ask": supply,
            "ministries": MINISTRIES,
            "scheme": self.schemes.get(supply.get("scheme_id") or ""),
            **{name: self.model.rows(table, case_id=case_id) for name, table in CASE_TABLES.items()},
            "joinings": group_rows(self._joinings.get(case_id, []), "happened_on"),
            "subsidies": self._subsidies_by_case.get(case_id, []),
            "growth": [row for row in self.model.rows("growth", case_id=case_id) if row["change_min"]],
        }

    def beyond(self, prefecture_code: str) -> dict[str, list[Row]]:
        """List what no case of the own prefecture offers a town: what neighbours have (C), what is only wished for (D)."""
        return group_rows(self._candidates_by_body.get(prefecture_code, []), "tier")

    def tier(self, code: str, case: Row) -> str:
        """Give the tier in which a case stands for a municipality that is not known to take part; "" for none."""
        pairs = self._candidates_by_body.get(code, [])
        return next((row["tier"] for row in pairs if row["system_type_code"] == case["system_type_code"]), "")

    @cached_property
    def _joinings(self) -> dict[str, list[Row]]:
        """The events of single municipalities, each with its name, by case."""
        names = {row["municipality_code"]: row["municipality_name"] for row in self.model.tables["municipalities"]}
        rows = (row for row in self.model.tables["case_events"] if row["municipality_code"])
        return group_rows((row | {"municipality_name": names[row["municipality_code"]]} for row in rows), "case_id")

    def planned_joining(self, code: str, case: Row) -> str | None:
        """Give the date from which a municipality was announced to take part; None when nothing is known of a plan."""
        rows = self._joinings.get(case["case_id"], [])
        plans = (r for r in rows if (r["municipality_code"], r["kind"], r["certainty"]) == (code, "参加", "予定"))
        return next((row["happened_on"] for row in plans), None)

    @cached_property
    def not_told(self) -> dict[str, list[str]]:
        """Name, by case, what somebody who would join it needs to know and nobody has told us."""
        return {case["case_id"]: list(self._not_told(case)) for case in self.model.cases}

    def _not_told(self, case: Row) -> Iterator[str]:
        offer = self._supply(case["case_id"])
        lacking = {
            "費用": case["annual_cost_band"] is None,
            "加わる決まり": offer.get("late_joining") != "規則の文言あり",
            "窓口": offer["contact_basis"] not in ("case", "scheme"),
        }
        return (name for name, is_lacking in lacking.items() if is_lacking)

    def of_prefecture(self, code: str) -> Row:
        """Give the prefecture's schemes, subsidies and office, and where it stands with every system type."""
        return {
            "schemes": self.model.rows("schemes", prefecture_code=code),
            "subsidies": self.model.rows("subsidy_rules", prefecture_code=code),
            "steps": [row for row in self.model.tables["scheme_steps"] if row["scheme_id"].startswith(f"{code}-")],
            "standings": group_rows(sorted(self._standings(code), key=_interest), "group"),
            "ask": self.office_of(code),
            "ministries": MINISTRIES,
        }

    def _standings(self, code: str) -> Iterator[Row]:
        """Put together what four tables say of each system type: here, beside here, and all over the country."""
        for row in self.model.rows("prefecture_standings", prefecture_code=code):
            type_code = row["system_type_code"]
            (outlook,) = self.model.rows("system_type_outlooks", system_type_code=type_code)
            (participation,) = self.model.shown(
                "participation_bounds", prefecture_code=code, system_type_code=type_code
            )
            yield row | {
                "group": GROUPS[row["standing"]],
                "cases": self._cases(row["case_ids"]),
                "neighbours": self._neighbours(row),
                "participation": participation,
                "presence": self.bounds(type_code)[0],
                "outlook": outlook,
                "challenges": self._cases(outlook["challenge_case_ids"]),
                "schemes": [self.schemes[each] for each in _ids(outlook["scheme_ids"]) if each in self.schemes],
                "statement_count": len(_ids(outlook["statement_ids"])),
            }

    def _neighbours(self, row: Row) -> list[Row]:
        """List the neighbours that have the type, each with its recorded cases; one known from a screen alone has none."""
        cases = group_rows(self._cases(row["neighbour_case_ids"]), "prefecture_code")
        having = [
            place
            for place in self.model.prefectures.values()
            if place["prefecture_name"] in _ids(row["neighbour_names"])
        ]
        return [place | {"cases": cases.get(place["prefecture_code"], [])} for place in having]

    def _cases(self, case_ids: str | None) -> list[Row]:
        """Look up cases by their ids, separated by ";"; those that no page is made of are left out."""
        return [self.model.newest_by_id[each] for each in _ids(case_ids) if each in self.model.newest_by_id]

    def of_type(self, code: str) -> Row:
        """Give what the official counts force for a type, who has it, what it costs and who wants it."""
        return {
            "bounds": self.bounds(code),
            "supply": [
                row
                for row in self.model.rows("supply", system_type_code=code)
                if row["scheme_id"] or row["document_count"]
            ],
            "ranges": self.model.rows("cost_ranges", system_type_code=code),
            "statements": self.statements_by_type.get(code, []),
        }

    def office_of(self, prefecture_code: str) -> Row:
        """Give the best known office of a prefecture: one with a telephone number first."""
        own = self.model.rows("supply", prefecture_code=prefecture_code)
        known = [row for row in own if row["contact_basis"] in ("case", "scheme")]
        return min(known, key=lambda row: (not row["phone"], row["case_id"]), default=NOTHING_KNOWN)

    @cached_property
    def schemes(self) -> dict[str, Row]:
        return {row["scheme_id"]: row for row in self.model.tables["schemes"]}

    @cached_property
    def statements_by_type(self) -> dict[str | None, list[Row]]:
        """The statements of each type, each with its survey."""
        rows = [
            row | {"survey": survey}
            for row in self.model.tables["demand_statements"]
            for survey in self.model.rows("demand_surveys", survey_id=row["survey_id"])
        ]
        return group_rows(rows, "system_type_code")

    @cached_property
    def _candidates_by_body(self) -> dict[str, list[Row]]:
        rows = self.model.tables["candidates"]
        return group_rows((row | {"cases": self._cases(row["case_ids"])} for row in rows), "body_code")

    def bounds(self, type_code: str) -> list[Row]:
        """List what the official counts force for a type; at most one row."""
        return self.model.shown("presence_bounds", system_type_code=type_code)

    def _supply(self, case_id: str) -> Row:
        return next(iter(self.model.rows("supply", case_id=case_id)), NOTHING_KNOWN)

    @cached_property
    def _subsidies_by_case(self) -> dict[str, list[Row]]:
        known = (
            row | {"rule": rule}
            for row in self.model.tables["subsidies_applied"]
            for rule in self.model.rows("subsidy_rules", subsidy_id=row["subsidy_id"])
        )
        return group_rows(known, "case_id")


CASE_TABLES = {
    "events": "case_events",
    "amounts": "case_amounts",
    "savings": "savings",
    "documents": "case_documents",
    "ranges": "cost_ranges",
    "renewals": "renewals",
}


def _ids(joined: str | None) -> list[str]:
    """Take ids apart that one cell holds."""
    return joined.split(";") if joined else []


def _interest(row: Row) -> tuple[int, int, int]:
    """Order what a prefecture has, lacks or has not been asked about: neighbours' first, then the most common."""
    common = row["outlook"]["official_prefecture_count"] or 0
    return list(dict.fromkeys(GROUPS.values())).index(row["group"]), -len(row["neighbours"]), -common
