"""From the bytes of a CSV to rows of cells, with the faults of encoding, line ends, delimiter and quotes."""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pipeline.messages import Fault
from pipeline.read.file_kinds import BLANK_BYTES, kind_of, kind_of_start
from pipeline.read.sheets import ROWS_AT_MOST, Reading, Rows, Sheet

BYTES_AT_MOST = 50_000_000
QUOTE_FAULTS_AT_MOST = 20
HEADER_SOUGHT_IN = 10
ENCODING_NAMES = {
    "cp932": "Shift_JIS（CP932）",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "utf-16": "UTF-16",
    "utf-32": "UTF-32",
}
DELIMITERS = {",": "カンマ", "\t": "タブ", ";": "セミコロン", "|": "縦棒"}
LINE_ENDS = {"\r\n": "CRLF", "\n": "LF", "\r": "CR"}
NULS_OF_UTF16 = 4


def read_csv(path: Path, header: Sequence[str] = ()) -> Reading:
    """Read one CSV as text, whatever its encoding, and list what a right file would not have.

    Missing  a file that cannot be read at all has no rows and one fault.
    """
    reading = Reading()
    raw = _read_bytes(path, reading)
    text = None if raw is None else _decode(raw, header, reading)
    if text is None:
        return reading
    _judge_line_ends(text, reading)
    sheet = Sheet(rows=_split(text, _find_delimiter(text, reading), reading))
    if len(sheet.rows) > ROWS_AT_MOST:
        reading.add(None, "file_too_long", limit=f"{ROWS_AT_MOST:,}")
        return reading
    sheet.rows = _unquoted(sheet.rows, reading)
    reading.sheets.append(sheet)
    return reading


def _read_bytes(path: Path, reading: Reading) -> bytes | None:
    """Read the file unless it is no table at all: a file of 1 GB is never taken into memory."""
    try:
        size = path.stat().st_size
        if size > BYTES_AT_MOST:
            reading.add(None, "file_too_large", size=f"{size / 1e6:.0f}", limit=f"{BYTES_AT_MOST / 1e6:.0f}")
            return None
        raw = path.read_bytes()
        kind = kind_of(path) if kind_of_start(raw[:64]) else ""
    except OSError as error:
        reading.add(None, "file_unreadable", reason=error.strerror or "")
        return None
    if kind:
        reading.add(None, "file_disguised", kind=kind)
    elif not raw.strip(BLANK_BYTES):
        reading.add(None, "file_empty")
    return raw if raw.strip(BLANK_BYTES) and not kind else None


def _decode(raw: bytes, header: Sequence[str], reading: Reading) -> str | None:
    wide = _wide_encoding(raw)
    if wide:
        text = raw.decode(wide, errors="replace").removeprefix("\ufeff")
        # Excel's "Unicode text" is UTF-16 with tabs: one cause, one message.
        name = "unicode_text" if "\t" in text.partition("\n")[0] else "encoding"
        reading.add(None, name, encoding=ENCODING_NAMES[wide[:6]])
        return text
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_other(raw, header, reading)
    if "\x1b$" in text:
        reading.add(None, "encoding", encoding=ENCODING_NAMES["iso2022_jp"])
        return raw.decode("iso2022_jp", errors="replace")
    return text.removeprefix("\ufeff")


