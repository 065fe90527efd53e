"""Which thread, process or machine does which step next. What a step does, and what is true, stands elsewhere."""
