/* The panel of one figure: its controls, its answer, and what the address and the back button do. */

class Panel {
  constructor(place, figure, words, onWay) {
    this.place = place;
    this.figure = figure;
    this.words = words;
    this.onWay = onWay;
    this.way = literalWay(figure);
    this.key = `try-${figure.figure}`;
    this.build();
    this.show();
  }

  // ------------------------------------------------------------------------------------------------------ building

  build() {
    const { words } = this;
    const title = element("h4", { id: `${this.key}-title` }, words.title);
    this.place.setAttribute("role", "group");
    this.place.setAttribute("aria-label", words.region.replace("{n}", this.figure.figure));
    const head = element("div", { class: "try-head" }, title, element("p", { class: "small" }, words.lead));
    this.controls = element("div", { class: "try-controls" });
    this.place.append(head, element("div", { class: "try-body" }, this.answer(), this.controls));
    this.place.hidden = false;
  }

  answer() {
    const { words, figure } = this;
    this.number = element("span", { class: "try-number" });
    this.outcome = element("span", { class: "verdict" });
    const spoken = { role: "status", "aria-live": "polite", "aria-atomic": "true" };
    this.sentence = element("p", { class: "try-sentence", ...spoken });
    this.count = element("p", { class: "try-count" });
    this.steps = element("ul", { class: "try-steps" });
    this.note = element("p", { class: "try-note", role: "status", "aria-live": "polite" });
    this.standing = element("figcaption", { class: "small" });
    const [holds, gives] = figure.windows;
    const given = holds === gives ? "" : ` ${words.given_at} ${gives}.`;
    const windows = element("p", { class: "small" }, `${words.holds_at} ${holds}.${given}`);
    const big = element("div", { class: "try-big" }, this.number, this.outcome);
    const said = element("div", { class: "try-said" }, this.sentence, this.count, this.steps, windows);
    return element("div", { class: "try-answer" }, big, said, this.buttons(), this.note, ...this.pictures());
  }

  buttons() {
    const { words, figure } = this;
    this.reset = button(words.reset, "try-button", () => this.choose(literalWay(figure)));
    const copy = button(words.copy, "try-button", () => this.copyLink());
    // A page that is text inside another page has no address that means anything elsewhere.
    const hasAddress = location.protocol !== "about:";
    const row = element("div", { class: "try-buttons" }, this.reset, ...(hasAddress ? [copy] : []));
    if (!figure.ways.length) return row;
    const label = element("span", { class: "small", id: `${this.key}-ways` }, words.shortcuts);
    const ways = element("div", { class: "try-ways", role: "group", "aria-labelledby": `${this.key}-ways` }, label);
    this.shortcuts = figure.ways.map((reading, at) => {
      const way = wayOf(reading, figure);
      const made = button(String.fromCharCode(97 + at), "try-letter", () => this.choose(way));
      made.setAttribute("aria-label", comesOut(tryWay(way, figure), figure));
      made.title = made.getAttribute("aria-label");
      return { made, way };
    });
    ways.append(...this.shortcuts.map(({ made }) => made));
    return element("div", {}, row, ways);
  }

  pictures() {
    const { words, figure } = this;
    const made = [];
    if (figure.values.length > 1) {
      this.curve = smallCurve(figure);
      made.push(element("figure", { class: "try-figure" }, this.curve.picture, this.standing));
    }
    this.mapFrame = element("div", { class: "try-map" });
    this.mapSays = element("figcaption", { class: "small" });
    if (figure.maps.length) made.push(element("figure", { class: "try-figure" }, this.mapFrame, this.mapSays));
    return made;
  }

  // --------------------------------------------------------------------------------------------------- its controls

  /* The controls of one table: they are made anew when the table changes, and only then. */
  buildControls() {
    const { figure, words, key, way } = this;
    const table = figure.tables[way.table];
    const focused = this.controls.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
    const also = offeredToo(table, words);
    const { offer } = table;
    const parts = [this.sides(table), this.sources(), this.measures(table), this.bases(table)];
    if (offer.contested.length > 1) {
      const options = offer.contested.map((each) => [each, words.contested_options[each]]);
      this.contested = choices(words.contested, `${key}-contested`, options, (contested) => this.change({ contested }));
      parts.push(this.contested);
    } else this.contested = null;
    this.also = also.length ? ticks(words.also, also, (value, on) => this.countToo(value, on)) : null;
    if (this.also) parts.push(this.also);
    this.controls.replaceChildren(...parts.filter(Boolean));
    this.keepFocus(focused);
    this.built = way.table;
  }

