"""What a project is written to for others to read: the page, tables, graph formats."""
