"""Known weaknesses in what the project depends on: `make audit`."""
