"use strict";
/* Counting: one way of counting, from the sums that the page carries. It adds up as reckoning/readings.py does, counts
   steps as reckoning/steps.py does, and speaks as reckoning/saying.py does; the tests hold the three side by side.

   A way is {table, union, form, contested, also, listed}: `table` is a number in the figure's list, `union` a bit mask
   over that table's holders, `form` "union", "unsaid" or "all but". */

const SHARE_OF_CONTESTED = { against: 0, with: 1, half: 0.5, "left out": 0 };
const TOLERANCE = 1e-9;
const NO_DECIMALS_FROM = 10000;
const LISTED = "the sum of the parts";
const DATES = ["date", "since"]; // the source at the end of a sentence says which dates it is of

// ------------------------------------------------------------------------------------------------------- sums

function hasBit(mask, at) {
  return Math.floor(mask / 2 ** at) % 2 === 1;
}

function bitCount(mask) {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
}

/* The value and the rounding of some holders' ground, added holder by holder. */
function sumOver(pairs, union) {
  const sums = [0, 0];
  for (let at = 0; at < pairs[0].length; at += 1) {
    if (hasBit(union, at)) {
      sums[0] += pairs[0][at];
      sums[1] += pairs[1][at];
    }
  }
  return sums;
}

/* Contested ground that may count with a union: its holders' own, and nobody's. */
function eligible(sums, union) {
  const own = sumOver(sums.contested, union);
  return [own[0] + sums.loose[0], own[1] + sums.loose[1]];
}

/* The nearest whole number; halves go to the even one, as in Python. */
function toWhole(value) {
  const low = Math.floor(value);
  const over = value - low;
  if (over !== 0.5) return over < 0.5 ? low : low + 1;
  return low % 2 === 0 ? low : low + 1;
}

function clean(value) {
  return toWhole(value * 1e9) / 1e9 + 0;
}

function groundCounted(way, sums) {
  let above = sumOver(sums.held, way.union);
  for (const status of way.also) {
    if (!sums.also[status]) continue;
    const more = sumOver(sums.also[status], way.union);
    above = [above[0] + more[0], above[1] + more[1]];
  }
  const weight = SHARE_OF_CONTESTED[way.contested];
  if (weight) {
    const more = eligible(sums, way.union);
    above = [above[0] + weight * more[0], above[1] + weight * more[1]];
  }
  if (way.form === "union") return above;
  return [sums.whole - (sums.named[0] - above[0]), sums.named[1] - above[1]];
}

function denominator(way, sums) {
  const apart = way.contested === "left out" ? sums.disputed : [0, 0];
  if (way.listed || sums.whole === null) return [sums.named[0] - apart[0], sums.named[1] - apart[1]];
  return [sums.whole - apart[0], apart[1]];
}

/* What a way comes to, in the unit of the claim, and how far the source's rounding may move it: on one date, or on two,
   of which the second is taken away from the first. */
function evaluate(way, table) {
  if (!table.change) return evaluateOn(way, table.sums, table.unit_size);
  const [first, second] = table.change.map((sums) => evaluateOn(way, sums, table.unit_size));
  return [clean(first[0] - second[0]), clean(first[1] + second[1])];
}

function evaluateOn(way, sums, unitSize) {
  const above = groundCounted(way, sums);
  if (unitSize !== null) return [clean(above[0] / unitSize), clean(above[1] / unitSize)];
  const [below, belowRounding] = denominator(way, sums);
  const share = above[0] / below;
  const moved =
    way.listed || sums.whole === null
      ? above[1] * Math.abs(1 - share) + Math.abs(share) * Math.max(belowRounding - above[1], 0)
      : above[1] + Math.abs(share) * belowRounding;
  return [clean(100 * share), clean((100 * moved) / below)];
}

