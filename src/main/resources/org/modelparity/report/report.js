"use strict";
(() => {
  const filter = document.getElementById("filter");
  const text = document.getElementById("filter-text");
  const status = document.getElementById("filter-status");
  const count = document.getElementById("filter-count");
  const rows = [...document.querySelectorAll("[data-row]")];

  function apply() {
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const fits = words.every((word) => row.dataset.row.includes(word)) &&
        (status.value === "" || row.dataset.status.split(" ").includes(status.value));
      row.hidden = !fits;
      if (fits && row.closest("#rows")) shown++;
    }
    count.textContent = `${shown} shown`;
  }

  function key(row, column) {
    const cell = row.cells[column];
    const number = cell.dataset.value;
    return number === undefined ? cell.textContent.toLowerCase() : Number(number);
  }

  function sort(header) {
    const table = header.closest("table");
    const body = table.tBodies[0];
    const up = header.getAttribute("aria-sort") !== "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    header.setAttribute("aria-sort", up ? "ascending" : "descending");
    const sorted = [...body.rows].map((row) => [key(row, header.cellIndex), row]);
    sorted.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0) * (up ? 1 : -1));
    body.append(...sorted.map(([, row]) => row));
  }

  for (const header of document.querySelectorAll("table.sortable thead th")) {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...header.childNodes);
    button.addEventListener("click", () => sort(header));
    header.append(button);
  }
  text.addEventListener("input", apply);
  status.addEventListener("change", apply);
  filter.hidden = false;
  apply();

  const openAll = () => document.querySelectorAll("details").forEach((d) => { d.open = true; });
  const openTarget = () => {
    const details = document.querySelector(":target > details");
    if (details) details.open = true;
  };
  window.addEventListener("beforeprint", openAll);
  window.addEventListener("hashchange", openTarget);
  openTarget();
})();
