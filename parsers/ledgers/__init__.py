"""Our own books as the accounting system exports them. One file per kind of export, each told by its headings."""
