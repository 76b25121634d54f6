// What the search needs is fetched once somebody goes to its field, so that it is there before the first letter.

const here = (path: string) => new URL(path, import.meta.url).href;
let isFetched = false;

document.addEventListener("focusin", ({ target }) => {
  if (isFetched || !(target as Element).matches("[data-md-component=search-query]")) return;
  isFetched = true;
  for (const path of BUILD.search ?? []) fetch(here(path)).catch(() => (isFetched = false));
});
