// What must happen under the typing hands: drafts, words and files, are kept in the tab.
(() => {
  const DRAFT = "textarea[data-draft]";
  const keyOf = (box) => `draft ${box.dataset.draft}`;
  let writing = null; // the draft that has the keyboard, so that a redrawn box gets it back

  const restore = (box) => {
    restoreFiles(box);
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
    if (box) forgetFiles(box);
  };

  // What the box holds, its files too, and empties it; nothing where there is nothing to send.
  // The draft stays until it is taken: a box that is redrawn at that moment gets it back.
  window.takeAll = (form) => {
    const box = form.elements.words;
    const text = box.value;
    const files = filesFor(form, text);
    if (!files || !(text.trim() || files.length)) return null;
    box.value = "";
    box.focus();
    return { text, files };
  };

  // What could not be sent comes back into an empty box.
  window.giveBack = (id, sent) => {
    const box = document.getElementById(id);
    if (!box) return;
    box.value ||= sent.text;
    giveBackFiles(box, sent.files);
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box.matches(DRAFT)) sessionStorage.setItem(keyOf(box), box.value);
  });
  document.addEventListener("focusin", (event) => (writing = event.target.dataset?.draft ?? null));
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.(".composer")) writing = null;
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
