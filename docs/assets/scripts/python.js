// One Python for the whole visit, in a worker, where it never freezes the page.

import { launch, whyNot } from "#launch";

/** After so long without a byte or a sign of life the start has failed. */
const SILENCE_MS = 30_000;
/** No answer takes this long: a worker that does not answer is gone. A long list on a slow phone takes longest. */
const ANSWER_MS = 15_000;
const LIST_MS = 90_000;
const LONG = ["end_file", "read_text", "sample", "choose_column", "answer_question", "choose_accounts"];

/** The smallest WebAssembly module there is. */
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]);

/** @typedef {{respond: (request: string) => Promise<string>, feed: (piece: Uint8Array, number: string) => Promise<string>}} Sync */
/** @typedef {Worker & {sync: Sync, ready: Promise<unknown>}} Python */
/** @typedef {Error & {why?: string, seen?: string}} Problem what went wrong; why, once it was looked into; why, as it looked at first */

/** @type {Promise<Python> | undefined} */
let python;
/** How often the start has failed. */
let failures = 0;

/** @type {Set<(fraction: number) => void>} */
const watchers = new Set();

/** What each worker was asked and has not answered yet: the way to give up on it. @type {Map<Python, Map<Promise<string>, (problem: Error) => void>>} */
const waiting = new Map();

/** @type {WeakSet<Python>} */
const ended = new WeakSet();
/** @type {(() => void)[]} */
const heirs = [];

/** Be told when a Python ends, and with it all that it remembered. */
export const whenPythonEnds = (/** @type {() => void} */ tell) => void heirs.push(tell);

/** Start Python, or join the start that is under way. Rejects when it cannot start; the next call tries again. */
export function startPython(/** @type {(fraction: number) => void} */ onProgress = () => {}) {
  watchers.add(onProgress);
  if (!python) {
    const own = start().catch(async (problem) => {
      failures += 1;
      const explained = await explain(problem);
      if (python === own) python = undefined;
      throw explained;
    });
    python = own;
  }
  return python.finally(() => watchers.delete(onProgress));
}

/** What is being looked into. @type {Promise<string> | undefined} */
let looking;

/** Find out why, once for all that failed at the same time. @returns {Promise<Problem>} */
async function explain(/** @type {any} */ problem) {
  const told = problem instanceof Error ? problem : new Error("Python failed"); // not when the worker tells of an event
  const { why, seen = "browser" } = /** @type {Problem} */ (told);
  looking ??= why ? undefined : whyNot().finally(() => (looking = undefined));
  const found = why ?? (await looking);
  return Object.assign(told, { why: found === "browser" ? seen : found });
}

/** @returns {Promise<Python>} */
async function start() {
  // Where WebAssembly is blocked, Pyodide waits for ever. This throws instead.
  try {
    new WebAssembly.Module(EMPTY_MODULE);
  } catch (problem) {
    throw Object.assign(new Error(`${problem}`), { why: "browser" });
  }
  const launched = launch(failures);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let watchdog;
  try {
    return await new Promise((resolve, reject) => {
      const wait = () => {
        clearTimeout(watchdog);
        watchdog = setTimeout(() => reject(Object.assign(new Error("Python stays silent"), { seen: "missing" })), SILENCE_MS);
      };
      wait();
      const listen = (/** @type {Python} */ worker) => {
        worker.onerror = () => {}; // a failed start rejects `ready`, and the page says so in words
        worker.addEventListener("error", reject);
        worker.addEventListener("message", (/** @type {MessageEvent} */ { data }) => {
          if (data?.failed) reject(Object.assign(new Error(data.failed), { seen: data.why }));
          if (typeof data?.received !== "number") return;
          wait();
          for (const tell of watchers) tell(Math.min(1, data.received / BUILD.countedBytes));
        });
        return worker.ready.then(() => worker);
      };
      launched.then(listen).then(resolve, reject);
    });
  } catch (problem) {
    launched.then((worker) => worker.terminate(), () => {});
    throw problem;
  } finally {
    clearTimeout(watchdog);
  }
}

/**
 * Put a question to Python (see calculators/browser/protocol.py for what it can be asked).
 *
 * @param {{task: string, [more: string]: unknown}} request
 * @returns {Promise<any>}
 */
export const askPython = async (request) =>
  JSON.parse(await call((sync) => sync.respond(JSON.stringify(request)), LONG.includes(request.task) ? LIST_MS : ANSWER_MS));

/** Give Python a piece of the file with this number; what comes back is why it is refused, or nothing. */
export const feedPython = (/** @type {Uint8Array} */ piece, /** @type {string} */ number) => call((sync) => sync.feed(piece, number), LIST_MS);

/** End Python at once; the next question starts it anew. */
export async function stopPython() {
  const stopped = python;
  python = undefined;
  const problem = Object.assign(new Error("stopped"), { why: "browser" }); // nobody need look into it
  await stopped?.then((worker) => end(worker, problem), () => {}); // a start that failed has ended already
}

/** End a worker, once: what it was still asked fails, and who counted on its memory is told. */
function end(/** @type {Python} */ worker, /** @type {Error} */ problem) {
  worker.terminate();
  if (ended.has(worker)) return;
  ended.add(worker);
  for (const fail of waiting.get(worker)?.values() ?? []) fail(problem);
  waiting.delete(worker);
  for (const tell of heirs) tell();
}

/** @type {(question: (sync: Sync) => Promise<string>, patience: number) => Promise<string>} */
async function call(question, patience) {
  const worker = await startPython();
  if (ended.has(worker)) return call(question, patience); // in the meantime
  const own = python;
  const unanswered = waiting.get(worker) ?? new Map();
  waiting.set(worker, unanswered);
  const before = [...unanswered.keys()];
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {(problem: Error) => void} */
  let fail = () => {};
  const failed = /** @type {Promise<never>} */ (new Promise((_, reject) => (fail = reject)));
  const answer = Promise.race([question(worker.sync), failed]);
  unanswered.set(answer, fail);
  // Python answers in order: behind a long list a short question waits, too. Its time begins when it is its turn.
  Promise.allSettled(before).then(() => {
    if (unanswered.has(answer)) timer = setTimeout(() => fail(new Error("no answer")), patience);
  });
  try {
    return await answer;
  } catch (problem) {
    if (python === own) python = undefined; // another may have been started since
    end(worker, /** @type {Error} */ (problem));
    throw await explain(problem);
  } finally {
    unanswered.delete(answer);
    clearTimeout(timer);
  }
}

/** How much there is to load, in bytes as they come over the line. */
export const transferBytes = BUILD.transferBytes;
