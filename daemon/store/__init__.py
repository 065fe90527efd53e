"""What is known, safely kept: one file per noun over one schema; the originals in an archive by their hash."""

from daemon.store.migrate import StoreRefused
from daemon.store.opening import Store, StoreInUse, open_store

__all__ = ["Store", "StoreInUse", "StoreRefused", "open_store"]
