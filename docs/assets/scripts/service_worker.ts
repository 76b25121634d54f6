// The service worker: pages that a visitor saw are there without a network too, and all of the site once that is asked for.
// What is kept stands in one cache of this site. Every deployment brings another list of files, and so another worker; it
// takes over once no page of before is open. Without navigation preload: where that fails Firefox shows its own page.

import { siteCache } from "./site_cache.ts";

declare const SITE: {
  /** What can be kept: bytes on the device, by path; a page is named by its folder. */
  files: Record<string, number>;
  /** How many bytes come over the line for all of it. */
  transferBytes: number;
  /** The end of a path with a hash of the content in it: such a file never changes. */
  hashed: string;
  /** The page for when one that is asked for is not kept, with what is said there. */
  instead: string;
};

/** What is used here of a service worker; the types of the page know none. */
interface Extended extends Event { waitUntil(work: Promise<unknown>): void }
interface Fetched extends Extended { request: Request; respondWith(answer: Promise<Response>): void }
type Told = Extended & MessageEvent<{ wish: "keep" | "keep-all" | "state"; paths?: string[]; day?: string }>;
declare const registration: { scope: string };

const CACHE = siteCache(registration.scope);
const [INSTEAD] = SITE.instead.split("#");
const DAY = "dag"; // kept under this name once all is there: since when
const PATIENCE_MS = 4_000; // so long a page is waited for where there is an older one
const AT_ONCE = 6; // files that are fetched side by side
const hashed = new RegExp(SITE.hashed);
const here = (path: string) => new URL(path, registration.scope).href;

/** The path of an address within this site, without what stands behind it; nothing for what is none of ours. */
function pathOf(address: string) {
  const { origin, pathname } = new URL(address);
  const [, path] = `${origin}${pathname}`.split(registration.scope);
  const isOurs = path !== undefined && (path === DAY || path.replace(/index\.html$/, "") in SITE.files || hashed.test(path));
  return isOurs ? path.replace(/index\.html$/, "") : undefined;
}

/** What is kept of this site, as long as it was not taken away: then nothing is begun again by who is still open. */
const opened = async () => ((await caches.has(CACHE)) ? caches.open(CACHE) : undefined);
const found = (path: string) => caches.match(here(path), { cacheName: CACHE, ignoreVary: true });

/** Keep an answer that is what was asked for: some hosts have a page in the place of a file, or send on to another. */
async function put(path: string, response: Response) {
  const isPage = response.headers.get("Content-Type")?.includes("html");
  const isRight = response.ok && !response.redirected && response.type === "basic" && !(isPage && hashed.test(path));
  if (isRight) await (await opened())?.put(here(path), response);
  return isRight;
}

/** Hand on what comes in, as it is, and keep a copy. */
async function fetched(event: Fetched, path: string) {
  const response = await fetch(event.request);
  event.waitUntil(put(path, response.clone()).catch(() => {})); // a full device keeps nothing, and still shows
  return response;
}

/** A file that never changes. One that is told something behind a # hears that only in an answer without an address. */
async function lasting(event: Fetched, path: string) {
  const response = (event.request.cache !== "reload" && (await found(path))) || (await fetched(event, path));
  return new URL(event.request.url).hash ? new Response(response.body, response) : response;
}

/** A page, as it is now; what is kept where the network does not answer, or too late. */
async function newest(event: Fetched, path: string) {
  const response = fetched(event, path);
  event.waitUntil(response.catch(() => {})); // a late one is kept all the same
  const late = new Promise<undefined>((done) => setTimeout(done, PATIENCE_MS));
  const first = await Promise.race([response, late]).catch(() => undefined);
  if (first && first.status < 500) return first;
  return (await found(path)) ?? response.catch((problem) => {
    if (event.request.mode === "navigate" && path !== INSTEAD) return Response.redirect(here(SITE.instead));
    throw problem;
  });
}

addEventListener("fetch", (event) => {
  const { request } = event as Fetched;
  const path = pathOf(request.url);
  // Who wants no copy wants to know what the host has; a file with something behind its address is a second attempt.
  if (path === undefined || request.method !== "GET" || request.cache === "no-store") return;
  if (hashed.test(path) && new URL(request.url).search) return;
  (event as Fetched).respondWith((hashed.test(path) ? lasting : newest)(event as Fetched, path));
});

/** Fetch files and keep them: first those that pages need, then the pages; tells how many bytes are there. */
async function keep(paths: string[], isNew: boolean, tell = (_: number) => {}) {
  const kept = new Set((await (await opened())?.keys())?.map(({ url }) => pathOf(url)));
  const wanted = paths.filter((path) => path in SITE.files && !(kept.has(path) && (hashed.test(path) || !isNew)));
  const [files, pages] = [wanted.filter((path) => hashed.test(path)), wanted.filter((path) => !hashed.test(path))];
  let bytes = paths.reduce((sum, path) => sum + (wanted.includes(path) ? 0 : SITE.files[path] ?? 0), 0);
  for (const each of [files, pages]) {
    for (let at = 0; at < each.length; at += AT_ONCE) {
      await Promise.all(each.slice(at, at + AT_ONCE).map(async (path) => {
        const isKept = await put(path, await fetch(here(path), { cache: isNew ? "no-cache" : "default" }));
        if (!isKept) throw new Error(`${path} is not there`);
        tell((bytes += SITE.files[path]));
      }));
    }
  }
}

/** Fetch anew, of this deployment, what was kept of the one before: the same pages, and their files under new names. */
async function install() {
  const cache = await caches.open(CACHE);
  const kept = (await cache.keys()).map(({ url }) => pathOf(url)).filter((path) => path !== undefined);
  const nameless = (path: string) => path.replace(/[.-][0-9a-f]{8,10}(?=[./])/, "");
  const before = new Set(kept.map(nameless));
  const all = Object.keys(SITE.files);
  await keep(kept.includes(DAY) ? all : all.filter((path) => path === INSTEAD || before.has(nameless(path))), true);
}

/** Take away what no page of this deployment needs. */
async function activate() {
  const cache = await opened();
  for (const request of (await cache?.keys()) ?? []) {
    const path = pathOf(request.url);
    if (path !== DAY && !(path !== undefined && path in SITE.files)) await cache?.delete(request);
  }
}

/** Since when all is there, and how big that is. */
async function state() {
  const day = await (await found(DAY))?.text();
  const bytes = Object.values(SITE.files).reduce((sum, size) => sum + size);
  return { day, bytes, transferBytes: SITE.transferBytes };
}

/** Do what a page asks, and tell it how that goes. */
async function answer({ data: { wish, paths = [], day = "" }, ports: [port] }: Told) {
  try {
    if (wish !== "state") await caches.open(CACHE); // may have been taken away
    if (wish === "keep") await keep(paths.flatMap((each) => pathOf(each) ?? []), false);
    if (wish === "keep-all") {
      await keep(Object.keys(SITE.files), false, (bytes) => port?.postMessage({ part: bytes }));
      await (await opened())?.put(here(DAY), new Response(day));
    }
    port?.postMessage({ state: await state() });
  } catch (problem) {
    port?.postMessage({ problem: (problem as Error).name });
  }
}

addEventListener("install", (event) => (event as Extended).waitUntil(install()));
addEventListener("activate", (event) => (event as Extended).waitUntil(activate()));
addEventListener("message", (event) => (event as Told).waitUntil(answer(event as Told)));
