"""Ways out: one file each behind `base.Transport`, chosen by `connect.transport`. Only daemon/pipeline/send.py sends."""
