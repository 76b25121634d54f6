// The worker of the offline copy. It has no address of its own to fetch from: the page hands it all files.

/** What Python answers with; worker.py fills it in. */
const sync: Record<string, (...given: any[]) => string> = {};
let received = 0;

/** Start Python from its files: gzip as base64, by name. */
async function start(files: Texts) {
  /** A file as a web server would send it, with word of every byte that comes in. */
  function answer(name: string) {
    const bytes = Uint8Array.from(atob(files[name]), (sign) => sign.charCodeAt(0));
    const counted = new TransformStream({
      transform(part, controller) {
        received += part.byteLength;
        postMessage({ received });
        controller.enqueue(part);
      },
    });
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).pipeThrough(counted);
    return new Response(stream, { headers: { "Content-Type": name.endsWith(".wasm") ? "application/wasm" : "" } });
  }
  const module = async (name: string) =>
    import(URL.createObjectURL(new Blob([await answer(name).text()], { type: "text/javascript" })));

  globalThis.fetch = async (request) => answer(`${request}`.split("/").pop()!);
  // Pyodide takes a worker with `importScripts` for one that cannot import modules. This one can.
  Object.assign(globalThis, { importScripts: undefined });
  const names = ["pyodide.mjs", "pyodide.asm.mjs", "lock.mjs"];
  const [{ loadPyodide }, { default: createPyodideModule }, { lock }] = await Promise.all(names.map(module));
  const at = { indexURL: "packed:///", stdLibURL: "packed:///stdlib.zip", packageBaseUrl: "packed:///" };
  const [python, core] = await Promise.all([
    loadPyodide({ createPyodideModule, lockFileContents: lock, ...at }),
    answer("core.zip").arrayBuffer(),
  ]);
  python.FS.writeFile("/core.zip", new Uint8Array(core));
  python.registerJsModule("polyscript", { xworker: { sync } }); // what worker.py finds on a website
  python.runPython(await answer("worker.py").text());
}

const tasks: Record<string, (given: any) => unknown> = {
  start,
  respond: (request) => sync.respond(request),
  feed: (given) => sync.feed(...given),
};

addEventListener("message", async ({ data: { task, given, port } }) => {
  try {
    port.postMessage({ answer: await tasks[task](given) });
  } catch (problem) {
    port.postMessage({ problem: `${problem}` });
  }
});
