"""Measures the pipeline: every stage, and beside it, in the same run, what others need for the same work.

Seconds depend on the machine; the ratios are the result. `python -m bench` runs everything.

    subjects     the data that is built: the real data and made-up data of several sizes
    stages       seconds and peak memory of every stage of a build
    comparisons  one function for each comparison with a peer, with its goal
    paint        when the largest part of a page is drawn on a slow phone
"""
