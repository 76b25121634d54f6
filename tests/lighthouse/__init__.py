"""The pages as Google measures them: `make lighthouse`."""
