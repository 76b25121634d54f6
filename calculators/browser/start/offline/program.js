// The worker of the offline copy. It has no address of its own to fetch from: the page hands it all files.
(() => {
  /** What Python answers with; worker.py fills it in. @type {Record<string, (...given: any[]) => string>} */
  const sync = {};
  let received = 0;

  /** @param {Record<string, string>} files gzip as base64, by name */
  async function start(files) {
    /** A file as a web server would send it, with word of every byte that comes in. */
    const answer = (/** @type {string} */ name) => {
      const zipped = atob(files[name]);
      const bytes = new Uint8Array(zipped.length);
      for (let place = 0; place < zipped.length; place++) bytes[place] = zipped.charCodeAt(place);
      const counted = new TransformStream({
        transform(part, controller) {
          received += part.byteLength;
          postMessage({ received });
          controller.enqueue(part);
        },
      });
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")).pipeThrough(counted);
      return new Response(stream, { headers: { "Content-Type": name.endsWith(".wasm") ? "application/wasm" : "" } });
    };
    const module = async (/** @type {string} */ name) =>
      import(URL.createObjectURL(new Blob([await answer(name).text()], { type: "text/javascript" })));

    globalThis.fetch = async (request) => answer(`${request}`.split("/").pop() ?? "");
    // Pyodide takes a worker with `importScripts` for one that cannot import modules. This one can.
    Object.assign(globalThis, { importScripts: undefined });
    const [{ loadPyodide }, { default: createPyodideModule }, { lock }] = await Promise.all(
      ["pyodide.mjs", "pyodide.asm.mjs", "lock.mjs"].map(module),
    );
    const [python, core] = await Promise.all([
      loadPyodide({
        createPyodideModule,
        indexURL: "packed:///",
        stdLibURL: "packed:///stdlib.zip",
        lockFileContents: lock,
        packageBaseUrl: "packed:///",
      }),
      answer("core.zip").arrayBuffer(),
    ]);
    python.FS.writeFile("/core.zip", new Uint8Array(core));
    python.registerJsModule("polyscript", { xworker: { sync } }); // what worker.py finds on a website
    python.runPython(await answer("worker.py").text());
  }

  /** @type {Record<string, (given: any) => unknown>} */
  const tasks = { start, respond: (request) => sync.respond(request), feed: (given) => sync.feed(...given) };

  addEventListener("message", async ({ data: { task, given, port } }) => {
    try {
      port.postMessage({ answer: await tasks[task](given) });
    } catch (problem) {
      port.postMessage({ problem: `${problem}` });
    }
  });
})();
