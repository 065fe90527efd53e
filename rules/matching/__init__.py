"""What agrees: one rule a file, in the order of `ladder.py`."""
