"""Further kinds of source: Markdown, e-mail, PDF and Telegram's export in; the skeleton of a page out."""
