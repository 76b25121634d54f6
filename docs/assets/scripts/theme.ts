// What there is to read comes first: the theme's script runs once the page has been painted, and ours after it. On the
// website the build has the theme's script fetched and leaves the rest to this module; elsewhere it has run already.

const PATIENCE_MS = 200; // a tab that nobody looks at is not painted

const theme = document.querySelector<HTMLLinkElement>("link[data-theme]");
if (theme) {
  await new Promise((painted) => {
    requestAnimationFrame(() => setTimeout(painted));
    setTimeout(painted, PATIENCE_MS);
  });
  const script = Object.assign(document.createElement("script"), { src: theme.href });
  await new Promise((over) => {
    script.onload = script.onerror = over; // without the theme's, ours still works
    theme.replaceWith(script);
  });
  document.dispatchEvent(new Event("DOMContentLoaded")); // the theme begins at this, and it has been
}

export {};
