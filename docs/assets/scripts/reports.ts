// What pages do with the visitor's report: Python writes it, this device keeps it.

import { all } from "./dom.ts";
import { askPython } from "./python.ts";
import { alone, keep, readStored } from "./storage.ts";

export const today = () => new Date().toLocaleDateString("sv-SE"); // writes 2026-11-26

/** Ask Python about the report as it is kept now, and keep what comes of it. */
export const changeReport = (task: string, more = {}) =>
  alone(async () => {
    const reply = await askPython({ task, stored: readStored(), today: today(), ...more });
    return { ...reply, kept: reply.stored === undefined ? ("put" as const) : keep(reply.stored) };
  });

/** Where something stands for who has a report. */
export function offerReport() {
  for (const place of all(document, "[data-has-report]")) place.hidden = !readStored();
}
