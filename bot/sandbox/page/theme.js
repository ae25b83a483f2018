// Light, dark or as the system has it; kept in the browser.
(() => {
  const KEY = "theme";
  const show = () => {
    const theme = localStorage.getItem(KEY) ?? "system";
    document.documentElement.dataset.theme = theme;
    const menu = document.querySelector("[data-testid=theme]");
    if (menu) menu.value = theme;
  };
  window.chooseTheme = (theme) => {
    localStorage.setItem(KEY, theme);
    show();
  };
  new MutationObserver(() => {
    const menu = document.querySelector("[data-testid=theme]:not([data-known])");
    if (!menu) return;
    menu.dataset.known = "";
    show();
  }).observe(document, { childList: true, subtree: true });
  show();
})();
