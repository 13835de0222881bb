"use strict";
(() => {
  const KINDS = { t: "Nhiệm vụ", u: "Đơn vị", d: "Thời hạn", c: "Viện dẫn", i: "Chỉ số", v: "Giá trị chỉ số" };
  const element = (id) => document.getElementById(id);
  const rows = element("rows");
  const article = document.querySelector("article.text");
  const pictures = document.querySelector(".pictures");
  const frames = pictures ? JSON.parse(element("frames").textContent) : {};
  const links = [...rows.querySelectorAll("a.go")];
  const checks = [...rows.querySelectorAll("#kiem-tra a.go")];
  const keyOf = (link) => link.getAttribute("href").slice(1);
  const piecesOf = (key) => [element(key), ...article.querySelectorAll(`[data-of="${key}"]`)].filter(Boolean);
  let current = null;
  let spotted = false;

  function choose(link) {
    const key = keyOf(link);
    document.querySelectorAll("mark.on").forEach((mark) => mark.classList.remove("on"));
    links.forEach((other) => other.removeAttribute("aria-current"));
    rows.querySelectorAll("li.current").forEach((item) => item.classList.remove("current"));
    link.setAttribute("aria-current", "true");
    link.closest("li").classList.add("current");
    piecesOf(key).forEach((mark) => mark.classList.add("on"));
    current = link;
    const badge = link.nextElementSibling?.matches(".conf, .corrected") ? `, ${link.nextElementSibling.textContent}` : "";
    element("detail").hidden = false;
    element("detail").firstElementChild.textContent = `${KINDS[key[0]]}${badge}. Mã dòng: ${link.dataset.row}. Quy tắc: ${link.dataset.rule}.`;
    const at = checks.findIndex((other) => keyOf(other) === key);
    if (at >= 0) element("check-place").textContent = `${at + 1} / ${checks.length} chỗ cần kiểm tra`;
    history.replaceState(null, "", `#${key}`);
    frame(key);
  }

  function frame(key) {
    if (!pictures || pictures.hidden) return;
    pictures.querySelectorAll(".spot.on").forEach((old) => old.classList.remove("on"));
    pictures.querySelectorAll(`[data-spot="${key}"]`).forEach((spot) => spot.classList.add("on"));
  }

  // every passage on the pages' pictures, the larger ones below
  function spot() {
    spotted = true;
    const order = "tcuidv";
    for (const [page, boxes] of Object.entries(frames)) {
      const sheet = pictures.querySelector(`figure[data-page="${page}"] .sheet`);
      const keys = Object.keys(boxes).sort((a, b) => order.indexOf(a[0]) - order.indexOf(b[0]));
      sheet?.append(...keys.flatMap((key) => boxes[key].map(([left, top, width, height]) => {
        const box = document.createElement("span");
        box.className = `spot ${key[0]}${element(key)?.classList.contains("low") ? " low" : ""}`;
        box.dataset.spot = key;
        Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
        return box;
      })));
    }
    document.querySelectorAll("[data-kind]").forEach(showKind);
  }

  function toPassage(link) {
    choose(link);
    const mark = element(keyOf(link));
    if (!mark) return;
    if (pictures && !pictures.hidden) {
      const target = pictures.querySelector(".spot.on") ?? pictures.querySelector(`[data-page="${pageOf(mark)}"]`);
      target?.scrollIntoView({ block: "center" });
      return;
    }
    mark.focus({ preventScroll: true });
    mark.scrollIntoView({ block: "center" });
  }

  function pageOf(mark) {
    let page = "";
    for (const start of article.querySelectorAll(".page-start")) {
      if (start.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING) page = start.id.slice(5);
    }
    return page;
  }

  function toRow(link) {
    choose(link);
    for (let section = link.closest("details"); section; section = section.parentElement.closest("details")) section.open = true;
    link.closest("li").hidden = false;
    link.focus({ preventScroll: true });
    link.scrollIntoView({ block: "center" });
  }

  function rowOf(mark) {
    const key = mark.id || mark.dataset.of || mark.dataset.spot;
    if (current && keyOf(current) === key) return current;
    return links.find((link) => keyOf(link) === key && !checks.includes(link)) ?? links.find((link) => keyOf(link) === key);
  }

  function step(by) {
    if (!checks.length) return;
    const at = current ? checks.findIndex((link) => keyOf(link) === keyOf(current)) : -1;
    const next = at < 0 ? (by > 0 ? 0 : checks.length - 1) : (at + by + checks.length) % checks.length;
    checks[next].scrollIntoView({ block: "nearest" });
    toPassage(checks[next]);
  }

  function showKind(button) {
    const hidden = button.getAttribute("aria-pressed") !== "true";
    const { kind } = button.dataset;
    article.querySelectorAll(`mark.${kind}`).forEach((mark) => mark.classList.toggle("off", hidden));
    pictures?.querySelectorAll(`.spot.${kind}`).forEach((box) => box.classList.toggle("off", hidden));
  }

  function view(name) {
    const asPictures = name === "pictures";
    pictures.hidden = !asPictures;
    article.hidden = asPictures;
    if (asPictures && !spotted) spot();
    document.querySelectorAll("[data-view]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.view === name)));
    if (current) toPassage(current);
  }

  rows.addEventListener("click", (event) => {
    const link = event.target.closest("a.go");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toPassage(link);
  });
  article.addEventListener("click", (event) => {
    const mark = event.target.closest("mark:not(.off)");
    if (!mark || !window.getSelection().isCollapsed) return;
    const link = rowOf(mark);
    if (link) toRow(link);
  });
  pictures?.addEventListener("click", (event) => {
    const link = event.target.matches(".spot") ? rowOf(event.target) : null;
    if (link) toRow(link);
  });
  article.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("mark")) {
      const link = rowOf(event.target);
      if (link) toRow(link);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && current && !rows.contains(document.activeElement)) toRow(current);
    else if (event.key === "F8") {
      event.preventDefault();
      step(event.shiftKey ? -1 : 1);
    }
  });
  rows.addEventListener("keydown", (event) => {
    if (!["ArrowDown", "ArrowUp"].includes(event.key) || !event.target.matches("a.go")) return;
    event.preventDefault();
    const shown = links.filter((link) => link.offsetParent !== null);
    shown[shown.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
  });
  element("back").addEventListener("click", () => current && toRow(current));
  element("check-next")?.addEventListener("click", () => step(1));
  element("check-previous")?.addEventListener("click", () => step(-1));
  document.querySelectorAll("[data-kind]").forEach((button) => button.addEventListener("click", () => {
    button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
    showKind(button);
  }));
  document.querySelectorAll("[data-view]").forEach((button) => button.addEventListener("click", () => view(button.dataset.view)));
  const plain = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  element("find").addEventListener("input", (event) => {
    const words = plain(event.target.value).split(/\s+/).filter(Boolean);
    rows.querySelectorAll(".section").forEach((section) => {
      let left = 0;
      section.querySelectorAll("li").forEach((item) => {
        const text = plain(item.textContent);
        item.hidden = !words.every((word) => text.includes(word));
        left += item.hidden ? 0 : 1;
      });
      section.hidden = left === 0;
    });
  });
  window.addEventListener("beforeprint", () => rows.querySelectorAll("details").forEach((section) => { section.open = true; }));
  // a link from elsewhere may name a passage
  const named = location.hash ? links.find((link) => link.getAttribute("href") === decodeURIComponent(location.hash)) : null;
  if (named) toPassage(named);
})();
