"""One file per way of looking at a document. All able readers try; the one whose result proves wins.

Each module offers `READER`, found by `pkgutil` (see `readers.base`).
"""
