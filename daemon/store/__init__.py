"""What is known, safely kept: one file per noun over one schema; the originals in an archive by their hash."""
