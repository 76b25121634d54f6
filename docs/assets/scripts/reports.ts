// What pages do with the visitor's report: Python writes it, this device keeps it.

import { all } from "./dom.ts";
import { askPython } from "./python.ts";
import { alone, keep, readStored } from "./storage.ts";

const MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split(" ");

// Not every browser knows every country: dates are built here.
/** Today, as 2026-11-26. */
export function today(now = new Date()) {
  const two = (number: number) => `${number}`.padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
/** Today, as 26 november 2026. */
export const date = (now = new Date()) => `${now.getDate()} ${MONTHS[now.getMonth()]} ${now.getFullYear()}`;

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