  /* Controls that are made anew have the focus that the old ones had. */
  keepFocus(focused) {
    const made = [...this.controls.querySelectorAll("input, select")];
    for (const one of made) one.dataset.keep = one.id || `${one.name}:${one.value}`;
    if (focused) made.find((one) => one.dataset.keep === focused)?.focus();
  }

  sides(table) {
    const { words, figure } = this;
    const made = group(words.sides, "try-sides");
    const switches = sideSwitches(table, figure.printed, (at, on) => this.switchSide(at, on));
    made.append(element("div", { class: "try-switches" }, ...switches));
    const options = this.leftOut(table).map(([mask, name]) => [String(mask), name]);
    if (options.length) {
      const entries = [[null, [["", words.but_none], ...options]]];
      made.append(list(words.but, `${this.key}-but`, entries, (mask) => this.leaveOut(mask)));
    }
    return made;
  }

  /* The sides that can be left out of all: the enemy that the text names, then each one, where the whole is known. */
  leftOut(table) {
    const { words, figure } = this;
    const { holders, whole } = table.sums;
    const hasEnemy = table.all_but !== null;
    const enemies = namesOf(membersOf(table.enemies, table), figure.names);
    const enemy = hasEnemy ? [[table.enemies, words.but_enemy.replace("{name}", enemies)]] : [];
    const each = whole !== null && holders.length > 1 ? holders.map((name, at) => [1 << at, figure.names[name]]) : [];
    return [...enemy, ...each.filter(([mask]) => !hasEnemy || mask !== table.enemies)];
  }

  sources() {
    const { figure, words } = this;
    const bySource = new Map();
    figure.tables.forEach(({ paper }, at) => {
      if (!bySource.has(paper.source)) bySource.set(paper.source, new Map());
      const dates = bySource.get(paper.source);
      const kind = paper.since ? words.maps : words.map;
      const label = `${paper.map ? `${kind} ` : ""}${paper.day}, ${paper.source}`;
      if (!dates.has(paper)) dates.set(paper, [String(at), label, paper.as_of]);
    });
    const byDate = (one, other) => (one[2] < other[2] ? -1 : Number(one[2] > other[2]));
    const entries = [...bySource].map(([name, dates]) => [name, [...dates.values()].sort(byDate)]);
    return list(words.evidence, `${this.key}-source`, entries, (at) => this.moveTo(this.likeNow(Number(at))));
  }

  measures(table) {
    const { figure, words } = this;
    const options = new Map();
    figure.tables.forEach((one, at) => {
      const isNew = one.paper === table.paper && !options.has(one.measure);
      if (isNew) options.set(one.measure, [String(at), one.measure_says]);
    });
    if (options.size < 2) return (this.measure = null);
    const entries = [...options.values()];
    this.measure = choices(words.measure, `${this.key}-measure`, entries, (at) => this.moveTo(Number(at)));
    return this.measure;
  }

  bases(table) {
    const { figure, words } = this;
    const options = [];
    figure.tables.forEach((one, at) => {
      if (one.paper !== table.paper || one.measure !== table.measure) return;
      options.push([String(at), words.bases[one.base] || one.base]);
      if (one === table && one.offer.listed) options.push([LISTED, words.bases[LISTED]]);
    });
    if (options.length < 2) return (this.base = null);
    this.base = choices(words.base, `${this.key}-base`, options, (value) => this.rebase(value));
    return this.base;
  }

  /* The table of another source or date that is most like the one now: the same measure and base, if it has them. */
  likeNow(at) {
    const { figure } = this;
    const now = figure.tables[this.way.table];
    const { paper } = figure.tables[at];
    const isLike = (one) => one.paper === paper && one.measure === now.measure && one.base === now.base;
    const like = figure.tables.findIndex(isLike);
    return like < 0 ? at : like;
  }

  // ------------------------------------------------------------------------------------------------------- choosing

  change(changes) {
    this.choose(settle({ ...this.way, ...changes }, this.figure));
  }

  moveTo(at) {
    this.choose(onTable(this.way, at, this.figure));
  }

