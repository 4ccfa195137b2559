"use strict";
const form = document.querySelector("form");
const rows = [...document.querySelectorAll("tbody tr")];
const shown = document.querySelector("output");
const fields = ["paper", "verdict", "text"];

function filter() {
  const text = form.text.value.toLowerCase();
  let count = 0;
  for (const row of rows) {
    const words = row.dataset.verdict.split(" ");
    row.hidden = !((!form.paper.value || row.dataset.paper === form.paper.value)
      && (!form.verdict.value || words.includes(form.verdict.value))
      && (!text || row.textContent.toLowerCase().includes(text)));
    count += !row.hidden;
  }
  shown.value = `${count} of ${rows.length} shown`;
}

// An address that ends in #paper=...&verdict=...&text=... sets the filters, one that ends in #id shows that claim.
function follow() {
  const target = decodeURIComponent(location.hash.slice(1));
  const named = target && document.getElementById(target);
  if (named && !named.matches("tr")) return;
  const row = named;
  const asked = new URLSearchParams(row ? "" : target);
  for (const name of fields) form[name].value = asked.get(name) ?? "";
  filter();
  if (row) {
    const details = row.querySelector("details");
    if (details) details.open = true;
    row.scrollIntoView();
  }
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", () => {
  const asked = new URLSearchParams(fields.filter((name) => form[name].value).map((name) => [name, form[name].value]));
  history.replaceState(null, "", "#" + asked);
  filter();
});
document.getElementById("open").addEventListener("click", () => {
  const visible = rows.filter((row) => !row.hidden).flatMap((row) => [...row.querySelectorAll("details")]);
  const open = visible.some((details) => !details.open);
  for (const details of visible) details.open = open;
});
// What several claims share stands once, in the list below the table; a claim that opens takes its copy.
document.querySelector("table").addEventListener("toggle", (event) => {
  for (const link of event.target.querySelectorAll("a.shared")) {
    const copy = document.createElement("span");
    copy.append(...document.querySelector(link.hash).cloneNode(true).childNodes);
    link.replaceWith(copy);
  }
}, true);
addEventListener("hashchange", follow);
follow();
