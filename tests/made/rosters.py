"""Who takes part in a made-up case, and the sums that follow from it."""

from dataclasses import dataclass

from made.country import Country, Row
from made.dealer import Dealer

SCOPES = ("全市区町村", "全部", "全部", "全部", "全部", "一部", "一部", "なし", "なし")
POPULATIONS = {"指定都市": 1_200_000, "市": 75_000, "特別区": 380_000, "町": 14_000, "村": 4_000}
STAFF_PER_PERSON = 0.0095


@dataclass(frozen=True)
class Roster:
    """The participants of a case; `listed` are those whom the participation file names."""

    scope: str
    members: list[Row]
    listed: list[Row]

    @property
    def population(self) -> int:
        """The made-up population of all members. It depends on the kind of municipality and its code only."""
        return sum(POPULATIONS[row["種類"]] * (60 + int(row["市区町村コード"]) % 89) // 100 for row in self.members)

    @property
    def figures(self) -> Row:
        """What the survey says about the size of the case."""
        return {
            "roster_scope": self.scope,
            "participant_count": str(len(self.members)),
            "population_10k": str(self.population // 10_000),
            "staff_thousand": f"{self.population * STAFF_PER_PERSON / 1000:.1f}",
        }


def draw_roster(country: Country, prefecture_code: str, dealer: Dealer) -> Roster:
    """Draw participants so that every municipality of the prefecture has its turn."""
    everyone = country.municipalities[prefecture_code]
    scope = dealer.deal("roster_scope", SCOPES)
    if scope == "全市区町村":
        return Roster(scope, everyone, [])
    members = _draw_members(everyone, prefecture_code, dealer)
    return Roster(scope, members, _listed(scope, members, dealer))


def grow_roster(roster: Roster, country: Country, prefecture_code: str) -> Roster:
    """Let the rest of the prefecture join, as in a later edition: the roster becomes the complete list."""
    return Roster("全部", everyone := country.municipalities[prefecture_code], everyone)


def _draw_members(everyone: list[Row], prefecture_code: str, dealer: Dealer) -> list[Row]:
    codes = [row["市区町村コード"] for row in everyone]
    wanted = dealer.deal_some(f"members of {prefecture_code}", codes, 2, len(codes))
    return [row for row in everyone if row["市区町村コード"] in set(wanted)]


def _listed(scope: str, members: list[Row], dealer: Dealer) -> list[Row]:
    if scope == "なし":
        return []
    if scope == "全部":
        return members
    size = dealer.random.randint(1, len(members) - 1) if len(members) > 1 else 1
    return sorted(dealer.random.sample(members, size), key=lambda row: row["市区町村コード"])
