// Tells the server of the tests what goes wrong unseen: WebKit's driver has no ear for it.
(() => {
  const base = document.currentScript.src.replace("listen.js", "wrong/");
  const told = (globalThis.told = []);
  const tell = (what) => told.push(fetch(base + encodeURIComponent(what).slice(0, 1000)));
  addEventListener("securitypolicyviolation", (event) => tell(`policy: ${event.violatedDirective} ${event.blockedURI}`));
  addEventListener("error", (event) => tell(`error: ${event.message}`));
  addEventListener("unhandledrejection", (event) => tell(`error: ${event.reason}`));
  for (const kind of ["error", "warn"]) console[kind] = (...words) => tell(`console: ${words.join(" ")}`);
})();
