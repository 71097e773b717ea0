"""What was found without a fault is kept, by the content of all that was judged, and not judged again."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from pipeline.cache import is_kept, keep
from pipeline.digests import code_digest
from pipeline.messages import Problem


class Verdicts:
    """Remembers in a folder what was sound; faults are found anew each time. Without a folder nothing is remembered."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder

    def is_sound(self, *judged: object) -> bool:
        """Tell whether the same was judged before and found sound. Shapes  judged: what has one `repr` for one content."""
        return self._folder is not None and is_kept(self._place(judged))

    def judge(self, find: Callable[[], list[Problem]], *judged: object) -> list[Problem]:
        """Give what `find` finds in what is judged, without looking where the same was sound before."""
        if self.is_sound(*judged):
            return []
        found = find()
        if not found:
            self.note_sound(*judged)
        return found

    def note_sound(self, *judged: object) -> None:
        """Remember that this was found sound."""
        if self._folder is not None:
            keep(self._place(judged), bytes)

    def _place(self, judged: object) -> Path:
        assert self._folder is not None
        return self._folder / digest_of((code_digest(), judged))


ALL_ANEW = Verdicts(None)


def digest_of(content: object) -> str:
    """Give a digest of what has one `repr` for one content: texts, numbers, and lists and tuples of them."""
    return hashlib.sha256(repr(content).encode("utf-8", "surrogatepass")).hexdigest()
