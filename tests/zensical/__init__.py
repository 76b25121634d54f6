"""The same tree, built by another builder: `make zensical`. The other tests leave this room alone."""
