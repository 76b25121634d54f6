# Started by PyScript's kernel in a worker; not imported by anything.
import marshal
import os
import sys
import zipimport

# The core is a zip of compiled modules, which Python imports from as it is: nothing to unpack.
sys.path.insert(0, "/core.zip")

from dataclass_methods import replay  # type: ignore[import-not-found]  # beside the core, once that is packed

replay(marshal.loads(zipimport.zipimporter("/core.zip").get_data("written.marshal")))

from polyscript import xworker

from calculators.browser import calculator_tasks  # noqa: F401 -- asked for first in nearly every visit: there before it is
from calculators.browser.desk import Desk

# Chance belongs here and not in the core: what another start of Python gave out must mean nothing to this one.
desk = Desk(os.urandom(8).hex())
xworker.sync.respond = desk.respond
xworker.sync.feed = lambda piece, number: desk.feed(piece.to_bytes(), number)
