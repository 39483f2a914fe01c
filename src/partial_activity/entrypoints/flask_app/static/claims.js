/* What helps where JavaScript runs; every page works without.
   The grid: hours added up as they are typed, euros from the server a moment later, arrows and
   Enter between the cells. Files: dropped on the frame, with progress. Uploads: the page follows. */
"use strict";

(() => {
  const grid = document.getElementById("grid");
  if (grid) followGrid(grid);
  const send = document.getElementById("send");
  if (send) followSending(send);
  if (document.querySelector("[data-working]")) followWork();

  /* As the server reads hours: 7,5, 7.5, 7h, 7h30, 7 h 05, 7:30; anything else is left to it. */
  function hundredths(text) {
    const parts = /^(\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+|\d+)(?:[.,](\d{1,2}))?[ \u00a0\u202f\u2009]?h?$/i.exec(text.trim());
    if (parts) return Number(parts[1].replace(/\D/g, "")) * 100 + Number((parts[2] || "").padEnd(2, "0"));
    const clock = /^(\d+)(?:[ \u00a0\u202f\u2009]?h[ \u00a0\u202f\u2009]?|:)([0-5]\d)$/i.exec(text.trim());
    return clock ? Number(clock[1]) * 100 + Math.round(Number(clock[2]) / 0.6) : 0;
  }

  function shown(hundred) {
    const comma = document.documentElement.lang === "fr" ? "," : ".";
    return (hundred / 100).toFixed(2).replace(".", comma);
  }

  function followGrid(form) {
    let changed = false, timer = 0, asked = 0, leaving = false;

    function addUp() {
      let page = 0;
      for (const block of form.querySelectorAll("[data-block]")) {
        let sum = 0;
        for (const cell of block.querySelectorAll('input[name$="-unworked"]')) sum += hundredths(cell.value);
        const output = form.querySelector(`[data-sum="${block.dataset.block}"]`);
        if (output) output.textContent = shown(sum);
        page += sum;
      }
      form.querySelector('[data-page="sum"]').textContent = shown(page);
    }

    async function reckon() {
      const mine = ++asked;
      let told;
      try {
        const answer = await fetch(form.dataset.reckon, { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } });
        if (!answer.ok) return;
        told = await answer.json();
      } catch { return; }
      if (mine !== asked) return;
      form.classList.remove("stale");
      for (const block of form.querySelectorAll("[data-block]")) {
        const sums = told.blocks[block.dataset.block];
        for (const what of ["hours", "indemnity", "allowance"]) {
          const output = block.querySelector(`[data-${what}]`);
          if (output) output.textContent = sums ? sums[what] : "—";
        }
      }
      for (const what of ["hours", "indemnity", "allowance"]) {
        form.querySelector(`[data-page="${what}"]`).textContent = told.page[what];
      }
      const status = form.querySelector("[data-said]");
      status.textContent = [told.page.hours, told.page.allowance].reduce((said, one) => said.replace("%s", one), status.dataset.said);
      for (const row of form.querySelectorAll("[data-problem]")) {
        const said = told.problems[row.dataset.problem] || [];
        row.hidden = !said.length;
        row.firstElementChild.replaceChildren(...said.map((one) => {
          const small = document.createElement("small");
          small.className = "wrong";
          small.textContent = one;
          return small;
        }));
      }
    }

    function column(cell) {
      const name = /-r\d+-(\w+)$/.exec(cell.name);
      return name ? [...form.querySelectorAll(`table.grid input[name$="-${name[1]}"]`)] : [];
    }

    form.addEventListener("input", () => {
      changed = true;
      form.classList.add("stale");
      addUp();
      clearTimeout(timer);
      timer = setTimeout(reckon, 600);
    });
    form.addEventListener("keydown", (event) => {
      const cell = event.target;
      if (!(cell instanceof HTMLInputElement) || !cell.closest("table.grid")) return;
      const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
      const cells = column(cell);
      const next = cells[cells.indexOf(cell) + (event.key === "Enter" && event.shiftKey ? -1 : step)];
      event.preventDefault();
      if (next) { next.focus(); next.select(); }
    });
    form.addEventListener("submit", () => { leaving = true; });
    addEventListener("beforeunload", (event) => { if (changed && !leaving) event.preventDefault(); });
    addUp();
    const faults = document.getElementById("faults");
    if (faults) faults.focus();
  }

  function followSending(form) {
    const input = form.querySelector('input[type="file"]');
    const status = form.querySelector("[role=status]");
    const bar = form.querySelector("progress");

    for (const name of ["dragenter", "dragover"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.add("over"); });
    for (const name of ["dragleave", "drop"]) form.addEventListener(name, (event) => { event.preventDefault(); form.classList.remove("over"); });
    form.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      input.files = event.dataTransfer.files;
      input.focus();
    });
    form.addEventListener("submit", (event) => {
      const file = input.files[0];
      if (!file) return;
      event.preventDefault();
      bar.parentElement.hidden = false;
      if (file.size > Number(form.dataset.most) * 1024 * 1024) {
        bar.hidden = true;
        status.textContent = form.dataset.tooLarge;
        input.focus();
        return;
      }
      bar.hidden = false;
      const button = form.querySelector("button[type=submit]");
      button.disabled = true;
      const request = new XMLHttpRequest();
      request.upload.addEventListener("progress", (sent) => {
        if (!sent.lengthComputable) return;
        bar.value = Math.floor((100 * sent.loaded) / sent.total);
        status.textContent = `${form.dataset.sending} : ${bar.value} %`;
      });
      request.addEventListener("load", () => {
        if (request.status < 400) { location.assign(request.responseURL); return; }
        const page = new DOMParser().parseFromString(request.responseText, "text/html");
        document.querySelector("main").replaceWith(page.querySelector("main"));
        const again = document.getElementById("send");
        if (again) followSending(again);
        const faults = document.getElementById("faults");
        if (faults) faults.focus();
      });
      request.addEventListener("error", () => { button.disabled = false; status.textContent = "…"; HTMLFormElement.prototype.submit.call(form); });
      request.open("POST", form.action);
      request.send(new FormData(form));
    });
  }

  async function followWork() {
    for (;;) {
      const part = document.querySelector("[data-working]");
      if (!part) return;
      await new Promise((go) => setTimeout(go, 1500));
      try {
        const answer = await fetch(part.dataset.working, { headers: { Accept: "text/html" } });
        if (!answer.ok || answer.redirected) continue;
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.querySelector("main");
        if (!fresh || !page.getElementById("progress")) continue;
        if (page.querySelector("[data-working]")) {
          document.getElementById("progress").replaceWith(page.getElementById("progress"));
        } else {
          document.querySelector("main").replaceWith(fresh);
          document.title = page.title;
          fresh.focus();
        }
      } catch { continue; }
    }
  }
})();
