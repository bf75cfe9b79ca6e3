/* Links: one way of counting as the fragment of an address, in names, so that it means the same on another machine. */

const LINK_VERSION = "1";
const LONGEST_LINK = 4000;
const ONCE = ["count", "figure", "source", "kind", "date", "measure", "base", "form", "contested", "whole"];
const OFTEN = ["side", "also"];
const SOMETIMES = ["since"];

/* The fragment of a way: "#count=1&figure=4&source=…". */
function fragmentOf(way, figure) {
  const table = figure.tables[way.table];
  const { paper } = table;
  const fields = [
    ["count", LINK_VERSION],
    ["figure", String(figure.figure)],
    ["source", paper.source],
    ["kind", paper.map ? "map" : "published"],
    ["date", paper.as_of],
    ...(paper.since ? [["since", paper.since]] : []),
    ["measure", table.measure],
    ["base", table.base],
    ["form", way.form],
    ["contested", way.contested],
    ["whole", way.listed ? "listed" : "stated"],
    ...membersOf(way.union, table).map((name) => ["side", name]),
    ...way.also.map((status) => ["also", status]),
  ];
  return `#${new URLSearchParams(fields)}`;
}

function isLink(hash) {
  return hash.startsWith("#count=");
}

/* The figure and the way that a fragment names; null if this page has no such way, or if it is no such fragment. */
function wayOfFragment(hash, figures) {
  const fields = isLink(hash) && hash.length <= LONGEST_LINK ? fieldsOf(hash) : null;
  const figure = fields && figures.find((one) => String(one.figure) === fields.figure);
  if (!figure || fields.count !== LINK_VERSION) return null;
  const table = figure.tables.findIndex((one) => isNamed(one, fields));
  const way = table < 0 ? null : namedWay(fields, table, figure);
  return way && { figure, way };
}

function fieldsOf(hash) {
  const found = { side: [], also: [] };
  for (const [key, value] of new URLSearchParams(hash.slice(1))) {
    if (OFTEN.includes(key) && !found[key].includes(value)) found[key].push(value);
    else if ([...ONCE, ...SOMETIMES].includes(key) && !Object.hasOwn(found, key)) found[key] = value;
    else return null;
  }
  return ONCE.every((key) => Object.hasOwn(found, key)) ? found : null;
}

function isNamed(table, fields) {
  const { paper } = table;
  return (
    paper.source === fields.source &&
    paper.as_of === fields.date &&
    (paper.since ?? undefined) === fields.since &&
    (paper.map ? "map" : "published") === fields.kind &&
    table.measure === fields.measure &&
    table.base === fields.base
  );
}

/* The way that the fields name, if the table knows its sides and offers all its choices. */
function namedWay(fields, at, figure) {
  const { sums, offer } = figure.tables[at];
  if (!fields.side.every((name) => sums.holders.includes(name))) return null;
  if (!["listed", "stated"].includes(fields.whole)) return null;
  const way = {
    table: at,
    union: maskOf(fields.side, figure.tables[at]),
    form: fields.form,
    contested: fields.contested,
    also: offer.also.filter((status) => fields.also.includes(status)),
    listed: fields.whole === "listed",
  };
  const isOffered = isSameWay(settle(way, figure), way) && way.also.length === fields.also.length;
  return isOffered ? way : null;
}

function isSameWay(one, other) {
  return (
    one.table === other.table &&
    one.union === other.union &&
    one.form === other.form &&
    one.contested === other.contested &&
    one.listed === other.listed &&
    one.also.join() === other.also.join()
  );
}
