"""Speech: who said what, in which words, and whose each figure is."""
