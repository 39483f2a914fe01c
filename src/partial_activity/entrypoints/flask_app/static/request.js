/* The form of a request works without this: it counts hours, and asks before changes are lost. */
"use strict";
(() => {
  const form = document.querySelector("form.request");
  if (!form) return;

  let changed = false;
  form.addEventListener("input", (event) => {
    if (event.target.name) changed = true;
  });
  form.addEventListener("submit", () => {
    changed = false;
  });
  window.addEventListener("beforeunload", (event) => {
    if (changed) event.preventDefault();
  });

  const counter = document.getElementById("counter");
  const hours = form.elements.forecast_hours;
  if (!counter || !hours) return;
  counter.hidden = false;
  const [people, weeks, each] = counter.querySelectorAll("input");
  const product = counter.querySelector("output");
  const number = (field) => {
    const text = field.value.trim();
    const clock = /^(\d+)(?:\s?h\s?|:)([0-5]\d)$/i.exec(text);
    if (clock) return Number(clock[1]) + Math.round(Number(clock[2]) / 0.6) / 100;
    const parts = /^(\d{1,3}(?:\s\d{3})+|\d+)(?:[.,](\d+))?\s?h?$/i.exec(text);
    return parts ? Number(`${parts[1].replace(/\s/g, "")}.${parts[2] || 0}`) : NaN;
  };
  const reckon = () => Math.round(number(people) * number(weeks) * number(each) * 100) / 100;
  const show = () => {
    const found = reckon();
    product.value = Number.isFinite(found)
      ? found.toLocaleString(document.documentElement.lang)
      : "…";
  };
  form.elements.headcount.addEventListener("input", () => {
    people.value = form.elements.headcount.value;
    show();
  });
  people.value = form.elements.headcount.value;
  counter.addEventListener("input", show);
  counter.querySelector("button").addEventListener("click", () => {
    const found = reckon();
    if (!Number.isFinite(found) || found < 0) return;
    hours.value = String(found).replace(".", document.documentElement.lang === "fr" ? "," : ".");
    changed = true;
    hours.focus();
  });
  show();
})();
