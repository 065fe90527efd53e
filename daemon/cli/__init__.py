"""The command line: one command a file, found by `pkgutil` (each module offers `command`)."""
