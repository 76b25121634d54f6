"""Kept screenshots of eight pages, and how a new one is compared with them; `make screenshots` renews them."""
