"""Figures: quantities about ground in a text, with who holds, of what, and how it was said."""
