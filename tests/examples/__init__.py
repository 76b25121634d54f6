"""Published and specified examples as data: one JSON file a family, the same for every Python that runs the core."""
