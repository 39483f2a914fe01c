/* What helps where JavaScript runs; every page works without.
   The grid: hours computed and added up as they are typed, euros from the server a moment later;
   arrows, Enter, Ctrl+D and pasted cells. Files: dropped on the frame, with progress. Uploads: the page follows. */
"use strict";

(() => {
  const grid = document.getElementById("grid");
  if (grid) followGrid(grid);
  const send = document.getElementById("send");
  if (send) followSending(send);
  if (document.querySelector("[data-working]")) followWork();

  /* As the server reads hours: 7,5, 7.5, 7h, 7h30, 7 h 05, 7:30; null for anything else, which is left to it. */
  function hundredths(text) {
    const parts = /^(\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+|\d+)(?:[.,](\d{1,2}))?[ \u00a0\u202f\u2009]?h?$/i.exec(text.trim());
    if (parts) return Number(parts[1].replace(/\D/g, "")) * 100 + Number((parts[2] || "").padEnd(2, "0"));
    const clock = /^(\d+)(?:[ \u00a0\u202f\u2009]?h[ \u00a0\u202f\u2009]?|:)([0-5]\d)$/i.exec(text.trim());
    return clock ? Number(clock[1]) * 100 + Math.round(Number(clock[2]) / 0.6) : null;
  }

  function shown(hundred) {
    const comma = document.documentElement.lang === "fr" ? "," : ".";
    return (hundred / 100).toFixed(2).replace(".", comma);
  }

  function short(hundred) {
    return shown(hundred).replace(/0+$/, "").replace(/[.,]$/, "");
  }

  function followGrid(form) {
    let changed = false, timer = 0, asked = 0, leaving = false;

    function field(name) {
      return form.elements.namedItem(name);
    }

    /* What the contract leaves of the days: claimed where no unworked hours are typed. */
    function left(cell) {
      const row = cell.name.replace(/-unworked$/, ""), block = row.split("-")[0];
      const worked = field(`${row}-worked`).value.trim(), absent = field(`${row}-assimilated`).value.trim();
      if (!worked && !absent) return null;
      const days = field(`${row}-days`);
      if (days && days.value.trim()) return null;
      const contract = hundredths(field(`${row}-contract`).value) ?? hundredths(field(`${block}-contract`)?.value || "");
      const present = (worked ? hundredths(worked) : 0) + (absent ? hundredths(absent) : 0);
      if (contract === null || Number.isNaN(present)) return null;
      const most = Math.round((contract * Math.min(5, Number(cell.closest("td").dataset.days))) / 5);
      return Math.max(0, Math.min(contract - present, most));
    }

    function addUp() {
      let page = 0;
      for (const block of form.querySelectorAll("[data-block]")) {
        let sum = 0;
        for (const cell of block.querySelectorAll('input[name$="-unworked"]')) {
          const computed = left(cell);
          cell.placeholder = computed === null ? "" : short(computed);
          sum += cell.value.trim() ? hundredths(cell.value) || 0 : computed || 0;
        }
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
        row.hidden = !said.length && !row.querySelector("[id]");
        row.querySelector(".told-problems").replaceChildren(...said.map((one) => {
          const small = document.createElement("small");
          small.className = "wrong";
          small.textContent = one;
          return small;
        }));
      }
    }

    /* The cells that can be reached, row by row; a cell of hours stands above that of its column. */
    function lines() {
      return [...form.querySelectorAll("table.grid tbody tr")]
        .map((row) => [...row.querySelectorAll("td[data-head] > input:not([type=hidden])")].filter((cell) => cell.checkVisibility()))
        .filter((row) => row.length);
    }

    function days(cell) {
      return field(cell.name.replace(/-\w+$/, "-first")).value;
    }

    function control(cell) {
      return cell.name.split("-").pop();
    }

    /* In the next row that has these days: the same column of hours, where the row has both. */
    function below(cell, step) {
      const all = lines();
      for (let at = all.findIndex((row) => row.includes(cell)) + step; all[at]; at += step) {
        const week = all[at].filter((one) => days(one) === days(cell));
        const found = week.find((one) => control(one) === control(cell)) || week[0];
        if (found) return found;
      }
      return undefined;
    }

    function beside(cell, step) {
      const row = lines().find((one) => one.includes(cell));
      return row[row.indexOf(cell) + step];
    }

    function go(cell) {
      if (cell) { cell.focus(); cell.select(); }
    }

    function put(cell, text) {
      cell.value = text;
      cell.dispatchEvent(new Event("input", { bubbles: true }));
    }

    /* The cells of the same column of hours, one for each employee. */
    function column(name, span) {
      return [...form.querySelectorAll("tr.hours td > input[type=hidden][name$='-first']")]
        .filter((first) => `${first.value}|${field(first.name.replace(/first$/, "last")).value}` === span)
        .map((first) => field(first.name.replace(/first$/, name)));
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
      if (event.key === "d" && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        const above = below(cell, -1);
        if (above) put(cell, above.value || above.placeholder);
        go(below(cell, 1));
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (!cell.matches("td[data-head] > input")) return;
      const ends = cell.selectionStart === 0 && cell.selectionEnd === cell.value.length;
      const start = cell.selectionEnd === 0, end = cell.selectionStart === cell.value.length;
      const next = {
        ArrowDown: () => below(cell, 1),
        ArrowUp: () => below(cell, -1),
        Enter: () => below(cell, event.shiftKey ? -1 : 1),
        ArrowLeft: () => (start || ends ? beside(cell, -1) : undefined),
        ArrowRight: () => (end || ends ? beside(cell, 1) : undefined),
      }[event.key];
      if (!next || (event.shiftKey && event.key !== "Enter")) return;
      const found = next();
      if (found || !event.key.startsWith("ArrowL") && !event.key.startsWith("ArrowR")) event.preventDefault();
      go(found);
    });
    /* A block of a spreadsheet, as Excel and LibreOffice put it on the clipboard. */
    function block(text) {
      const plain = (cell) => cell.trim().replace(/^"(.*)"$/, (_, held) => held.replaceAll('""', '"'));
      return text.replace(/(\r?\n)+$/, "").split(/\r?\n/).map((line) => line.split("\t").map(plain));
    }

    /* What found no cell is told: nobody counts the rows that they paste. */
    function tellBeyond(rows, columns) {
      const told = document.getElementById("beyond"), words = told.dataset;
      const french = document.documentElement.lang === "fr";
      const counted = [[rows, words.row], [columns, words.column]]
        .filter(([count]) => count)
        .map(([count, forms]) => `${count}\u00a0${forms.split("|")[(french ? count < 2 : count === 1) ? 0 : 1]}`);
      told.textContent = counted.length ? words.told.replace("%s", counted.join(words.and)) : "";
    }

    form.addEventListener("paste", (event) => {
      const cell = event.target, text = event.clipboardData.getData("text/plain");
      if (!cell.matches?.("td[data-head] > input") || !/[\t\n]/.test(text.trimEnd())) return;
      event.preventDefault();
      let start = cell, rows = 0, columns = 0;
      for (const row of block(text)) {
        if (!start) rows += 1;
        let at = start;
        row.forEach((one, place) => {
          if (at) put(at, one);
          else if (start) columns = Math.max(columns, row.length - place);
          at = at && beside(at, 1);
        });
        start = start && below(start, 1);
      }
      tellBeyond(rows, columns);
    });
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button[name=fill]");
      if (!button) return;
      event.preventDefault();
      const [name, ...span] = button.value.split("|");
      const cells = column(name, span.join("|"));
      const found = cells.find((one) => one.value.trim());
      if (found) for (const one of cells) if (!one.value.trim()) put(one, found.value);
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
