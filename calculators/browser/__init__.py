"""The talk with the page: what Python answers in the visitor's browser. Pure; ``start/`` is the seam with the page."""
