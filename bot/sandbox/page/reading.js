// Who reads a pane's end sees what comes; who looks further up stays there and is told of it.
// A message that is taller than its pane, or grows to be, is read from its top: there stands what
// it comes to. That is done once: who went on to its end stays there.
(() => {
  const isAtEnd = (pane) => pane.scrollTop > -4;
  const isLine = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(".line, article") || node.querySelector(".line"));

  const toTop = (pane) => {
    const last = [...pane.querySelectorAll("article")].at(-1);
    if (!last || !isAtEnd(pane) || last.offsetHeight < pane.clientHeight - 8) return;
    if (pane.dataset.read === last.dataset.ts) return;
    pane.dataset.read = last.dataset.ts;
    pane.scrollBy(0, last.getBoundingClientRect().top - pane.getBoundingClientRect().top);
  };

  const tell = (pane, isNews) => (pane.querySelector(".news").hidden = !isNews);

  window.focusIfLost = (selector) => {
    if (document.activeElement !== document.body) return;
    const found = document.querySelector(selector);
    const pane = found?.closest(".scroll");
    found?.focus({ preventScroll: Boolean(pane) && isAtEnd(pane) });
  };

  document.addEventListener("click", (event) => {
    if (event.target.matches?.(".news")) event.target.closest(".scroll").scrollTo(0, 0);
  });
  document.addEventListener(
    "scroll",
    ({ target }) => target.matches?.(".scroll") && isAtEnd(target) && tell(target, false),
    true,
  );

  new MutationObserver((changes) => {
    const lines = changes.flatMap((change) => [...change.addedNodes]).filter(isLine);
    for (const line of lines.filter((one) => one.matches(".line:last-child"))) {
      const pane = line.closest(".scroll");
      if (!isAtEnd(pane)) tell(pane, true);
    }
    const panes = new Set(lines.map((line) => line.closest(".scroll") ?? line.querySelector(".scroll")));
    requestAnimationFrame(() => panes.forEach((pane) => pane && toTop(pane)));
  }).observe(document, { childList: true, subtree: true });
})();
