"""The desk: the pages where staff see what came, what was read and decided, and where they decide themselves.

`app.py` joins the pages of `pages/` (one file each, found by themselves) to an ASGI application; `server.py` serves it within
`tieout run`. The room meets the pipeline in the store, and asks for acts on cases through `daemon.desk.Desk` alone.
"""
