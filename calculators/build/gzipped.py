"""Compression that gives the same bytes wherever the site is built."""

from __future__ import annotations

import gzip

# What holds compressed data already; a .bin is a zip that the build compressed as a whole.
COMPRESSED = {".avif", ".bin", ".br", ".gz", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".woff2", ".zip"}
# The tenth byte says on what system it was compressed: in Python 3.11 and 3.12 Unix, in later ones that nobody knows.
SYSTEM = 9
UNKNOWN = b"\xff"


def gzipped(content: bytes) -> bytes:
    r"""Compress as small as gzip can, without a time or a system in it.

    >>> gzip.decompress(gzipped(b"klant")), gzipped(b"klant")[4:10]
    (b'klant', b'\x00\x00\x00\x00\x02\xff')
    """
    compressed = gzip.compress(content, 9, mtime=0)
    return compressed[:SYSTEM] + UNKNOWN + compressed[SYSTEM + 1 :]
