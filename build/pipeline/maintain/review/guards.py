"""Tables whose size changes more than a correction should change it."""

from dataclasses import dataclass

from pipeline.messages import sentence
from pipeline.schemas import source_schemas

TENTH = 0.1
# Lists that only ever grow, a row at a time; the check sees to it that none goes.
LOGS = ("errata", "withdrawals")


@dataclass(frozen=True)
class SizeChange:
    """A table that grew or shrank by more than a tenth."""

    table: str
    before: int
    after: int

    @property
    def is_loss(self) -> bool:
        return self.after < self.before

    @property
    def text(self) -> str:
        title = source_schemas()[self.table].title
        word = sentence("size_loss" if self.is_loss else "size_gain")
        return sentence("size_changed", title=title, before=f"{self.before:,}", after=f"{self.after:,}", word=word)


def size_changes(before: dict[str, int], after: dict[str, int]) -> list[SizeChange]:
    """List the tables that change by more than a tenth. A table that is new has nothing to be compared with."""
    counted = {name: count for name, count in before.items() if count and name not in LOGS}
    changes = [SizeChange(name, count, after.get(name, 0)) for name, count in counted.items()]
    return [change for change in changes if abs(change.after - change.before) > change.before * TENTH]
