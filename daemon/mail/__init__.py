"""Mail as data: what came in, what goes out, and what may be said of a sender. No connection is opened here."""
