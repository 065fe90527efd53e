"""What single accounting systems add to what headings say by themselves: one file each, data and no second engine.

A module here offers `SYSTEMS`. What each field of a `System` does to the reading stands in `system.py`.
"""
