"""The parts of `pipeline.synthesize`: made-up records for measuring and testing, never for publishing."""
