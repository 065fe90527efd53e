"""Measurements: how well and how fast; none of it is part of the program."""
