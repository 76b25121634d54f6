"""The tests of the core, the site and the pages in the browser."""
