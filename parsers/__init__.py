"""Files become facts: statements and ledger entries, each value with the place where it stood. Pure: no clock, network or store."""
