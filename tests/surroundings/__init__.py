"""`make faults`: builds of a small site while the machine fails; too slow for every test run."""
