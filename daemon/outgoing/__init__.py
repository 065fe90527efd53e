"""Ways out: one file each behind `base.Transport`, chosen by `transport`. Only daemon/pipeline/send.py calls them, from the outbox."""

from daemon.outgoing.transport import transport as transport
