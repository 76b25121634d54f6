// One Python for the whole visit, in a worker, where it never freezes the page.

import { launch, whyNot } from "#launch";

const SILENCE_MS = 30_000; // after so long without a byte or a sign of life the start has failed
const ANSWER_MS = 15_000; // no answer takes this long: a worker that does not answer is gone
const LIST_MS = 90_000; // a long list on a slow phone takes longest
const LONG = ["end_file", "show_files", "read_text", "sample", "choose_column", "answer_question", "choose_accounts"];
const EMPTY_MODULE = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]); // the smallest WebAssembly there is

type Timer = ReturnType<typeof setTimeout>;
const fault = (words: unknown, known: Partial<Problem>): Problem => Object.assign(new Error(`${words}`), known);

/** A Python that has started. */
class Session {
  isEnded = false;
  /** What it was asked and has not answered yet: the way to give up on it. */
  private readonly unanswered = new Map<Promise<string>, (problem: unknown) => void>();
  constructor(private readonly worker: Python) {}

  /** End it, once: what it was still asked fails, and who counted on its memory is told. */
  end(problem: unknown) {
    this.worker.terminate();
    if (this.isEnded) return;
    this.isEnded = true;
    for (const fail of this.unanswered.values()) fail(problem);
    for (const tell of heirs) tell();
  }

  answer(question: (sync: Sync) => Promise<string>, patience: number) {
    const before = [...this.unanswered.keys()];
    let timer: Timer | undefined;
    let fail = (_: unknown) => {};
    const answer = Promise.race([question(this.worker.sync), new Promise<never>((_, reject) => (fail = reject))]);
    this.unanswered.set(answer, fail);
    // Python answers in order: behind a long list a short question waits, too. Its time begins when it is its turn.
    Promise.allSettled(before).then(() => {
      if (this.unanswered.has(answer)) timer = setTimeout(() => fail(fault("no answer", { seen: "silent" })), patience);
    });
    return answer.finally(() => (this.unanswered.delete(answer), clearTimeout(timer)));
  }
}

let python: Promise<Session> | undefined;
let isUsed = false; // whether the visitor needed it, once
let failures = 0; // how often the start has failed
const watchers = new Set<(fraction: number) => void>();
const heirs: (() => void)[] = [];
/** Be told when a Python ends, and with it all that it remembered. */
export const whenPythonEnds = (tell: () => void) => void heirs.push(tell);

const curious: (() => void)[] = [];
/** Be told, once, when Python has answered somebody. */
export const whenPythonAnswered = (tell: () => void) => void curious.push(tell);

/** Start Python, or join the start that is under way. Rejects when it cannot start; the next call tries again. */
export function startPython(onProgress = (_: number) => {}) {
  isUsed = true;
  watchers.add(onProgress);
  return begin().finally(() => watchers.delete(onProgress));
}

function begin() {
  if (!python) {
    const own = start().catch(async (problem) => {
      failures += 1;
      const explained = await explain(problem);
      if (python === own) python = undefined;
      throw explained;
    });
    python = own;
  }
  return python;
}

/** Start Python before anybody asks, and put a question to it whose answer nobody waits for: then all is in memory. */
export function warmPython(question: object) {
  const answer = (own: Session) => own.answer((sync) => sync.respond(JSON.stringify(question)), ANSWER_MS);
  if (!python) begin().then(answer).catch(() => {}); // what went wrong is told to who asks something
}

/** End a Python that was started before anybody asked, if still nobody did. */
export function coolPython() { if (python && !isUsed) stopPython(); }

/** What is being looked into: once for all that failed at the same time. */
let looking: Promise<Why> | undefined;

/** Find out why, where it is not known: `otherwise` is what it must be when the host has all of the site. */
async function explain(problem: unknown, otherwise: Why = "browser") {
  const told: Problem = problem instanceof Error ? problem : new Error("Python failed"); // the worker tells of an event
  looking ??= told.why ? undefined : whyNot().finally(() => (looking = undefined));
  const why = told.why ?? (await looking);
  return Object.assign(told, { why: why === "browser" ? (told.seen ?? otherwise) : why });
}

async function start() {
  // Where WebAssembly is blocked, Pyodide waits for ever. This throws instead.
  try { new WebAssembly.Module(EMPTY_MODULE); } catch (problem) { throw fault(problem, { why: "browser" }); }
  const launched = launch(failures);
  let watchdog: Timer | undefined;
  const begun = new Promise<Session>((resolve, reject) => {
    const wait = () => {
      clearTimeout(watchdog);
      watchdog = setTimeout(() => reject(fault("Python stays silent", { seen: "missing" })), SILENCE_MS);
    };
    const listen = (worker: Python) => {
      worker.onerror = () => {}; // a failed start rejects `ready`, and the page says so in words
      worker.addEventListener("error", reject);
      worker.addEventListener("message", ({ data }: MessageEvent) => {
        if (data?.failed) reject(fault(data.failed, { seen: data.why }));
        if (typeof data?.received !== "number") return;
        wait();
        for (const tell of watchers) tell(Math.min(1, data.received / BUILD.countedBytes));
      });
      return worker.ready.then(() => new Session(worker));
    };
    wait();
    launched.then(listen).then(resolve, reject);
  });
  begun.catch(() => launched.then((worker) => worker.terminate(), () => {}));
  return begun.finally(() => clearTimeout(watchdog));
}

async function call(question: (sync: Sync) => Promise<string>, patience: number): Promise<string> {
  const session = await startPython();
  if (session.isEnded) return call(question, patience); // in the meantime
  const own = python;
  try {
    return await session.answer(question, patience);
  } catch (problem) {
    if (python === own) python = undefined; // another may have been started since
    session.end(problem);
    throw await explain(problem, "ended");
  }
}

/** Put a question to Python (see calculators/browser/protocol.py for what it can be asked). */
export async function askPython(request: { task: string; [more: string]: unknown }): Promise<Reply> {
  const patience = LONG.includes(request.task) ? LIST_MS : ANSWER_MS;
  const answer = await call((sync) => sync.respond(JSON.stringify(request)), patience);
  for (const tell of curious.splice(0)) tell();
  return JSON.parse(answer);
}

/** Give Python a piece of the file with this number; what comes back is why it is refused, or nothing. */
export const feedPython = (piece: Uint8Array, number: string) => call((sync) => sync.feed(piece, number), LIST_MS);

/** End Python at once; the next question starts it anew. */
export async function stopPython() {
  const stopped = python;
  python = undefined;
  const problem = fault("stopped", { why: "browser" }); // nobody need look into it
  await stopped?.then((session) => session.end(problem), () => {}); // a start that failed has ended already
}
