// The review desk's script: chooses cards, takes decisions, searches while one types. Pages work without it for reading.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const page = document.body.dataset;
  const words = JSON.parse(page.words || "{}");
  const isReadOnly = Boolean(page.readOnly);
  const me = page.reviewer ?? "";
  const database = page.database ?? "";
  const language = document.documentElement.lang;
  let token = $('meta[name="desk-token"]')?.content;

  const say = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, () => value), words[key] ?? key);
  let silence;
  const tell = (text) => {
    $("#status").textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { $("#status").textContent = ""; }, 5000);
  };
  const complain = (text) => {
    const box = $("#alert");
    $("span", box).textContent = text;
    box.hidden = !text;
  };
  const number = (n) => n.toLocaleString(language === "vi" ? "vi-VN" : "en-GB");
  const short = (text, most = 60) => ([...text].length > most ? `${[...text].slice(0, most).join("")}…` : text);

  // Offsets count code points, as the database does; strings here count UTF-16 units.
  const points = (text) => { let n = 0; for (const _ of text) n += 1; return n; };
  const unitsOf = (text, count) => {
    let units = 0;
    for (const character of text) { if (count-- <= 0) break; units += character.length; }
    return units;
  };

  // Times stand in the page in UTC; a reader has his own.
  const local = (iso) => new Date(iso).toLocaleString(language === "vi" ? "vi-VN" : "en-GB", { dateStyle: "short", timeStyle: "short" });
  const localise = (within = document) => {
    for (const time of $$("time[datetime]", within)) {
      if (time.dateTime.includes("T")) { time.title = time.textContent; time.textContent = local(time.dateTime); }
    }
  };

  // MARK: Asking the desk

  class Refusal extends Error {
    constructor(status, body) {
      super(body?.error?.message ?? `HTTP ${status}`);
      this.status = status;
      this.body = body;
      this.code = body?.error?.code;
    }
  }
  const ask = async (path, body, { isAgain = false, keepalive = false } = {}) => {
    // What the page shows is what is saved: its reviewer, its database.
    const options = body === undefined ? {} : {
      method: "POST", body: JSON.stringify(body), keepalive,
      headers: {
        "Content-Type": "application/json", "X-Desk-Token": token, "X-Reviewer": encodeURIComponent(me),
        "X-Desk-Database": database,
      },
    };
    if (body === undefined && path.startsWith("/api/v1/undo")) options.headers = { "X-Reviewer": encodeURIComponent(me) };
    const response = await fetch(path, options);
    const answer = await response.json().catch(() => null);
    // The desk was started anew since the page was loaded.
    if (response.status === 403 && answer?.error?.code === "missing-token" && !isAgain) {
      token = (await ask("/api/v1/session")).writeToken;
      return ask(path, body, { isAgain: true, keepalive });
    }
    if (!response.ok) throw new Refusal(response.status, answer);
    return answer;
  };
  const why = (error) => (error instanceof Refusal ? error.message : say("js.offline"));
  const newName = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

  // MARK: Cards

  const cards = () => $$(".card");
  // What can be asked about a card stands on the chosen one.
  const more = $("#card-more")?.content.firstElementChild;
  const wordsOf = (card) => $(".gist, .words", card)?.textContent ?? "";
  let active = null;
  const choose = (card, { focus = true, scroll = true } = {}) => {
    if (!card) return;
    if (card !== active) {
      active?.classList.remove("active");
      active?.removeAttribute("aria-current");
      active = card;
      card.classList.add("active");
      card.setAttribute("aria-current", "true");
      if (!$(".card-more", card) && more) $(".why", card)?.before(more.cloneNode(true));
      if (cards().indexOf(card) >= cards().length - 5) loadNext();
    }
    if (focus && !card.contains(document.activeElement)) card.focus({ preventScroll: true });
    if (scroll) reveal(card);
    light(card.dataset.row);
  };
  const step = (by) => {
    const all = cards();
    if (!all.length) return;
    const at = all.indexOf(active);
    if (at < 0) return choose(all[by > 0 ? 0 : all.length - 1]);
    if (at + by >= all.length) return $("#next")?.focus();
    if (at + by >= 0) choose(all[at + by]);
  };
  // On an article's page text and cards scroll each by itself; the words come into view in both, side by side.
  const pane = (element) => {
    const found = element.closest(".pane");
    return found && found.scrollHeight > found.clientHeight + 1 ? found : null;
  };
  const reveal = (card) => {
    const mark = $("#text") && $(`#text [data-r~="${CSS.escape(card.dataset.row)}"]`);
    const paper = mark && pane(mark);
    if (paper) {
      const [inner, outer] = [mark.getBoundingClientRect(), paper.getBoundingClientRect()];
      if (inner.top < outer.top + 40 || inner.bottom > outer.bottom - 60) {
        paper.scrollTop += inner.top - outer.top - outer.height / 3;
      }
    }
    const sheet = $(".margin.pane");
    if (mark && !paper && sheet && getComputedStyle(sheet).position === "fixed") {
      // On a phone the card lies over the text's foot: the words come into what is left.
      const [box, top, bottom] = [mark.getBoundingClientRect(), $(".bar").getBoundingClientRect().bottom, sheet.getBoundingClientRect().top];
      if (box.top < Math.max(0, top) || box.bottom > bottom) scrollBy(0, box.top - Math.max(0, top) - 24);
      sheet.scrollTop = 0;
      return undefined;
    }
    const margin = pane(card);
    if (!margin) return card.scrollIntoView({ block: "nearest" });
    const [inner, outer] = [card.getBoundingClientRect(), margin.getBoundingClientRect()];
    const wanted = paper ? Math.max(outer.top, Math.min(mark.getBoundingClientRect().top, outer.bottom - inner.height)) : outer.top;
    margin.scrollTop += inner.top - Math.max(outer.top, wanted);
    return undefined;
  };
  const left = $("#left");
  const count = (before, now) => {
    const by = (now === "unreviewed" ? 1 : 0) - (before === "unreviewed" ? 1 : 0);
    if (!by || !left?.dataset.n) return;
    left.dataset.n = String(Math.max(0, Number(left.dataset.n) + by));
    left.textContent = left.dataset.words.replace("{n}", number(Number(left.dataset.n)));
  };
  const show = (card, status, isSaving) => {
    for (const name of [...card.classList]) if (name.startsWith("st-")) card.classList.remove(name);
    count(card.dataset.status, status);
    card.dataset.status = status;
    card.classList.add(`st-${status}`);
    card.classList.toggle("saving", isSaving);
    card.classList.remove("failed");
    $("[data-status-name]", card).textContent = status === "unreviewed" ? "" : say(`status.${status}`);
  };
  const refresh = async (row) => {
    const card = $(`#r${row}`);
    if (!card) return;
    const list = card.closest(".cards");
    const query = new URLSearchParams({ row });
    if (list?.dataset.context) query.set("context", "1");
    if (list?.dataset.article) query.set("article", "1");
    if (list?.dataset.noSpeaker) query.set("no-speaker", "1");
    if (card.dataset.number) query.set("number", card.dataset.number);
    const response = await fetch(`/part/card?${query}`).catch(() => null);
    const now = $(`#r${row}`);
    if (!now) return;
    now.classList.remove("saving");
    if (response?.status === 404) return drop(now);
    if (!response?.ok) return;
    const holder = document.createElement("template");
    holder.innerHTML = (await response.text()).trim();
    const fresh = holder.content.firstElementChild;
    const current = $(`#r${row}`);
    if (!current || !fresh) return;
    if (current.dataset.mentions) fresh.dataset.mentions = current.dataset.mentions;
    const wasActive = current === active;
    const hadFocus = current.contains(document.activeElement);
    localise(fresh);
    count(current.dataset.status, fresh.dataset.status);
    if (!$(".why", current)?.hidden) $(".why", fresh).hidden = false;
    current.replaceWith(fresh);
    // What waits to be saved still shows.
    const waiting = outbox.items().filter((item) => item.row === row).at(-1);
    if (waiting && guesses[waiting.body.action]) show(fresh, guesses[waiting.body.action], true);
    if (wasActive) {
      active = null;
      choose(fresh, { focus: hadFocus, scroll: false });
    }
  };
  const drop = (card) => {
    const wasActive = card === active;
    const next = card.nextElementSibling ?? card.previousElementSibling;
    count(card.dataset.status, "gone");
    card.remove();
    if (wasActive) { active = null; if (next?.classList.contains("card")) choose(next, { focus: true }); }
  };

  // What belongs together in the article lights up: the words, their cue, their speaker and his other mentions.
  const light = (row) => {
    const text = $("#text");
    if (!text) return;
    for (const name of ["lit", "lit-cue", "lit-src", "lit-men"]) $$(`.${name}`, text).forEach((e) => e.classList.remove(name));
    if (!row) return;
    const has = (attribute, value) => $$(`[data-${attribute}~="${CSS.escape(value)}"]`, text);
    has("r", row).forEach((e) => e.classList.add("lit"));
    has("cue", row).forEach((e) => e.classList.add("lit-cue"));
    has("src", row).forEach((e) => e.classList.add("lit-src"));
    const mentions = $(`#r${CSS.escape(row)}`)?.dataset.mentions;
    if (mentions) has("men", mentions).forEach((e) => e.classList.add("lit-men"));
  };

  // MARK: What waits to be saved

  // Decisions wait in the browser, in order, under their database, their reviewer and this tab, until the desk has them. Each has
  // a name of its own: sent twice it is taken once. Those of a tab that was closed are taken over by the next page.
  const outbox = (() => {
    const part = encodeURIComponent;
    const mine = `trichdan-outbox ${part(database)} ${part(me)} `;
    let tab;
    try {
      tab = sessionStorage.getItem("trichdan-tab") ?? newName();
      sessionStorage.setItem("trichdan-tab", tab);
    } catch { tab = newName(); }
    const key = mine + tab;
    const read = (name) => { try { return JSON.parse(localStorage.getItem(name)) ?? { items: [] }; } catch { return { items: [] }; } };
    let list = read(key).items;
    const write = () => {
      try {
        if (list.length) localStorage.setItem(key, JSON.stringify({ items: list, alive: Date.now() }));
        else localStorage.removeItem(key);
      } catch { /* kept on the page only */ }
      say_();
    };
    const say_ = () => {
      const box = $("#unsaved");
      if (!box) return;
      const isStuck = list.length > 0 && (failures > 0 || isStopped);
      box.hidden = !isStuck;
      $("span", box).textContent = (list.length === 1 ? say("js.unsaved-one") : say("js.unsaved-many", { n: list.length })) + (reason ? ` ${reason}` : "");
    };
    let failures = 0;
    let isStopped = false;
    let reason = "";
    const names = () => { try { return Object.keys(localStorage); } catch { return []; } };
    return {
      items: () => list,
      add(item) { list.push(item); write(); },
      remove(id) { list = list.filter((item) => item.id !== id); write(); },
      update: write,
      clear() { list = []; write(); },
      failed(text, stops = false) { failures += 1; isStopped = stops; reason = text; say_(); },
      went() { failures = 0; isStopped = false; reason = ""; say_(); },
      get failures() { return failures; },
      get isStopped() { return isStopped; },
      restart() { isStopped = false; },
      beat() { if (list.length) write(); },
      // Old decisions come first.
      adopt() {
        for (const name of names()) {
          if (!name.startsWith(mine) || name === key) continue;
          const { items, alive } = read(name);
          if (Date.now() - (alive ?? 0) < 8000) continue;
          try { localStorage.removeItem(name); } catch { continue; }
          list = [...items.filter((item) => !list.some((other) => other.id === item.id)), ...list];
          write();
        }
      },
      // What others who use this browser have not got saved in this database.
      ofOthers() {
        const prefix = `trichdan-outbox ${part(database)} `;
        const found = new Map();
        for (const name of names()) {
          if (!name.startsWith(prefix) || name.startsWith(mine)) continue;
          const who = decodeURIComponent(name.slice(prefix.length).split(" ")[0]);
          found.set(who, (found.get(who) ?? 0) + read(name).items.length);
        }
        return found;
      },
    };
  })();

  // MARK: Decisions

  const guesses = { accept: "accepted", reject: "rejected", speaker: "corrected", span: "corrected", kind: "corrected" };
  // One's decisions on this page, the last one at the end; undo goes back along it, then along the desk's log.
  const done = [];
  const seenOf = (card) => ({
    status: card.dataset.status, kind: card.dataset.kind, start: Number(card.dataset.start), end: Number(card.dataset.end),
    speaker: card.dataset.speakerId ? Number(card.dataset.speakerId) : null, note: card.dataset.note ?? null,
  });
  const seenIn = (record) => ({
    status: record.status, kind: record.kind, start: record.start, end: record.end, speaker: record.speaker?.id ?? null, note: record.note,
  });
  const decide = (card, decision, { shown, words: chosen } = {}) => {
    const id = newName();
    const item = {
      id, row: card.dataset.row, before: card.dataset.status, shown,
      text: chosen ?? wordsOf(card), speaker: card.dataset.speaker,
      body: { ...decision, version: Number(card.dataset.version), seen: seenOf(card), request: id },
    };
    // What one decided before and is not saved yet is what one sees.
    const earlier = outbox.items().filter((other) => other.row === item.row).at(-1);
    if (earlier) item.body.seen.status = item.before = earlier.before;
    if (decision.action !== "undo") done.push({ request: id, row: item.row, text: item.text, action: decision.action });
    const guess = guesses[decision.action];
    if (guess) show(card, guess, true);
    return enqueue(item);
  };
  const waiters = new Map();
  const enqueue = (item) => new Promise((resolve) => {
    waiters.set(item.id, resolve);
    outbox.add(item);
    pump();
  });
  const settle = (item, outcome) => {
    outbox.remove(item.id);
    waiters.get(item.id)?.(outcome);
    waiters.delete(item.id);
  };
  const named = (item) => say("js.named", { action: say(`action.${item.body.action}`), text: short(item.text ?? "") });

  // A record in conflict waits until somebody has looked; the others go on.
  const held = new Set();
  let isPumping = false;
  let timer;
  const pump = async () => {
    if (isPumping || isReadOnly || !database) return;
    isPumping = true;
    clearTimeout(timer);
    try {
      for (;;) {
        const item = outbox.items().find((other) => !held.has(other.row));
        if (!item || outbox.isStopped) break;
        if (!(await send(item))) break;
      }
    } finally { isPumping = false; }
    if (outbox.items().some((item) => !held.has(item.row)) && !outbox.isStopped) {
      timer = setTimeout(pump, Math.min(15000, 500 * 2 ** Math.min(5, outbox.failures)));
    }
  };
  const forget = (item) => { const at = done.findIndex((other) => other.request === item.id); if (at >= 0) done.splice(at, 1); };
  // Whether the next one may be sent.
  const send = async (item) => {
    try {
      if (item.body.action === "undo-last" && !(await findLast(item))) {
        settle(item, { ok: false });
        return true;
      }
      const answer = await ask(`/api/v1/records/${item.row}/decisions`, item.body);
      outbox.went();
      // Those behind it meet the record as this one left it.
      for (const other of outbox.items()) {
        if (other.id === item.id || other.row !== item.row || !answer.record) continue;
        other.body.version = answer.record.version;
        other.body.seen = seenIn(answer.record);
      }
      settle(item, { ok: true, record: answer.record });
      const card = $(`#r${item.row}`);
      if (card && !answer.record) drop(card);
      else if (card) {
        card.dataset.version = answer.record.version;
        if (answer.blind) readBlind(card); else await refresh(item.row);
      }
      if (item.body.action === "undo") {
        tell(say("js.undone", { what: item.label ?? "" }));
      } else if (item.body.action !== "keep") {
        tell(say("js.saved"));
      }
      return true;
    } catch (error) {
      const isRefusal = error instanceof Refusal;
      if (isRefusal && error.status === 409 && error.body?.current) {
        outbox.went();
        held.add(item.row);
        (error.code === "others-decision" ? askUndo(item, error) : askConflict(item, error));
        return true;
      }
      const isForNow = !isRefusal || error.status >= 500 || [401, 408, 429].includes(error.status);
      if (isForNow || ["other-database", "other-reviewer", "bound-name", "read-only", "missing-token", "cross-site"].includes(error.code)) {
        // Not reached, or refused for the moment: it waits. What is meant for another database or reviewer is sent to no other.
        outbox.failed(why(error), !isForNow);
        const card = $(`#r${item.row}`);
        card?.classList.add("failed");
        card?.classList.remove("saving");
        if (isRefusal && error.status === 401) signIn();
        return false;
      }
      forget(item);
      settle(item, { ok: false });
      complain(say("js.failed-what", { what: named(item), message: error.message }));
      await refresh(item.row);
      return true;
    }
  };
  // What two read without seeing each other is decided when both have.
  const readBlind = (card) => {
    card.classList.remove("saving", "failed");
    card.classList.add("read");
    $("[data-status-name]", card).textContent = say("js.read-blind");
  };
  const signIn = () => {
    const link = $("#unsaved a");
    if (!link) return;
    link.href = `/sign-in?back=${encodeURIComponent(location.pathname + location.search)}`;
    link.hidden = false;
  };
  const retry = () => { outbox.restart(); pump(); };

  // Dialogs come one after the other.
  let dialogs = Promise.resolve();
  const inTurn = (open) => { dialogs = dialogs.then(() => new Promise(open)).catch(() => {}); };
  const openDialog = (dialog) => {
    if (dialog.open) dialog.close();
    dialog.showModal();
  };

  const askConflict = (item, error) => inTurn((next) => {
    const { row, body } = item;
    const current = error.body.current;
    const isSame = String(current.row) === String(row);
    const about = (text, speaker, status, reviewer) => say("js.said-by", { text, speaker, status, reviewer });
    $("#conflict-message").textContent = error.message;
    const speaker = item.shown ?? (body.action === "speaker" ? "–" : item.speaker || "–");
    const meant = guesses[body.action] ? say(`status.${guesses[body.action]}`) : say(`action.${body.action}`);
    $("#conflict-yours").textContent = about(item.text ?? "", speaker, meant, me);
    $("#conflict-theirs").textContent = about(current.text, current.speaker?.name ?? "–", say(`status.${current.status}`), current.reviewer ?? "–");
    const dialog = $("#conflict-dialog");
    dialog.dataset.row = row;
    dialog.dataset.action = body.action;
    const end = (isMine) => {
      dialog.oncancel = null;
      dialog.close();
      held.delete(row);
      const version = current.version;
      if (isMine) {
        item.body = { ...body, version, seen: seenIn(current) };
        outbox.update();
      } else {
        forget(item);
        settle(item, { ok: false });
        if (isSame && body.action !== "note") {
          const id = newName();
          enqueue({ id, row, before: current.status, text: current.text, body: { action: "keep", insteadOf: body.action, version, seen: seenIn(current), request: id } });
        }
      }
      refresh(row).then(pump);
      next();
    };
    $("#conflict-keep").onclick = () => end(false);
    $("#conflict-mine").onclick = () => end(true);
    // Somebody else's record at the place cannot be decided over from here.
    $("#conflict-mine").hidden = !isSame;
    dialog.oncancel = (event) => { event.preventDefault(); end(false); };
    openDialog(dialog);
  });

  // MARK: Undo

  const undoName = (line, record) => say("js.named", { action: say(`action.${line.action}`), text: short(record?.text ?? line.before?.text ?? line.after?.text ?? "") });
  // Somebody else's decision is taken back only when one says so.
  const askUndo = (item, error) => inTurn((next) => {
    const dialog = $("#undo-dialog");
    const last = error.body.last;
    const end = (goesOn) => {
      dialog.oncancel = null;
      dialog.close();
      held.delete(item.row);
      if (goesOn && last) {
        const { undoes, ...rest } = item.body;
        item.body = { ...rest, line: last.line, othersToo: true };
        item.label = undoName(last, error.body.current);
        outbox.update();
      } else {
        settle(item, { ok: false });
      }
      refresh(item.row).then(pump);
      next();
    };
    $("#undo-message").textContent = say("js.undo-others", { name: last?.by ?? "?", what: last ? undoName(last, error.body.current) : "" });
    $("#undo-yes").onclick = () => end(true);
    $("#undo-no").onclick = () => end(false);
    dialog.oncancel = (event) => { event.preventDefault(); end(false); };
    openDialog(dialog);
  });
  const enqueueUndo = (row, target, label) => {
    const id = newName();
    const card = $(`#r${row}`);
    if (card) choose(card);
    // What waits to be saved shows as it will be without it.
    const waiting = outbox.items().find((item) => item.id === target.undoes);
    if (card && waiting) show(card, waiting.before, true);
    return enqueue({ id, row: String(row), before: card?.dataset.status, label, text: label, body: { action: "undo", version: 0, request: id, ...target } });
  };
  const undo = () => {
    const last = done.pop();
    if (last) {
      const item = outbox.items().find((other) => other.id === last.request);
      const label = item ? named(item) : say("js.named", { action: say(`action.${last.action ?? "decision"}`), text: short(last.text ?? "") });
      enqueueUndo(last.row, { undoes: last.request }, label);
      return;
    }
    // What was decided on other pages and days is in the desk's log. It is asked when all that was decided before is saved, and
    // before anything that is decided after.
    const id = newName();
    enqueue({ id, row: "", at: Date.now(), text: "", body: { action: "undo-last", request: id } });
  };
  // Which decision the last one is; whether there is one.
  const findLast = async (item) => {
    const { last } = Date.now() - item.at < 60000 ? await ask("/api/v1/undo") : {};
    if (!last) {
      tell(say("js.nothing-to-undo"));
      return false;
    }
    item.row = String(last.record.row);
    item.label = item.text = undoName(last.decision, last.record);
    item.body = { action: "undo", version: 0, line: last.decision.line, request: item.id };
    outbox.update();
    const card = $(`#r${item.row}`);
    if (card) choose(card);
    return true;
  };

  // MARK: Choosing a speaker

  // What is offered belongs to what is typed: with each letter the old offers go, and Enter waits for the new ones.
  const combobox = (input, list, load, take) => {
    let options = [];
    let at = -1;
    let turn = 0;
    let isLoading = false;
    let takesFirst = false;
    const draw = () => {
      list.replaceChildren(...options.map((option, index) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${index}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(index === at));
        const label = document.createElement("span");
        label.textContent = option.label;
        const hint = document.createElement("small");
        hint.textContent = option.hint ?? "";
        item.append(label, hint);
        item.onmousedown = (event) => { event.preventDefault(); choose_(option); };
        return item;
      }));
      list.hidden = !options.length;
      list.setAttribute("aria-busy", String(isLoading));
      input.setAttribute("aria-expanded", String(options.length > 0));
      if (at >= 0) {
        input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
        list.children[at]?.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };
    const choose_ = (option) => { turn += 1; takesFirst = false; take(option); };
    const update = async () => {
      const mine = ++turn;
      const typed = input.value.trim();
      options = [];
      at = -1;
      isLoading = true;
      takesFirst = false;
      draw();
      let found = [];
      let fault;
      try { found = await load(typed); } catch (error) { fault = error; }
      if (mine !== turn) return;
      isLoading = false;
      options = found;
      // Nobody is taken only when pointed at; without a name, nothing is.
      at = typed ? found.findIndex((option) => !option.nobody) : -1;
      draw();
      if (fault) return complain(say("js.failed", { message: why(fault) }));
      if (takesFirst && options[at]) choose_(options[at]);
      return undefined;
    };
    input.oninput = update;
    input.onkeydown = (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        takesFirst = false;
        const by = event.key === "ArrowDown" ? 1 : -1;
        if (options.length) at = at < 0 ? (by > 0 ? 0 : options.length - 1) : (at + by + options.length) % options.length;
        draw();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (isLoading) takesFirst = true;
        else if (options[at]) choose_(options[at]);
      }
    };
    return { update, clear: () => { turn += 1; options = []; at = -1; isLoading = false; takesFirst = false; draw(); } };
  };
  const speakerOptions = (found) => found.map((speaker) => ({
    id: speaker.id, name: speaker.name, label: speaker.name,
    hint: [words[`speaker-kind.${speaker.kind}`], speaker.inArticle ? say("js.in-article") : "", say(speaker.records === 1 ? "js.record" : "js.records", { n: number(speaker.records) })]
      .filter(Boolean).join(" · "),
  }));
  const pickSpeaker = (card) => {
    const dialog = $("#speaker-dialog");
    const input = $("#speaker-input");
    const { row, key } = card.dataset;
    const load = async (typed) => {
      const nobody = { label: say("js.nobody"), nobody: true };
      if (!typed) {
        const { speakers } = await ask(`/api/v1/records/${row}/alternatives`);
        return [...speakerOptions(speakers), nobody];
      }
      const { speakers } = await ask(`/api/v1/speakers?${new URLSearchParams({ q: typed, article: key })}`);
      const fresh = ["person", "organisation", "group", "unnamed"].map((kind) => ({
        name: typed, kind, label: say("js.new-speaker", { name: typed, kind: words[`speaker-kind.${kind}`] }),
      }));
      return [...speakerOptions(speakers), ...fresh, nobody];
    };
    const take = (option) => {
      dialog.close();
      const now = $(`#r${row}`);
      if (!now) return;
      choose(now);
      const speaker = option.nobody ? null : option.id ? { id: option.id } : { name: option.name, kind: option.kind };
      decide(now, { action: "speaker", speaker }, { shown: option.nobody ? "–" : option.name });
      advance(row);
    };
    const box = combobox(input, $("#speaker-options"), load, take);
    input.value = "";
    box.clear();
    openDialog(dialog);
    input.focus();
    box.update();
  };

  // MARK: Choosing words

  const isWord = (character) => /[\p{L}\p{N}\p{M}]/u.test(character);
  // The ends of words, of letters and of sentences in a text, in UTF-16 units.
  const stops = (text) => {
    const [starts, ends, letters, sentences] = [[], [], [0], [0]];
    let at = 0;
    let wasWord = false;
    for (const character of text) {
      const is = isWord(character);
      if (is && !wasWord) starts.push(at);
      if (!is && wasWord) ends.push(at);
      wasWord = is;
      if (at > 0 && !/\p{M}/u.test(character)) letters.push(at);
      at += character.length;
    }
    if (wasWord) ends.push(at);
    letters.push(at);
    for (const match of text.matchAll(/[.!?…]["”’)]*\s+|\n+/gu)) sentences.push(match.index + match[0].length);
    return { starts, ends, letters, sentences };
  };
  const pickSpan = ({ text, start, from, to, isNew, save: saveSpan }) => {
    const dialog = $("#span-dialog");
    const area = $("#span-text");
    $("#add-fields").hidden = !isNew;
    const at = stops(text);
    let [low, high] = [unitsOf(text, from - start), unitsOf(text, to - start)];
    const sentence = (place) => {
      const begin = at.sentences.filter((stop) => stop <= place).at(-1) ?? 0;
      const end = at.sentences.find((stop) => stop > place) ?? text.length;
      const inside = [at.starts.find((stop) => stop >= begin && stop < end), at.ends.filter((stop) => stop > begin && stop <= end).at(-1)];
      return inside[0] === undefined ? [begin, end] : [inside[0], inside[1] ?? end];
    };
    if (low >= high) [low, high] = sentence(low);
    const mark = document.createElement("mark");
    const draw = () => {
      mark.textContent = text.slice(low, high);
      area.replaceChildren(text.slice(0, low), mark, text.slice(high));
      const chosen = text.slice(low, high);
      $("#span-preview").textContent = chosen.trim() ? say("js.selected", { n: number(points(chosen)), text: short(chosen, 160) }) : say("js.select-something");
      const [inner, outer] = [mark.getBoundingClientRect(), area.getBoundingClientRect()];
      if (inner.top < outer.top) area.scrollTop += inner.top - outer.top - 24;
      else if (inner.bottom > outer.bottom) area.scrollTop += Math.min(inner.bottom - outer.bottom + 24, inner.top - outer.top - 24);
    };
    const move = (end, by, unit) => {
      const places = unit === "letter" ? at.letters : end === "start" ? at.starts : at.ends;
      const place = end === "start" ? low : high;
      const next = by > 0 ? places.find((stop) => stop > place) : places.filter((stop) => stop < place).at(-1);
      if (next === undefined) return;
      // The ends never cross.
      if (end === "start") { if (next < high) low = next; } else if (next > low) high = next;
      draw();
    };
    const jump = (by) => {
      const begins = at.sentences;
      const index = begins.filter((stop) => stop <= low).length - 1;
      const next = begins[index + by];
      if (next !== undefined && next < text.length) { [low, high] = sentence(next); draw(); }
    };
    const finish = () => {
      const chosen = text.slice(low, high);
      if (!chosen.trim()) return tell(say("js.select-something"));
      const begin = start + points(text.slice(0, low));
      return saveSpan(begin, begin + points(chosen), chosen, () => dialog.close());
    };
    area.onkeydown = (event) => {
      const by = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
      if (by) move(event.shiftKey ? "start" : "end", by, event.ctrlKey || event.altKey || event.metaKey ? "letter" : "word");
      else if (event.key === "ArrowUp" || event.key === "ArrowDown") jump(event.key === "ArrowDown" ? 1 : -1);
      else if (event.key === "Enter") finish();
      else return;
      event.preventDefault();
      event.stopPropagation();
    };
    area.onmouseup = () => {
      const selection = getSelection();
      if (selection.isCollapsed || !area.contains(selection.anchorNode) || !area.contains(selection.focusNode)) return;
      const range = selection.getRangeAt(0);
      const before = document.createRange();
      before.selectNodeContents(area);
      before.setEnd(range.startContainer, range.startOffset);
      low = before.toString().length;
      high = low + range.toString().length;
      selection.removeAllRanges();
      draw();
    };
    for (const button of $$("[data-move]", dialog)) {
      const [end, by] = button.dataset.move.split(" ");
      button.onclick = () => { move(end, Number(by), "word"); };
    }
    $("#span-save").onclick = finish;
    openDialog(dialog);
    area.focus();
    draw();
    area.scrollTop += mark.getBoundingClientRect().top - area.getBoundingClientRect().top - area.clientHeight / 3;
  };
  const adjust = async (card) => {
    const { row } = card.dataset;
    const [from, to] = [Number(card.dataset.start), Number(card.dataset.end)];
    let text = $("#text")?.textContent;
    let start = 0;
    if (text === undefined) {
      const article = await ask(`/api/v1/articles/${encodeURIComponent(card.dataset.key)}`);
      const all = [...article.text];
      start = Math.max(0, from - 800);
      text = all.slice(start, to + 800).join("");
    }
    pickSpan({
      text, start, from, to, isNew: false,
      save: (begin, end, chosen, close) => {
        close();
        const now = $(`#r${row}`);
        if (!now) return;
        choose(now);
        decide(now, { action: "span", start: begin, end }, { words: chosen });
        advance(row);
      },
    });
  };
  const selectionIn = (text) => {
    const selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(text);
    before.setEnd(range.startContainer, range.startOffset);
    const from = points(before.toString());
    return { from, to: from + points(range.toString()) };
  };
  const add = () => {
    const text = $("#text");
    if (!text) return;
    const whole = text.textContent;
    // Without a selection, the sentence behind the chosen record is where one begins; arrows lead on.
    const behind = active ? Number(active.dataset.end) : points(whole.slice(0, whole.indexOf("\n") + 1));
    const chosen = selectionIn(text) ?? { from: behind, to: behind };
    const request = newName();
    const mark = [...whole][chosen.from - 1] ?? "";
    $("#add-kind").value = /["“‘«]/u.test(mark) ? "direct" : "indirect";
    pickSpan({
      text: whole, start: 0, ...chosen, isNew: true,
      save: async (start, end, _, close) => {
        try {
          const answer = await ask("/api/v1/records", { article: text.dataset.key, kind: $("#add-kind").value, start, end, speaker: null, request });
          close();
          location.hash = `r${answer.record.row}`;
          location.reload();
        } catch (error) {
          complain(say("js.failed", { message: why(error) }));
        }
      },
    });
  };

  // MARK: History

  const change = (line) => {
    const [before, after] = [line.before, line.after];
    if (line.action === "keep") return say("js.kept", { action: say(`action.${line.note}`) });
    if (line.action === "note") return after?.note ? `“${after.note}”` : say("js.note-removed");
    if (!before || !after) return after ? `“${short(after.text, 90)}”` : "";
    const parts = [];
    if (before.status !== after.status) parts.push(say("js.from-to", { from: say(`status.${before.status}`), to: say(`status.${after.status}`) }));
    if (before.speaker !== after.speaker) parts.push(say("js.from-to", { from: before.speaker ?? "–", to: after.speaker ?? "–" }));
    if (before.text !== after.text) parts.push(say("js.from-to", { from: `“${short(before.text, 60)}”`, to: `“${short(after.text, 60)}”` }));
    if (before.kind !== after.kind) parts.push(say("js.from-to", { from: say(`kind.${before.kind}`), to: say(`kind.${after.kind}`) }));
    return parts.join("; ");
  };
  // Lines that were taken back since.
  const undone = (lines) => {
    const standing = [];
    const gone = new Set();
    for (const line of lines) {
      if (line.action === "undo") { const last = standing.pop(); if (last) gone.add(last.line); }
      else if (line.action === "import") standing.length = 0;
      else if (!["keep", "anchor"].includes(line.action)) standing.push(line);
    }
    return { gone, last: standing.at(-1) };
  };
  const lineItem = (line, isGone) => {
    const item = document.createElement("li");
    const head = document.createElement("b");
    head.textContent = `${line.by}: ${say(`action.${line.action}`)}`;
    const time = document.createElement("time");
    time.dateTime = line.at;
    time.textContent = local(line.at);
    const what = document.createElement(isGone ? "s" : "span");
    what.textContent = change(line);
    item.append(head, " ", time, document.createElement("br"), what);
    if (isGone) item.append(` ${say("js.taken-back")}`);
    return item;
  };
  const history_ = async (card) => {
    const { row } = card.dataset;
    const { lines } = await ask(`/api/v1/records/${row}/history`);
    const { gone, last } = undone(lines);
    $("#history-list").replaceChildren(...lines.map((line) => lineItem(line, gone.has(line.line))));
    $("#history-empty").hidden = lines.length > 0;
    const button = $("#history-undo");
    button.hidden = isReadOnly || !last;
    if (last) {
      button.textContent = say("js.undo-what", { what: undoName(last, null), name: last.by });
      button.onclick = () => {
        $("#history-dialog").close();
        enqueueUndo(row, { line: last.line, othersToo: last.by !== me }, undoName(last, null));
      };
    }
    openDialog($("#history-dialog"));
  };
  const takeNote = async (card) => {
    const { row } = card.dataset;
    const dialog = $("#note-dialog");
    const area = $("#note-text");
    const decideNote = (note) => {
      dialog.close();
      const now = $(`#r${row}`);
      if (now) { choose(now); decide(now, { action: "note", note }); }
    };
    area.value = "";
    $("#note-thread").replaceChildren();
    $("#note-remove").hidden = !card.dataset.note;
    $("#note-remove").onclick = () => decideNote("");
    $("#note-save").onclick = () => { if (area.value.trim()) decideNote(area.value); else dialog.close(); };
    area.onkeydown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); $("#note-save").click(); } };
    openDialog(dialog);
    area.focus();
    const { lines } = await ask(`/api/v1/records/${row}/history`);
    const { gone } = undone(lines);
    $("#note-thread").replaceChildren(...lines.filter((line) => line.action === "note" && !gone.has(line.line)).map((line) => lineItem(line, false)));
  };
  const copyLink = async (card) => {
    const address = `${location.origin}/article?key=${encodeURIComponent(card.dataset.key)}#r${card.dataset.row}`;
    try {
      await navigator.clipboard.writeText(address);
      tell(say("js.copied"));
    } catch {
      // Only pages of this machine or with a certificate may write the clipboard.
      const field = $("#link-address");
      field.value = address;
      openDialog($("#link-dialog"));
      field.select();
    }
  };

  // MARK: Commands

  const advance = (row) => {
    // In the queue the next one comes at once; on an article's page one stays.
    const card = $(`#r${row}`);
    if (!card?.closest("#cards.queue") || active !== card) return;
    const next = cards()[cards().indexOf(card) + 1];
    if (next) choose(next);
  };
  const withCard = (act) => () => (active ? act(active) : tell(say("js.nothing-chosen")));
  const failing = (act) => (card) => act(card).catch((error) => complain(say("js.failed", { message: why(error) })));
  const commands = {
    accept: withCard((card) => { decide(card, { action: "accept" }); advance(card.dataset.row); }),
    reject: withCard((card) => { decide(card, { action: "reject" }); advance(card.dataset.row); }),
    speaker: withCard(pickSpeaker),
    span: withCard(failing(adjust)),
    kind: withCard((card) => {
      const { row, kind: now } = card.dataset;
      const dialog = $("#kind-dialog");
      const take = (kind) => { dialog.close(); const fresh = $(`#r${row}`); if (fresh) { choose(fresh); decide(fresh, { action: "kind", kind }); advance(row); } };
      const buttons = $$("[data-kind]", dialog);
      for (const button of buttons) button.onclick = () => take(button.dataset.kind);
      dialog.onkeydown = (event) => { const button = buttons[Number(event.key) - 1]; if (button) { event.preventDefault(); take(button.dataset.kind); } };
      openDialog(dialog);
      buttons.find((button) => button.dataset.kind === now)?.focus();
    }),
    note: withCard(failing(takeNote)),
    history: withCard(failing(history_)),
    link: withCard((card) => { copyLink(card); }),
    why: withCard((card) => { const list = $(".why", card); if (list) list.hidden = !list.hidden; }),
    undo, add, retry,
    next: () => step(1), previous: () => step(-1),
    discard: () => { for (const item of [...outbox.items()]) { forget(item); settle(item, { ok: false }); } location.reload(); },
    help: () => openDialog($("#help-dialog")),
    theme: () => {
      const root = document.documentElement;
      const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = isDark ? "light" : "dark";
      try { localStorage.setItem("trichdan-theme", root.dataset.theme); } catch { /* for this page only */ }
    },
  };
  const keys = { a: "accept", r: "reject", s: "speaker", e: "span", t: "kind", n: "note", u: "undo", m: "add" };
  const reading = { j: "next", k: "previous", w: "why", h: "history", l: "link" };
  // The letter of a key, whatever Caps Lock and a Vietnamese input method make of it.
  const letterOf = (event) => {
    if (/^[a-z]$/i.test(event.key)) return event.key.toLowerCase();
    if (/^Key[A-Z]$/.test(event.code) && (event.key.length > 1 || event.key > "\u007f")) return event.code[3].toLowerCase();
    return event.key;
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("input, textarea, select, dialog[open]")) return;
    const letter = letterOf(event);
    if (event.shiftKey && /^[a-z]$/.test(letter) && !event.getModifierState("CapsLock")) return;
    if (letter === "?" && $("#help-dialog")) commands.help();
    else if (letter === "/") { if (location.pathname === "/search") $("#q").focus(); else location.assign("/search"); }
    else if (letter === "o" && active) location.assign(`/article?key=${encodeURIComponent(active.dataset.key)}#r${active.dataset.row}`);
    else if (reading[letter] && ($("#help-dialog"))) commands[reading[letter]]();
    else if (keys[letter] && $("#tools") && !isReadOnly) commands[keys[letter]]();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    const card = event.target.closest(".card");
    if (card) choose(card, { focus: !event.target.closest("a, button"), scroll: false });
    if (button) { commands[button.dataset.do]?.(); return; }
    if (event.target.closest("[data-close]")) { event.target.closest("dialog, #alert").tagName === "DIALOG" ? event.target.closest("dialog").close() : complain(""); return; }
    const mark = event.target.closest("#text [data-r]");
    if (mark && getSelection().isCollapsed) {
      event.preventDefault();
      choose($(`#r${mark.dataset.r.split(" ").at(-1)}`), { focus: false });
    }
  });
  // Where the focus is, there one decides.
  document.addEventListener("focusin", (event) => {
    const mark = event.target.closest?.("#text [data-r]");
    const card = event.target.closest?.(".card");
    if (card) choose(card, { focus: false, scroll: false });
    else if (mark) choose($(`#r${mark.dataset.r.split(" ").at(-1)}`), { focus: false, scroll: false });
  });
  document.addEventListener("mouseover", (event) => {
    const mark = event.target.closest?.("#text [data-r]");
    const card = event.target.closest?.(".card");
    if (mark) light(mark.dataset.r.split(" ").at(-1));
    else if (card) light(card.dataset.row);
  });
  $("#text")?.addEventListener("mouseleave", () => light(active?.dataset.row));
  addEventListener("hashchange", () => { const card = cardOfHash(); if (card) choose(card); });

  // MARK: The queue goes on

  let isLoadingNext = false;
  const loadNext = async () => {
    const next = $("#next");
    if (!next || isLoadingNext || !$("#cards.queue")) return;
    isLoadingNext = true;
    try {
      // An order that changes with each decision has no places: what is here already is left out.
      const here = $("#cards").dataset.order ? `&except=${cards().filter((card) => card.dataset.status === "unreviewed").map((card) => card.dataset.row)}` : "";
      const response = await fetch(`${next.getAttribute("href")}&part=1${here}`);
      if (!response.ok) return;
      const holder = document.createElement("template");
      holder.innerHTML = await response.text();
      const fresh = $$(".card", holder.content).filter((card) => !document.getElementById(card.id));
      for (const card of fresh) localise(card);
      $("#cards").append(...fresh);
      const link = $("#next", holder.content);
      if (link) next.setAttribute("href", link.getAttribute("href"));
      else next.closest(".more").remove();
      lease();
    } catch { /* the link is still there */ } finally { isLoadingNext = false; }
  };
  // Who looks at a page of the queue has it for himself meanwhile.
  let leased = "";
  const lease = async () => {
    if (isReadOnly || !$("#cards.queue[data-lease]") || document.visibilityState !== "visible") return;
    const at = Math.max(0, cards().indexOf(active));
    const rows = cards().slice(at, at + 60).filter((card) => card.dataset.status === "unreviewed").map((card) => Number(card.dataset.row));
    leased = rows.join();
    const answer = await ask("/api/v1/leases", { rows }).catch(() => null);
    for (const { row, by } of answer?.taken ?? []) {
      const card = $(`#r${row}`);
      if (!card || card.dataset.status !== "unreviewed" || $("dialog[open]")) continue;
      if (card === active) tell(say("js.taken", { name: by }));
      const wasActive = card === active;
      const next = card.nextElementSibling;
      card.remove();
      if (wasActive) { active = null; choose(next?.classList.contains("card") ? next : cards()[0], { focus: false }); }
    }
    if (cards().length < 6) loadNext();
  };
  if ($("#cards.queue[data-lease]") && !isReadOnly) {
    setInterval(lease, 45000);
    addEventListener("pagehide", () => { if (leased) ask("/api/v1/leases", { rows: [] }, { keepalive: true }).catch(() => {}); });
    document.addEventListener("visibilitychange", lease);
  }

  // MARK: Search while one types

  const live = $("[data-live]");
  if (live) {
    const results = $("#results");
    let turn = 0;
    let wait;
    live.addEventListener("input", () => {
      clearTimeout(wait);
      const mine = ++turn;
      wait = setTimeout(async () => {
        results.setAttribute("aria-busy", "true");
        const query = new URLSearchParams({ q: live.value });
        try {
          const response = await fetch(`/search?${query}&part=1`);
          const text = await response.text();
          if (mine !== turn || !response.ok) return;
          results.innerHTML = text;
          localise(results);
          active = null;
          history.replaceState(null, "", `/search?${query}`);
        } catch { complain(say("js.offline")); } finally { results.setAttribute("aria-busy", "false"); }
      }, 120);
    });
  }

  for (const details of $$("details[data-load]")) {
    details.addEventListener("toggle", async () => {
      if (!details.open || details.dataset.loaded) return;
      details.dataset.loaded = "1";
      const response = await fetch(details.dataset.load).catch(() => null);
      if (response?.ok) $("div", details).innerHTML = await response.text();
      else complain(say("js.offline"));
    });
  }

  // Names and articles are suggested while one types.
  for (const input of $$("input[data-suggest]")) {
    const list = document.getElementById(input.getAttribute("list"));
    let turn = 0;
    let wait;
    input.addEventListener("input", () => {
      clearTimeout(wait);
      const mine = ++turn;
      wait = setTimeout(async () => {
        const isArticle = input.dataset.suggest === "articles";
        const answer = await ask(`/api/v1/${input.dataset.suggest}?${new URLSearchParams({ q: input.value })}`).catch(() => null);
        if (mine !== turn || !answer) return;
        list.replaceChildren(...(isArticle ? answer.articles : answer.speakers).slice(0, 12).map((found) => {
          const option = document.createElement("option");
          option.value = isArticle ? found.key : found.name;
          if (isArticle) option.label = found.title ?? found.key;
          return option;
        }));
      }, 150);
    });
  }

  // MARK: Many at once

  // A sample is looked at first; what it showed is kept while one draws again.
  const batch = $("#batch");
  if (batch) {
    const key = `trichdan-sample ${database} ${batch.dataset.filter}`;
    let seen = {};
    try { seen = JSON.parse(sessionStorage.getItem(key)) ?? {}; } catch { /* begun anew */ }
    const share = () => {
      const all = Object.values(seen);
      return [all.length, all.filter((status) => status === "accepted").length];
    };
    const percent = () => { const [n, right] = share(); return n ? `${Math.round((right / n) * 100)} %` : "–"; };
    const draw = () => {
      for (const card of cards()) {
        if (card.dataset.status === "unreviewed") delete seen[card.dataset.row];
        else seen[card.dataset.row] = card.dataset.status;
      }
      try { sessionStorage.setItem(key, JSON.stringify(seen)); } catch { /* for this page only */ }
      const [n, right] = share();
      $("#batch-share").textContent = n ? say("js.sample", { n: number(n), right: number(right), share: percent() }) : say("js.sample-first");
      const isLookedAt = cards().every((card) => card.dataset.status !== "unreviewed");
      $("#batch-accept").disabled = $("#batch-reject").disabled = !isLookedAt;
    };
    new MutationObserver(draw).observe($("#cards"), { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
    draw();
    for (const action of ["accept", "reject"]) {
      $(`#batch-${action}`).onclick = async () => {
        const n = Math.max(0, Number(batch.dataset.count) - cards().length);
        if (!confirm(say(`js.batch-${action}`, { n: number(n), share: percent() }))) return;
        try {
          const answer = await ask("/api/v1/batches", { action, filter: batch.dataset.filter, request: newName() });
          tell(say("js.batch-done", { n: number(answer.decided) }));
          setTimeout(() => location.reload(), 800);
        } catch (error) { complain(say("js.failed", { message: why(error) })); }
      };
    }
  }
  for (const button of $$("[data-as]")) {
    button.onclick = async () => {
      const dispute = button.closest("[data-dispute]");
      try {
        await ask(`/api/v1/disputes/${dispute.dataset.dispute}`, { reviewer: button.dataset.as });
        dispute.remove();
        tell(say("js.saved"));
      } catch (error) { complain(say("js.failed", { message: why(error) })); }
    };
  }

  // MARK: Doubtful pairs of speakers

  const pairs = $("#pairs");
  if (pairs) {
    const gone = [];
    const open = () => $$(".pair", pairs).filter((pair) => !pair.hidden);
    const show = (pair) => { for (const other of $$(".pair", pairs)) other.classList.toggle("current", other === pair); pair?.focus(); };
    const sendPair = async (ends, same) => {
      try { await ask("/api/v1/pairs", { ends: JSON.parse(ends), same }); return true; } catch (error) {
        complain(say("js.failed", { message: why(error) }));
        return false;
      }
    };
    const leave = (pair, same) => { gone.push({ pair, same }); pair.hidden = true; show(open()[0]); };
    const actions = {
      true: async (pair) => { if (pair && await sendPair(pair.dataset.pair, true)) { leave(pair, true); tell(say("js.saved")); } },
      false: async (pair) => { if (pair && await sendPair(pair.dataset.pair, false)) { leave(pair, false); tell(say("js.saved")); } },
      skip: async (pair) => { if (pair) leave(pair, null); },
      undo: async () => {
        const last = gone.at(-1);
        if (!last || (last.same !== null && !await sendPair(last.pair.dataset.pair, null))) return;
        gone.pop();
        last.pair.hidden = false;
        show(last.pair);
      },
    };
    let isBusy = false;
    const act = async (action, pair) => {
      if (isBusy) return;
      isBusy = true;
      try { await actions[action](pair); } finally { isBusy = false; }
    };
    for (const button of $$("[data-same]", pairs)) button.onclick = () => act(button.dataset.same, button.closest(".pair"));
    for (const button of $$("[data-take-back]")) {
      button.onclick = async () => { if (await sendPair(button.closest("li").dataset.decided, null)) location.reload(); };
    }
    document.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.altKey || event.metaKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
      const action = { m: "true", k: "false", s: "skip", u: "undo" }[event.key];
      if (!action || document.body.dataset.readOnly) return;
      event.preventDefault();
      act(action, open()[0]);
    });
    open()[0]?.classList.add("current");
  }
  for (const button of $$("[data-batch]")) {
    button.onclick = async () => {
      try {
        const answer = await ask(`/api/v1/batches/${button.dataset.batch}/undo`, {});
        tell(say("js.batch-undone", { n: number(answer.decided), left: number(answer.left) }));
        setTimeout(() => location.reload(), 800);
      } catch (error) { complain(say("js.failed", { message: why(error) })); }
    };
  }

  // MARK: Articles handed in

  const readingsBox = $("#readings-box");
  if (readingsBox) {
    const post = async (path, body, type) => {
      const response = await fetch(path, {
        method: "POST", body,
        headers: { "Content-Type": type, "X-Desk-Token": token, "X-Reviewer": encodeURIComponent(me), "X-Desk-Database": database },
      });
      const answer = await response.json().catch(() => null);
      if (!response.ok) throw new Refusal(response.status, answer);
      return answer;
    };
    const readingItem = (reading) => {
      const item = document.createElement("li");
      item.dataset.state = reading.state;
      const head = document.createElement("b");
      head.textContent = reading.what;
      item.append(head, ` ${say(`reading.${reading.state}`)} `);
      if (reading.state === "reading") {
        const bar = document.createElement("progress");
        bar.setAttribute("aria-label", reading.what);
        if (reading.total) { bar.max = reading.total; bar.value = reading.done; }
        item.append(bar, reading.total ? ` ${number(reading.done)}/${number(reading.total)} ` : " ");
      }
      const { added, changed, unchanged, quotes, claims } = reading;
      if (added + changed + unchanged) {
        item.append(say("reading.counts", { added: number(added), changed: number(changed), unchanged: number(unchanged), quotes: number(quotes), claims: number(claims) }));
      }
      const list = document.createElement("ul");
      for (const key of reading.keys.slice(0, 10)) {
        const line = document.createElement("li");
        const link = document.createElement("a");
        link.href = `/article?key=${encodeURIComponent(key)}`;
        link.textContent = key;
        line.append(link);
        list.append(line);
      }
      for (const note of reading.notes) {
        const line = document.createElement("li");
        line.className = "hint";
        line.textContent = note;
        list.append(line);
      }
      if (list.children.length) item.append(list);
      return item;
    };
    let looking;
    const look = async () => {
      clearTimeout(looking);
      const answer = await ask("/api/v1/readings").catch(() => null);
      const readings = answer?.readings ?? [];
      readingsBox.hidden = !readings.length;
      $("#readings").replaceChildren(...readings.slice(0, 20).map(readingItem));
      if (!answer || readings.some(({ state }) => state === "waiting" || state === "reading")) looking = setTimeout(look, 1000);
    };
    const hand = (form, send) => {
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        const button = $("button.good", form);
        button.disabled = true;
        try { await send(); form.reset(); } catch (error) { complain(say("js.failed", { message: why(error) })); }
        button.disabled = false;
        look();
      });
    };
    const filled = (id) => $(`#${id}`).value.trim() || undefined;
    hand($("#read-addresses"), () => ask("/api/v1/readings", { addresses: filled("r-addresses")?.split(/\s+/) ?? [] }));
    hand($("#read-text"), () => ask("/api/v1/readings", {
      text: $("#r-text").value, title: filled("r-title"), source: filled("r-source"), published: filled("r-published"), url: filled("r-url"),
    }));
    hand($("#read-files"), async () => {
      for (const file of $("#r-files").files) {
        await post(`/api/v1/files?${new URLSearchParams({ name: file.name })}`, file, "application/octet-stream");
        look();
      }
    });
    look();
  }

  // MARK: Mending a speaker

  const mend = $("#mend");
  if (mend) {
    const id = Number(mend.dataset.id);
    const others = new Map();
    const act = async (path, body) => {
      try { return await ask(`/api/v1/speakers/${id}/${path}`, body); } catch (error) {
        complain(say("js.failed", { message: why(error) }));
        return null;
      }
    };
    // The records that would change their speaker, the first of them with their words.
    const preview = async (list, queries) => {
      const found = await Promise.all(queries.map((query) => ask(`/api/v1/records?${new URLSearchParams({ ...query, status: "all", order: "place", limit: "8" })}`).catch(() => ({ records: [] }))));
      list.replaceChildren(...found.flatMap((answer) => answer.records).slice(0, 20).map((record) => {
        const item = document.createElement("li");
        const link = document.createElement("a");
        link.href = `/article?key=${encodeURIComponent(record.article.key)}#r${record.row}`;
        link.textContent = record.article.title ?? record.article.key;
        item.append(`“${short(record.text, 110)}” `, link);
        return item;
      }));
    };
    const again = (answer) => { if (answer) { tell(say("js.done")); location.reload(); } };
    const input = $("#merge-input");
    const draw = async () => {
      $("#merge-chosen").replaceChildren(...[...others].map(([other, name]) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.textContent = "✕";
        button.setAttribute("aria-label", `✕ ${name}`);
        button.onclick = () => { others.delete(other); draw(); };
        item.append(`${name} `, button);
        return item;
      }));
      $("#merge-do").disabled = !others.size;
      const answer = others.size ? await act("merge", { others: [...others.keys()], preview: true }) : null;
      $("#merge-preview").textContent = answer ? say("js.merge-preview", { n: number(answer.records), name: answer.name }) : "";
      await preview($("#merge-records"), answer ? [...others.keys()].map((other) => ({ "speaker-id": other })) : []);
    };
    const box = combobox(input, $("#merge-options"), async (typed) => {
      if (!typed) return [];
      const { speakers } = await ask(`/api/v1/speakers?${new URLSearchParams({ q: typed })}`);
      return speakerOptions(speakers).filter((option) => option.id !== id);
    }, (option) => { others.set(option.id, option.name); input.value = ""; box.clear(); draw(); });
    box.clear();
    $("#merge-do").onclick = async () => again(await act("merge", { others: [...others.keys()], preview: false }));
    const split = (preview) => act("split", {
      articles: $$("input[name=article]:checked", mend).map((box) => box.value), name: $("#split-name").value, preview,
    });
    $("#split-show").onclick = async () => {
      const answer = await split(true);
      $("#split-preview").textContent = answer ? say("js.split-preview", { n: number(answer.records), name: answer.name }) : "";
      $("#split-do").disabled = !answer;
      const articles = $$("input[name=article]:checked", mend).map((box) => box.value).slice(0, 10);
      await preview($("#split-records"), answer ? articles.map((article) => ({ "speaker-id": id, article })) : []);
    };
    $("#split-do").onclick = async () => again(await split(false));
    // What was changed can be taken back, the last change first.
    $("#mendings").addEventListener("toggle", async () => {
      if (!$("#mendings").open) return;
      const { mendings } = await ask(`/api/v1/speakers/${id}/mendings`).catch(() => ({ mendings: [] }));
      $("#mendings ul").replaceChildren(...mendings.map((done_) => {
        const item = document.createElement("li");
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = say("js.undo-mending");
        button.onclick = async () => {
          try { await ask(`/api/v1/mendings/${done_.line}/undo`, {}); tell(say("js.done")); setTimeout(() => location.reload(), 400); } catch (error) { complain(say("js.failed", { message: why(error) })); }
        };
        item.append(`${done_.by}, ${local(done_.at)}: ${say(`action.${done_.action.replace("speakers ", "")}`)} ${done_.before} → ${done_.after} (${say(done_.records === 1 ? "js.record" : "js.records", { n: number(done_.records) })}) `, button);
        return item;
      }));
    });
    $("#rename-do").onclick = async () => again(await act("rename", { name: $("#rename-input").value }));
    $("#alias-do").onclick = async () => again(await act("aliases", { name: $("#alias-input").value }));
  }

  // MARK: Start

  localise();
  if (!isReadOnly && database) {
    outbox.adopt();
    for (const item of outbox.items()) {
      done.push(...(["undo", "undo-last", "keep"].includes(item.body.action) ? [] : [{ request: item.id, row: item.row, text: item.text, action: item.body.action }]));
      const card = $(`#r${item.row}`);
      if (card && guesses[item.body.action]) show(card, guesses[item.body.action], true);
    }
    pump();
    setInterval(() => { outbox.beat(); outbox.adopt(); if (outbox.items().length) pump(); }, 3000);
    addEventListener("online", retry);
    for (const [name, n] of outbox.ofOthers()) if (n) tell(say("js.others-unsaved", { name, n: number(n) }));
  }
  const cardOfHash = () => {
    const found = location.hash.match(/^#[rm](\d+)$/);
    const card = found && $(`#r${found[1]}`);
    return card?.classList.contains("card") ? card : null;
  };
  if (cardOfHash()) choose(cardOfHash(), { focus: false });
  else if ($("#cards.queue")) choose(cards()[0], { focus: false, scroll: false });
  else if ($(".margin.pane")) choose(cards()[0], { focus: false, scroll: false });
  lease();
})();
