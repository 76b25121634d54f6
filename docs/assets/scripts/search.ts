// What the search needs is fetched once somebody goes to its field, so that it is there before the first letter.

import { fetchSearch } from "#launch";

let isFetched = false;

document.addEventListener("focusin", ({ target }) => {
  if (isFetched || !(target as Element).matches("[data-md-component=search-query]")) return;
  isFetched = true;
  fetchSearch().catch(() => (isFetched = false));
});
