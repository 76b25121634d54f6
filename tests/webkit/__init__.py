"""A smoke test in WebKit, the engine of Safari: `make test-webkit`. The other tests leave this room alone."""
