"""Tables become statements: columns, rows, sections and totals are told apart, and the printed arithmetic proves the result."""
