"""Whoholds reads who is said to hold what ground in a war, and shows which ways of counting give the figure."""
