"""HTML and charts, whatever is put in them."""