  switchSide(at, on) {
    const bit = 1 << at;
    const form = this.way.form === "all but" ? "unsaid" : this.way.form;
    this.change({ form, union: on ? this.way.union | bit : this.way.union & ~bit });
  }

  leaveOut(mask) {
    this.choose(mask === "" ? literalWay(this.figure, this.way.table) : allBut(Number(mask), this.way, this.figure));
  }

  countToo(value, on) {
    const form = this.way.form === "all but" ? "unsaid" : this.way.form;
    if (value === "unsaid") return this.change({ form: on ? "unsaid" : "union", listed: false });
    const also = on ? [...this.way.also, value] : this.way.also.filter((each) => each !== value);
    return this.change({ form, also });
  }

  rebase(value) {
    if (value === LISTED) return this.change({ listed: true, form: "union" });
    return this.choose(onTable({ ...this.way, listed: false }, Number(value), this.figure));
  }

  /* Take a way, show it, and put it into the address. */
  choose(way) {
    this.way = way;
    this.show();
    say(this.note, "");
    this.onWay(this);
  }

  copyLink() {
    const done = () => say(this.note, this.words.copied);
    const failed = () => say(this.note, this.words.not_copied);
    this.onWay(this);
    if (!navigator.clipboard) return failed();
    return navigator.clipboard.writeText(location.href).then(done, failed);
  }

  // -------------------------------------------------------------------------------------------------------- showing

  show() {
    const { figure, way, words } = this;
    const tried = tryWay(way, figure);
    if (this.built !== way.table) this.buildControls();
    this.showControls(tried.table);
    const outcome = tried.gives ? "gives" : tried.holds ? "holds" : "no";
    const tone = { gives: "as-stated", holds: "only-if", no: "none" }[outcome];
    say(this.number, amount(tried.value, figure.printed));
    say(this.outcome, words.outcomes[outcome]);
    this.outcome.className = `verdict ${tone}`;
    say(this.sentence, this.sayAll(tried, outcome));
    this.showSteps(tried);
    this.showPlace(tried);
    this.showMap(tried.table);
  }

  sayAll(tried, outcome) {
    if (!this.way.union) return this.words.nobody;
    const { another, outcomes_say: outcomes } = this.words;
    return `It ${comesOut(tried, this.figure)}. ${tried.another ? another : outcomes[outcome]}`;
  }

  showSteps(tried) {
    const { words } = this;
    const many = tried.departures.length;
    say(this.count, many === 0 ? words.literal : many === 1 ? words.one_step : words.steps.replace("{n}", many));
    this.steps.replaceChildren(...tried.departures.map(({ say: said }) => element("li", {}, said)));
  }

  showPlace(tried) {
    if (!this.curve) return;
    const { share, many } = standing(tried.value, this.figure);
    this.curve.place(tried.value, share);
    say(this.standing, this.words.place.replace("{n}", many).replace("{of}", this.figure.tried.toLocaleString("en")));
  }

  showControls(table) {
    const { way, key, figure } = this;
    const first = (isIt) => String(figure.tables.findIndex((one) => one.paper === table.paper && isIt(one)));
    const boxes = this.controls.querySelectorAll(".try-switches input");
    for (const box of boxes) box.checked = hasBit(way.union, Number(box.value));
    const but = this.controls.querySelector(`#${key}-but`);
    if (but) but.value = this.maskLeftOut(but);
    this.controls.querySelector(`#${key}-source`).value = first(() => true);
    pick(this.contested, way.contested);
    pick(this.base, way.listed ? LISTED : String(way.table));
    pick(this.measure, first((one) => one.measure === table.measure));
    for (const box of this.also?.querySelectorAll("input") || []) {
      box.checked = box.value === "unsaid" ? way.form !== "union" : way.also.includes(box.value);
    }
    for (const { made, way: other } of this.shortcuts || []) {
      made.setAttribute("aria-pressed", String(isSameWay(settle(other, figure), way)));
    }
    this.reset.disabled = isSameWay(way, literalWay(this.figure));
  }

  /* The side that this way leaves out of all, of those in the list; "" for none, and for the literal reading. */
  maskLeftOut(but) {
    const { way, figure } = this;
    if (isSameWay(way, literalWay(figure, way.table))) return "";
    const masks = [...but.options].map((option) => option.value);
    return masks.find((mask) => mask !== "" && isSameWay(allBut(Number(mask), way, figure), way)) ?? "";
  }

