"""The parts of `made.synthesize`: made-up records for measuring and testing, never for publishing."""
