// Files on their way: chosen, dropped or pasted, sent to the workspace at once, shown until sent.
(() => {
  const MOST = 10; // files in one message, as in Slack
  const keyOf = (box) => `files ${box.dataset.draft}`;
  const listOf = (form) => form.querySelector(".attached");
  const filesIn = (list) =>
    [...list.children].filter((chip) => chip.dataset.id).map(({ dataset }) => ({ ...dataset }));

  const complain = (form, words) => {
    form.querySelector(".attach-fault").textContent = words ?? "";
  };

  const keep = (form) => {
    const files = JSON.stringify(filesIn(listOf(form)));
    sessionStorage.setItem(keyOf(form.elements.words), files);
  };

  const leave = (chip) => {
    const form = chip.closest("form");
    if (chip.dataset.id) fetch(`/attached/${chip.dataset.id}`, { method: "DELETE" });
    chip.remove();
    keep(form);
    form.elements.words.focus();
  };

  const chipOf = (list, name) => {
    const chip = document.createElement("li");
    const words = document.createElement("span");
    const close = document.createElement("button");
    chip.className = "chip";
    words.textContent = name;
    close.type = "button";
    close.textContent = "\u00d7";
    close.ariaLabel = `Leave out ${name}`;
    close.addEventListener("click", () => leave(chip));
    chip.append(words, close);
    list.append(chip);
    return chip;
  };

  const show = (list, { id, name }) => Object.assign(chipOf(list, name).dataset, { id, name });

  const sent = async (list, file) => {
    if (file.size > Number(list.dataset.most)) return { error: list.dataset.tooLarge };
    const query = new URLSearchParams({ as: list.dataset.as, name: file.name });
    try {
      return await (await fetch(`/attached?${query}`, { method: "POST", body: file })).json();
    } catch {
      return { error: "The file could not be read. Try again." };
    }
  };

  const attach = async (form, files) => {
    const list = listOf(form);
    complain(form);
    for (const file of files) {
      if (list.children.length >= MOST) return complain(form, `${MOST} files at most.`);
      const chip = chipOf(list, file.name);
      const kept = await sent(list, file);
      if (kept.error) chip.remove();
      else Object.assign(chip.dataset, kept);
      if (kept.error) complain(form, kept.error);
    }
    keep(form);
    form.elements.words.focus();
  };

  const redraw = (list, files) => {
    list.replaceChildren();
    files.forEach((file) => show(list, file));
  };

  window.restoreFiles = (box) =>
    redraw(listOf(box.form), JSON.parse(sessionStorage.getItem(keyOf(box)) ?? "[]"));

  window.forgetFiles = (box) => {
    if (!listOf(box.form).children.length) sessionStorage.removeItem(keyOf(box));
  };

  window.giveBackFiles = (box, files) => {
    if (!listOf(box.form).children.length) redraw(listOf(box.form), files);
  };

  // The ids of what goes with the words: none with a command, null while one is still on its way.
  window.filesFor = (form, text) => {
    const list = listOf(form);
    if (text.trimStart().startsWith("/")) return [];
    if ([...list.children].some((chip) => !chip.dataset.id)) return null;
    const files = filesIn(list);
    list.replaceChildren();
    complain(form);
    return files;
  };

  document.addEventListener("change", (event) => {
    const chooser = event.target;
    if (!chooser.matches(".composer input[type=file]")) return;
    attach(chooser.form, [...chooser.files]);
    chooser.value = "";
  });
  document.addEventListener("click", (event) => {
    event.target.closest?.(".attach")?.form.querySelector("input[type=file]").click();
  });
  document.addEventListener("paste", (event) => {
    const form = event.target.closest?.(".composer:has(.attached)");
    const files = [...(event.clipboardData?.files ?? [])];
    if (!form || !files.length) return;
    event.preventDefault();
    attach(form, files);
  });
  for (const kind of ["dragover", "drop"])
    document.addEventListener(kind, (event) => {
      const form = event.target.closest?.(".composer:has(.attached)");
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      if (form && kind === "drop") attach(form, [...event.dataTransfer.files]);
    });
})();
