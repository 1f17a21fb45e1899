"use strict";
/* The page of the local server. What is entered is sent to the API of the same server, which answers
   with markup that has no script and no style of its own; the program has escaped all that it quotes. */
(() => {
  const byID = (id) => document.getElementById(id);
  const pause = 300;
  const longestLink = 6000;

  /* One request at a time for each job: a new one ends the one before. */
  const latest = () => {
    let controller = null;
    return {
      begin() {
        controller?.abort();
        controller = new AbortController();
        return controller.signal;
      },
      cancel() {
        controller?.abort();
      },
    };
  };

  const ask = async (job, parameters, body, signal) => {
    let response;
    try {
      response = await fetch(`/api/${job}?${parameters}`, { method: "POST", body, signal });
    } catch (error) {
      if (error.name === "AbortError") throw error;
      throw new Error("The server does not answer; is saldo serve still running?");
    }
    if (response.ok) return response;
    const text = await response.text();
    let reason = text;
    try {
      reason = JSON.parse(text).error;
    } catch {
      /* Not from the API: shown as it is. */
    }
    throw new Error(reason);
  };

  const say = (element, text, kind) => {
    element.textContent = text;
    element.className = `status ${kind ?? ""}`;
  };

  const save = (blob, name) => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /* Buttons that ask once more, for another format, and save the answer. */
  const connectSaves = (group, status, job, current, link) => {
    group.addEventListener("click", async (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if ("link" in button.dataset) {
        const address = location.origin + location.pathname + link();
        history.replaceState(null, "", link());
        try {
          await navigator.clipboard.writeText(address);
          say(status, "The link is on the clipboard.");
        } catch {
          say(status, "The link is in the address bar.");
        }
        return;
      }
      const { parameters, body, name } = current();
      const format = button.dataset.format;
      parameters.set("format", format);
      try {
        const response = await ask(job, parameters, body);
        save(await response.blob(), `${name.replace(/\.[^.]*$/, "")}.${job}.${format}`);
      } catch (error) {
        say(status, error.message, "wrong");
      }
    });
  };

  const connectDrop = (area, take) => {
    area.addEventListener("dragover", (event) => {
      event.preventDefault();
      area.classList.add("dropping");
    });
    area.addEventListener("dragleave", (event) => {
      if (!area.contains(event.relatedTarget)) area.classList.remove("dropping");
    });
    area.addEventListener("drop", (event) => {
      event.preventDefault();
      area.classList.remove("dropping");
      const file = event.dataTransfer.files[0];
      if (file) take(file);
    });
  };

  /* Check */
  const release = byID("release");
  const checkStatus = byID("check-status");
  const checkResult = byID("check-result");
  const checkSaves = byID("check-saves");
  const checks = latest();
  let file = null;
  let timer = 0;

  const checkOptions = () => {
    const parameters = new URLSearchParams({ name: file ? file.name : "release.txt" });
    for (const option of ["language", "rounding"]) {
      parameters.set(option, byID(`check-${option}`).value);
    }
    return parameters;
  };
  const checkBody = () => file ?? release.value;

  const check = async () => {
    const body = checkBody();
    if (!file && body.trim() === "") {
      checks.cancel();
      checkResult.replaceChildren();
      checkSaves.hidden = true;
      say(checkStatus, "Nothing to check yet.");
      return;
    }
    const signal = checks.begin();
    say(checkStatus, "Checking …", "busy");
    const parameters = checkOptions();
    parameters.set("format", "content");
    try {
      const response = await ask("check", parameters, body, signal);
      checkResult.innerHTML = await response.text();
      const verdict = checkResult.querySelector(".verdict");
      checkSaves.hidden = false;
      /* The result says it to the eye; the status says it to those who listen. */
      say(checkStatus, verdict ? verdict.textContent.trim().replace(/\s+/g, " ") : "Done.", "hidden");
    } catch (error) {
      if (error.name === "AbortError") return;
      checkResult.replaceChildren();
      checkSaves.hidden = true;
      say(checkStatus, error.message, "wrong");
    }
  };
  const checkSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(check, pause);
  };
  const takeDocument = async (chosen) => {
    file = chosen;
    /* A page and a table stay what they are; plain text can go on being edited. */
    if (/\.(html?|xhtml|csv|tsv|tab)$/i.test(chosen.name)) {
      release.value = "";
      release.placeholder = `${chosen.name}; typing here puts it aside`;
    } else {
      try {
        release.value = new TextDecoder("utf-8", { fatal: true }).decode(await chosen.arrayBuffer());
        file = null;
      } catch {
        release.value = "";
        release.placeholder = `${chosen.name}, not in UTF-8; typing here puts it aside`;
      }
    }
    check();
  };
  release.addEventListener("input", () => {
    file = null;
    release.placeholder = "";
    checkSoon();
  });
  byID("check-file").addEventListener("change", (event) => {
    if (event.target.files[0]) takeDocument(event.target.files[0]);
  });
  byID("check-form").addEventListener("submit", (event) => event.preventDefault());
  for (const id of ["check-language", "check-rounding"]) byID(id).addEventListener("change", check);
  connectDrop(byID("check-form"), takeDocument);
  const checkLink = () => {
    const parameters = new URLSearchParams();
    for (const [option, usual] of [["language", "auto"], ["rounding", "half-unit"]]) {
      const value = byID(`check-${option}`).value;
      if (value !== usual) parameters.set(option, value);
    }
    if (!file && release.value && release.value.length <= longestLink) {
      parameters.set("text", release.value);
    }
    const text = parameters.toString();
    return `#check${text ? `?${text}` : ""}`;
  };
  connectSaves(checkSaves, checkStatus, "check",
    () => ({
      parameters: checkOptions(), body: checkBody(), name: file ? file.name : "release.txt",
    }), checkLink);

  /* Analyse */
  const form = byID("analyze-form");
  const analyzeStatus = byID("analyze-status");
  const analyzeResult = byID("analyze-result");
  const analyzeSaves = byID("analyze-saves");
  const cancel = byID("cancel");
  const analyses = latest();
  let data = null;

  const single = ["from", "to", "frequency", "lag", "where", "language"];
  const checkedValues = (name) =>
    [...form.querySelectorAll(`input[name="${name}"]:checked`)].map((input) => input.value);
  const analyzeOptions = () => {
    const parameters = new URLSearchParams();
    const digits = byID("digits-of-product").value;
    const keys = checkedValues("by").map((key) =>
      key === "product" && digits ? `product:${digits}` : key);
    if (keys.length > 0) parameters.set("by", keys.join(","));
    parameters.set("measures", checkedValues("measures").join(","));
    for (const name of single) {
      const value = form.elements[name].value.trim();
      if (value) parameters.set(name, value);
    }
    return parameters;
  };

  const analyze = async () => {
    if (!data) {
      say(analyzeStatus, "Choose a file first.", "wrong");
      byID("data").focus();
      return;
    }
    const signal = analyses.begin();
    const parameters = analyzeOptions();
    parameters.set("name", data.name);
    parameters.set("format", "content");
    say(analyzeStatus, "Working …", "busy");
    cancel.hidden = false;
    const start = performance.now();
    try {
      const response = await ask("analyze", parameters, data, signal);
      analyzeResult.innerHTML = await response.text();
      globalThis.saldoReport(analyzeResult);
      analyzeSaves.hidden = false;
      say(analyzeStatus, `Done in ${((performance.now() - start) / 1000).toFixed(1)} s.`);
      history.replaceState(null, "", analyzeLink());
    } catch (error) {
      if (error.name === "AbortError") {
        say(analyzeStatus, "Cancelled.");
        return;
      }
      analyzeResult.replaceChildren();
      analyzeSaves.hidden = true;
      say(analyzeStatus, error.message, "wrong");
    } finally {
      if (!signal.aborted) cancel.hidden = true;
    }
  };
  const takeData = (chosen) => {
    data = chosen;
    byID("data-name").textContent = `${chosen.name}, ${chosen.size.toLocaleString("en")} bytes`;
    say(analyzeStatus, "Ready.");
    analyze();
  };
  byID("data").addEventListener("change", (event) => {
    if (event.target.files[0]) takeData(event.target.files[0]);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    analyze();
  });
  cancel.addEventListener("click", () => {
    analyses.cancel();
    cancel.hidden = true;
  });
  connectDrop(form, takeData);
  const analyzeLink = () => `#analyze?${analyzeOptions()}`;
  connectSaves(analyzeSaves, analyzeStatus, "analyze", () => {
    const parameters = analyzeOptions();
    parameters.set("name", data.name);
    return { parameters, body: data, name: data.name };
  }, analyzeLink);

  /* Links */
  const setChecked = (name, values) => {
    for (const input of form.querySelectorAll(`input[name="${name}"]`)) {
      input.checked = values.includes(input.value);
    }
  };
  const open = () => {
    const [job, text = ""] = location.hash.slice(1).split(/\?(.*)/s);
    const parameters = new URLSearchParams(text);
    const isAnalyze = job === "analyze";
    byID("check").hidden = isAnalyze;
    byID("analyze").hidden = !isAnalyze;
    for (const name of ["check", "analyze"]) {
      const link = byID(`to-${name}`);
      if ((name === "analyze") === isAnalyze) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    document.title = isAnalyze ? "Saldo: analyse trade data" : "Saldo: check a release";
    if (isAnalyze) {
      if (parameters.has("by")) {
        const keys = parameters.get("by").split(",");
        setChecked("by", keys.map((key) => key.split(":")[0]));
        byID("digits-of-product").value =
          keys.find((key) => key.startsWith("product:"))?.split(":")[1] ?? "";
      }
      if (parameters.has("measures")) setChecked("measures", parameters.get("measures").split(","));
      for (const name of single) {
        if (parameters.has(name)) form.elements[name].value = parameters.get(name);
      }
    } else {
      for (const option of ["language", "rounding"]) {
        if (parameters.has(option)) byID(`check-${option}`).value = parameters.get(option);
      }
      if (parameters.has("text")) {
        file = null;
        release.value = parameters.get("text");
        check();
      }
    }
  };
  addEventListener("hashchange", open);
  open();
})();