/* How much a way counts of what is on one side of a strip, and how much of that is in the whole: reckoning/ranges.py. */
function counted(way, kind, holder) {
  if (kind === "rest") return way.form === "union" ? 0 : 1;
  if (kind === "loose") return SHARE_OF_CONTESTED[way.contested];
  if (!hasBit(way.union, holder)) return 0;
  if (kind === "contested") return SHARE_OF_CONTESTED[way.contested];
  return kind === "held" || way.also.includes(kind) ? 1 : 0;
}

function inWhole(way, kind, sums) {
  if (kind === "rest") return !way.listed && sums.whole !== null ? 1 : 0;
  return (kind === "loose" || kind === "contested") && way.contested === "left out" ? 0 : 1;
}

/* Between what and what a value lies if the lines of its map are off; null for what is not measured on a map. */
function rangeOf(way, table, value) {
  const { sums } = table;
  if (table.off === null) return null;
  const isShare = table.unit_size === null;
  const below = isShare ? denominator(way, sums)[0] / 100 : table.unit_size;
  let up = 0;
  let down = 0;
  for (const [toKind, toHolder, ofKind, ofHolder, amount] of sums.strips) {
    let moved = counted(way, toKind, toHolder) - counted(way, ofKind, ofHolder);
    if (isShare) moved -= (value / 100) * (inWhole(way, toKind, sums) - inWhole(way, ofKind, sums));
    if (moved > 0) up += amount * moved;
    else down -= amount * moved;
  }
  const low = Math.max(value - down / below, Math.min(value, 0));
  const high = Math.min(value + up / below, Math.max(value, isShare ? 100 : Infinity));
  return [toWhole(low * 1e6) / 1e6, toWhole(high * 1e6) / 1e6];
}

/* Whether a value lies in a window; an end that is null is open. */
function takes(window, value, rounding) {
  const slack = rounding + TOLERANCE * Math.max(1, Math.abs(value));
  return (window[0] === null || window[0] - slack <= value) && (window[1] === null || value <= window[1] + slack);
}

// -------------------------------------------------------------------------------------------------- departures

function membersOf(mask, table) {
  return table.sums.holders.filter((name, at) => hasBit(mask, at));
}

/* The blocs that make up `added` with the fewest steps; of several, those that Python takes: the smallest key. */
function blocsAmong(added, blocs) {
  let best = new Map([[0, { steps: 0, bits: 0, chosen: [] }]]);
  blocs.forEach(([name, mask], at) => {
    if ((mask & added) !== mask) return;
    const next = new Map(best);
    for (const [covered, known] of best) {
      const found = { steps: known.steps + 1, bits: known.bits + 2 ** at, chosen: [...known.chosen, at] };
      const there = next.get(covered | mask);
      if (!there || isCheaper(found, there)) next.set(covered | mask, found);
    }
    best = next;
  });
  let winner = null;
  for (const [covered, known] of best) {
    const whole = { ...known, steps: known.steps + bitCount(added & ~covered) };
    if (!winner || isCheaper(whole, winner)) winner = whole;
  }
  return winner.chosen;
}

function isCheaper(one, other) {
  return one.steps < other.steps || (one.steps === other.steps && one.bits < other.bits);
}

function step(dimension, say, adds = null) {
  return { dimension, say, adds };
}

function unionSteps(union, table, names) {
  const { says, literal } = table;
  if (union === table.all_but && union !== literal) {
    return [step("all but", fill(says["all but"], namesOf(membersOf(table.enemies, table), names)))];
  }
  const found = membersOf(literal & ~union, table).map((name) => step("holder", fill(says.dropped, names[name])));
  let added = union & ~literal;
  for (const at of blocsAmong(added, table.blocs)) {
    const [bloc, mask] = table.blocs[at];
    found.push(step("bloc", fill(says.bloc, names[bloc])));
    added &= ~mask;
  }
  return [...found, ...membersOf(added, table).map((name) => step("holder", fill(says.added, names[name]), name))];
}

