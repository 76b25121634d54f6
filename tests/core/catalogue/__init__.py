"""The calculators: what they find, say and draw."""
