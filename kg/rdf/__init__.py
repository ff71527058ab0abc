"""The project as linked data: a writer for Turtle, N-Triples and JSON-LD, questions in SPARQL, checks (DESIGN §11)."""
