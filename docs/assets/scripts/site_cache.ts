// Under which name a browser keeps this site; other sites may have its origin too. The page and both service workers use it.

/** The name of the cache, by the address at which the site begins. */
export const siteCache = (begin: string) => `klantkompas-site${new URL(begin).pathname}`;
