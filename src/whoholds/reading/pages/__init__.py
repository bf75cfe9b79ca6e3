"""Pages: bytes in; a page's skeleton out: headline, dates, paragraphs, notes, thread and appeal."""
