"""One file a page (or a page with its small siblings), each offering `PAGES`; found by themselves, in no order."""
