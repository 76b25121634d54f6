# Started by PyScript's kernel in a worker; not imported by anything.
import os
import sys

if "/core.zip" not in sys.path:  # it is, where the memory of an earlier start was taken up again
    # The core is a zip of compiled modules, which Python imports from as it is: nothing to unpack.
    sys.path.insert(0, "/core.zip")

import core_start  # type: ignore[import-not-found]  # beside the core, once that is packed

core_start.begin()

from polyscript import xworker

from calculators.browser.desk import Desk

# Chance belongs here and not in the core: what another start of Python gave out must mean nothing to this one.
desk = Desk(os.urandom(8).hex())
xworker.sync.respond = desk.respond_always
xworker.sync.feed = lambda piece, number: desk.feed(piece.to_bytes(), number)
