"""The world: mailboxes, the store, replies, the service and its command line, around the pure core."""
