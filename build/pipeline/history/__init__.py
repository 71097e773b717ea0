"""Releases, the changes between them, the errata that explain corrections, and withdrawals.

tables       a published table as text, with what of it is followed over time.
changes      what differs between two states of the published tables.
natures      whether a change is a correction, an update, a withdrawal or a consequence.
versions     the number of the next release.
store        data/releases/: reading, checking and writing frozen releases.
"""
