// Does to the page what a browser does that translates it: every text is replaced by an element <font> within another,
// which holds other words. What comes later is translated later, as from a server. The marks around each text stand
// for the other language, so that the original can be read from the translation.
window.translator = (() => {
  const app = document.getElementById("app");
  const originals = new Map();
  const isLeft = (text) => /[\p{L}\p{N}]/u.test(text.data) && !text.parentElement.closest("font, textarea, [translate=no]");
  const left = () => {
    const walker = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
    const found = [];
    while (walker.nextNode()) if (isLeft(walker.currentNode)) found.push(walker.currentNode);
    return found;
  };
  const translate = () => {
    for (const text of left()) {
      const [outer, inner] = [document.createElement("font"), document.createElement("font")];
      inner.textContent = "⟦" + text.data + "⟧";
      outer.append(inner);
      text.replaceWith(outer);
      originals.set(outer, text);
    }
  };
  let isOn = true;
  const watch = new MutationObserver(() => setTimeout(() => isOn && translate(), 5));
  return {
    start: () => {
      watch.observe(document.body, { characterData: true, childList: true, subtree: true });
      translate();
    },
    // "Show original".
    stop: () => {
      isOn = false;
      watch.disconnect();
      for (const [font, text] of originals) if (font.isConnected) font.replaceWith(text);
    },
    left: () => left().map((text) => text.data),
  };
})();
