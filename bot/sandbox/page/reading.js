// A message that is taller than its pane, or grows to be, is read from its top: there stands what
// it comes to. That is done once: who went on to its end stays there.
(() => {
  const isLine = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(".line, article") || node.querySelector(".line"));

  const toTop = (pane) => {
    const last = [...pane.querySelectorAll("article")].at(-1);
    const isAtEnd = pane.scrollTop > -4;
    if (!last || !isAtEnd || last.offsetHeight < pane.clientHeight - 8) return;
    if (pane.dataset.read === last.dataset.ts) return;
    pane.dataset.read = last.dataset.ts;
    pane.scrollBy(0, last.getBoundingClientRect().top - pane.getBoundingClientRect().top);
  };

  new MutationObserver((changes) => {
    const lines = changes.flatMap((change) => [...change.addedNodes]).filter(isLine);
    const panes = new Set(lines.map((line) => line.closest(".scroll") ?? line.querySelector(".scroll")));
    requestAnimationFrame(() => panes.forEach((pane) => pane && toTop(pane)));
  }).observe(document, { childList: true, subtree: true });
})();
