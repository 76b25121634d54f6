// The build writes runtime.js beside this file's neighbours: where the packed Python stands and how big it is.
export const runtime: {
  kernel: string;
  interpreter: string;
  core: string;
  worker: string;
  files: string[];
  countedBytes: number;
  transferBytes: number;
};
