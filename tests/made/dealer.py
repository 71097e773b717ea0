"""Chance that covers everything: values are dealt from shuffled decks."""

from collections.abc import Sequence
from random import Random


class Dealer:
    """Deal each value of a deck once before any comes up again. The same seed deals the same."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self._decks: dict[str, list[str]] = {}

    def deal(self, deck: str, values: Sequence[str]) -> str:
        """Deal one value; the deck of this name is made from `values` and made again when it is used up."""
        left = self._decks.setdefault(deck, [])
        if not left:
            left.extend(values)
            self.random.shuffle(left)
        return left.pop()

    def deal_some(self, deck: str, values: Sequence[str], at_least: int, at_most: int) -> list[str]:
        """Deal between `at_least` and `at_most` different values."""
        wanted = self.random.randint(at_least, min(at_most, len(values)))
        return list(dict.fromkeys(self.deal(deck, values) for _ in range(wanted)))
