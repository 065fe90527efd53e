"""Connectors that bring mail in: one file each behind `base.MailboxConnection`, chosen by `connect.connect`."""
