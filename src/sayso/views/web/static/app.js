"use strict";
/* Sayso's pages work without this file. It ties the parts of a statement together, moves from
   statement to statement by key, and moves, enlarges and saves the stemma. */

(() => {
  const rows = () => document.querySelector(".rows");
  const numbers = () => [...document.querySelectorAll(".rows .n, .head .n")];
  let held = 0; // the statement that is looked at, 0 for none
  let pinned = false; // held by key or tap, not by the pointer alone

  const marksOf = (element) => (element.dataset.m || "").split(" ").filter(Boolean);

  function hold(number) {
    if (number === held) return;
    held = number;
    const story = document.querySelector(".story");
    if (!story) return;
    for (const element of story.querySelectorAll("[data-on]")) element.removeAttribute("data-on");
    for (const element of story.querySelectorAll(".on")) element.classList.remove("on");
    story.classList.toggle("held", number > 0);
    if (!number) return;
    for (const element of story.querySelectorAll("span[data-m]")) {
      const roles = marksOf(element).filter((mark) => +mark.slice(1) === number).map((mark) => mark[0]);
      if (roles.length) element.dataset.on = roles.join(" ");
    }
    for (const element of story.querySelectorAll(`[data-n="${number}"]`)) element.classList.add("on");
  }

  function numberAt(target) {
    if (!(target instanceof Element)) return 0;
    const holder = target.closest("[data-n]");
    if (holder) return +holder.dataset.n;
    const marked = target.closest("span[data-m]");
    return marked ? +marksOf(marked)[0].slice(1) : 0;
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "touch" && !pinned) hold(numberAt(event.target));
  });
  document.addEventListener("focusin", (event) => {
    const number = numberAt(event.target);
    if (number) hold(number);
  });
  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element) || event.target.closest("a, button, summary, input, label")) return;
    const number = numberAt(event.target);
    pinned = number > 0 && !(pinned && number === held);
    hold(pinned ? number : 0);
  });

  function step(by) {
    const all = numbers();
    if (!all.length) return;
    const at = all.findIndex((one) => one === document.activeElement || +one.dataset.n === held);
    const next = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))];
    pinned = true;
    next.focus({ preventScroll: true });
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    next.scrollIntoView({ block: "center", behavior: calm ? "auto" : "smooth" });
  }

  /* A reason opens over its page; without htmx its link leads to a page of its own. */
  document.addEventListener("htmx:after:swap", () => {
    const reason = document.querySelector("dialog#reason");
    if (!reason || reason.open || !reason.childElementCount) return;
    reason.showModal();
    reason.scrollTop = 0;
  });
  document.addEventListener("close", (event) => {
    if (event.target.id === "reason") event.target.replaceChildren();
  }, true);
  document.addEventListener("htmx:error", (event) => {
    const link = event.target instanceof Element && event.target.closest("a[href][data-hx-get]");
    if (link) location.assign(link.getAttribute("href"));
  });

  /* The stemma is moved by its viewBox, so that its lines stay sharp. */
  const canvas = () => document.querySelector(".canvas");
  const picture = () => document.querySelector(".canvas svg");
  const whole = (svg) => ({ x: 0, y: 0, w: +svg.getAttribute("width"), h: +svg.getAttribute("height") });
  const seen = (svg) => {
    const box = svg.viewBox.baseVal;
    return { x: box.x, y: box.y, w: box.width, h: box.height };
  };

  function look(box) {
    const svg = picture();
    const all = whole(svg);
    const w = Math.min(all.w, Math.max(all.w / 8, box.w));
    const h = w * all.h / all.w;
    const x = Math.min(Math.max(box.x, 0), all.w - w);
    const y = Math.min(Math.max(box.y, 0), all.h - h);
    svg.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
    canvas().classList.toggle("moved", w < all.w - 1);
  }

  function zoom(by, at) {
    const svg = picture();
    if (!svg) return;
    const box = seen(svg);
    const centre = at || { x: box.x + box.w / 2, y: box.y + box.h / 2 };
    const w = box.w / by;
    const h = box.h / by;
    look({ x: centre.x - (centre.x - box.x) / by, y: centre.y - (centre.y - box.y) / by, w, h });
  }

  function pan(dx, dy) {
    const box = seen(picture());
    look({ ...box, x: box.x + dx, y: box.y + dy });
  }

  const zooms = { in: () => zoom(1.35), out: () => zoom(1 / 1.35), fit: () => look(whole(picture())) };

  function inPicture(event) {
    const svg = picture();
    const box = seen(svg);
    const place = svg.getBoundingClientRect();
    return {
      x: box.x + (event.clientX - place.left) / place.width * box.w,
      y: box.y + (event.clientY - place.top) / place.height * box.h,
    };
  }

  document.addEventListener("wheel", (event) => {
    if (!event.ctrlKey || !(event.target instanceof Element) || !event.target.closest(".canvas")) return;
    event.preventDefault();
    zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, inPicture(event));
  }, { passive: false });

  let drag = null;
  document.addEventListener("pointerdown", (event) => {
    const on = event.target instanceof Element && event.target.closest(".canvas.moved");
    if (on && event.button === 0) drag = { x: event.clientX, y: event.clientY, far: 0 };
  });
  document.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const svg = picture();
    const scale = seen(svg).w / svg.getBoundingClientRect().width;
    drag.far += Math.abs(event.clientX - drag.x) + Math.abs(event.clientY - drag.y);
    pan((drag.x - event.clientX) * scale, (drag.y - event.clientY) * scale);
    drag.x = event.clientX;
    drag.y = event.clientY;
  });
  const dropped = () => { setTimeout(() => { drag = null; }); };
  document.addEventListener("pointerup", dropped);
  document.addEventListener("pointercancel", dropped);
  document.addEventListener("dragstart", (event) => {
    if (event.target instanceof Element && event.target.closest(".canvas")) event.preventDefault();
  });
  document.addEventListener("click", (event) => { // the end of a drag follows no link
    if (drag && drag.far > 6) { event.preventDefault(); event.stopPropagation(); }
  }, true);

  async function savePng(href) {
    const image = new Image();
    image.src = href;
    await image.decode();
    const sheet = document.createElement("canvas");
    sheet.width = image.naturalWidth * 2;
    sheet.height = image.naturalHeight * 2;
    const pen = sheet.getContext("2d");
    pen.fillStyle = "#ffffff";
    pen.fillRect(0, 0, sheet.width, sheet.height);
    pen.drawImage(image, 0, 0, sheet.width, sheet.height);
    const link = document.createElement("a");
    link.download = "stemma.png";
    link.href = sheet.toDataURL("image/png");
    link.click();
  }

  document.addEventListener("click", (event) => {
    if (!(event.target instanceof Element)) return;
    const button = event.target.closest("[data-zoom]");
    if (button && picture()) zooms[button.dataset.zoom]();
    const png = event.target.closest("[data-png]");
    if (png) { event.preventDefault(); savePng(png.href); }
  });

  function ready() {
    for (const hidden of document.querySelectorAll(".zoom[hidden], [data-png][hidden]")) hidden.hidden = false;
  }
  document.addEventListener("htmx:after:swap", ready);
  ready();

  const keys = {
    "+": () => zoom(1.35),
    "=": () => zoom(1.35),
    "-": () => zoom(1 / 1.35),
    0: () => picture() && zooms.fit(),
    j: () => step(1),
    k: () => step(-1),
    "/": () => document.querySelector("#ask, #q")?.focus(),
    "?": () => document.getElementById("keys")?.showModal(),
    Escape: () => { pinned = false; hold(0); },
  };
  const moves = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof Element && event.target.closest("input, textarea, select, dialog");
    if (event.ctrlKey || event.metaKey || event.altKey || typing) return;
    if (event.key in moves && document.querySelector(".canvas.moved:focus-within")) {
      const box = seen(picture());
      event.preventDefault();
      pan(moves[event.key][0] * box.w / 8, moves[event.key][1] * box.w / 8);
    }
    if (!(event.key in keys)) return;
    if (event.key !== "Escape") event.preventDefault();
    keys[event.key]();
  });
})();
