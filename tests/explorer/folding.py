"""What the searches of the site promise, written a second time: which texts are alike, and what holds a word."""

import csv
import re
import unicodedata

from pipeline.paths import ROOT

OLD_KANJI = dict(
    re.findall(
        r"(.)(.)",
        re.findall(r'OLD_KANJI =\s+"(\w+)"', (ROOT / "build/assets/text_folding.js").read_text(encoding="utf-8"))[0],
    )
)
HAN = "[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇]"


def fold(text: str) -> str:
    """Fold a text as it is searched."""
    plain = re.sub("[\ufe00-\ufe0f\U000e0100-\U000e01ef]", "", unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub("[\u2010-\u2015\u2212]", "-", plain)
    kana = "".join(chr(ord(sign) - 0x60) if "ァ" <= sign <= "ヶ" else OLD_KANJI.get(sign, sign) for sign in plain)
    return re.sub(f"ゖ|(?<={HAN})[けが](?={HAN})", "け", kana)


def words_of(text: str) -> list[str]:
    """Split what was typed into the words that must all be found."""
    place = re.sub(r"^(北海道|東京都|京都府|大阪府|[^県\s]{2,3}県)(?=\S)", r"\1 ", fold(text).strip())
    return re.sub(r"(^|\s)([^\s郡]{1,6}郡)(?=\S+[町村])", r"\1\2 ", place).split()


def _read_synonyms() -> list[tuple[str, str]]:
    with (ROOT / "data/codes/search_synonyms.csv").open(encoding="utf-8-sig", newline="") as stream:
        _, *rows = csv.reader(stream)
    return [(fold(typed), fold(written)) for typed, written, _ in rows]


SYNONYMS = _read_synonyms()


def patterns_of(word: str) -> list[str]:
    """Write the regular expressions of which a text must hold one: the word, or a word of the site for it."""
    words = [word, *(word.replace(typed, written) for typed, written in SYNONYMS if typed in word)]
    return [_start(each) + re.escape(each) for each in words]


def _start(word: str) -> str:
    return "(?:^|[^a-z])" if re.match("[a-z]", word) else r"(?:^|\D)" if re.match(r"[0-9]", word) else ""


def holds(text: str, word: str) -> bool:
    """Whether a folded text holds a word."""
    return any(re.search(pattern, text, re.MULTILINE) for pattern in patterns_of(word))
