"use strict";
(() => {
  // the values of one file, in the order in which the page gives them
  const [ID, PATH, STATUS, TYPE, NAME, SUBJECT, ISSUER, PROVINCE, YEAR, ISSUED, COUNTS, CHECK, WARNINGS] = Array(13).keys();
  const PAGE_SIZE = 50;
  const LISTED_WARNINGS = 3;
  const NONE = "\u0000";
  const element = (id) => document.getElementById(id);
  const data = JSON.parse(element("data").textContent);
  const files = data.files;
  const compare = new Intl.Collator("vi", { numeric: true }).compare;
  const plain = (text) => text.normalize("NFD").replace(/\p{M}+/gu, "").replace(/[đĐ]/g, "d").toLowerCase();
  // what is sought begins at a word: a syllable of two letters is within many others
  const spaced = (text) => plain(text).replace(/[^\p{L}\p{N}]+/gu, " ");
  const searchable = files.map((file) => spaced(
    ["", file[NAME], file[SUBJECT], file[ISSUER], file[PROVINCE], file[PATH], file[ISSUED], ...file[WARNINGS]].join("\n")));
  const doubtful = (file) => file[CHECK] > 0 || file[WARNINGS].length > 0;
  const facets = {
    status: { label: "Tất cả", value: (file) => file[STATUS], name: (value) => data.statuses[value] ?? value },
    type: { label: "Tất cả", value: (file) => file[TYPE], name: (value) => value.charAt(0).toUpperCase() + value.slice(1) },
    province: { label: "Tất cả", value: (file) => file[PROVINCE], name: (value) => value },
    year: { label: "Tất cả", value: (file) => file[YEAR] === null ? "" : String(file[YEAR]), name: (value) => value },
  };
  const sorts = {
    name: (file) => file[SUBJECT] || file[NAME] || file[PATH], issuer: (file) => file[ISSUER], province: (file) => file[PROVINCE],
    year: (file) => file[YEAR] ?? 0, tasks: (file) => file[COUNTS][0], citations: (file) => file[COUNTS][1],
    indices: (file) => file[COUNTS][2], check: (file) => file[CHECK] + file[WARNINGS].length,
  };
  let found = [];
  let place = 0;
  let order = { by: null, down: false };

  const chosen = (name) => element(name).value;
  const keyOf = (facet, file) => facet.value(file) || NONE;

  function fillChoices() {
    for (const [name, facet] of Object.entries(facets)) {
      const values = [...new Set(files.map((file) => keyOf(facet, file)))];
      if (name === "year") values.sort((a, b) => compare(b, a));
      else if (name !== "status") values.sort(compare);
      const select = element(name);
      select.append(new Option(facet.label, ""));
      for (const value of values.filter((value) => value !== NONE)) select.append(new Option(facet.name(value), value));
      if (name !== "status" && values.includes(NONE)) select.append(new Option("(không rõ)", NONE));
    }
  }

  function filter() {
    const words = chosen("words").split(/\s+/).map((word) => spaced(word).trim()).filter(Boolean).map((word) => ` ${word}`);
    const wanted = Object.entries(facets).map(([name, facet]) => [name, facet, chosen(name)]);
    const onlyDoubtful = element("doubtful").checked;
    const tallies = { type: new Map(), province: new Map(), year: new Map() };
    found = [];
    files.forEach((file, index) => {
      if (onlyDoubtful && !doubtful(file)) return;
      if (!words.every((word) => searchable[index].includes(word))) return;
      const misses = wanted.filter(([, facet, value]) => value && keyOf(facet, file) !== value);
      if (misses.length === 0) found.push(file);
      // a list counts what choosing another of its entries would show
      for (const [name, tally] of Object.entries(tallies)) {
        if (misses.every(([missed]) => missed === name) && file[ID]) {
          const key = keyOf(facets[name], file);
          tally.set(key, (tally.get(key) ?? 0) + 1);
        }
      }
    });
    if (order.by) {
      const value = sorts[order.by];
      const sign = order.down ? -1 : 1;
      const keyed = found.map((file) => [value(file), file]);
      keyed.sort(typeof (keyed[0] ?? [0])[0] === "number" ? (a, b) => sign * (a[0] - b[0]) : (a, b) => sign * compare(a[0], b[0]));
      found = keyed.map(([, file]) => file);
    }
    place = 0;
    showFacets(tallies);
    show();
  }

  function showFacets(tallies) {
    for (const [name, tally] of Object.entries(tallies)) {
      const entries = [...tally].sort(name === "year" ? (a, b) => compare(b[0], a[0]) : (a, b) => b[1] - a[1] || compare(a[0], b[0]));
      const most = Math.max(1, ...tally.values());
      const list = document.querySelector(`[data-facet="${name}"]`);
      list.replaceChildren(...entries.map(([value, count]) => {
        const share = make("span", "share");
        share.style.width = `${(100 * count) / most}%`;
        const button = make("button", "");
        button.type = "button";
        button.dataset.value = value;
        button.setAttribute("aria-pressed", String(chosen(name) === value));
        button.append(share, make("span", "", value === NONE ? "(không rõ)" : facets[name].name(value)), make("span", "count", String(count)));
        const item = make("li", "");
        item.append(button);
        return item;
      }));
    }
  }

  function make(tag, className, text) {
    const node = document.createElement(tag);
    if (className) node.className = className;
    if (text !== undefined) node.textContent = text;
    return node;
  }

  function row(file) {
    const line = make("tr", "");
    const first = make("td", "");
    const link = make(file[ID] ? "a" : "span", "title", file[SUBJECT] || (file[TYPE] ? file[NAME] : file[PATH]));
    if (file[ID]) link.href = `documents/${file[ID]}.html`;
    first.append(link);
    if (file[SUBJECT]) first.append(make("span", "", `${file[NAME]}${file[ISSUED] ? `, ${file[ISSUED]}` : ""}`));
    if (file[SUBJECT] || file[TYPE]) first.append(make("span", "path", file[PATH]));
    const last = make("td", "");
    if (file[STATUS] !== "ok") last.append(make("span", `badge ${file[STATUS]}`, data.statuses[file[STATUS]] ?? file[STATUS]), " ");
    if (file[CHECK]) last.append(make("span", "badge doubt", `${file[CHECK]} chỗ`));
    if (file[WARNINGS].length) {
      const list = make("ul", "");
      list.append(...file[WARNINGS].slice(0, LISTED_WARNINGS).map((warning) => make("li", "", warning)));
      const more = file[WARNINGS].length - LISTED_WARNINGS;
      if (more > 0) list.append(make("li", "", `và ${more} lưu ý khác`));
      last.append(list);
    }
    const counts = file[ID] ? file[COUNTS].slice(0, 3).map(String) : ["", "", ""];
    line.append(first, make("td", "", file[ISSUER]), make("td", "", file[PROVINCE]), make("td", "number", file[YEAR] === null ? "" : String(file[YEAR])),
      ...counts.map((count) => make("td", "number", count)), last);
    return line;
  }

  function show(all = false) {
    const start = all ? 0 : place * PAGE_SIZE;
    const shown = all ? found : found.slice(start, start + PAGE_SIZE);
    document.querySelector("#files tbody").replaceChildren(...shown.map(row));
    const pages = Math.max(1, Math.ceil(found.length / PAGE_SIZE));
    element("result").textContent = found.length ? `Có ${found.length} tệp phù hợp, trong đó ${found.filter(doubtful).length} tệp cần kiểm tra.`
      : "Không có tệp nào phù hợp. Hãy bớt từ tìm hoặc bỏ lọc.";
    element("place").textContent = `Trang ${place + 1} / ${pages}`;
    element("previous").disabled = place === 0;
    element("next").disabled = place >= pages - 1;
    element("pager").hidden = pages === 1;
  }

  function turn(step) {
    place += step;
    show();
    element("files").focus({ preventScroll: true });
    element("files").scrollIntoView({ block: "start" });
  }

  fillChoices();
  element("filters").addEventListener("input", filter);
  element("filters").addEventListener("submit", (event) => event.preventDefault());
  element("clear").addEventListener("click", () => {
    element("filters").reset();
    filter();
    element("words").focus();
  });
  element("previous").addEventListener("click", () => turn(-1));
  element("next").addEventListener("click", () => turn(1));
  document.querySelectorAll("[data-facet]").forEach((list) => list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const name = list.dataset.facet;
    const value = button.dataset.value;
    element(name).value = chosen(name) === value ? "" : value;
    filter();
    // the list has been made anew: the same entry keeps the focus
    [...list.querySelectorAll("button")].find((candidate) => candidate.dataset.value === value)?.focus();
  }));
  document.querySelectorAll("[data-sort]").forEach((head) => head.addEventListener("click", () => {
    const by = head.dataset.sort;
    const numeric = !["name", "issuer", "province"].includes(by);
    order = { by, down: order.by === by ? !order.down : numeric };
    document.querySelectorAll("[data-sort]").forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    filter();
  }));
  window.addEventListener("beforeprint", () => show(true));
  window.addEventListener("afterprint", () => show());
  filter();
})();
