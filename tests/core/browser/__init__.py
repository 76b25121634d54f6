"""What Python answers to a page, without a page."""
