"use strict";
(() => {
  const sheet = JSON.parse(document.getElementById("data").textContent);
  const $ = id => document.getElementById(id);
  const store = "frameshift-" + sheet.tag + "-" + sheet.coder;
  const free = "123456789qwrtypasdfghklzxcvbm";
  const keyOf = i => free[i] || "";
  let kept = true; // by this browser
  let state = { coder: "", at: 0, codings: {} };

  function alertOf(text) {
    $("alert").textContent = text;
    $("alert").hidden = !text;
  }

  function load() {
    try {
      const found = JSON.parse(localStorage.getItem(store) || "null");
      if (found && found.codings) state = found;
    } catch (e) {
      kept = false;
      alertOf("This browser does not keep what you code. Export before you close the page.");
    }
  }

  function save() {
    try {
      localStorage.setItem(store, JSON.stringify(state));
    } catch (e) {
      kept = false;
      alertOf("This browser does not keep what you code. Export before you close the page.");
    }
  }

  const item = () => sheet.items[state.at];
  const today = () => {
    const d = new Date();
    return d.getFullYear() + "-" + String(d.getMonth() + 1).padStart(2, "0") + "-" + String(d.getDate()).padStart(2, "0");
  };

  // What is pressed counts at once; a frame that never was is 0 once the item is done.
  function coding() {
    return state.codings[item().item] || (state.codings[item().item] = { labels: {}, unsure: false, note: "", done: false, on: "" });
  }

  function isDone(i) {
    const c = state.codings[sheet.items[i].item];
    return Boolean(c && c.done);
  }

  function render() {
    const i = item();
    const c = state.codings[i.item] || { labels: {}, unsure: false, note: "", done: false };
    for (const [id, text] of [["before", i.before], ["sentence", i.sentence], ["after", i.after]]) {
      $(id).textContent = text;
      $(id).lang = sheet.lang;
    }
    sheet.frames.forEach((f, n) => $("frame-" + n).setAttribute("aria-pressed", String(c.labels[f.key] === 1)));
    $("unsure").setAttribute("aria-pressed", String(c.unsure));
    if (document.activeElement !== $("note")) $("note").value = c.note;
    if (document.activeElement !== $("coder")) $("coder").value = state.coder || sheet.coder;
    const done = sheet.items.filter((_, n) => isDone(n)).length;
    $("progress").textContent = "Sentence " + (state.at + 1) + " of " + sheet.items.length + (c.done ? ", coded" : ", not coded") + " · " + done + " coded";
    $("bar").firstElementChild.style.width = 100 * done / sheet.items.length + "%";
  }

  function change(edit) {
    const c = coding();
    edit(c);
    c.on = today();
    save();
    render();
  }

  function toggle(n) {
    const key = sheet.frames[n].key;
    change(c => { c.labels[key] = c.labels[key] === 1 ? 0 : 1; });
  }

  function go(n) {
    if (kept) alertOf("");
    state.at = Math.max(0, Math.min(sheet.items.length - 1, n));
    save();
    render();
    window.scrollTo(0, 0);
  }

  function done() {
    change(c => {
      for (const f of sheet.frames) if (c.labels[f.key] === undefined) c.labels[f.key] = 0;
      c.done = true;
    });
    if (state.at + 1 < sheet.items.length) go(state.at + 1);
    else alertOf(sheet.items.every((_, n) => isDone(n)) ? "All is coded. Press E to export the file, and send it back." : "This was the last sentence; press J for the first that is not coded.");
  }

  function firstOpen() {
    const n = sheet.items.findIndex((_, i) => !isDone(i));
    if (n >= 0) go(n);
    else alertOf("All is coded. Press E to export the file, and send it back.");
  }

  function exported() {
    const codings = [];
    for (const i of sheet.items) {
      const c = state.codings[i.item];
      if (!c || !c.done) continue;
      const labels = {};
      for (const f of sheet.frames) labels[f.key] = c.labels[f.key];
      codings.push({ item: i.item, sentence: i.sentence, labels, unsure: c.unsure, note: c.note, coded_on: c.on });
    }
    return { tag: sheet.tag, fingerprint: sheet.fingerprint, sheet: sheet.coder, coder: state.coder || sheet.coder, codings };
  }

  function exportFile() {
    const out = exported();
    const a = document.createElement("a");
    a.href = URL.createObjectURL(new Blob([JSON.stringify(out, null, 1) + "\n"], { type: "application/json" }));
    a.download = "codings-" + sheet.tag + "-" + sheet.coder + ".json";
    document.body.append(a);
    a.click();
    a.remove();
    const left = sheet.items.length - out.codings.length;
    alertOf(left ? "Exported; " + left + " sentences are not coded yet." : "Exported " + a.download + ": send it back.");
  }

  async function importFile(file) {
    try {
      const back = JSON.parse(await file.text());
      if (back.tag !== sheet.tag) throw new Error("it is of sheet " + back.tag + ", this is " + sheet.tag);
      const known = new Set(sheet.items.map(i => i.item));
      for (const c of back.codings) {
        if (known.has(c.item)) state.codings[c.item] = { labels: c.labels, unsure: Boolean(c.unsure), note: String(c.note || ""), done: true, on: c.coded_on || "" };
      }
      if (back.coder) state.coder = String(back.coder);
      save();
      firstOpen();
      render();
      alertOf("");
    } catch (e) {
      alertOf("That file can't be read: " + e.message);
    }
  }

  sheet.frames.forEach((f, n) => {
    const b = document.createElement("button");
    b.id = "frame-" + n;
    const kbd = document.createElement("kbd"), label = document.createElement("b"), about = document.createElement("span");
    kbd.textContent = keyOf(n).toUpperCase();
    label.textContent = f.label;
    about.textContent = f.definition;
    b.append(kbd, " ", label, about);
    b.addEventListener("click", () => toggle(n));
    $("frames").append(b);
  });

  const actions = {
    unsure: () => change(c => { c.unsure = !c.unsure; }),
    back: () => go(state.at - 1), skip: () => go(state.at + 1), done, open: firstOpen, export: exportFile,
    import: () => $("file").click(),
  };
  for (const id in actions) $(id).addEventListener("click", actions[id]);
  // A button that was clicked must not take the next Enter for itself.
  document.addEventListener("click", e => { if (e.detail > 0 && e.target.closest("button")) document.activeElement.blur(); });

  const keys = { Enter: done, ArrowLeft: actions.back, ArrowRight: actions.skip, Backspace: actions.back, u: actions.unsure, j: firstOpen, e: exportFile, i: actions.import };
  document.addEventListener("keydown", e => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const writing = e.target === $("note") || e.target === $("coder");
    if (writing) {
      if (e.key === "Escape" || e.key === "Enter") { e.target.blur(); e.preventDefault(); }
      return;
    }
    if (e.target.closest && e.target.closest("button") && (e.key === "Enter" || e.key === " ")) return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    const frame = sheet.frames.findIndex((_, n) => keyOf(n) === key);
    if (frame >= 0) toggle(frame);
    else if (key === "n") $("note").focus();
    else if (keys[key]) keys[key]();
    else return;
    e.preventDefault();
  });
  $("note").addEventListener("input", () => change(c => { c.note = $("note").value; }));
  $("coder").addEventListener("input", () => { state.coder = $("coder").value.trim(); save(); });
  $("file").addEventListener("change", () => { if ($("file").files[0]) importFile($("file").files[0]); $("file").value = ""; });
  window.addEventListener("storage", e => { if (e.key === store) { load(); render(); } });

  load();
  state.at = Math.max(0, Math.min(sheet.items.length - 1, state.at));
  render();
})();
