"""Signatures, Dutch numbers, forms, links, and what goes along to another calculator."""
