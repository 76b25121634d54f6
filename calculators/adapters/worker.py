# Started by PyScript's kernel in a worker; not imported by anything.
import sys

# The core is a zip of compiled modules, which Python imports from as it is: nothing to unpack.
sys.path.insert(0, "/core.zip")

from polyscript import xworker

from calculators.adapters.desk import Desk

desk = Desk()
xworker.sync.respond = desk.respond
xworker.sync.feed = lambda piece: desk.feed(piece.to_bytes())
