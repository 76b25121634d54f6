/// <reference types="node" />
// Run in Node at build time: compresses files with brotli, which Python's standard library does not have. A file that
// brotli makes no smaller gets no copy.
//
//   node compress.mjs < paths, one on a line

import { readFileSync, writeFileSync } from "node:fs";
import { stdin } from "node:process";
import { brotliCompressSync, constants } from "node:zlib";

for (const path of readFileSync(stdin.fd, "utf-8").split("\n").filter(Boolean)) {
  const content = readFileSync(path);
  const compressed = brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });
  if (compressed.length < content.length) writeFileSync(`${path}.br`, compressed);
}
