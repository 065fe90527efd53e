"""Ways out: one file each behind `base.Transport`. Only daemon/pipeline/send.py calls them, from the outbox."""
