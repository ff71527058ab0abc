"""The names of what documents, paragraphs, units and concepts can be. Apart from ``kg.model``: questions need them, and not its records."""

from __future__ import annotations

TITLE, HEADING, BODY, TABLE = range(4)
"""Kinds of paragraphs; a TABLE (also contents and lists of links) is kept in the text but has no sentences."""

COUNTED, CUT, DUPLICATE, DEAD, EMPTY, FAILED = "counted", "cut", "duplicate", "dead", "empty", "failed"
"""What became of a document; a CUT one is counted too."""

CURATED, DISCOVERED = "curated", "discovered"
"""Whether a concept comes from a thesaurus or was found."""

CONFIDENCE_UNIT = 65_536
"""Confidences are integers in units of 1/65,536, so that sums do not depend on the order of documents."""

SENTENCE_UNIT, PARAGRAPH_UNIT, DOCUMENT_UNIT = "sentence", "paragraph", "document"
UNITS = (SENTENCE_UNIT, PARAGRAPH_UNIT, DOCUMENT_UNIT)
"""Units in which concepts co-occur."""

EVIDENCE = ("text", "ids", "none")
"""What a page and the Turtle show of sentences: all of them, where they stand, nothing."""

CATEGORIES = ("policy", "technology", "security", "economy", "society", "law", "institution", "governance", "international", "data")
