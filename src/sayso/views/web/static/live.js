"use strict";
/* Pages that change while somebody looks: [data-live] names a stream of server-sent events; when it
   says `change`, the page is fetched anew and the parts that differ take the place of the old ones.
   Without this file a page stands still and offers a link to look again. */

(() => {
  const source = new Map(); // the element that is live → its stream

  const busy = () => Boolean(document.querySelector("dialog[open]"))
    || Boolean(document.activeElement?.closest("main input, main textarea, main select"));

  /* Elements that stay as they are stay untouched: what is focused, scrolled or opened in them
     stays so. Children are known by id, class or tag; where those don't tell them apart, or text
     stands between them, the new takes the place of the old. */
  const key = (element) => element.id || element.getAttribute("class") || element.tagName;
  const apart = (element) => new Set([...element.children].map(key)).size === element.childElementCount
    && element.childElementCount > 0 && element.namespaceURI === document.documentElement.namespaceURI
    && [...element.childNodes].every((node) => node.nodeType !== Node.TEXT_NODE || !node.data.trim());

  function freshened(old, made) {
    if (old.outerHTML === made.outerHTML) return old;
    if (old.tagName !== made.tagName || !apart(old) || !apart(made)) return document.importNode(made, true);
    freshen(old, made);
    return old;
  }

  function freshen(old, made) {
    for (const name of old.getAttributeNames()) if (name !== "open" && !made.hasAttribute(name)) old.removeAttribute(name);
    for (const name of made.getAttributeNames()) old.setAttribute(name, made.getAttribute(name));
    const parts = new Map([...old.children].map((child) => [key(child), child]));
    const wanted = [...made.children].map((child) => {
      const kept = parts.get(key(child));
      return kept ? freshened(kept, child) : document.importNode(child, true);
    });
    for (const child of [...old.children]) if (!wanted.includes(child)) child.remove();
    let at = old.firstElementChild;
    for (const child of wanted) {
      if (child === at) at = at.nextElementSibling;
      else old.insertBefore(child, at);
    }
  }

  function tell(words, link) {
    const news = document.getElementById("news");
    if (!news) return;
    news.replaceChildren(words);
    if (link) {
      const anchor = document.createElement("a");
      anchor.href = location.href;
      anchor.textContent = link;
      news.append(" ", anchor);
    }
  }

  async function fetched(element) {
    const answer = await fetch(location.href, { headers: { accept: "text/html" } });
    if (!answer.ok) { tell(element.dataset.told || "", "Look again"); return; }
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const made = page.getElementById(element.id);
    if (!made) { location.reload(); return; }
    freshen(element, made);
    if (element.dataset.told) tell(element.dataset.told);
    document.dispatchEvent(new Event("sayso:fresh"));
  }

  async function changed(element) {
    if (busy()) tell(element.dataset.told || "", "Show it");
    else await fetched(element);
    if (!element.dataset.live) shut(element);
  }

  function shut(element) {
    source.get(element)?.close();
    source.delete(element);
  }

  function open() {
    for (const element of document.querySelectorAll("[data-live]")) {
      if (source.has(element)) continue;
      const stream = new EventSource(element.dataset.live);
      stream.addEventListener("change", () => { changed(element).catch(() => shut(element)); });
      stream.addEventListener("end", () => shut(element));
      source.set(element, stream);
    }
  }

  /* A browser has few connections to one server: pages that nobody looks at give theirs back. */
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) for (const element of [...source.keys()]) shut(element);
    else open();
  });
  addEventListener("pagehide", () => { for (const element of [...source.keys()]) shut(element); });
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  open();
})();
