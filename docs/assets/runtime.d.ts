// The build writes runtime.js beside this file's neighbours: where the packed Python stands and how big it is.
export const runtime: {
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
