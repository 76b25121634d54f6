"""What "a quantity", "an operation" and "a calculator" are: declarations, validation, errors and Dutch numbers.

Everything else stands on this room, and it imports nothing but the standard library.
"""
