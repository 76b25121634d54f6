// How Python gets its worker on a website: through PyScript's kernel, which fetches what it needs. The offline copy has
// another file of this name.

/** So long a host may take to say why. */
const PATIENCE_MS = 10_000;

const here = (/** @type {string} */ path) => new URL(path, import.meta.url).href;

/** @type {{XWorker: (url: string, options: object) => any} | undefined} PyScript's kernel, which runs once a page */
let kernel;

/** Firefox refuses channels where it refuses storage, and the kernel makes one, for which it has no use here. */
function allowForChannels() {
  try {
    new BroadcastChannel("klantkompas").close();
  } catch {
    globalThis.BroadcastChannel = /** @type {any} */ (class {});
  }
}

/** Have the browser fetch all of Python when it has nothing else to do. Where it cannot, nothing happens. */
export function fetchAhead() {
  for (const path of BUILD.files) {
    const link = document.createElement("link");
    link.rel = "prefetch";
    link.href = here(path);
    document.head.append(link);
  }
}

/**
 * Why Python did not start: the page is of a build that a newer one took the place of, the host cannot be reached, a file
 * is not there (yet), or all is there and it must be the browser. The sentences that belong to it stand in the page.
 *
 * @returns {Promise<"newer" | "offline" | "missing" | "browser">}
 */
export async function whyNot() {
  /** @type {Promise<"offline">} */
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, "offline"));
  return Promise.race([look(), late]).catch(() => "offline");
}

async function look() {
  // The address alone: what stands behind it may be the visitor's.
  const page = await fetch(location.pathname, { cache: "no-store" });
  const [, named] = (await page.text()).match(/<meta name="kk-build" content="(\w+)">/) ?? [];
  if (named && named !== BUILD.build) return "newer";
  const found = await Promise.all(BUILD.files.map((path) => fetch(here(path), { method: "HEAD", cache: "no-store" })));
  // A page in the place of a file is how some hosts say that it is not there.
  return found.every(({ ok, headers }) => ok && !headers.get("Content-Type")?.includes("html")) ? "browser" : "missing";
}

/** Put a file in the cache anew. */
const refresh = async (/** @type {string} */ path) => (await fetch(here(path), { cache: "reload" })).arrayBuffer();

/**
 * Make the worker; it is `ready` once Python is there.
 *
 * @param {number} failures how often it was tried before
 * @returns {Promise<import("./python.js").Python>}
 */
export async function launch(failures) {
  allowForChannels();
  // What came in wrong may have been kept: in the cache, and by the browser, which imports an address only once.
  const again = failures ? `?${failures}` : "";
  if (again) await Promise.all(BUILD.scripts.map(refresh));
  // The kernel would wait for ever for a worker's code that is not there.
  const code = fetch(here(BUILD.worker), { integrity: BUILD.workerIntegrity });
  code.catch(() => {}); // is told below, also when the kernel is not there either
  kernel ??= await import(here(BUILD.kernel) + again);
  await code;
  return /** @type {NonNullable<typeof kernel>} */ (kernel).XWorker(here(BUILD.worker), {
    type: "pyodide",
    version: here(BUILD.interpreter) + again,
    config: { files: { [here(BUILD.core)]: "/core.zip" } },
  });
}
