"""Exchange Server on premises, through exchangelib: what a mailbox and a way out share."""