function choiceSteps(way, table) {
  const { says } = table;
  const found = [];
  if (way.form === "unsaid") found.push(step("holder", says.unsaid));
  if (way.contested !== (way.form === "all but" ? "with" : table.usual)) {
    found.push(step("contested", says[`contested ${way.contested}`]));
  }
  if (way.form !== "all but") found.push(...way.also.map((status) => step("contested", says[`also ${status}`])));
  if (way.listed && table.sums.whole !== null) found.push(step("base", says.listed));
  return found;
}

/* The departures of a way from the literal reading, each {dimension, say, adds}. */
function departures(way, table, names) {
  const holders =
    way.form === "all but"
      ? [step("all but", fill(table.says["whole less"], namesOf(membersOf(table.enemies, table), names)))]
      : unionSteps(way.union, table, names);
  return [...holders, ...choiceSteps(way, table), ...table.departures.map(([dimension, say]) => step(dimension, say))];
}

/* A way without the choices that change nothing: a treatment of ground that its holders have none of. */
function plain(way, table) {
  const { sums } = table;
  const has = (status) => sums.also[status] && sumOver(sums.also[status], way.union)[0] > 0;
  if (way.form === "all but") return sums.disputed[0] ? way : { ...way, contested: "with" };
  const moot = way.contested !== "left out" && !(eligible(sums, way.union)[0] > 0);
  return { ...way, contested: moot ? table.usual : way.contested, also: way.also.filter(has) };
}

// ---------------------------------------------------------------------------------------------------- in words

function fill(template, name) {
  return template.split("{name}").join(name);
}

function listed(items) {
  return items.length > 1 ? `${items.slice(0, -1).join(", ")} and ${items[items.length - 1]}` : items.join("");
}

function namesOf(holders, names) {
  return listed(holders.map((name) => names[name]));
}

/* A number to some decimals, exact ties to the even digit. Only eighths tie at the second decimal. */
function toDecimals(value, places) {
  const tied = places ? Math.abs(value * 8) % 2 === 1 : Math.abs(value % 1) === 0.5;
  if (!tied) return value.toFixed(places);
  return (toWhole(value * 10 ** places) / 10 ** places).toFixed(places);
}

/* A value in its unit: two decimals at most, none from ten thousand up. */
function amount(value, printed) {
  const large = Math.abs(value) >= NO_DECIMALS_FROM;
  const [whole, part] = toDecimals(value, large ? 0 : 2).split(".");
  const decimals = (part || "").replace(/0+$/, "");
  const number = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (decimals ? `.${decimals}` : "");
  return printed.split("{}").join(number === "-0" ? "0" : number);
}

function ifClause(steps, table, names) {
  const added = steps.filter((one) => one.adds !== null);
  const first = steps.filter((one) => one.dimension === "measure");
  const clauses = [];
  for (const one of [...first, ...steps.filter((each) => each.dimension !== "measure")]) {
    if (DATES.includes(one.dimension) || added.indexOf(one) > 0) continue;
    clauses.push(one === added[0] ? fill(table.says.added, namesOf(added.map((each) => each.adds), names)) : one.say);
  }
  const another = steps.some((one) => DATES.includes(one.dimension)) ? ", on another date" : "";
  return clauses.length ? ` if ${listed(clauses)}${another}` : ` as the words go${another}`;
}

/* "comes out at 97.4% if all land not held by ISIS is counted (…)" */
function comesOut(tried, figure) {
  const { value, rounding, table } = tried;
  const onlyBySlack = !takes(figure.gives, value, 0) && takes(figure.gives, value, rounding);
  const slack = onlyBySlack ? `, give or take ${amount(rounding, figure.printed)} by the source's own rounding,` : "";
  const ends = tried.range && tried.range.map((end) => amount(end, figure.printed));
  const lines = ends ? `, from ${ends[0]} to ${ends[1]} if lines are off by ${table.off} km,` : "";
  const clause = ifClause(tried.departures, table, figure.names);
  return `comes out at ${amount(value, figure.printed)}${slack}${lines}${clause} (${table.source})`;
}

