const form = document.querySelector("form");
const worker = new Worker("worker.js", { type: "module" });

function calculate() {
  const texts = Object.fromEntries([...form.querySelectorAll("[name]")].map((field) => [field.name, field.value]));
  worker.postMessage(JSON.stringify({ task: "calculate", slug: "pww-score", texts }));
}

worker.onmessage = ({ data }) => {
  if (data === "ready") return calculate();
  const reply = JSON.parse(data);
  form.querySelector("[data-result]").innerHTML = reply.result ?? reply.summary;
};
form.addEventListener("input", calculate);
