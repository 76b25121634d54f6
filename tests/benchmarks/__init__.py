"""Measures how fast the calculator's page is, beside the two pages that most people would write: ``make bench``.

What is compared, in one run and by turns, so that a busy machine hurts all alike:

- *ours*: the built site; Python starts at the visitor's first sign of intent;
- *naive PyScript*: ``@pyscript/core`` with ``<script type="py">``; Python starts with the page, on its main thread;
- *naive Pyodide*: ``loadPyodide`` in a module worker; Python starts with the page.

All three stand on the same server (gzip, cacheable), hold the same form with the same three customer groups, run the
same Python core and show the same result, byte for byte: no time is taken before the page shows exactly the HTML that
Python gives here for what stands in the fields. The naive pages get the core as a zip of sources, as they would be
shipped without a build step.

How to read the table: a ratio is our value divided by the other page's, so 0.50× is twice as fast or half as big. Both
are medians of all rounds; a ratio is taken within a round, in which the same visit to each page follows the other.
Goals hold for a ratio to naive PyScript or for our own value; a goal that is missed is shown as missed, and the bench
ends well all the same: a busy machine is no fault in the product. The load of the machine tells how busy it was; on
two cores a load above 2 means that others were using it too.

Where things are: a page is a ``Page`` in ``pages.py``; the visits of a round are made in ``visits.py``, with
``probe.js`` as the visitor; a measure is one small function over a round in ``measures.py``; ``report.py`` writes.
"""
