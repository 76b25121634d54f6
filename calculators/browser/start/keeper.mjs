// Runs in a worker of its own, once a build, after Python gave its first answer: starts a second Python, which nobody
// types into, and keeps what it has in memory then. The next visit takes that up instead of starting anew. A Python
// whose memory was copied may not be used any further, so this worker ends with it.

// This address says the same as that of the interpreter (see there).
const { keep, loadPyodide, placeCore } = await import(`./interpreter.mjs${location.hash}`);

const PRACTISE = `
import sys
sys.path.insert(0, "/core.zip")
import core_start
core_start.begin()
from calculators.browser.practice import practise
practise()
`;

try {
  const python = await loadPyodide({ _makeSnapshot: true });
  await placeCore(python);
  python.runPython(PRACTISE);
  await keep(python.makeMemorySnapshot());
} catch {
  // Where it cannot be kept, the next visit starts as this one did.
}
close();
