// What a box to write in offers: people after @, commands after /, emoji after two letters of :name.
(() => {
  const BOX = "textarea[data-draft]";
  const MOST_EMOJI = 8;
  const listOf = (box) => box.form?.querySelector(".suggestions");
  const shortcodes = Object.entries(window.EMOJI).map(([name, sign]) => ({
    words: `:${name}: `, name: `:${name}:`, key: name, sign,
  }));

  const asked = (box) => {
    const before = box.value.slice(0, box.selectionStart);
    if (/^\/\S*( \S*)?$/.test(before)) return { start: 0, words: before.toLowerCase() };
    const name = before.match(/(?:^|\s)(@[^@\n]{0,40}|:[\w+'-]{2,30})$/)?.[1];
    return name && { start: before.length - name.length, words: name.toLowerCase() };
  };

  const fits = (offer, typed) => {
    const words = offer.words.toLowerCase().trim();
    const [sign, ...names] = [words[0], ...words.slice(1).split(" ")];
    const begins = words.startsWith(typed) || names.some((name) => (sign + name).startsWith(typed));
    const isDue = !offer.later || typed.includes(" ");
    return begins && isDue && words !== typed && sign === typed[0];
  };

  // A whole name first, then those that begin with it, then those in which a word does.
  const rank = (name, typed) => {
    if (name === typed) return 0;
    if (name.startsWith(typed)) return 1;
    return name.includes(`_${typed}`) || name.includes(`-${typed}`) ? 2 : 9;
  };

  const emojiFor = (typed) =>
    shortcodes
      .map((offer) => ({ ...offer, rank: rank(offer.key, typed) }))
      .filter((offer) => offer.rank < 9)
      .sort((one, other) => one.rank - other.rank || one.key.length - other.key.length)
      .slice(0, MOST_EMOJI);

  const found = (box) => {
    const typed = asked(box)?.words;
    if (!typed) return [];
    if (typed[0] === ":") return emojiFor(typed.slice(1));
    return JSON.parse(listOf(box).dataset.offers).filter((offer) => fits(offer, typed));
  };

  const isWhole = (box) => {
    const typed = box.value.toLowerCase();
    const offers = JSON.parse(listOf(box).dataset.offers);
    return typed[0] === "/" && offers.some((one) => one.words.trim().toLowerCase() === typed);
  };

  const made = (css, text) => {
    const element = document.createElement("span");
    element.className = css;
    element.textContent = text;
    return element;
  };

  const pictureOf = (offer) => {
    if (offer.sign) return made("sign", offer.sign);
    const picture = made(`picture is-small${offer.initials ? "" : " is-bot"}`, offer.initials);
    picture.style.setProperty("--hue", offer.hue);
    if (offer.drawing) picture.innerHTML = `<svg class="icon" viewBox="0 0 24 24"><path d="${offer.drawing}"/></svg>`;
    return picture;
  };

  const optionOf = (id) => (offer, number) => {
    const option = document.createElement("li");
    option.className = "suggestion";
    option.id = `${id}-${number}`;
    option.setAttribute("role", "option");
    option.dataset.words = offer.words;
    if (offer.sign || offer.hue) option.append(pictureOf(offer));
    option.append(made("name", offer.name));
    if (offer.note) option.append(made("quiet", offer.note));
    return option;
  };

  const mark = (box, option, isShown = Boolean(option)) => {
    const list = listOf(box);
    for (const one of list.children) one.setAttribute("aria-selected", one === option);
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
    list.hidden = !isShown;
  };

  const offer = (box) => {
    const list = listOf(box);
    if (!list) return;
    list.replaceChildren(...found(box).map(optionOf(list.id)));
    const first = list.firstElementChild;
    // A whole command is sent by Enter; what it could go on to is shown and waits for an arrow.
    mark(box, isWhole(box) ? null : first, Boolean(first));
  };

  const take = (box, option) => {
    box.setRangeText(option.dataset.words, asked(box).start, box.selectionStart, "end");
    box.focus();
    box.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const steer = (event, box, options) => {
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const from = at < 0 && step < 0 ? 0 : at;
    if (step) mark(box, options[(from + step + options.length) % options.length]);
    else if (event.key === "Escape") mark(box, null);
    else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey) {
      if (at < 0 && event.key === "Enter") return mark(box, null);
      take(box, options[Math.max(at, 0)]);
    }
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  document.addEventListener("input", (event) => event.target.matches(BOX) && offer(event.target));
  document.addEventListener(
    "keydown",
    (event) => {
      const list = event.target.matches?.(BOX) && !event.isComposing && listOf(event.target);
      if (list && !list.hidden) steer(event, event.target, [...list.children]);
    },
    true,
  );
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.(BOX) && listOf(event.target)) mark(event.target, null);
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest?.(".suggestions")) event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".suggestion");
    if (option) take(option.closest("form").elements.words, option);
  });
})();