  showMap(table) {
    const { figure, words } = this;
    if (!figure.maps.length) return;
    const { paper } = table;
    const own = figure.maps.find((one) => paper.map && one.source === paper.source && one.as_of === paper.as_of);
    const shown = own || figure.maps[0];
    if (this.mapKey !== shown.key) {
      const copy = copyOfMap(shown.key, this.key);
      this.mapFrame.replaceChildren(...(copy ? [copy] : []));
      this.mapKey = shown.key;
    }
    say(this.mapSays, (own ? words.shading : words.shading_other).replace("{name}", `${shown.source}, ${shown.day}.`));
    shade(this.mapFrame, this.way, table, figure);
  }
}

function pick(choice, value) {
  for (const box of choice?.querySelectorAll("input") || []) box.checked = box.value === value;
}

/* What may count beside ground that is controlled. */
function offeredToo({ offer, rest }, words) {
  const also = offer.also.map((each) => [each, words.also_options[each]]);
  return offer.unsaid ? [...also, ["unsaid", rest]] : also;
}

// ------------------------------------------------------------------------------------------------------- the page

/* All panels of the page, the address and the history. Each entry of the history knows the ways of all panels. */
class Explorer {
  constructor(data) {
    this.words = data.words;
    this.figures = data.figures;
    this.panels = new Map();
    for (const figure of this.figures) this.prepare(figure);
    window.addEventListener("popstate", (event) => this.follow(event.state));
    const state = history.state;
    if (isLink(location.hash)) this.followLink();
    else if (state?.ways) this.restore(state.ways);
    this.keep("replaceState");
  }

  prepare(figure) {
    figure.place = document.querySelector(`[data-explorer="${figure.figure}"]`);
    const details = figure.place.closest("details");
    if (details.open) this.panel(figure);
    details.addEventListener("toggle", () => details.open && this.panel(figure));
  }

  panel(figure) {
    const known = this.panels.get(figure.figure);
    if (known) return known;
    const made = new Panel(figure.place, figure, this.words, (panel) => this.remember(panel));
    this.panels.set(figure.figure, made);
    return made;
  }

  ways() {
    return Object.fromEntries([...this.panels].map(([number, panel]) => [number, fragmentOf(panel.way, panel.figure)]));
  }

  remember(panel) {
    const fragment = fragmentOf(panel.way, panel.figure);
    if (location.hash === fragment) this.keep("replaceState");
    else this.keep("pushState", fragment);
  }

  /* Put the ways of all panels into the history. A page inside another may have no address of its own: then not. */
  keep(how, ...fragment) {
    try {
      history[how]({ ways: this.ways() }, "", ...fragment);
    } catch {
      // The panels work without.
    }
  }

  follow(state) {
    if (state?.ways) return this.restore(state.ways);
    if (isLink(location.hash)) this.followLink();
    return this.keep("replaceState");
  }

  /* Take each panel back to the way that it had; a panel that had none was at the literal reading. */
  restore(ways) {
    for (const figure of this.figures) {
      const found = typeof ways[figure.figure] === "string" ? wayOfFragment(ways[figure.figure], this.figures) : null;
      const way = found?.figure === figure ? found.way : literalWay(figure);
      const panel = this.panels.get(figure.figure) || (isSameWay(way, literalWay(figure)) ? null : this.panel(figure));
      if (panel) {
        panel.way = way;
        panel.show();
      }
    }
  }

  followLink() {
    const found = wayOfFragment(location.hash, this.figures);
    const panel = this.panel(found ? found.figure : this.figures[0]);
    if (found) {
      panel.way = found.way;
      panel.show();
    }
    say(panel.note, found ? "" : this.words.no_way);
    panel.place.closest("details").open = true;
    panel.place.scrollIntoView({ block: "start" });
  }
}

/* Put the sums, sentences and papers, which the page carries once, to the tables that they belong to. */
function joined(data) {
  for (const figure of data.figures) {
    for (const table of figure.tables) {
      table.sums = data.sums[table.sums];
      table.change = table.change && table.change.map((at) => data.sums[at]);
      table.says = data.says[table.says];
      table.paper = figure.papers[table.paper];
    }
  }
  return data;
}

const explorer = new Explorer(joined(JSON.parse(document.getElementById("explorer-data").textContent)));
