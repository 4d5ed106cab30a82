"""Figures, not tests: `make bench` prints a table a measure. Seconds differ by machine; ratios and counts do not."""
