// The page of a case: what belongs together is lit together, on the paper, among the lines, in the bridge.
"use strict";
(() => {
  let lit = "";

  function light(key) {
    if (key === lit) return;
    document.querySelectorAll(".lit").forEach((each) => each.classList.remove("lit"));
    lit = key;
    if (!key) return;
    document.querySelectorAll(`[data-group="${CSS.escape(key)}"]`).forEach((each) => each.classList.add("lit"));
  }

  // Only the paper's own pane moves: the page stays where the reader is.
  function show(key) {
    const pane = document.querySelector("[data-paper]");
    const place = pane?.querySelector(`[data-group="${CSS.escape(key)}"]`);
    if (!place) return;
    const box = place.getBoundingClientRect();
    const frame = pane.getBoundingClientRect();
    if (box.top >= frame.top + 20 && box.bottom <= frame.bottom - 20) return;
    pane.scrollTop += box.top - frame.top - frame.height / 3;
  }

  const groupOf = (target) => (target instanceof Element ? target.closest("[data-group]") : null);

  document.addEventListener("pointerover", (event) => {
    const group = groupOf(event.target);
    if (!group) return;
    light(group.dataset.group);
    if (!group.closest("[data-paper]")) show(group.dataset.group);
  });

  document.addEventListener("click", (event) => {
    const group = groupOf(event.target);
    if (!group) return;
    light(group.dataset.group);
    if (group.closest("[data-pairs]")) return show(group.dataset.group);
    const row = document.querySelector(`[data-pairs] [data-group="${CSS.escape(group.dataset.group)}"]`);
    if (!row) return;
    document.querySelectorAll("[data-row].chosen").forEach((each) => each.classList.remove("chosen"));
    row.classList.add("chosen");
    row.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("rowchosen", (event) => {
    const key = event.target.dataset.group;
    if (!key) return;
    light(key);
    show(key);
  });
})();
