"""From answers to what people read: Dutch text, escaped HTML, SVG charts. It formats and never computes."""
