/**
 * The one script of the page. It only shows and hides what is there: without it the page tells the same. It may hold
 * neither a backtick nor the end tag of a script.
 */
export const pageScript: string = String.raw`"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("js");
  const memory = "dash-diff-theme";
  // Pages of file: may have no storage.
  const remember = (theme) => { try { localStorage.setItem(memory, theme) } catch {} };
  const remembered = () => { try { return localStorage.getItem(memory) } catch { return null } };
  const chosen = remembered();
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

  function toggleTheme() {
    const isDark = root.dataset.theme === undefined
      ? matchMedia("(prefers-color-scheme: dark)").matches
      : root.dataset.theme === "dark";
    root.dataset.theme = isDark ? "light" : "dark";
    remember(root.dataset.theme);
  }

  function start() {
    const byId = (id) => document.getElementById(id);
    const all = (selector, within = document) => [...within.querySelectorAll(selector)];
    const find = byId("find");
    const dashboards = all(".dashboard");
    const items = all(".item");
    const chips = all(".chip");
    const itemsOf = new Map(dashboards.map((one) => [one, all(".item", one)]));
    const lists = all("main > section, .drift > section, .group, .dashboards, .drift");
    const pressed = { impact: new Set(), kind: new Set() };
    const texts = new Map();
    let unfolded;

    const groupOf = (chip) => chip.dataset.impact === undefined ? "kind" : "impact";
    const valueOf = (chip) => chip.dataset[groupOf(chip)];
    const factsOf = (element) => element.dataset.kinds.split(" ");
    const textOf = (element) => {
      let text = texts.get(element);
      if (text === undefined) texts.set(element, text = element.textContent.toLowerCase());
      return text;
    };

    function countChips() {
      const counts = new Map();
      const add = (name) => counts.set(name, (counts.get(name) ?? 0) + 1);
      for (const one of [...items, ...dashboards]) {
        if (one.matches(".item")) add("impact " + one.dataset.impact);
        for (const kind of factsOf(one)) add("kind " + kind);
      }
      for (const chip of chips) {
        const count = counts.get(groupOf(chip) + " " + valueOf(chip)) ?? 0;
        chip.hidden = count === 0;
        const number = document.createElement("span");
        number.className = "n";
        number.textContent = count;
        chip.append(" ", number);
      }
    }

    function passes(element) {
      const kinds = factsOf(element);
      return (pressed.impact.size === 0 || pressed.impact.has(element.dataset.impact))
        && (pressed.kind.size === 0 || kinds.some((kind) => pressed.kind.has(kind)));
    }

    function filter() {
      const words = find.value.toLowerCase().split(/\s+/).filter(Boolean);
      const isFiltered = words.length + pressed.impact.size + pressed.kind.size > 0;
      const says = (text) => words.every((word) => text.includes(word));
      let shownItems = 0;
      const show = (item, isShown) => { item.hidden = !isShown; shownItems += isShown };
      const shown = dashboards.filter((dashboard) => {
        const isNamed = says(textOf(dashboard.querySelector("summary")));
        let has = isNamed && passes(dashboard);
        for (const item of itemsOf.get(dashboard)) {
          const isShown = passes(item) && (isNamed || says(textOf(item)));
          show(item, isShown);
          has ||= isShown;
        }
        dashboard.hidden = !has;
        return has;
      });
      for (const item of items) if (item.closest(".dashboard") === null) show(item, passes(item) && says(textOf(item)));
      for (const list of lists) {
        const parts = all(".item, .dashboard", list);
        list.hidden = parts.length > 0 && parts.every((part) => part.hidden || (part.parentElement.closest(".dashboard")?.hidden ?? false));
      }
      unfold(isFiltered, shown);
      root.classList.toggle("filtered", isFiltered);
      byId("lost").hidden = !isFiltered || shown.length + shownItems > 0;
      byId("result").textContent = isFiltered
        ? shown.length + " of " + dashboards.length + " dashboards, " + shownItems + " of " + items.length + " changes"
        : "";
    }

    // What a filter finds is unfolded while it lasts, unless it is a lot.
    function unfold(isFiltered, shown) {
      if (isFiltered) {
        unfolded ??= new Map(dashboards.map((one) => [one, one.open]));
        if (shown.length <= 20) for (const one of shown) one.open = true;
      } else if (unfolded !== undefined) {
        for (const [one, wasOpen] of unfolded) one.open = wasOpen;
        unfolded = undefined;
      }
    }

    function clear() {
      find.value = "";
      for (const chip of chips) chip.setAttribute("aria-pressed", "false");
      pressed.impact.clear();
      pressed.kind.clear();
      filter();
    }

    function reveal(hash) {
      const target = hash.length > 1 ? byId(decodeURIComponent(hash.slice(1))) : null;
      if (target === null) return;
      if (target.closest("[hidden]") !== null) clear();
      for (let fold = target.closest("details"); fold !== null; fold = fold.parentElement.closest("details")) fold.open = true;
    }

    function step(by) {
      const shown = dashboards.filter((one) => !one.hidden);
      if (shown.length === 0) return;
      const current = shown.indexOf(document.activeElement.closest(".dashboard"));
      const below = shown.findIndex((one) => one.getBoundingClientRect().top >= 90);
      const start = current !== -1 ? current : below === -1 ? shown.length : by > 0 ? below - 1 : below;
      const next = shown[Math.max(0, Math.min(shown.length - 1, start + by))];
      next.querySelector("summary").focus({ preventScroll: true });
      next.scrollIntoView({ block: "start" });
    }

    let pairs = [];
    function mark(element) {
      for (const pair of pairs) pair.classList.remove("pair");
      pairs = element === null ? [] : counterparts(element);
      for (const pair of pairs) pair.classList.add("pair");
    }

    function counterparts(element) {
      const panel = element.closest(".panel");
      if (panel !== null) return all('.layout a[href="#' + panel.id + '"]', panel.closest(".dashboard"));
      const box = element.closest(".box");
      if (box === null) return [];
      const entry = box.getAttribute("href");
      const panels = entry === null ? [] : [byId(entry.slice(1))].filter((one) => one !== null && one.matches(".panel"));
      const grid = [...box.closest(".layout").querySelectorAll(".grid")].find((one) => !one.contains(box));
      const other = box.dataset.other === undefined ? undefined : grid?.querySelectorAll(":scope > .box")[box.dataset.other];
      return other === undefined ? panels : [other, ...panels];
    }

    const foldAll = (isOpen) => { for (const one of dashboards) if (!one.hidden) one.open = isOpen };
    const actions = {
      "/": () => { find.focus(); find.select() },
      j: () => step(1),
      k: () => step(-1),
      t: toggleTheme,
      "?": () => byId("keys").showModal(),
    };

    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || byId("keys").open) return;
      if (event.key === "Escape") { clear(); find.blur(); return }
      if (event.target.matches("input")) return;
      const arrow = event.target.matches(".dashboard > summary") ? { ArrowDown: "j", ArrowUp: "k" }[event.key] : undefined;
      const action = actions[arrow ?? event.key];
      if (action === undefined) return;
      event.preventDefault();
      action();
    });
    document.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#"]');
      if (link !== null) reveal(link.getAttribute("href"));
    });
    for (const name of ["mouseover", "focusin"]) document.addEventListener(name, (event) => mark(event.target));
    document.addEventListener("mouseleave", () => mark(null));
    for (const chip of chips) chip.addEventListener("click", () => {
      const values = pressed[groupOf(chip)];
      const isPressed = !values.delete(valueOf(chip));
      if (isPressed) values.add(valueOf(chip));
      chip.setAttribute("aria-pressed", String(isPressed));
      filter();
    });
    let waiting;
    find.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 80) });
    byId("open-all").addEventListener("click", () => foldAll(true));
    byId("close-all").addEventListener("click", () => foldAll(false));
    byId("theme").addEventListener("click", toggleTheme);
    byId("help").addEventListener("click", actions["?"]);
    byId("keys-close").addEventListener("click", () => byId("keys").close());
    let printed = [];
    addEventListener("beforeprint", () => { printed = all("details:not([open])"); for (const one of printed) one.open = true });
    addEventListener("afterprint", () => { for (const one of printed) one.open = false });
    addEventListener("hashchange", () => reveal(location.hash));
    countChips();
    reveal(location.hash);
  }

  document.addEventListener("DOMContentLoaded", start);
})();`;
