// What only the browser can do: remember a theme and drafts, copy, and come back after the portal was away.
(() => {
  const root = document.documentElement;
  // Private windows may refuse to remember: the page works without.
  const read = key => { try { return localStorage.getItem(key); } catch { return null; } };
  const write = (key, value) => { try { localStorage.setItem(key, value); } catch { } };
  const drop = key => { try { localStorage.removeItem(key); } catch { } };

  // What an older version has kept is no draft any more.
  const kept = key => { try { return JSON.parse(read(key)); } catch { return null; } };

  // Before the first paint, so that nothing flashes.
  const theme = read("portal-theme");
  if (theme) root.dataset.theme = theme;

  window.portal = {
    theme: () => read("portal-theme"),
    // A circuit that is gone hears of nothing any more.
    followSystem: page => {
      const scheme = matchMedia("(prefers-color-scheme: dark)");
      scheme.addEventListener("change", () => page.invokeMethodAsync("FollowSystem", scheme.matches).catch(() => { }));
    },
    setTheme: value => { write("portal-theme", value); root.dataset.theme = value; },
    draft: key => kept("portal-draft:" + key)?.text ?? null,
    keepDraft: (key, text, title, address) => write("portal-draft:" + key, JSON.stringify({ text, title, address, at: new Date().toISOString() })),
    dropDraft: key => drop("portal-draft:" + key),
    // A key says what is drafted, by whom, and of what: "request:<subject>:<id>".
    drafts: subject => {
      try {
        return Object.keys(localStorage).filter(key => key.startsWith("portal-draft:") && key.split(":")[2] === subject)
          .map(key => ({ key: key.slice("portal-draft:".length), ...kept(key), text: undefined })).filter(draft => draft.title)
          .sort((left, right) => right.at.localeCompare(left.at));
      } catch { return []; }
    },
    // Opens every closed part in which something is wrong, and puts the keyboard into the field that its messages belong to.
    goToField: id => {
      document.querySelectorAll('[id^="error-"]').forEach(message => {
        if (!message.textContent.trim()) return;
        for (let part = message.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
      });
      for (let at = id; at.length > 6; at = at.slice(0, Math.max(at.lastIndexOf("-"), 0))) {
        const described = document.querySelector(`[aria-describedby~="${at}"]`);
        const field = described?.matches("input, textarea, select, button") ? described
          : (described ?? document.getElementById(at)?.parentElement)?.querySelector("input:not([disabled]), textarea, select, button");
        if (!field) continue;
        field.focus();
        field.scrollIntoView({ block: "center", behavior: matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth" });
        return;
      }
    },
    copy: async text => {
      try { await navigator.clipboard.writeText(text); return true; } catch { return false; }
    },
  };

  // Blazor scrolls to the target of the skip link, but leaves the keyboard where it was.
  document.addEventListener("click", event => {
    if (event.target.closest?.(".skip")) setTimeout(() => document.getElementById("main")?.focus());
  });
  const places = { h: "/", k: "/catalogue", c: "/connections", s: "/services", r: "/reviews", a: "/accounts" };
  let goesAt = 0;
  // Letters are shortcuts only where nobody types, and never over a dialog.
  const isFree = event => !event.ctrlKey && !event.metaKey && !event.altKey && !document.querySelector(".mud-dialog")
    && !event.target.closest?.("input, textarea, select, [contenteditable], [role=combobox], [role=listbox]");
  document.addEventListener("keydown", event => {
    if (event.key === "Escape") document.querySelector(".menu-open .menu-button")?.click();
    if ((event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "k") {
      const find = document.querySelector("[data-find]");
      if (!find) return;
      event.preventDefault();
      if (!document.querySelector(".mud-dialog")) find.click();
    } else if (isFree(event) && event.key === "?") {
      document.querySelector("[data-keys]")?.click();
    } else if (isFree(event) && event.key === "g") {
      goesAt = event.timeStamp;
    } else if (isFree(event) && places[event.key] && event.timeStamp - goesAt < 1500) {
      goesAt = 0;
      document.querySelector(`#menu a[href="${places[event.key]}"]`)?.click();
    }
  });
  // The person's menu and what pops up beside a list close like any other: by Escape, which leaves the keyboard at its button, and by a click elsewhere.
  const popups = "details.person-menu[open], details.popup[open]";
  document.addEventListener("click", event => {
    document.querySelectorAll(popups).forEach(menu => {
      if (!menu.contains(event.target) || event.target.closest("a")) menu.open = false;
    });
  });
  document.addEventListener("keydown", event => {
    const menu = event.key === "Escape" && document.querySelector(popups);
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  // In what was found, arrow keys choose; Enter in the field opens the first.
  document.addEventListener("keydown", event => {
    const box = event.target.closest?.(".find");
    if (!box) return;
    const links = [...box.querySelectorAll("[data-found]")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "ArrowDown" && links.length) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? box.querySelector("input")).focus();
    else if (event.key === "Enter" && at < 0 && links.length) links[0].click();
    else return;
    event.preventDefault();
  });

  // What has no room on its line is shown whole, to the pointer and to the keyboard, without asking the portal.
  const tip = document.createElement("p");
  tip.className = "full-text";
  tip.dir = "auto";
  tip.hidden = true;
  tip.setAttribute("role", "status");
  const tell = (beside, text, mono) => {
    document.body.appendChild(tip);
    tip.textContent = text;
    tip.classList.toggle("mono", mono);
    tip.hidden = false;
    const box = beside.getBoundingClientRect();
    const below = box.bottom + 6 + tip.offsetHeight < innerHeight;
    tip.style.left = Math.max(12, Math.min(box.left, innerWidth - tip.offsetWidth - 12)) + "px";
    tip.style.top = (below ? box.bottom + 6 : box.top - 6 - tip.offsetHeight) + "px";
  };
  const isCut = part => part.scrollWidth > part.clientWidth + 1 || part.scrollHeight > part.clientHeight + 6;
  const showWhole = event => {
    const cut = event.target.closest?.(".list .cell");
    const one = event.target.closest?.(".long") ?? event.target.querySelector?.(".long") ?? event.target.closest?.(".list .cell > *");
    if (!cut || !one || ![one, ...one.querySelectorAll("*")].some(isCut)) return tip.hidden = true;
    tell(one, one.textContent.trim().replace(/\s+/g, " "), one.classList.contains("mono"));
  };
  document.addEventListener("pointerover", showWhole);
  document.addEventListener("focusin", showWhole);
  document.addEventListener("scroll", () => tip.hidden = true, true);
  document.addEventListener("keydown", event => { if (event.key === "Escape") tip.hidden = true; });
  document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-copy-beside]");
    if (!button) return;
    const copied = await window.portal.copy(button.parentElement.querySelector(".long").textContent);
    tell(button, copied ? "Copied" : "The browser does not allow copying here. Select the text and copy it by hand.", false);
  });

  // Pages without a circuit: copy by a button, and look again by themselves, never under somebody who is typing.
  document.addEventListener("click", async event => {
    const button = event.target.closest?.("[data-copy]");
    if (button && await window.portal.copy(document.getElementById(button.dataset.copy).textContent)) button.firstChild.textContent = "Copied";
  });
  const lookAgain = async () => {
    const live = document.querySelector("[data-live]");
    if (!live) return;
    if (![...live.querySelectorAll("input:not([type=hidden])")].some(input => input === document.activeElement || input.value !== input.defaultValue)) {
      try {
        const page = new DOMParser().parseFromString(await (await fetch(location.pathname, { cache: "no-store" })).text(), "text/html");
        const next = page.getElementById(live.id);
        const shown = part => part.querySelector("section").textContent;
        if (!next) return location.reload();
        if (shown(next) !== shown(live)) live.replaceWith(next);
      } catch { }
    }
    setTimeout(lookAgain, 1000 * live.dataset.live);
  };

  document.addEventListener("DOMContentLoaded", () => {
    setTimeout(lookAgain, 5000);
    const modal = document.getElementById("components-reconnect-modal");
    if (!modal) return;
    // A portal that was started again knows nothing of this page; the address says what to show, and drafts are kept here.
    modal.addEventListener("components-reconnect-state-changed", event => {
      if (event.detail.state === "rejected") location.reload();
    });
    modal.querySelector("[data-reconnect]").addEventListener("click", () => location.reload());
  });
})();
