// Keyboard and small comforts. Every page works without this file; it changes nothing by itself but what is shown.
"use strict";
(() => {
  const typing = (element) =>
    element instanceof HTMLElement && (element.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName));

  const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];

  const opens = (row) => row.querySelector("[data-open]")?.getAttribute("href");
  let chosen;

  function choose(all, one) {
    all.forEach((row) => row.classList.toggle("chosen", row === one));
    one.querySelector("[data-open]")?.focus({ preventScroll: true });
    chosen = opens(one);
  }

  function select(step) {
    const all = rows();
    if (!all.length) return;
    const now = all.findIndex((row) => row.classList.contains("chosen"));
    const next = all[Math.min(all.length - 1, Math.max(0, now + step))];
    choose(all, next);
    next.scrollIntoView({ block: "nearest" });
    next.dispatchEvent(new CustomEvent("rowchosen", { bubbles: true }));
  }

  // A list that is fetched anew, as leaving the search field does, keeps the row that was chosen and the focus that was on it.
  document.addEventListener("htmx:afterSwap", () => {
    const all = rows();
    const same = chosen && document.activeElement === document.body && all.find((row) => opens(row) === chosen);
    if (same) choose(all, same);
  });

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.preventDefault(); // it would empty a search field
      return event.target.blur();
    }
    if (typing(event.target) && event.target.type !== "checkbox") return;
    if (event.key === "j") select(1);
    else if (event.key === "k") select(-1);
    else if (event.key === "x") document.querySelector(".chosen input[type=checkbox]")?.click();
    else {
      const wanted = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === event.key);
      if (!wanted) return;
      if (typing(wanted)) wanted.focus();
      else wanted.click();
      event.preventDefault();
    }
  });

  document.addEventListener("change", (event) => {
    const name = event.target.dataset?.all;
    if (!name) return;
    document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(name)}"]`).forEach((box) => {
      box.checked = event.target.checked;
    });
  });
})();
