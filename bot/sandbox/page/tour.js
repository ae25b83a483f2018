// The tour: a card beside one element after another. Whether it was seen is kept in the browser.
(() => {
  const SEEN = "tour seen";
  let steps = [];
  let at = 0;
  let card = null;
  let before = null;

  const mark = () =>
    document.documentElement.classList.toggle("tour-seen", localStorage.getItem(SEEN) !== null);

  const button = (words, does, css = "button is-small") => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = css;
    made.textContent = words;
    made.addEventListener("click", does);
    return made;
  };

  const end = () => {
    document.querySelector(".is-toured")?.classList.remove("is-toured");
    card?.remove();
    card = null;
    localStorage.setItem(SEEN, "yes");
    mark();
    (before?.isConnected ? before : document.querySelector("[data-testid=tour]"))?.focus();
  };

  const place = (target) => {
    const { innerWidth: width, innerHeight: height } = window;
    const box = target?.getBoundingClientRect();
    const beside = box && box.width > 0;
    const roomy = beside && box.left > card.offsetWidth + 300;
    const left = beside ? (roomy ? box.left - card.offsetWidth - 12 : box.left + 12) : 16;
    const below = beside ? (roomy ? box.top : box.bottom + 10) : height / 2;
    const fits = below + card.offsetHeight < height - 12;
    const top = fits || !beside ? below : box.top - card.offsetHeight - 10;
    card.style.left = `${Math.max(12, Math.min(left, width - card.offsetWidth - 12))}px`;
    card.style.top = `${Math.max(12, top)}px`;
  };

  const show = () => {
    const [selector, words] = steps[at];
    document.querySelector(".is-toured")?.classList.remove("is-toured");
    const target = document.querySelector(selector);
    const marked = target?.closest(".composer") ?? target;
    marked?.classList.add("is-toured");
    marked?.scrollIntoView({ block: "center" });
    card.querySelector("p").textContent = words;
    card.querySelector(".quiet").textContent = `${at + 1} of ${steps.length}`;
    const last = at === steps.length - 1;
    const buttons = [button(last ? "Done" : "Next", () => go(1), "button is-small is-primary")];
    if (at) buttons.unshift(button("Back", () => go(-1)));
    if (!last) buttons.unshift(button("Skip", end));
    card.querySelector(".coach-buttons").replaceChildren(...buttons);
    place(marked);
    buttons.at(-1).focus();
  };

  const go = (step) => {
    at += step;
    if (at < steps.length) show();
    else end();
  };

  const begin = () => {
    card = document.createElement("div");
    card.className = "coach";
    card.dataset.testid = "coach";
    card.setAttribute("role", "dialog");
    card.setAttribute("aria-label", "Tour");
    card.innerHTML = '<p aria-live="polite"></p><div class="coach-foot"><span class="quiet"></span>' +
      '<span class="coach-buttons"></span></div>';
    card.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end();
    });
    document.querySelector(".app").append(card);
    show();
  };

  const drawn = (selector, tries = 100) => {
    if (document.querySelector(selector) || !tries) begin();
    else setTimeout(drawn, 20, selector, tries - 1);
  };

  window.startTour = (given) => {
    card?.remove();
    before = document.activeElement;
    [steps, at] = [given, 0];
    drawn(steps[0][0]);
  };

  window.declineTour = () => {
    localStorage.setItem(SEEN, "yes");
    mark();
  };
  mark();
})();
