"""Facts become a decision. Pure functions over statements and ledgers; no file, clock, network or store is known here."""