def _wide_encoding(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = raw[:10_000]
    even, odd = start[0::2].count(0), start[1::2].count(0)  # commas and line ends have a NUL at one of the two
    if max(even, odd) < NULS_OF_UTF16 or max(even, odd) < 3 * min(even, odd):
        return ""
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    return encoding if _decodes(raw, encoding) else ""


def _decode_other(raw: bytes, header: Sequence[str], reading: Reading) -> str | None:
    """Decode bytes that are not UTF-8: the whole file in another encoding, or single rows pasted from elsewhere.

    Missing  bytes of an encoding that nobody knows are not guessed at: their cells would all be blamed.
    """
    encoding = _likely_encoding(raw, header)
    lines = raw.splitlines(keepends=True)
    good = [_decodes(line, "utf-8") for line in lines]
    is_mixed = any(ok and not line.isascii() for ok, line in zip(good, lines, strict=True))
    if encoding and (not is_mixed or any(name in raw.decode(encoding) for name in header[:1])):
        reading.add(None, "encoding", encoding=ENCODING_NAMES[encoding])
        return raw.decode(encoding)
    encodings = ["utf-8" if ok else _likely_encoding(line, ()) for ok, line in zip(good, lines, strict=True)]
    if not is_mixed or not all(encodings):
        reading.add(None, "encoding_unknown")
        return None
    for number, name in enumerate(encodings, start=1):
        if name != "utf-8":
            reading.add(number, "encoding_mixed", encoding=ENCODING_NAMES[name])
    return "".join(line.decode(name) for name, line in zip(encodings, lines, strict=True))


def _likely_encoding(raw: bytes, header: Sequence[str]) -> str:
    fitting = [name for name in ("cp932", "euc_jp") if _decodes(raw, name)]
    knowing = [name for name in fitting if header and header[0] in raw.decode(name)]
    return next(iter([*knowing, *fitting]), "")


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


def _find_delimiter(text: str, reading: Reading) -> str:
    """Find what parts the cells, by the first line that is parted at all: a title above has nothing to part."""
    parted = (line for line in io.StringIO(text[:100_000], newline="") if any(d in line for d in DELIMITERS))
    first = next(parted, "")
    found = max(DELIMITERS, key=first.count)
    if found != "," and all(fault.name != "unicode_text" for _, fault in reading.faults):
        reading.add(None, "delimiter", delimiter=DELIMITERS[found])
    return found


def _split(text: str, delimiter: str, reading: Reading) -> Rows:
    """Split the text into rows; a row whose quotes are broken is given up alone, and reading goes on below it.

    Reading ends soon after the last row that a table may have.
    """
    csv.field_size_limit(sys.maxsize)
    lines, rows = list(io.StringIO(text, newline="")), Rows()
    start, faults = 0, 0
    while start < len(lines) and faults < QUOTE_FAULTS_AT_MOST:
        reader = csv.reader(lines[start:], delimiter=delimiter, strict=True)
        done = 0
        try:
            for row in reader:
                rows.append(row)
                done = reader.line_num
                if len(rows) > ROWS_AT_MOST:
                    return rows
        except csv.Error:
            rows.append(None)
            reading.add(len(rows), "quote")
            faults += 1
            start += done + 1
        else:
            break
    return rows


def _unquoted(rows: Rows, reading: Reading) -> Rows:
    """Part the rows that are one cell holding a whole line: all of the line stood in column A when it was saved."""
    parted = [_parted(row) for row in rows]
    widths = Counter(len(found or row or []) for found, row in zip(parted, rows, strict=True))
    width = max(
        (len(found or row or []) for found, row in zip(parted[:HEADER_SOUGHT_IN], rows, strict=False)), default=0
    )
    if width < 2 or not widths[width]:
        return rows
    result = Rows()
    for number, (row, found) in enumerate(zip(rows, parted, strict=True), start=1):
        # In a table of two or three columns, a filled first cell with a comma may be just that.
        is_whole = found is not None and len(found) == width and (len(row or []) == 1 or width > 3)
        if is_whole:
            reading.faults.append((number, Fault("row_quoted")))
        result.append(found if is_whole else row)
    return result


def _parted(row: list[str] | None) -> list[str] | None:
    """Give the cells of a line that stands in one cell, with or without empty cells after it."""
    if not row or any(row[1:]):
        return None
    delimiter = max(DELIMITERS, key=row[0].count)
    try:
        found = next(csv.reader([row[0]], delimiter=delimiter, strict=True), [])
    except csv.Error:
        return None
    return found if len(found) > 1 else None
