"""Microsoft Graph: what a mailbox and a way out of Microsoft 365 share."""
