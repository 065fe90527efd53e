"""Streams of rows from csv, xlsx, xls, xlsb, ods and tables in HTML, told apart by content, for readers and ledgers alike."""
