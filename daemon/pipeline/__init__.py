"""The way of a mail through the house: receive, open, recognise, reconcile, decide, reply, send. Thin steps over the pure core."""