// ------------------------------------------------------------------------------------------------------- ways

/* All that is said of one way: its value, whether the figure holds and is given, and its departures. */
function tryWay(way, figure) {
  const table = figure.tables[way.table];
  const settled = plain(way, table);
  const [value, rounding] = evaluate(settled, table);
  return {
    table,
    value,
    rounding,
    range: rangeOf(settled, table, value),
    holds: takes(figure.holds, value, rounding),
    gives: takes(figure.gives, value, rounding),
    departures: departures(settled, table, figure.names),
    another: (settled.union & table.literal) === 0,
  };
}

function maskOf(names, table) {
  return table.sums.holders.reduce((mask, name, at) => mask | (names.includes(name) ? 1 << at : 0), 0);
}

/* The way that a reading is, as a reckoning has it in its JSON. */
function wayOf(reading, figure) {
  const table = figure.tables[reading.evidence];
  const whole = reading.all_but.length > 0;
  return {
    table: reading.evidence,
    union: whole ? table.all_but : maskOf(reading.counted, table),
    form: whole ? "all but" : reading.unsaid ? "unsaid" : "union",
    contested: table.sums.disputed[0] ? reading.contested : whole ? "with" : table.usual,
    also: reading.also,
    listed: reading.base === LISTED && table.sums.whole !== null,
  };
}

function literalWay(figure, at = 0) {
  const table = figure.tables[at];
  return { table: at, union: table.literal, form: "union", contested: table.usual, also: [], listed: false };
}

/* The way with only such choices as its table offers. */
function settle(way, figure) {
  const { offer, all_but: allBut, whole_less: wholeLess } = figure.tables[way.table];
  if (way.form === "all but" && wholeLess && way.union === allBut) {
    const contested = offer.all_but.includes(way.contested) ? way.contested : "with";
    return { ...way, contested, also: offer.also, listed: false };
  }
  const form = way.form !== "union" && offer.unsaid ? "unsaid" : "union";
  return {
    ...way,
    form,
    contested: offer.contested.includes(way.contested) ? way.contested : offer.contested[0],
    also: offer.also.filter((status) => way.also.includes(status)),
    listed: way.listed && offer.listed && form === "union",
  };
}

/* All ground but that of some holders: the whole less theirs, where the table's whole can be trusted. */
function allBut(mask, way, figure) {
  const table = figure.tables[way.table];
  const everyone = 2 ** table.sums.holders.length - 1;
  const named = mask === table.enemies && table.all_but !== null;
  return settle(
    {
      ...way,
      union: everyone & ~mask,
      form: named ? "all but" : "unsaid",
      contested: "with",
      also: table.offer.also,
      listed: false,
    },
    figure,
  );
}

/* The same way on another table: the same holders, or those that they are made of there. */
function onTable(way, at, figure) {
  const from = figure.tables[way.table];
  const to = figure.tables[at];
  const there = { ...way, table: at };
  if (way.form === "all but" && to.all_but !== null) {
    return settle({ ...allBut(to.enemies, there, figure), contested: way.contested }, figure);
  }
  const isLiteral = way.union === from.literal;
  const union = isLiteral ? to.literal : maskOf(sameHolders(membersOf(way.union, from), from, to, figure), to);
  return settle({ ...there, union }, figure);
}

function sameHolders(counted, from, to, figure) {
  const within = (name) => figure.within[name] || [];
  return to.sums.holders.filter((name) => {
    const parts = within(name).filter((part) => from.sums.holders.includes(part));
    return (
      counted.includes(name) ||
      counted.some((other) => within(other).includes(name)) ||
      (parts.length > 0 && parts.every((part) => counted.includes(part)))
    );
  });
}
