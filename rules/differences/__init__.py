"""What is left and why: one family of reasons a file, in the order of `ladder.py`."""
