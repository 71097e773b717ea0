"""Releases, what changed in the source rows since, the errata that explain corrections, and withdrawals.

source_rows        what people wrote, row by row, now or in a release.
source_changes     what changed in it, and whether that corrects, adds, takes back or only books.
changes            what differs between two states of the published tables, cell by cell.
published_changes  which change of the source each of these shows.
effects            the computed figures that a correction moved.
errata             data/errata.csv held against the source rows of the releases and of now.
withdrawals        what data/withdrawn.csv takes back.
retellings         where a published table tells an answer under another name.
versions           the number of the next release.
store, ledger      data/releases/: reading frozen releases, and making sure that nobody has touched them.
writing            freezing the next one.
publication        the releases' files on the site.
"""
