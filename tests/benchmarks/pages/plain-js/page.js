// What somebody writes in an hour without Python: the points per group, the winner, and the margin.

const form = document.querySelector("form");
const result = form.querySelector("[data-result]");
const CRITERIA = ["fulfilment", "market_value", "profitability"];
const number = (path) => Number.parseFloat(form.querySelector(`[name="${path}"]`).value.replace(",", "."));

function calculate() {
  const groups = [0, 1, 2].map((index) => {
    const scores = CRITERIA.map((criterion) => number(`segments[${index}].${criterion}`));
    const name = form.querySelector(`[name="segments[${index}].name"]`).value;
    return { name, scores, total: scores.reduce((sum, score) => sum + score, 0) };
  });
  const [best, second] = groups.toSorted((one, other) => other.total - one.total);
  const points = (value) => value.toLocaleString("nl-NL");
  const headline = document.createElement("p");
  headline.textContent = `Richt je marketing op ${best.name}: ${points(best.total)} punten, ${points(best.total - second.total)} meer dan ${second.name}.`;
  const table = document.createElement("table");
  for (const { name, scores, total } of groups) {
    const row = table.insertRow();
    for (const cell of [name, ...scores.map(points), points(total)]) row.insertCell().textContent = cell;
  }
  result.replaceChildren(headline, table);
}

form.addEventListener("input", calculate);
calculate();
