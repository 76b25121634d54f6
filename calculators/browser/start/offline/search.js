// The theme's search runs in a worker, and a page from a disk may make none of a file. So it gets one of text.
(() => {
  /** @type {string} */
  // @ts-expect-error -- the build puts the text here
  const text = SEARCH_WORKER;

  globalThis.Worker = class extends Worker {
    constructor(/** @type {string | URL} */ path, /** @type {WorkerOptions | undefined} */ options) {
      super(`${path}`.includes("/workers/search.") ? URL.createObjectURL(new Blob([text])) : path, options);
    }
  };
})();
