"""Reading: a page, a text file or a passage in; a Report out. It knows nothing of maps."""
