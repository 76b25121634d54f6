// The build writes runtime.js beside this file's neighbours: where the packed Python stands, how big it is, and of which
// build it is; the offline copy has none.
export const runtime: {
  build?: string;
  kernel: string;
  interpreter: string;
  scripts: string[];
  core: string;
  files: string[];
  worker: string;
  workerIntegrity: string;
  countedBytes: number;
  transferBytes: number;
};
