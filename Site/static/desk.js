// The review desk's script: chooses cards, takes decisions, searches while one types. Pages work without it for reading.
"use strict";
(() => {
  const $ = (selector, within = document) => within.querySelector(selector);
  const $$ = (selector, within = document) => [...within.querySelectorAll(selector)];
  const words = JSON.parse(document.body.dataset.words || "{}");
  const isReadOnly = Boolean(document.body.dataset.readOnly);
  let token = $('meta[name="desk-token"]')?.content;

  const say = (key, values = {}) =>
    Object.entries(values).reduce((text, [name, value]) => text.replaceAll(`{${name}}`, value), words[key] ?? key);
  let silence;
  const tell = (text) => {
    $("#status").textContent = text;
    clearTimeout(silence);
    silence = setTimeout(() => { $("#status").textContent = ""; }, 4000);
  };
  const complain = (text) => {
    const box = $("#alert");
    box.textContent = text;
    box.hidden = !text;
    if (text) setTimeout(() => { box.hidden = true; }, 8000);
  };

  // Offsets count code points, as the database does; strings here count UTF-16 units.
  const points = (text) => { let n = 0; for (const _ of text) n += 1; return n; };
  const unitsOf = (text, count) => {
    let units = 0;
    for (const character of text) { if (count-- <= 0) break; units += character.length; }
    return units;
  };

  // MARK: Asking the desk

  class Refusal extends Error {
    constructor(status, body) {
      super(body?.error?.message ?? `HTTP ${status}`);
      this.status = status;
      this.body = body;
    }
  }
  const ask = async (path, body, isAgain = false) => {
    const options = body === undefined ? {} : {
      method: "POST", body: JSON.stringify(body),
      headers: { "Content-Type": "application/json", "X-Desk-Token": token },
    };
    const response = await fetch(path, options);
    const answer = await response.json().catch(() => null);
    // The desk was started anew since the page was loaded.
    if (response.status === 403 && answer?.error?.code === "missing-token" && !isAgain) {
      token = (await ask("/api/v1/session")).writeToken;
      return ask(path, body, true);
    }
    if (!response.ok) throw new Refusal(response.status, answer);
    return answer;
  };

  // MARK: Cards

  const cards = () => $$(".card");
  let active = null;
  const choose = (card, { focus = true, scroll = true } = {}) => {
    if (!card) return;
    active?.classList.remove("active");
    active?.removeAttribute("aria-current");
    active = card;
    card.classList.add("active");
    card.setAttribute("aria-current", "true");
    if (focus) card.focus({ preventScroll: true });
    if (scroll) card.scrollIntoView({ block: "nearest" });
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
  const show = (card, status, isSaving) => {
    for (const name of [...card.classList]) if (name.startsWith("st-")) card.classList.remove(name);
    card.classList.add(`st-${status}`);
    card.classList.toggle("saving", isSaving);
    $("[data-status-name]", card).textContent = say(`status.${status}`);
  };
  const refresh = async (row) => {
    const card = $(`#r${row}`);
    if (!card) return;
    const list = card.closest(".cards");
    const query = new URLSearchParams({ row });
    if (list?.dataset.context) query.set("context", "1");
    if (list?.dataset.article) query.set("article", "1");
    if (card.dataset.number) query.set("number", card.dataset.number);
    const response = await fetch(`/part/card?${query}`);
    if (!response.ok) return;
    const holder = document.createElement("template");
    holder.innerHTML = (await response.text()).trim();
    const fresh = holder.content.firstElementChild;
    if (card.dataset.mentions) fresh.dataset.mentions = card.dataset.mentions;
    const wasActive = card === active;
    const hadFocus = card.contains(document.activeElement);
    card.replaceWith(fresh);
    if (wasActive) {
      active = null;
      choose(fresh, { focus: hadFocus, scroll: false });
    }
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

  // MARK: Decisions

  // What is not saved yet is kept in the browser until it is, or until it is discarded.
  const key = "trichdan-unsaved";
  const unsaved = () => { try { return JSON.parse(localStorage.getItem(key)) ?? []; } catch { return []; } };
  const keep = (list) => {
    try { localStorage.setItem(key, JSON.stringify(list)); } catch { /* kept on the page only */ }
    const box = $("#unsaved");
    if (!box) return;
    box.hidden = !list.length;
    $("span", box).textContent = list.length === 1 ? say("js.unsaved-one") : say("js.unsaved-many", { n: list.length });
  };
  const done = [];
  const forget = (row) => { const at = done.lastIndexOf(row); if (at >= 0) done.splice(at, 1); };
  // The versions that one's own decisions made: who presses keys faster than the desk answers is not in his own way.
  const versions = new Map();
  const guesses = { accept: "accepted", reject: "rejected", speaker: "corrected", span: "corrected", kind: "corrected" };
  const decide = async (card, decision) => {
    const row = card.dataset.row;
    const sent = { ...decision, version: Number(card.dataset.version) };
    const before = card.dataset.status;
    if (decision.action !== "undo") done.push(row);
    const guess = guesses[decision.action];
    if (guess) show(card, guess, true);
    return save({ row, sent, before });
  };
  let line = Promise.resolve();
  const save = (item) => {
    const turn = line.then(() => send(item));
    line = turn.catch(() => {});
    return turn;
  };
  const send = async ({ row, sent, before }) => {
    const rest = unsaved().filter((other) => other.row !== row);
    sent = { ...sent, version: Math.max(sent.version, versions.get(row) ?? 0) };
    try {
      const answer = await ask(`/api/v1/records/${row}/decisions`, sent);
      keep(rest);
      if (answer.record) versions.set(row, answer.record.version);
      const card = $(`#r${row}`);
      if (card && !answer.record) card.remove();
      else await refresh(row);
      tell(say(sent.action === "undo" ? "js.undone" : "js.saved"));
      return true;
    } catch (error) {
      const card = $(`#r${row}`);
      if (sent.action !== "undo") forget(row);
      if (error instanceof Refusal && error.status === 409 && error.body?.current) {
        keep(rest);
        conflict(row, sent, error);
        return false;
      }
      if (error instanceof Refusal && error.status < 500 && error.status !== 401 && error.status !== 403) {
        if (card) show(card, before, false);
        keep(rest);
        complain(say("js.failed", { message: error.message }));
        return false;
      }
      // Not reached, or refused for the moment: kept, and said.
      keep([...rest, { row, sent, before }]);
      card?.classList.add("failed");
      card?.classList.remove("saving");
      complain(say("js.failed", { message: error instanceof Refusal ? error.message : say("js.offline") }));
      return false;
    }
  };
  const retry = async () => {
    for (const item of unsaved()) {
      if (item.sent.action !== "undo") done.push(item.row);
      await save(item);
    }
  };
  const undo = async () => {
    const row = done.pop() ?? active?.dataset.row;
    const card = row && $(`#r${row}`);
    if (!card) return tell(say("js.nothing-to-undo"));
    choose(card);
    await decide(card, { action: "undo" });
  };
  const conflict = (row, sent, error) => {
    const current = error.body.current;
    const about = (text, speaker, status, reviewer) => say("js.said-by", { text, speaker, status, reviewer });
    const name = current.speaker?.name ?? "–";
    const card = $(`#r${row}`);
    $("#conflict-message").textContent = error.message;
    const mine = sent.speaker?.name ?? sent.shown ?? (sent.action === "speaker" ? "–" : card?.dataset.speaker || "–");
    $("#conflict-yours").textContent = about(sent.words ?? card?.dataset.text ?? "", mine, say(`status.${guesses[sent.action] ?? "unreviewed"}`), document.body.dataset.reviewer);
    $("#conflict-theirs").textContent = about(current.text, name, say(`status.${current.status}`), current.reviewer ?? "–");
    const dialog = $("#conflict-dialog");
    const end = async (isMine) => {
      dialog.close();
      await refresh(row);
      if (isMine) {
        const fresh = $(`#r${row}`);
        if (fresh && sent.action !== "undo") done.push(row);
        if (fresh) await save({ row, sent: { ...sent, version: current.version }, before: current.status });
      }
    };
    $("#conflict-keep").onclick = () => end(false);
    $("#conflict-mine").onclick = () => end(true);
    // Somebody else's record at the place cannot be decided over from here.
    $("#conflict-mine").hidden = String(current.row) !== String(row);
    dialog.oncancel = (event) => { event.preventDefault(); end(false); };
    dialog.showModal();
  };

  // MARK: Choosing a speaker

  const combobox = (input, list, load, take) => {
    let options = [];
    let at = -1;
    let turn = 0;
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
        item.onmousedown = (event) => { event.preventDefault(); take(option); };
        return item;
      }));
      list.hidden = !options.length;
      input.setAttribute("aria-expanded", String(options.length > 0));
      if (at >= 0) {
        input.setAttribute("aria-activedescendant", `${list.id}-${at}`);
        list.children[at]?.scrollIntoView({ block: "nearest" });
      } else {
        input.removeAttribute("aria-activedescendant");
      }
    };
    const update = async () => {
      const mine = ++turn;
      const found = await load(input.value.trim()).catch(() => []);
      if (mine !== turn) return;
      options = found;
      at = found.length ? 0 : -1;
      draw();
    };
    input.oninput = update;
    input.onkeydown = (event) => {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        if (options.length) at = (at + (event.key === "ArrowDown" ? 1 : options.length - 1)) % options.length;
        draw();
      } else if (event.key === "Enter") {
        event.preventDefault();
        if (options[at]) take(options[at]);
      }
    };
    return { update, clear: () => { options = []; at = -1; draw(); } };
  };
  const speakerOptions = (found) => found.map((speaker) => ({
    id: speaker.id, name: speaker.name, label: speaker.name,
    hint: [words[`speaker-kind.${speaker.kind}`], speaker.inArticle ? say("js.in-article") : "", say(speaker.records === 1 ? "js.record" : "js.records", { n: speaker.records })]
      .filter(Boolean).join(" · "),
  }));
  const pickSpeaker = (card) => {
    const dialog = $("#speaker-dialog");
    const input = $("#speaker-input");
    const load = async (typed) => {
      const nobody = { label: say("js.nobody"), nobody: true };
      if (!typed) {
        const { speakers } = await ask(`/api/v1/records/${card.dataset.row}/alternatives`);
        return [...speakerOptions(speakers), nobody];
      }
      const { speakers } = await ask(`/api/v1/speakers?${new URLSearchParams({ q: typed, article: card.dataset.key })}`);
      const fresh = ["person", "organisation", "group", "unnamed"].map((kind) => ({
        name: typed, kind, label: say("js.new-speaker", { name: typed, kind: words[`speaker-kind.${kind}`] }),
      }));
      return [...speakerOptions(speakers), ...fresh, nobody];
    };
    const take = (option) => {
      dialog.close();
      choose(card);
      const speaker = option.nobody ? null : option.id ? { id: option.id } : { name: option.name, kind: option.kind };
      decide(card, { action: "speaker", speaker, shown: option.nobody ? "–" : option.name }).then((ok) => { if (ok) advance(card); });
    };
    const box = combobox(input, $("#speaker-options"), load, take);
    input.value = "";
    box.clear();
    dialog.showModal();
    input.focus();
    box.update();
  };

  // MARK: Choosing words

  const pickSpan = async ({ text, start, from, to, isNew, save: saveSpan }) => {
    const dialog = $("#span-dialog");
    const area = $("#span-text");
    $("#add-fields").hidden = !isNew;
    area.value = text;
    const preview = () => {
      const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
      $("#span-preview").textContent = chosen ? say("js.selected", { n: points(chosen), text: chosen }) : say("js.select-something");
    };
    const finish = () => {
      const chosen = area.value.slice(area.selectionStart, area.selectionEnd);
      if (!chosen.trim()) return complain(say("js.select-something"));
      const begin = start + points(area.value.slice(0, area.selectionStart));
      dialog.close();
      saveSpan(begin, begin + points(chosen), chosen);
    };
    area.onselect = preview;
    area.onkeyup = preview;
    area.onmouseup = preview;
    area.onkeydown = (event) => { if (event.key === "Enter") { event.preventDefault(); finish(); } };
    $("#span-save").onclick = finish;
    dialog.showModal();
    area.focus();
    area.setSelectionRange(unitsOf(text, from - start), unitsOf(text, to - start));
    // The words are brought into view.
    area.scrollTop = Math.max(0, area.scrollHeight * (from - start) / Math.max(1, points(text)) - area.clientHeight / 2);
    preview();
  };
  const adjust = async (card) => {
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
      save: (begin, end, chosen) => {
        choose(card);
        decide(card, { action: "span", start: begin, end, words: chosen }).then((ok) => { if (ok) advance(card); });
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
    const chosen = selectionIn(text) ?? { from: 0, to: 0 };
    pickSpan({
      text: text.textContent, start: 0, ...chosen, isNew: true,
      save: async (start, end) => {
        try {
          const answer = await ask("/api/v1/records", { article: text.dataset.key, kind: $("#add-kind").value, start, end, speaker: null });
          done.push(String(answer.record.row));
          location.hash = `r${answer.record.row}`;
          location.reload();
        } catch (error) {
          complain(say("js.failed", { message: error instanceof Refusal ? error.message : say("js.offline") }));
        }
      },
    });
  };

  // MARK: Commands

  const advance = (card) => {
    // In the queue the next one comes at once; on an article's page one stays.
    if (!card.closest(".cards")?.dataset.context) return;
    const all = cards();
    const next = all[all.findIndex((other) => other.dataset.row === card.dataset.row) + 1];
    if (next && active?.dataset.row === card.dataset.row) choose(next);
  };
  const withCard = (act) => () => (active ? act(active) : tell(say("js.nothing-chosen")));
  const commands = {
    accept: withCard((card) => { decide(card, { action: "accept" }); advance(card); }),
    reject: withCard((card) => { decide(card, { action: "reject" }); advance(card); }),
    speaker: withCard(pickSpeaker),
    span: withCard((card) => adjust(card).catch((error) => complain(say("js.failed", { message: error.message })))),
    kind: withCard((card) => {
      const dialog = $("#kind-dialog");
      const take = (kind) => { dialog.close(); choose(card); decide(card, { action: "kind", kind }); };
      $$("[data-kind]", dialog).forEach((button, index) => {
        button.onclick = () => take(button.dataset.kind);
        if (button.dataset.kind === card.dataset.kind) setTimeout(() => button.focus());
      });
      dialog.onkeydown = (event) => { const button = $$("[data-kind]", dialog)[Number(event.key) - 1]; if (button) { event.preventDefault(); take(button.dataset.kind); } };
      dialog.showModal();
    }),
    note: withCard((card) => {
      const dialog = $("#note-dialog");
      const area = $("#note-text");
      area.value = $(".note", card)?.lastChild?.textContent.trim() ?? "";
      $("#note-save").onclick = () => { dialog.close(); choose(card); decide(card, { action: "note", note: area.value }); };
      area.onkeydown = (event) => { if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); $("#note-save").click(); } };
      dialog.showModal();
      area.focus();
    }),
    undo, add, retry,
    discard: () => { keep([]); location.reload(); },
    help: () => $("#help-dialog").showModal(),
  };
  const keys = { a: "accept", r: "reject", s: "speaker", e: "span", t: "kind", n: "note", u: "undo", m: "add" };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const target = event.target;
    if (target.closest("input, textarea, select, dialog[open]")) return;
    const letter = event.key;
    if (letter === "j" || letter === "k") step(letter === "j" ? 1 : -1);
    else if (letter === "?" && $("#help-dialog")) commands.help();
    else if (letter === "/") location.pathname === "/search" ? $("#q").focus() : location.assign("/search");
    else if (letter === "o" && active) location.assign(`/article?key=${encodeURIComponent(active.dataset.key)}#r${active.dataset.row}`);
    else if (letter === "w" && active) { const why = $(".why", active); if (why) why.open = !why.open; }
    else if (keys[letter] && $("#tools") && !isReadOnly) commands[keys[letter]]();
    else return;
    event.preventDefault();
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) return commands[button.dataset.do]?.();
    if (event.target.closest("[data-close]")) return event.target.closest("dialog").close();
    const card = event.target.closest(".card");
    if (card) choose(card, { focus: !event.target.closest("a, summary, button"), scroll: false });
    const mark = event.target.closest("#text [data-r]");
    if (mark && getSelection().isCollapsed) {
      event.preventDefault();
      choose($(`#r${mark.dataset.r.split(" ").at(-1)}`), { focus: false });
    }
  });
  for (const name of ["mouseover", "focusin"]) {
    document.addEventListener(name, (event) => {
      const mark = event.target.closest?.("#text [data-r]");
      const card = event.target.closest?.(".card");
      if (mark) light(mark.dataset.r.split(" ").at(-1));
      else if (card) light(card.dataset.row);
    });
  }
  $("#text")?.addEventListener("mouseleave", () => light(active?.dataset.row));

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

  // MARK: Mending a speaker

  const mend = $("#mend");
  if (mend) {
    const id = Number(mend.dataset.id);
    const others = new Map();
    const act = async (path, body) => {
      try { return await ask(`/api/v1/speakers/${id}/${path}`, body); } catch (error) {
        complain(say("js.failed", { message: error instanceof Refusal ? error.message : say("js.offline") }));
        return null;
      }
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
      $("#merge-preview").textContent = answer ? say("js.merge-preview", { n: answer.records, name: answer.name }) : "";
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
      $("#split-preview").textContent = answer ? say("js.split-preview", { n: answer.records, name: answer.name }) : "";
      $("#split-do").disabled = !answer;
    };
    $("#split-do").onclick = async () => again(await split(false));
    $("#rename-do").onclick = async () => again(await act("rename", { name: $("#rename-input").value }));
    $("#alias-do").onclick = async () => again(await act("aliases", { name: $("#alias-input").value }));
  }

  // MARK: Start

  if (unsaved().length) keep(unsaved());
  window.addEventListener("beforeunload", (event) => { if ($(".card.saving")) event.preventDefault(); });
  const first = location.hash.startsWith("#r") ? $(location.hash) : location.hash.startsWith("#m") ? $(`#r${location.hash.slice(2)}`) : null;
  if (first?.classList.contains("card")) choose(first, { focus: false });
  else if ($("#cards[data-context]")) choose(cards()[0], { focus: false, scroll: false });
})();
