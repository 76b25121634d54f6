// Only the local server sends this: waits for a newer build and then loads the page again.
(async () => {
  for (let failures = 0; failures < 5; ) {
    try {
      const newest = await (await fetch("/__reload?BUILD")).text();
      if (newest !== "BUILD") return location.reload();
    } catch {
      failures += 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
})();
