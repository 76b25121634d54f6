"""The core by itself: mathematics, validation, forms, numbers, HTML."""
