"""From the bytes of a file to rows of cells, with the faults of encoding, line ends, delimiter and quotes."""

import csv
import io
import re
import sys
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.check.faults import Fault

BYTES_AT_MOST = 50_000_000
ROWS_AT_MOST = 1_048_576
QUOTE_FAULTS_AT_MOST = 20
ENCODING_NAMES = {
    "cp932": "Shift_JIS（CP932）",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "utf-16": "UTF-16",
}
DELIMITERS = {";": "セミコロン", "\t": "タブ", "|": "縦棒"}
LINE_ENDS = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}
NUL_SHARE_OF_UTF16 = 0.3
BLANK = b"\xef\xbb\xbf\r\n\t ,"
# How the files begin that get the name of a CSV without being one.
OTHER_KINDS = {
    b"pk\x03\x04": "Excel のブック（.xlsx）",
    b"\xd0\xcf\x11\xe0": "古い形式の Excel のブック（.xls）",
    b"%pdf": "PDF",
    b"<!doctype": "ウェブページ（HTML）",
    b"<html": "ウェブページ（HTML）",
    b"<table": "ウェブページ（HTML）",
    b"<?xml": "XML",
}


@dataclass
class Reading:
    """The rows of a file and what is wrong with it as a file; `rows[0]` is row 1, a broken row is None."""

    rows: list[list[str] | None] = field(default_factory=list)
    faults: list[tuple[int | None, Fault]] = field(default_factory=list)

    def add(self, row: int | None, name: str, **facts: str) -> None:
        self.faults.append((row, Fault(name, facts)))


def read_file(path: Path, header: list[str]) -> Reading:
    """Read one CSV as text, whatever its encoding, and list what a right file would not have.

    Missing  a file that cannot be read at all has no rows and one fault.
    """
    reading = Reading()
    raw = _read_bytes(path, reading)
    if raw is None:
        return reading
    text = _decode(raw, header, reading)
    _judge_line_ends(text, reading)
    delimiter = _find_delimiter(text, header, reading)
    _split(text, delimiter, reading)
    if len(reading.rows) > ROWS_AT_MOST:
        reading.add(None, "file_too_long", rows=str(len(reading.rows)), limit=str(ROWS_AT_MOST))
        reading.rows.clear()
    return reading


def _read_bytes(path: Path, reading: Reading) -> bytes | None:
    """Read the file unless it is no table at all: a file of 1 GB is never taken into memory."""
    try:
        size = path.stat().st_size
        if size > BYTES_AT_MOST:
            reading.add(None, "file_too_large", size=f"{size / 1e6:.0f}", limit=f"{BYTES_AT_MOST / 1e6:.0f}")
            return None
        raw = path.read_bytes()
    except OSError as error:
        reading.add(None, "file_unreadable", reason=type(error).__name__)
        return None
    start = raw.lstrip(BLANK)[:9].lower()
    kind = next((kind for sign, kind in OTHER_KINDS.items() if start.startswith(sign)), "")
    if kind:
        reading.add(None, "file_disguised", kind=kind)
    elif not start:
        reading.add(None, "file_empty")
    return raw if start and not kind else None


def _decode(raw: bytes, header: list[str], reading: Reading) -> str:
    wide = _wide_encoding(raw)
    if wide:
        reading.add(None, "encoding", encoding=ENCODING_NAMES["utf-16"])
        return raw.decode(wide, errors="replace").removeprefix("\ufeff")
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(raw, header, reading)
    if "\x1b$" in text:
        reading.add(None, "encoding", encoding=ENCODING_NAMES["iso2022_jp"])
        return raw.decode("iso2022_jp", errors="replace")
    return text


def _wide_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = raw[:1000]
    even, odd = start[0::2].count(0), start[1::2].count(0)
    if max(even, odd) <= NUL_SHARE_OF_UTF16 * len(start) / 2:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _decode_other(raw: bytes, header: list[str], reading: Reading) -> str:
    """Decode bytes that are not UTF-8: the whole file in another encoding, or single rows pasted from elsewhere."""
    lines = raw.splitlines(keepends=True)
    good = [_decodes(line, "utf-8") for line in lines]
    if any(ok and not line.isascii() for ok, line in zip(good, lines, strict=True)):
        for number, (ok, line) in enumerate(zip(good, lines, strict=True), start=1):
            if not ok:
                reading.add(number, "encoding_mixed", encoding=ENCODING_NAMES[_likely_encoding(line, [])])
        return "".join(
            line.decode("utf-8" if ok else _likely_encoding(line, []), errors="replace")
            for ok, line in zip(good, lines, strict=True)
        )
    encoding = _likely_encoding(raw, header)
    reading.add(None, "encoding", encoding=ENCODING_NAMES[encoding])
    return raw.decode(encoding, errors="replace")


def _likely_encoding(raw: bytes, header: list[str]) -> str:
    fitting = [name for name in ("cp932", "euc_jp") if _decodes(raw, name)]
    knowing = [name for name in fitting if header and header[0] in raw.decode(name)]
    return (knowing or fitting or ["cp932"])[0]


def _decodes(raw: bytes, encoding: str) -> bool:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _judge_line_ends(text: str, reading: Reading) -> None:
    """Compare the line ends outside quotes; those inside are line breaks in cells, another fault."""
    if "\r" not in text:
        return
    bare = re.sub(r'"[^"]*"', lambda quoted: "\v" * quoted[0].count("\n"), text)
    ends = re.findall(r"\r\n|\n|\r", bare)
    kinds = [end for end in LINE_ENDS if end in ends]
    if kinds == ["\r"]:
        reading.add(None, "line_ends_cr")
    elif len(kinds) > 1:
        first = next(i for i, end in enumerate(ends) if end != ends[0])
        reading.add(first + 1, "line_ends_mixed", kinds=" と ".join(LINE_ENDS[end] for end in kinds))


def _find_delimiter(text: str, header: list[str], reading: Reading) -> str:
    first = text.splitlines()[0] if text else ""
    if "," in first or len(header) < 2:
        return ","
    found = max(DELIMITERS, key=first.count)
    if not first.count(found):
        return ","
    reading.add(None, "delimiter", delimiter=DELIMITERS[found])
    return found


def _split(text: str, delimiter: str, reading: Reading) -> None:
    """Split the text into rows; a row whose quotes are broken is given up alone, and reading goes on below it."""
    csv.field_size_limit(sys.maxsize)
    lines = list(io.StringIO(text, newline=""))
    start, faults = 0, 0
    while start < len(lines) and faults < QUOTE_FAULTS_AT_MOST:
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        done = 0
        try:
            for row in reader:
                reading.rows.append(row)
                done = reader.line_num
        except csv.Error:
            reading.rows.append(None)
            reading.add(len(reading.rows), "quote")
            faults += 1
            start += done + 1
        else:
            return
