// Starts Pyodide in Node with the packed standard library and core, exactly the files that the site sends, and answers
// calls: a JSON list of ["run", operation, inputs], ["respond", request] or ["time", operation, inputs, seconds] on
// standard input, a JSON list of texts out. "time" gives the shortest time of a call, tried for so many seconds.
//
//   node answer.mjs <folder with pyodide.mjs> <stdlib.zip> <core.zip>

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { argv, stdin, stdout } from "node:process";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";

const [pyodideFolder, stdlib, core] = argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
const python = await loadPyodide({ indexURL: pyodideFolder, stdLibURL: stdlib });
python.FS.writeFile("/core.zip", readFileSync(core));
python.globals.set("calls", await text(stdin));
stdout.write(
  python.runPython(`
import json, sys, time
sys.path.insert(0, "/core.zip")
from calculators import run
from calculators.browser.desk import Desk

def shortest(operation, inputs, seconds):
    best, end = float("inf"), time.perf_counter() + seconds
    while time.perf_counter() < end:
        start = time.perf_counter()
        run(operation, inputs)
        best = min(best, time.perf_counter() - start)
    return best

answerers = {
    "respond": lambda request: Desk().respond(request),
    "run": lambda *call: json.dumps(run(*call)),
    "time": lambda *call: str(shortest(*call)),
}

def answer(kind, *arguments):
    return answerers[kind](*arguments)

json.dumps([answer(*call) for call in json.loads(calls)])
`),
);
