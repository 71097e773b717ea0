"""What a file is by its bytes, whatever its name says."""

import zipfile
from pathlib import Path

WORKBOOK = "Excel のブック（.xlsx）"
PASSWORD = "パスワードの付いた Excel のブック"
OLD_WORKBOOK = "古い形式の Excel のブック（.xls）"
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
BLANK_BYTES = b"\xef\xbb\xbf\r\n\t ,"
LOOKED_AT_BYTES = 8_000_000
STARTS = {
    ZIP.lower(): WORKBOOK,
    OLE: OLD_WORKBOOK,
    b"%pdf": "PDF",
    b"<!doctype": "ウェブページ（HTML）",
    b"<html": "ウェブページ（HTML）",
    b"<table": "ウェブページ（HTML）",
    b"<?xml": "XML",
    b"{\\rtf": "リッチテキスト（RTF）",
}
# What else is packed as ZIP, by the beginning of the names inside.
PACKED = {
    "xl/workbook.bin": "バイナリ形式の Excel のブック（.xlsb）",
    "xl/": WORKBOOK,
    "content.xml": "OpenDocument の表（.ods）",
    "index/": "Numbers の書類",
    "index.zip": "Numbers の書類",
    "word/": "Word の文書",
    "ppt/": "PowerPoint の文書",
}


def kind_of(path: Path) -> str:
    """Name the kind of a file that is no text; a text has none.

    Raises   OSError
    """
    with path.open("rb") as stream:
        start = stream.read(64)
        kind = kind_of_start(start)
        if kind == OLD_WORKBOOK:
            names = start + stream.read(LOOKED_AT_BYTES)
            return PASSWORD if "EncryptedPackage".encode("utf-16-le") in names else OLD_WORKBOOK
    return _packed_kind(path) if kind == WORKBOOK else kind


def kind_of_start(raw: bytes) -> str:
    start = raw.lstrip(BLANK_BYTES)[:9].lower()
    return next((kind for sign, kind in STARTS.items() if start.startswith(sign)), "")


def _packed_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = [name.lower().replace("\\", "/").lstrip("/") for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return WORKBOOK  # a broken one: reading it will say so
    found = (kind for start, kind in PACKED.items() if any(name.startswith(start) for name in names))
    return next(found, "ZIP にまとめたファイル")
