// The theme's search runs in a worker, and a page from a disk may make none of a file. So it gets one of text, which the
// build puts here.

declare const SEARCH_WORKER: string;

globalThis.Worker = class extends Worker {
  constructor(path: string | URL, options?: WorkerOptions) {
    super(`${path}`.includes("/workers/search.") ? URL.createObjectURL(new Blob([SEARCH_WORKER])) : path, options);
  }
};
