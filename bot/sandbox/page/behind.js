// The drawer behind the scenes: its key, Escape, and where the keyboard goes back to.
(() => {
  const drawer = () => document.querySelector(".behind:not(.hidden)");
  const press = (testid) => document.querySelector(`[data-testid="${testid}"]`)?.click();
  let before = null; // what had the keyboard when the drawer was opened

  window.leaveBehind = () => {
    const target = before?.isConnected ? before : document.querySelector("[data-testid=behind-open]");
    const now = document.activeElement;
    if (now === document.body || now.closest(".behind")) target?.focus();
    before = null;
  };

  const move = (tab, step) => {
    const tabs = [...tab.parentElement.children];
    const next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    next.focus();
    next.click();
  };

  const isBusy = (event) =>
    event.defaultPrevented || document.querySelector("dialog[open], :popover-open") ||
    event.target.closest?.(".is-edit");

  document.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    const tab = event.target.closest?.("[role=tab]");
    if (event.ctrlKey && event.code === "Backquote") {
      event.preventDefault();
      press("behind-open");
    } else if (tab && step) move(tab, step);
    else if (event.key === "Escape" && drawer() && !isBusy(event)) press("behind-close");
  });
  // Which element asked for it: the one that is clicked, or has the keyboard, while it is closed.
  document.addEventListener(
    "click",
    (event) => {
      const asks = event.target.closest?.("[data-behind], [data-does=why]");
      if (asks && !drawer()) before = event.detail ? asks : document.activeElement;
    },
    true,
  );
})();
