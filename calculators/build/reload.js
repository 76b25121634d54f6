// Only the local server sends this. It waits for a newer build: loads the page again, or tells why there is none yet.
(async () => {
  const note = document.createElement("pre");
  note.setAttribute("role", "alert");
  Object.assign(note.style, {
    position: "fixed", inset: "0 0 auto", zIndex: "99", margin: "0", padding: "1rem", maxHeight: "60vh", overflow: "auto",
    whiteSpace: "pre-wrap", font: "1rem/1.5 sans-serif", color: "#fff", background: "#8c1d18",
  });
  for (let failures = 0, seen = -1; failures < 5; ) {
    try {
      const { build, problem } = await (await fetch(`/__reload?${seen}`)).json();
      if (build !== BUILD && !problem) return location.reload();
      seen = build;
      note.textContent = problem;
      if (problem) document.body.append(note);
    } catch {
      failures += 1;
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
})();
