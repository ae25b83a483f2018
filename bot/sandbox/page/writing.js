// What must happen under the typing hands: drafts are kept in the tab, names and commands offered.
(() => {
  const DRAFT = "textarea[data-draft]";
  const keyOf = (box) => `draft ${box.dataset.draft}`;
  let writing = null; // the draft that has the keyboard, so that a redrawn box gets it back

  const restore = (box) => {
    box.value ||= sessionStorage.getItem(keyOf(box)) ?? "";
    if (writing === box.dataset.draft && document.activeElement === document.body) {
      box.focus();
      box.setSelectionRange(box.value.length, box.value.length);
    }
  };

  const added = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches(DRAFT)) restore(node);
    node.querySelectorAll(DRAFT).forEach(restore);
  };

  new MutationObserver((changes) => changes.forEach((c) => c.addedNodes.forEach(added))).observe(
    document,
    { childList: true, subtree: true },
  );

  // Once words are sent their draft goes, unless others were begun meanwhile.
  window.forgetDraft = (draft) => {
    const box = document.querySelector(`textarea[data-draft="${CSS.escape(draft)}"]`);
    if (!box?.value) sessionStorage.removeItem(`draft ${draft}`);
  };

  // In place of what the box holds, in a way that Ctrl+Z takes back.
  window.putWords = (testid, words) => {
    const box = document.querySelector(`[data-testid="${testid}"]`);
    if (!box) return;
    box.focus();
    box.select();
    if (!document.execCommand("insertText", false, words)) box.value = words;
    changed(box);
  };

  const listOf = (box) => box.form?.querySelector(".suggestions");
  const shownIn = (list) => [...list.children].filter((option) => !option.hidden);

  const asked = (box) => {
    const before = box.value.slice(0, box.selectionStart);
    if (/^\/\S*( \S*)?$/.test(before)) return { start: 0, words: before.toLowerCase() };
    const name = before.match(/(?:^|\s)(@[^@\n]{0,40})$/)?.[1];
    return name && { start: before.length - name.length, words: name.toLowerCase() };
  };

  const fits = (option, typed) => {
    const words = option.dataset.words.toLowerCase().trim();
    const [sign, ...names] = [words[0], ...words.slice(1).split(" ")];
    const begins = words.startsWith(typed) || names.some((name) => (sign + name).startsWith(typed));
    return begins && words !== typed && sign === typed[0];
  };

  const mark = (box, option) => {
    const list = listOf(box);
    list.querySelector("[aria-selected=true]")?.setAttribute("aria-selected", "false");
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) box.setAttribute("aria-activedescendant", option.id);
    else box.removeAttribute("aria-activedescendant");
    list.hidden = !option;
  };

  const offer = (box) => {
    const list = listOf(box);
    if (!list) return;
    const found = asked(box);
    for (const option of list.children) option.hidden = !(found && fits(option, found.words));
    mark(box, shownIn(list)[0]);
  };

  const take = (box, option) => {
    box.setRangeText(option.dataset.words, asked(box).start, box.selectionStart, "end");
    box.focus();
    changed(box);
  };

  const changed = (box) => {
    sessionStorage.setItem(keyOf(box), box.value);
    offer(box);
  };

  const steer = (event, box, options) => {
    const at = options.findIndex((option) => option.getAttribute("aria-selected") === "true");
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) mark(box, options[(at + step + options.length) % options.length]);
    else if (event.key === "Escape") mark(box, null);
    else if (["Enter", "Tab"].includes(event.key) && !event.shiftKey) take(box, options[at]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  document.addEventListener("input", (event) => event.target.matches(DRAFT) && changed(event.target));
  document.addEventListener(
    "keydown",
    (event) => {
      const list = event.target.matches?.(DRAFT) && !event.isComposing && listOf(event.target);
      if (list && !list.hidden) steer(event, event.target, shownIn(list));
    },
    true,
  );
  document.addEventListener("focusin", (event) => (writing = event.target.dataset?.draft ?? null));
  document.addEventListener("focusout", (event) => {
    if (event.target.matches?.(DRAFT) && listOf(event.target)) mark(event.target, null);
  });
  document.addEventListener("pointerdown", (event) => {
    if (event.target.closest?.(".suggestions")) event.preventDefault();
    else if (!event.target.matches?.(DRAFT)) writing = null;
  });
  document.addEventListener("click", (event) => {
    const option = event.target.closest?.(".suggestion");
    if (option) take(option.closest("form").elements.words, option);
  });

  // Whether the steps to try are put away, for as long as the tab lives.
  const steps = () =>
    document.documentElement.classList.toggle("no-tries", sessionStorage.getItem("tries") === "away");
  window.showTries = (wanted) => {
    sessionStorage.setItem("tries", wanted ? "here" : "away");
    steps();
  };
  steps();
})();
