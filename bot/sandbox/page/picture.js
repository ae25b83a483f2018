// A picture is opened whole, above everything; Escape or a click puts it away.
(() => {
  const shut = (dialog, back) => {
    dialog.remove();
    if (back.isConnected) back.focus();
  };

  const open = (link) => {
    const [dialog, whole, close] = ["dialog", "img", "button"].map((name) => document.createElement(name));
    dialog.className = "whole";
    dialog.dataset.testid = "whole";
    dialog.setAttribute("aria-label", link.querySelector("img").alt);
    whole.src = link.href;
    whole.alt = link.querySelector("img").alt;
    close.className = "button";
    close.textContent = "Close";
    dialog.append(whole, close);
    dialog.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => shut(dialog, link));
    document.querySelector(".app").append(dialog);
    dialog.showModal();
    close.focus();
  };

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.shown");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    open(link);
  });
})();
