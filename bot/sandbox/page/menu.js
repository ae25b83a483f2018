// A menu of a message acts once something is chosen. Going through it with the arrows chooses
// nothing yet: Enter does, and whoever leaves without it has chosen nothing.
(() => {
  const MENU = "select[data-acts]";
  let byKey = false;
  let held = null; // the menu that was gone through and waits for Enter

  const choose = (menu) => {
    held = null;
    if (menu.value !== "") menu.dispatchEvent(new CustomEvent("chosen", { detail: menu.value }));
  };

  const onMenu = (name, does) =>
    document.addEventListener(name, (event) => event.target.matches?.(MENU) && does(event, event.target), true);

  onMenu("pointerdown", () => (byKey = false));
  onMenu("focusin", () => (byKey = false));
  onMenu("keydown", (event, menu) => {
    byKey = event.key !== "Enter" && event.key !== " ";
    if (event.key !== "Enter" || held !== menu) return;
    event.preventDefault();
    choose(menu);
  });
  onMenu("change", (event, menu) => (byKey ? (held = menu) : choose(menu)));
  onMenu("focusout", (event, menu) => {
    if (held !== menu) return;
    held = null;
    menu.selectedIndex = 0;
  });
})();
