// Takes the place of the service worker on a site that has none any more (`extra.offline: false`): it takes away what was
// kept, and then itself.

import { siteCache } from "./site_cache.ts";

declare const registration: { scope: string; unregister(): Promise<boolean> };
declare const skipWaiting: () => Promise<void>;

async function leave() {
  await caches.delete(siteCache(registration.scope));
  await registration.unregister();
}

addEventListener("install", () => void skipWaiting());
addEventListener("activate", (event) => (event as Event & { waitUntil(work: Promise<void>): void }).waitUntil(leave()));
