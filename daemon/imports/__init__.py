"""Our own files into the store: the ledger's export and the counterparty list. The commands and the desk both take them over here."""
