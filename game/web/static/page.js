// Works beside plain pages and forms: looks again when the table changes, draws the panel of a plan while it is set,
// fetches what takes a while, and keeps a button from being pressed twice. Without it everything works by reloading.
"use strict";
(() => {
  let dirty = false, source = null, waiting = false;
  const status = (words) => {
    const at = document.getElementById("standing") || document.getElementById("page");
    if (!at || document.getElementById("fresh")) return;
    const link = document.createElement("a");
    link.id = "fresh"; link.href = location.href; link.className = "fresh"; link.textContent = words;
    at.append(link);
  };
  const load = () => document.querySelectorAll("[data-load]").forEach(async (part) => {
    const url = part.dataset.load;
    delete part.dataset.load;
    if (part.dataset.says) part.firstElementChild.textContent = part.dataset.says;
    try {
      const answer = await fetch(url);
      if (answer.ok) part.innerHTML = await answer.text();
      else part.remove();
    } catch { part.firstElementChild.textContent = ""; }
  });
  const look = async () => {
    if (waiting) return;
    if (dirty) { status("Something has changed at the table. Look again"); return; }
    waiting = true;
    try {
      const answer = await fetch(location.href);
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      if (dirty) { status("Something has changed at the table. Look again"); return; }
      const open = new Set([...document.querySelectorAll("details[open] > summary")].map((one) => one.textContent));
      const before = document.querySelector("h1")?.textContent;
      document.title = fresh.title;
      document.body.replaceWith(fresh.body);
      document.querySelectorAll("details > summary").forEach((one) => {
        if (open.has(one.textContent)) one.parentElement.open = true;
      });
      if (document.querySelector("h1")?.textContent !== before) {
        window.scrollTo(0, 0);
        document.getElementById("page")?.focus({ preventScroll: true });
      }
      begin();
    } catch { /* the line is down: the stream comes back by itself and says so again */ }
    finally { waiting = false; }
  };
  const listen = () => {
    source?.close();
    source = null;
    const live = document.body.dataset.live;
    if (!live || !window.EventSource) return;
    source = new EventSource(live);
    source.onmessage = look;
  };
  let due = 0;
  const draft = (form, step) => {
    clearTimeout(due);
    due = setTimeout(async () => {
      const fields = new URLSearchParams(new FormData(form));
      fields.set("do", "draft");
      fields.set("part", "panel");
      try {
        const answer = await fetch(form.action, { method: "POST", body: fields });
        const panel = document.getElementById("panel");
        if (answer.ok && !answer.redirected && panel) { panel.innerHTML = await answer.text(); dirty = false; }
      } catch { /* it is sent again with the next change, or with the commit */ }
    }, step ? 0 : 350);
  };
  const begin = () => {
    dirty = false;
    document.documentElement.classList.add("script");
    document.getElementById("refused")?.focus();
    load();
    listen();
  };
  document.addEventListener("input", (event) => {
    dirty = true;
    const form = event.target.form;
    if (form?.classList.contains("plan")) draft(form, false);
  });
  document.addEventListener("submit", (event) => {
    if (event.target.dataset.sent) { event.preventDefault(); return; }
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", (event) => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
    if (event.persisted) look();
  });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && !source) listen(); });
  begin();
})();
