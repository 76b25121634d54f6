/**
 * What the build fills in: where the packed Python stands, how big it is, and of which build it is. The offline copy has
 * sizes alone.
 */
declare const BUILD: {
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
