"""The mathematics, against other ways to come to the same numbers."""
