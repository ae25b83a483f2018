// A card or a menu: beside what was pressed, and back there when it is closed.
(() => {
  let pressed = null;

  window.showBeside = (id) => {
    const card = document.getElementById(id);
    if (!card) return;
    const box = pressed?.isConnected ? pressed.getBoundingClientRect() : { left: 16, bottom: 80, top: 80 };
    card.showPopover();
    const top = box.bottom + 6 + card.offsetHeight < innerHeight ? box.bottom + 6 : box.top - 6 - card.offsetHeight;
    card.style.left = `${Math.max(12, Math.min(box.left, innerWidth - card.offsetWidth - 12))}px`;
    card.style.top = `${Math.max(12, top)}px`;
    (card.querySelector("button") ?? card).focus();
  };

  document.addEventListener("click", (event) => {
    pressed = event.target.closest?.("[data-member], [data-beside], [data-does=more]") ?? pressed;
  }, true);
})();
