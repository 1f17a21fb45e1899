"use strict";
/* The table of a report: made of the CSV that the page holds, so that both are always the same.
   Figures stay the texts that they are; sorting alone compares them as numbers. */
(() => {
  const pageRows = 50;

  /* The rows of RFC 4180. */
  const parse = (text) => {
    const rows = [];
    let row = [];
    let at = 0;
    while (at < text.length) {
      let field = "";
      if (text[at] === '"') {
        for (;;) {
          const end = text.indexOf('"', at + 1);
          field += text.slice(at + 1, end);
          at = end + 1;
          if (text[at] !== '"') break;
          field += '"';
        }
      } else {
        let end = at;
        while (end < text.length && text[end] !== "," && text[end] !== "\n") end += 1;
        field = text.slice(at, end);
        at = end;
      }
      row.push(field);
      if (text[at] !== ",") {
        rows.push(row);
        row = [];
      } else if (text[at + 1] === undefined) {
        row.push("");
      }
      at += 1;
    }
    return rows;
  };

  /* Two decimals of any length, compared without rounding either; an empty one comes last. */
  const compare = (left, right) => {
    const near = Number(left) - Number(right);
    if (near !== 0) return near;
    if (left === right) return 0;
    const parts = (text) => {
      const [whole, rest = ""] = text.replace("-", "").split(".");
      return [whole, rest.replace(/0+$/, "")];
    };
    const [a, b] = [parts(left), parts(right)];
    const sign = left.startsWith("-") ? -1 : 1;
    if (a[0].length !== b[0].length) return sign * (a[0].length - b[0].length);
    const [x, y] = [a.join("."), b.join(".")];
    return sign * (x < y ? -1 : x > y ? 1 : 0);
  };

  const begin = (section) => {
    const controls = section.querySelector("[data-controls]");
    const table = section.querySelector("table");
    if (!controls || !table || controls.dataset.ready) return;
    controls.dataset.ready = "1";
    const csv = section.querySelector("[data-csv]").textContent;
    const [header, ...rows] = parse(csv);
    const options = controls.dataset;
    const periodColumn = Number(options.keys);
    const numbers = (text) => new Set(text.split(" ").filter(Boolean).map(Number));
    const [texts, spare] = [numbers(options.texts), numbers(options.spare)];
    const names = JSON.parse(options.names);
    const filter = controls.querySelector("[data-filter]");
    const period = controls.querySelector("[data-period]");
    const all = controls.querySelector("[data-all]");
    const count = controls.querySelector("[data-count]");
    const [back, next] = ["[data-back]", "[data-next]"].map((name) => controls.querySelector(name));
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const order = { column: -1, isDown: false };
    let page = 0;
    let shown = rows;

    const number = (text) => {
      const sign = text.startsWith("-") ? "\u2212" : "";
      const [whole, rest] = text.replace("-", "").split(".");
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, options.group);
      return sign + grouped + (rest === undefined ? "" : options.mark + rest);
    };

    /* What is the same in every row shown, or nothing, or said by another column, gives its room to
       the others. */
    const isLeftOut = (column) =>
      !all.checked && heads.length > 2 && column !== order.column &&
      (spare.has(column) || (column === periodColumn && period.value !== "" && column > 0) ||
        (column > periodColumn && texts.has(column) && shown.every((row) => row[column] === "")));

    /* The keys stay in view while the rest is moved, as many as leave half of the room to it. */
    const stick = () => {
      const room = table.parentElement.clientWidth / 2;
      let left = 0;
      heads.slice(0, Math.max(1, periodColumn)).forEach((head, column) => {
        const width = head.offsetWidth;
        const isStuck = column === 0 || left + width <= room;
        table.style.setProperty(`--key${column}`, isStuck ? `${left}px` : "auto");
        left = isStuck ? left + width : Infinity;
      });
    };

    const draw = () => {
      const pages = Math.max(1, Math.ceil(shown.length / pageRows));
      page = Math.min(Math.max(page, 0), pages - 1);
      heads.forEach((head, column) => { head.hidden = isLeftOut(column); });
      const lines = document.createDocumentFragment();
      for (const row of shown.slice(page * pageRows, (page + 1) * pageRows)) {
        const line = document.createElement("tr");
        row.forEach((text, column) => {
          const cell = document.createElement("td");
          cell.hidden = heads[column].hidden;
          if (texts.has(column)) {
            cell.className = column < periodColumn ? `word key${column}` : "word";
            cell.textContent = names[column]?.[text] ?? text;
          } else if (text !== "") {
            cell.textContent = number(text);
          }
          line.append(cell);
        });
        lines.append(line);
      }
      body.replaceChildren(lines);
      back.disabled = page === 0;
      next.disabled = page === pages - 1;
      count.textContent = `${number(String(shown.length))} ${options.rows}` +
        (pages > 1 ? `, ${options.page} ${page + 1} ${options.of} ${pages}` : "");
      stick();
    };

    const select = () => {
      const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
      shown = rows.filter((row) => {
        if (period.value && row[periodColumn] !== period.value) return false;
        if (words.length === 0) return true;
        const text = row.map((text, column) =>
          texts.has(column) && column !== periodColumn ? names[column]?.[text] ?? text : "").join(" ").toLowerCase();
        return words.every((word) => text.includes(word));
      });
      if (order.column >= 0) {
        const column = order.column;
        const isText = texts.has(column);
        const sign = order.isDown ? -1 : 1;
        shown.sort((left, right) => {
          const [a, b] = [left[column], right[column]];
          if (a === "" || b === "") return (a === "") - (b === "");
          return sign * (isText ? (a < b ? -1 : a > b ? 1 : 0) : compare(a, b));
        });
      }
      page = 0;
      draw();
    };

    heads.forEach((cell, column) => {
      if (column < periodColumn) cell.classList.add(`key${column}`);
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = cell.textContent;
      cell.replaceChildren(button);
      button.addEventListener("click", () => {
        /* Figures first from the largest, texts from the first. */
        order.isDown = order.column === column ? !order.isDown : !texts.has(column);
        order.column = column;
        for (const other of heads) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", order.isDown ? "descending" : "ascending");
        select();
      });
    });
    filter.addEventListener("input", select);
    period.addEventListener("change", select);
    all.addEventListener("change", draw);
    new ResizeObserver(stick).observe(table.parentElement);
    const turn = (step) => {
      page += step;
      draw();
      table.scrollIntoView({ block: "nearest" });
    };
    back.addEventListener("click", () => turn(-1));
    next.addEventListener("click", () => turn(1));
    controls.querySelector("[data-save]").addEventListener("click", () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([csv], { type: "text/csv" }));
      link.download = options.file;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    });
    section.querySelector("[data-static]")?.remove();
    controls.hidden = false;
    select();
  };

  /* A map of products for another location: which circles are filled, and what is said of it. */
  const beginMap = (controls) => {
    const figure = controls.closest("figure");
    const choice = controls.querySelector("select");
    const drawing = figure.querySelector("svg.plot");
    const [title, circles] = [figure.querySelector("h3"), [...drawing.querySelectorAll("circle")]];
    const cells = [...figure.querySelectorAll("tbody tr")].map((row) => row.cells[2]);
    choice.addEventListener("change", () => {
      const isFilled = (number) =>
        (parseInt(choice.value[number >> 2], 16) & (8 >> (number & 3))) !== 0;
      circles.forEach((circle, number) => {
        circle.classList.toggle("open", !isFilled(number));
        const tip = circle.firstElementChild;
        tip.textContent = tip.textContent.replace(/[≥<] 1$/, isFilled(number) ? "≥ 1" : "< 1");
        cells[number].textContent = isFilled(number) ? controls.dataset.yes : controls.dataset.no;
      });
      const facts = {
        location: choice.selectedOptions[0].textContent,
        count: circles.filter((_, number) => isFilled(number)).length,
      };
      const rest = drawing.getAttribute("aria-label").slice(title.textContent.length);
      title.textContent =
        controls.dataset.title.replace(/\{(location|count)\}/g, (_, name) => facts[name]);
      drawing.setAttribute("aria-label", title.textContent + rest);
    });
    controls.hidden = false;
  };

  globalThis.saldoReport = (root) => {
    root.querySelectorAll("[data-result]").forEach(begin);
    root.querySelectorAll("[data-map]").forEach(beginMap);
  };
  globalThis.saldoReport(document);
})();
