/* Parts of the panel: elements, groups of switches and of buttons, the small curve, and the map's shading. */

const SVG = "http://www.w3.org/2000/svg";
const FEW = 60; // dots that are drawn larger
const CURVE = { width: 340, height: 130, edge: 8 };

function element(tag, settings = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function drawn(tag, settings, ...children) {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(settings)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function group(legend, kind) {
  return element("fieldset", { class: `try-group ${kind}` }, element("legend", {}, legend));
}

/* One switch for each side: its colour, its name, and what it holds. The figure's own sides come first. */
function sideSwitches(table, printed, onChange) {
  const { holders, held, colours } = table.sums;
  const own = (at) => Number(hasBit(table.literal, at));
  const order = holders.map((name, at) => at).sort((a, b) => own(b) - own(a) || held[0][b] - held[0][a] || a - b);
  return order.map((at) => {
    const box = element("input", { type: "checkbox", value: String(at) });
    box.addEventListener("change", () => onChange(at, box.checked));
    const swatch = element("span", { class: "try-swatch", "aria-hidden": "true" });
    swatch.style.setProperty("--side", colours[at]);
    const holds = element("span", { class: "try-holds" }, heldBy(at, table, printed));
    return element("label", { class: "try-side" }, box, swatch, element("bdi", {}, holders[at]), " ", holds);
  });
}

function heldBy(at, table, printed) {
  const { sums } = table;
  if (table.change) {
    const [value] = evaluate({ union: 1 << at, form: "union", contested: "against", also: [], listed: false }, table);
    return `${value > 0 ? "+" : ""}${amount(value, printed)}`;
  }
  const held = sums.held[0][at];
  const only = sums.contested[0][at];
  const value = held || only;
  const size = table.unit_size === null ? (sums.whole ?? sums.named[0]) / 100 : table.unit_size;
  return amount(value / size, printed) + (held || !only ? "" : " ?");
}

/* Buttons of which one is chosen. Options are [value, words] pairs. */
function choices(legend, name, options, onPick) {
  const made = group(legend, "try-choices");
  const row = element("div", { class: "try-row" });
  for (const [value, words] of options) {
    const box = element("input", { type: "radio", name, value });
    box.addEventListener("change", () => onPick(value));
    row.append(element("label", { class: "try-choice" }, box, element("span", {}, words)));
  }
  made.append(row);
  return made;
}

/* Boxes to tick. */
function ticks(legend, options, onChange) {
  const made = group(legend, "try-choices");
  const row = element("div", { class: "try-row" });
  for (const [value, words] of options) {
    const box = element("input", { type: "checkbox", value });
    box.addEventListener("change", () => onChange(value, box.checked));
    row.append(element("label", { class: "try-choice" }, box, element("span", {}, words)));
  }
  made.append(row);
  return made;
}

/* A list to choose from. Entries are [group, options]; a group without a name stands alone. */
function list(words, id, entries, onPick) {
  const made = element("select", { id });
  for (const [name, options] of entries) {
    const into = name ? made.appendChild(element("optgroup", { label: name })) : made;
    into.append(...options.map(([value, label]) => element("option", { value }, label)));
  }
  made.addEventListener("change", () => onPick(made.value));
  return element("div", { class: "try-list" }, element("label", { for: id }, words), made);
}

function button(words, kind, onClick) {
  const made = element("button", { type: "button", class: kind }, words);
  made.addEventListener("click", onClick);
  return made;
}

// ------------------------------------------------------------------------------------------------- the small curve

/* The values of the ways that were tried, as a curve, with a mark that `place` moves. */
function smallCurve(figure) {
  const ends = figure.gives.filter((end) => end !== null);
  const low = Math.min(figure.values[0], ...ends);
  const high = Math.max(figure.values[figure.values.length - 1], ...ends);
  const { width, height, edge } = CURVE;
  const across = (share) => edge + share * (width - 2 * edge);
  const up = (value) => height - edge - ((clamp(value, low, high) - low) / (high - low || 1)) * (height - 2 * edge);
  const last = figure.values.length - 1 || 1;
  const dots = figure.values.map((value, at) => `M${across(at / last).toFixed(1)} ${up(value).toFixed(1)}h0`).join("");
  const top = up(figure.gives[1] ?? high);
  const band = { class: "try-band", x: 0, y: top - 1, width, height: up(figure.gives[0] ?? low) - top + 2 };
  const literal = tryWay(literalWay(figure), figure).value;
  const ring = { class: "try-ring", cx: across(standing(literal, figure).share), cy: up(literal), r: 5 };
  const mark = drawn("g", { class: "try-mark" }, drawn("path", { d: `M0 0V${height}` }), drawn("circle", { r: 5.5 }));
  const picture = drawn(
    "svg",
    { viewBox: `0 0 ${width} ${height}`, class: "try-curve", "aria-hidden": "true", focusable: "false" },
    drawn("rect", band),
    drawn("path", { class: figure.values.length > FEW ? "try-dots" : "try-dots few", d: dots }),
    drawn("circle", ring),
    mark,
  );
  const place = (value, share) => {
    mark.setAttribute("transform", `translate(${across(share)} 0)`);
    mark.lastChild.setAttribute("cy", up(value));
  };
  return { picture, place };
}

function clamp(value, low, high) {
  return Math.min(Math.max(value, low), high);
}

/* How many of the ways come to less, and how far along the curve that is. Of many ways the page has an even sample. */
function standing(value, figure) {
  const below = figure.values.filter((one) => one < value - 0.0005).length;
  const size = figure.values.length || 1;
  const share = Math.min(below / (size - 1 || 1), 1);
  return { share, many: size === figure.tried ? String(below) : `about ${Math.round((100 * below) / size)}%` };
}

// --------------------------------------------------------------------------------------------------------- the map

/* A copy of a map of the page, cut to its ground, with ids of its own. */
function copyOfMap(key, mine) {
  const original = document.querySelector(`#${CSS.escape(key)} .map-narrow svg`);
  if (!original) return null;
  const copy = original.cloneNode(true);
  for (const one of copy.querySelectorAll(":scope > :not(defs):not([data-part='map'])")) one.remove();
  for (const one of [copy, ...copy.querySelectorAll("[id], [fill^='url'], [clip-path]")]) rename(one, mine);
  const frame = /^M([\d.-]+) ([\d.-]+)h([\d.]+)v([\d.]+)/.exec(copy.querySelector("clipPath path")?.getAttribute("d"));
  if (frame) copy.setAttribute("viewBox", frame.slice(1).join(" "));
  for (const name of ["role", "aria-labelledby", "aria-describedby"]) copy.removeAttribute(name);
  copy.setAttribute("aria-hidden", "true");
  return copy;
}

function rename(one, mine) {
  for (const name of ["id", "fill", "clip-path"]) {
    const value = one.getAttribute(name);
    if (!value) continue;
    if (name === "id") one.id = `${mine}-${value}`;
    else if (value.startsWith("url(#")) one.setAttribute(name, value.replace("url(#", `url(#${mine}-`));
  }
}

/* How much of a piece of the map a way counts: all of it, half, or nothing. */
function weightOf(piece, way, table, figure) {
  const { holder, status } = piece.dataset;
  const treatment = SHARE_OF_CONTESTED[way.contested];
  if (!holder) return status === "contested" ? treatment : Number(way.form !== "union");
  const counted = membersOf(way.union, table);
  const isCounted = counted.some((name) => name === holder || (figure.within[name] || []).includes(holder));
  if (!isCounted) return 0;
  if (status === "contested") return treatment;
  const isOptional = status !== "controlled" && Object.hasOwn(table.sums.also, status);
  return Number(!isOptional || way.also.includes(status));
}

function shade(map, way, table, figure) {
  for (const piece of map.querySelectorAll("[data-part='ground'] path[data-status]")) {
    const weight = weightOf(piece, way, table, figure);
    const look = weight === 1 ? "counted" : weight ? "half" : "pale";
    if (piece.getAttribute("class") !== look) piece.setAttribute("class", look);
  }
}
