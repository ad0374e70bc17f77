// The search and the filters of the index. What is chosen is kept in the address, so that it can be shared.
"use strict";

const form = document.querySelector(".filters");
const rows = [...document.querySelectorAll(".entry")];
const groups = [...document.querySelectorAll(".group")];
const none = document.querySelector(".none");
const count = form.querySelector(".count");
const fields = [...form.querySelectorAll("input, select")];

function folded(text) {
  return text.replaceAll("’", "'").toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "").trim();
}

function isShown(row, chosen, words) {
  for (const [name, value] of chosen) {
    if (!row.dataset[name].split(" ").includes(value)) return false;
  }
  return words.every((word) => row.dataset.search.includes(word));
}

function filter() {
  const chosen = fields.filter((field) => field.name !== "q" && field.value).map((field) => [field.name, field.value]);
  const words = folded(form.elements.q.value).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const row of rows) {
    row.hidden = !isShown(row, chosen, words);
    if (!row.hidden) shown += 1;
  }
  for (const group of groups) group.hidden = !group.querySelector(".entry:not([hidden])");
  none.hidden = shown > 0;
  count.textContent = form.dataset.found.replace("{count}", shown).replace("{all}", rows.length);
}

function remember() {
  const kept = fields.filter((field) => field.value).map((field) => [field.name, field.value]);
  const hash = new URLSearchParams(kept).toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname);
}

function recall() {
  const kept = new URLSearchParams(location.hash.slice(1));
  for (const field of fields) field.value = kept.get(field.name) ?? "";
  filter();
}

form.addEventListener("input", () => { filter(); remember(); });
form.addEventListener("reset", () => setTimeout(() => { filter(); remember(); form.elements.q.focus(); }));
form.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", recall);
form.hidden = false;
recall();
