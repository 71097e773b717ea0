"""Reads and writes what people write: tidy, import, workbook, review."""
