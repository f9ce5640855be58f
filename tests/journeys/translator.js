// Does to the page what a browser does that translates it: every text is replaced by an element <font> within another,
// which holds other words; or by several elements of another name, side by side. The marks around each text stand for the other language, so that the original can be read
// from the translation.
window.translator = (() => {
  const app = document.getElementById("app");
  const originals = new Map();
  let isOn = false;
  let name = "font";
  const isLeft = (text) => /[\p{L}\p{N}]/u.test(text.data) && !text.parentElement.closest("font, x-translated, textarea, [translate=no]");
  const left = () => {
    const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (isLeft(walker.currentNode)) found.push(walker.currentNode);
    return found;
  };
  const translate = () => {
    if (!isOn) return;
    for (const text of left()) {
      if (name !== "font") {
        const parts = ["⟦" + text.data, "⟧"].map((words) => {
          const part = document.createElement(name);
          part.textContent = words;
          return part;
        });
        text.replaceWith(...parts);
        continue;
      }
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = "⟦" + text.data + "⟧";
      outer.append(inner);
      text.replaceWith(outer);
      originals.set(outer, text);
    }
  };
  return {
    // What comes later is translated at once, or later, as from a server.
    start: (isAtOnce, element = "font") => {
      isOn = true;
      name = element;
      const watch = new MutationObserver(() => (isAtOnce ? translate() : setTimeout(translate, 5)));
      watch.observe(document.body, { characterData: true, childList: true, subtree: true });
      translate();
    },
    // Into yet another language.
    again: () => {
      for (const [font, text] of [...originals]) {
        originals.delete(font);
        if (!font.isConnected) continue;
        const other = font.cloneNode(true);
        font.before(other);
        font.remove();
        originals.set(other, text);
      }
    },
    // "Show original".
    stop: () => {
      isOn = false;
      for (const [font, text] of originals) if (font.isConnected) font.replaceWith(text);
    },
    left: () => left().map((text) => text.data),
  };
})();
