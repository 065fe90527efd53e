"""Strangers' files are parsed apart: each in a fresh process that can read no secret, write no file and reach no network.

`apart.recognise_apart` is the door. `host` is this side of it; `fork_server` and `child` run on the other.
"""
