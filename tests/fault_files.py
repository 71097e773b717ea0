"""Faults of whole files: their bytes, and their names."""

from fault_makers import (
    fault_in,
    mixed_encoding,
    mixed_ends,
    quoted,
    same,
    with_rows,
    with_text,
)
from made.small import COUNTS, EVIDENCE_OSAKA, ROSTER_OSAKA, SURVEY_OSAKA

BYTES = {
    "encoding-cp932": fault_in("sources.csv", lambda text: text.encode("cp932")),
    "encoding-euc-jp": fault_in("sources.csv", lambda text: text.encode("euc_jp")),
    "encoding-iso-2022-jp": fault_in("sources.csv", lambda text: text.encode("iso2022_jp")),
    "encoding-mixed": fault_in("sources.csv", mixed_encoding),
    "encoding-utf16": fault_in("sources.csv", lambda text: text.encode("utf-16")),
    "encoding-unknown": fault_in("sources.csv", lambda text: text.encode("cp932") + b"\x81\x01,\xfe\x01\n"),
    "encoding-utf16-tabs": fault_in(ROSTER_OSAKA, lambda text: text.replace(",", "\t").encode("utf-16")),
    "encoding-utf16-without-bom": fault_in("sources.csv", lambda text: text.encode("utf-16-le")),
    "file-empty": fault_in("sources.csv", lambda text: b""),
    "file-blank": fault_in(ROSTER_OSAKA, lambda text: b"\xef\xbb\xbf,,\r\n\r\n"),
    "file-workbook-named-csv": fault_in(SURVEY_OSAKA, lambda text: b"PK\x03\x04\x14\x00\x06\x00" + bytes(range(64))),
    "file-web-page-named-csv": fault_in(
        SURVEY_OSAKA, with_text(lambda text: f"\n<!DOCTYPE html><html><body>{text}</body></html>")
    ),
    "lines-quoted": fault_in(ROSTER_OSAKA, with_text(lambda text: quoted(text, 1))),
    "lines-quoted-with-header": fault_in(ROSTER_OSAKA, with_text(lambda text: quoted(text, 0))),
    "lines-of-tabs-in-one-cell": fault_in(
        ROSTER_OSAKA, with_rows(lambda rows: [*rows[:2], ["\t".join(rows[2])], *rows[3:]])
    ),
    "line-ends-cr": fault_in("sources.csv", with_text(lambda text: text.replace("\n", "\r"))),
    "line-ends-mixed": fault_in("sources.csv", mixed_ends),
    "delimiter-semicolon": fault_in("sources.csv", with_text(lambda text: text.replace(",", ";"))),
    "delimiter-tab": fault_in("sources.csv", with_text(lambda text: text.replace(",", "\t"))),
    "quote-not-closed": fault_in(ROSTER_OSAKA, with_text(lambda text: text.replace("橋市", '"橋市'))),
    "quote-inside": fault_in(ROSTER_OSAKA, with_text(lambda text: text.replace("橋市", '"橋"市'))),
}

FILES = {
    "file-misnamed": fault_in("sources.csv", same, "source.csv"),
    "file-upper-suffix": fault_in(SURVEY_OSAKA, same, "survey/rolling/27-osaka.CSV"),
    "file-workbook": fault_in("sources.csv", lambda text: b"PK\x03\x04", "survey/2024-01-31/27-osaka.xlsx"),
    "file-prefecture-code": fault_in(ROSTER_OSAKA, with_text(lambda text: text.splitlines()[0]), "participation/rolling/28-osaka.csv"),
    "file-prefecture-name": fault_in(ROSTER_OSAKA, with_text(lambda text: text.splitlines()[0]), "participation/rolling/大阪府.csv"),
    "file-prefecture-zero": fault_in(ROSTER_OSAKA, with_text(lambda text: text.splitlines()[0]), "participation/rolling/1-hokkaido.csv"),
    "file-edition": fault_in(COUNTS, with_text(lambda text: text.splitlines()[0]), "participant_counts/2024.csv"),
    "file-two-suffixes": fault_in(SURVEY_OSAKA, same, "survey/rolling/27-osaka.csv.txt"),
    "file-suffix-swapped": fault_in(SURVEY_OSAKA, same, "survey/2024-01-31/27-osaka.cvs"),
    "file-suffix-of-a-copy": fault_in(SURVEY_OSAKA, same, "survey/2024-01-31/27-osaka.csv~"),
    "file-fullwidth-dot": fault_in(SURVEY_OSAKA, same, "survey/rolling/27-osaka．csv"),
    "file-no-suffix": fault_in(SURVEY_OSAKA, same, "survey/rolling/27-osaka"),
    "file-hidden": fault_in(SURVEY_OSAKA, same, "survey/rolling/.27-osaka.csv"),
    "file-of-another-kind": fault_in(SURVEY_OSAKA, lambda text: b"%PDF-1.7", "survey/2024-01-31/27-osaka.pdf"),
    "file-folder": fault_in(SURVEY_OSAKA, same, "survey/27-osaka.csv"),
    "file-folder-too-deep": fault_in(ROSTER_OSAKA, same, "participation/2024-01-31/提出/27-osaka.csv"),
    "file-proposed": fault_in(SURVEY_OSAKA, same, "proposals/27-0001-service-name.txt"),
    "file-copy": fault_in(SURVEY_OSAKA, same, "survey/2024-01-31/27-osaka (1).csv"),
    "file-copy-upper-suffix": fault_in(SURVEY_OSAKA, same, "survey/2024-01-31/27-osaka.CSV"),
    "file-edition-folder": fault_in(EVIDENCE_OSAKA, with_text(lambda text: text.splitlines()[0]), "evidence/2025-03-31/27-osaka.csv"),
}  # fmt: skip
