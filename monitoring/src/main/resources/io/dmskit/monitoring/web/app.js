// Shows rounds, events and alerts as the server sends them. Whatever comes from outside becomes text, never markup.
import { latencyChart, sparkline } from "./chart.js";
import { clock, count, duration, moment, plural } from "./words.js";

const SEVERITIES = ["page", "warn", "info"];
const MOST_EVENTS = 200;
const MOST_TABLES = 200;
const MOST_CONDITIONS = 100;
const FEW_CONDITIONS = 3;
/** Beats come every five seconds. */
const SILENCE = 15000;

const byId = (id) => document.getElementById(id);
const page = {
  round: null,
  trends: {},
  events: [],
  ended: null,
  detail: null,
  run: null,
  title: "Watch",
  /** How far the server's clock is ahead of this one. */
  ahead: 0,
  heardAt: 0,
  silentSince: null,
  listening: false,
};

// Elements ---------------------------------------------------------------------------------------------------------------------

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) {
      made.setAttribute(key, "");
    } else if (value !== false && value !== undefined) {
      made.setAttribute(key, value);
    }
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** Leaves what stays as it is where it is, so that focus and selection stay too. */
function update(parent, items, key, make) {
  const known = new Map(Array.from(parent.children, (child) => [child.dataset.key, child]));
  let place = parent.firstElementChild;
  for (const item of items) {
    const id = key(item);
    const text = JSON.stringify(item);
    let child = known.get(id);
    if (child === undefined || child.shown !== text) {
      const made = make(item);
      made.dataset.key = id;
      made.shown = text;
      if (child !== undefined) {
        refill(child, made);
        child.shown = text;
      } else {
        child = made;
      }
    }
    known.delete(id);
    if (child === place) {
      place = place.nextElementSibling;
    } else {
      parent.insertBefore(child, place);
    }
  }
  known.forEach((child) => child.remove());
}

/** Gives an element what another one has; the focused part of it is refilled too, and not replaced. */
function refill(old, made) {
  for (const name of old.getAttributeNames()) {
    if (!made.hasAttribute(name)) {
      old.removeAttribute(name);
    }
  }
  for (const name of made.getAttributeNames()) {
    old.setAttribute(name, made.getAttribute(name));
  }
  const first = old.firstElementChild;
  const other = made.firstElementChild;
  if (first !== null && first.contains(document.activeElement) && other !== null && first.localName === other.localName) {
    refill(first, other);
    while (first.nextSibling !== null) {
      first.nextSibling.remove();
    }
    other.remove();
    old.append(...made.childNodes);
  } else {
    old.replaceChildren(...made.childNodes);
  }
}

const mark = (severity) => element("span", { class: `mark ${severity ?? "ok"}` });
const word = (severity) => element("span", { class: `word ${severity ?? "ok"}` }, mark(severity), severity ?? "ok");
const time = (at, text = moment(at)) => element("time", { datetime: at }, text);

function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

function facts(list, pairs) {
  update(list, pairs, ([name]) => name, ([name, value]) =>
    element("div", {}, element("dt", {}, name), element("dd", {}, value)));
}

// The stream -------------------------------------------------------------------------------------------------------------------

let stream = null;

function connect() {
  stream?.close();
  stream = new EventSource("/events");
  stream.addEventListener("hello", (message) => hello(JSON.parse(message.data)));
  stream.addEventListener("beat", (message) => heard(JSON.parse(message.data)));
  stream.addEventListener("round", (message) => {
    const { now, round, trends } = JSON.parse(message.data);
    heard({ now });
    page.round = round;
    page.trends = trends;
    showRound();
  });
  stream.addEventListener("live", () => { page.listening = true; });
  stream.addEventListener("event", (message) => happened(JSON.parse(message.data)));
  stream.addEventListener("ended", (message) => {
    page.ended = JSON.parse(message.data);
    // The browser would look for the server again and again.
    stream.close();
    showEnding();
    showState();
    showAge();
    if (page.round !== null) {
      showConditions();
    }
  });
  stream.onerror = () => {
    if (page.ended === null) {
      page.silentSince ??= Date.now();
      showAge();
    }
  };
}

/** Events of another run of the program have other numbers: what was here before is not its own. */
function hello({ run, title, now }) {
  heard({ now });
  if (page.run !== null && page.run !== run) {
    page.events = [];
    page.ended = null;
    byId("ending").hidden = true;
  }
  page.run = run;
  page.title = title;
  page.listening = false;
  setText(byId("title"), title);
  showState();
  showEvents();
}

function heard({ now }) {
  page.heardAt = Date.now();
  page.ahead = Date.parse(now) - Date.now();
  page.silentSince = null;
  showAge();
}

/** A stream that hangs is not always told as an error, such as behind a forwarded port. */
function lookAtTheClock() {
  if (page.ended !== null) {
    return;
  }
  const closed = stream.readyState === EventSource.CLOSED;
  if (page.heardAt > 0 && Date.now() - page.heardAt > SILENCE) {
    page.silentSince ??= page.heardAt;
  }
  if (closed || (page.silentSince !== null && Date.now() - page.heardAt > SILENCE && Date.now() % 5000 < 1000)) {
    page.silentSince ??= Date.now();
    connect();
  }
  showAge();
}

// What is shown ----------------------------------------------------------------------------------------------------------------

function showAge() {
  const age = byId("age");
  const stale = byId("stale");
  if (page.ended !== null) {
    setText(age, `ended at ${moment(page.ended.at)}`);
    stale.hidden = true;
    return;
  }
  stale.hidden = page.silentSince === null;
  document.body.classList.toggle("blind", !stale.hidden);
  if (!stale.hidden) {
    setText(stale, `The monitor does not answer since ${moment(page.silentSince)}. `
      + "What you see is as old as that. Trying again by itself.");
  }
  if (page.round !== null) {
    const seconds = Math.max(0, (Date.now() + page.ahead - Date.parse(page.round.at)) / 1000);
    setText(age, `seen ${duration(Math.floor(seconds))} ago`);
  } else {
    setText(age, stale.hidden && page.heardAt > 0 ? "connected" : "not connected");
  }
}

const STATES = {
  page: ["Act now", "condition pages", "conditions page"],
  warn: ["Warning", "condition", "conditions"],
  info: ["Info", "condition", "conditions"],
};

function showState() {
  const state = byId("state");
  const severity = page.ended === null ? page.round?.severity : page.ended.succeeded ? undefined : "page";
  let title = "Waiting";
  let why = "for the first look";
  if (page.ended !== null) {
    [title, why] = [page.ended.succeeded ? "Succeeded" : "Failed", page.ended.headline];
  } else if (page.round !== null && severity !== undefined) {
    const many = page.round.conditions.filter((one) => one.severity === severity).length;
    const [first, one, several] = STATES[severity];
    [title, why] = [first, plural(many, one, several)];
  } else if (page.round !== null) {
    const many = page.round.replications.length;
    [title, why] = many === 0 ? ["Waiting", "for a replication"] : ["OK", `nothing wrong with ${plural(many, "replication", "replications")}`];
  }
  const known = page.round !== null || page.ended !== null;
  state.className = `state ${known && title !== "Waiting" ? severity ?? "ok" : "waiting"}`;
  state.querySelector(".mark").className = `mark ${known && title !== "Waiting" ? severity ?? "ok" : "waiting"}`;
  setText(state.querySelector("strong"), title);
  setText(state.querySelector(".why"), why);
  document.title = `${title}: ${page.title}`;
}

function showRound() {
  showState();
  showReplications();
  showConditions();
  showWatch();
  showDetail();
}

function rank(severity) {
  const place = SEVERITIES.indexOf(severity);
  return place < 0 ? SEVERITIES.length : place;
}

/** Worst first, then by name. */
function inOrder(replications) {
  return [...replications].sort((one, other) =>
    rank(one.severity) - rank(other.severity) || (one.name < other.name ? -1 : one.name > other.name ? 1 : 0));
}

/** Rows tell more than the service's own percentage, where it is known how many there are. */
function loaded(one) {
  return one.expectedRows > 0 ? Math.min(1, one.loadedRows / one.expectedRows) : one.fullLoadPercent / 100;
}

const loads = (one) => one.phase === "full load";
const percent = (share) => `${Math.floor(share * 100)} %`;

function doing(one) {
  if (loads(one)) {
    return `full load ${percent(loaded(one))}${one.loadAhead === undefined ? "" : `, ${duration(one.loadAhead)} left`}`;
  }
  if (one.phase === "replicating") {
    return one.targetLatency === undefined ? "replicating" : `${duration(one.targetLatency)} behind`;
  }
  return one.status;
}

function showReplications() {
  const section = byId("replications");
  const all = page.round.replications;
  const find = byId("find").value.trim().toLowerCase();
  const shown = inOrder(all).filter((one) =>
    one.name.toLowerCase().includes(find) && (!byId("trouble").checked || one.severity !== undefined));
  section.querySelector(".filter").hidden = all.length < 9;
  setText(section.querySelector(".count"), shown.length === all.length ? count(all.length) : `${count(shown.length)} of ${count(all.length)}`);
  const chosen = chosenArn();
  const items = shown.map((one) => ({
    arn: one.arn,
    name: one.name,
    severity: one.severity,
    doing: doing(one),
    loaded: loads(one) ? Math.round(loaded(one) * 1000) / 1000 : undefined,
    trend: loads(one) ? undefined : page.trends[one.arn],
    chosen: one.arn === chosen,
  }));
  update(section.querySelector(".list"), items, (one) => one.arn, replicationItem);
  const empty = section.querySelector(".empty");
  empty.hidden = shown.length > 0;
  setText(empty, all.length > 0 ? "None is like that." : "None has been seen yet.");
}

function replicationItem(one) {
  return element("li", {},
    element("a", { href: `#/${encodeURIComponent(one.arn)}`, "aria-current": one.chosen ? "true" : false },
      element("span", { class: "name" }, one.name),
      word(one.severity),
      element("span", { class: "doing" }, one.doing),
      one.loaded === undefined ? null : element("progress", { max: 1, value: one.loaded, "aria-label": `${one.name} loaded` }),
      one.trend === undefined ? null : sparkline(one.trend)));
}

function showConditions() {
  const section = byId("conditions");
  // What a success leaves as it is, such as a task that was stopped, is not wrong.
  const all = page.round.conditions.filter((one) => one.severity !== "info" || page.ended?.succeeded !== true);
  section.hidden = all.length === 0;
  setText(section.querySelector(".count"), count(all.length));
  const button = section.querySelector("button");
  const open = button.getAttribute("aria-expanded") === "true";
  const shown = all.slice(0, open ? MOST_CONDITIONS : FEW_CONDITIONS);
  update(section.querySelector(".list"), shown, (one) => one.key, conditionItem);
  button.hidden = all.length <= FEW_CONDITIONS;
  setText(button, open ? "Show the most urgent" : `Show all ${count(all.length)}`);
  const more = section.querySelector(".more");
  more.hidden = !open || all.length <= MOST_CONDITIONS;
  setText(more, `and ${count(all.length - MOST_CONDITIONS)} more, less urgent`);
}

function conditionItem(one) {
  const known = page.round.replications.some((other) => other.arn === one.arn);
  const cause = page.round.conditions.find((other) => other.key === one.rootCause);
  return element("li", { class: `condition ${one.severity}` },
    element("p", { class: "head" },
      word(one.severity),
      known ? element("a", { href: `#/${encodeURIComponent(one.arn)}` }, one.subject) : element("strong", {}, one.subject),
      one.table === undefined ? null : element("code", {}, one.table),
      element("span", { class: "kind" }, one.kind.replaceAll("-", " ")),
      element("span", { class: "since" }, "since ", time(one.since))),
    element("p", { class: "text" }, one.text),
    cause === undefined ? null : element("p", { class: "cause" }, `Because of ${cause.subject}: ${cause.kind.replaceAll("-", " ")}.`),
    one.advice === "" ? null : element("p", { class: "advice" }, element("b", {}, "To do: "), one.advice));
}

function showWatch() {
  const usage = page.round.usage;
  const pairs = [
    ["Calls so far", usage.throttled > 0 ? `${count(usage.calls)}, ${count(usage.throttled)} throttled` : count(usage.calls)],
    ["Budget", `${Number(usage.callsPerSecond.toFixed(2))} calls/s`],
    ["At this pace", `${count(usage.callsPerDay)} calls/day`],
    ["Cost", `$${usage.dollarsPerDay.toFixed(2)}/day`],
    ...page.round.instances.map((one) => [`Instance ${one.identifier}`, one.status]),
  ];
  facts(byId("watch").querySelector(".facts"), pairs);
  const sinks = byId("watch").querySelector(".sinks");
  sinks.hidden = page.round.sinks.length === 0;
  update(sinks, page.round.sinks, (one) => one.name, sinkItem);
}

function sinkItem(one) {
  const failing = one.failingSince !== undefined;
  return element("li", {},
    word(failing ? "warn" : undefined),
    element("strong", {}, one.name),
    failing ? element("span", {}, "fails since ", time(one.failingSince), one.reason === undefined ? "" : `: ${one.reason}`) : element("span", {}, "takes alerts"),
    one.waiting > 0 ? element("span", {}, `${plural(one.waiting, "alert waits", "alerts wait")}`) : null);
}

// One replication --------------------------------------------------------------------------------------------------------------

function chosenArn() {
  if (location.hash.startsWith("#/")) {
    page.chosen = decodeURIComponent(location.hash.slice(2));
  }
  // Skip links have a hash of their own, and choose nothing.
  const all = page.round?.replications ?? [];
  if (!all.some((one) => one.arn === page.first)) {
    // It stays the first one when another becomes worse: nobody's reading is interrupted.
    page.first = inOrder(all)[0]?.arn;
  }
  return page.chosen ?? page.first;
}

let asking = false;

/** One question at a time: a server that is slow is not asked more often for it. */
async function showDetail() {
  const arn = chosenArn();
  if (arn === undefined || asking) {
    return;
  }
  asking = true;
  try {
    const answer = await fetch(`/replications/${encodeURIComponent(arn)}.json`);
    if (answer.ok) {
      page.detail = await answer.json();
    } else if (page.detail?.arn === arn || page.chosen === arn) {
      page.detail = null;
    }
  } catch {
    return; // that the monitor does not answer is said elsewhere
  } finally {
    asking = false;
  }
  if (arn !== chosenArn()) {
    await showDetail();
    return;
  }
  drawDetail();
}

function drawDetail() {
  const section = byId("detail");
  const one = page.detail;
  if (one === null) {
    setText(section.querySelector("h2"), "It is not there any more");
    ["figures", "sub"].forEach((name) => section.querySelector(`.${name}`).replaceChildren());
    byId("latency").hidden = byId("tables").hidden = true;
    return;
  }
  section.querySelector("h2").replaceChildren(one.name, " ", word(one.severity));
  const sub = section.querySelector(".sub");
  const started = one.started === undefined ? "" : `, started ${moment(one.started)}`;
  const kind = one.kind === "task" ? "replication task" : one.kind;
  setText(sub, `${one.type ?? ""} ${kind}, ${one.status}${started}`.trim());
  const said = section.querySelector(".said");
  said.hidden = one.stopReason === undefined && one.lastFailureMessage === undefined;
  setText(said, [one.stopReason, one.lastFailureMessage].filter((text) => text !== undefined).join(". "));
  facts(section.querySelector(".figures"), figures(one));
  drawLatency(one);
  drawTables(one);
}

function figures(one) {
  const expected = one.expectedRows === undefined ? "" : ` of about ${count(one.expectedRows)}`;
  const pairs = [["Phase", one.phase]];
  if (one.type !== "cdc") {
    pairs.push(["Loaded", `${count(one.loadedRows)}${loads(one) ? expected : ""} rows`]);
  }
  if (loads(one)) {
    pairs.push(["Speed", `${count(one.rowsPerSecond)} rows/s`]);
    pairs.push(["Time left", one.loadAhead === undefined ? "cannot be said" : duration(one.loadAhead)]);
  }
  const replicates = one.phase === "replicating";
  if (replicates) {
    pairs.push(["Target latency", duration(one.targetLatency)], ["Source latency", duration(one.sourceLatency)]);
  }
  if (one.type !== "full-load" && !loads(one)) {
    const speed = replicates && one.changesPerSecond > 0 ? `, ${count(one.changesPerSecond)}/s` : "";
    pairs.push(["Changes applied", `${count(one.appliedChanges)}${speed}`]);
    if (one.incomingChanges !== undefined) {
      pairs.push(["Changes waiting", count(one.incomingChanges)]);
    }
    if (one.lagAhead !== undefined) {
      pairs.push(["Lag ahead", one.lagAhead.text]);
    }
  }
  return pairs;
}

function drawLatency(one) {
  const figure = byId("latency");
  figure.hidden = one.latencies.length === 0;
  if (figure.hidden) {
    return;
  }
  const scale = latencyChart(figure.querySelector(".chart"), one.latencies, page.round.thresholds);
  setText(figure.querySelector(".scale"), `${scale} axis`);
  if (figure.querySelector("details").open) {
    const newestFirst = [...one.latencies].reverse();
    update(figure.querySelector("tbody"), newestFirst, (point) => point.at, (point) => element("tr", {},
      element("th", { scope: "row" }, time(point.at)),
      element("td", {}, point.source === undefined ? "\u2013" : duration(point.source)),
      element("td", {}, point.target === undefined ? "\u2013" : duration(point.target))));
  }
}

const WRONG = ["Table error", "Table cancelled", "Table does not exist"];
const ATTENTION = [...WRONG, "Full load", "Table is being reloaded", "Before load"];

/** What needs eyes first. */
function attention(table) {
  const place = ATTENTION.indexOf(table.state);
  return place < 0 ? ATTENTION.length : place;
}

function drawTables(one) {
  const section = byId("tables");
  section.hidden = one.tables.length === 0;
  const find = byId("find-table").value.trim().toLowerCase();
  offerStates(one.tables);
  const state = byId("state-of-table").value;
  const name = (table) => `${table.schema}.${table.table}`;
  const fitting = one.tables
    .filter((table) => name(table).toLowerCase().includes(find) && (state === "" || table.state === state))
    .sort((a, b) => attention(a) - attention(b) || (name(a) < name(b) ? -1 : 1));
  const all = one.tables.length;
  setText(section.querySelector(".count"), fitting.length === all ? count(all) : `${count(fitting.length)} of ${count(all)}`);
  const table = section.querySelector("table");
  table.classList.toggle("resting", one.tables.every((other) => other.rowsPerSecond === 0));
  table.classList.toggle("still", one.tables.every((other) => other.inserts + other.updates + other.deletes === 0));
  update(section.querySelector("tbody"), fitting.slice(0, MOST_TABLES), name, tableRow);
  const more = section.querySelector(".more");
  more.hidden = fitting.length <= MOST_TABLES;
  setText(more, `and ${count(fitting.length - MOST_TABLES)} more: say what you look for`);
}

function offerStates(tables) {
  const select = byId("state-of-table");
  const states = [...new Set(tables.map((table) => table.state))].sort();
  if (select.value !== "" && !states.includes(select.value)) {
    states.push(select.value);
  }
  update(select, ["", ...states], (state) => state, (state) => element("option", { value: state }, state === "" ? "all" : state));
}

function tableRow(table) {
  const wrong = table.suspended || WRONG.includes(table.state);
  const differs = ["Mismatched records", "Table error"].includes(table.validation);
  const cell = (label, attributes, ...children) => element("td", { role: "cell", "data-label": label, ...attributes }, ...children);
  const number = (label, value, kind = "") => cell(label, { class: `number ${kind} ${value === 0 ? "zero" : ""}`.trim() }, count(value));
  const share = table.loaded;
  return element("tr", { role: "row", class: wrong ? "wrong" : "" },
    element("th", { role: "rowheader", scope: "row" }, element("span", { class: "schema" }, `${table.schema}.`), element("wbr"), table.table),
    cell("State", { class: "state-cell" }, wrong ? word("page") : null, " ", table.state,
      differs ? element("span", { class: "validation" }, word("warn"), ` ${table.validation}`) : null),
    cell("Loaded", { class: "loaded" },
      share === undefined ? "unknown"
        : element("span", { class: "bar" }, element("progress", { max: 1, value: share, "aria-label": `${table.schema}.${table.table} loaded` }), percent(share))),
    number("Rows", table.fullLoadRows),
    number("Rows/s", table.rowsPerSecond, "speed"),
    number("Inserts", table.inserts, "change"),
    number("Updates", table.updates, "change"),
    number("Deletes", table.deletes, "change"));
}

// Events -----------------------------------------------------------------------------------------------------------------------

const KINDS = { begun: "", over: "over", told: "told", moved: "", said: "" };

function happened(event) {
  event.number = page.events.length === 0 ? 0 : page.events[0].number + 1;
  page.events.unshift(event);
  page.events.length = Math.min(page.events.length, MOST_EVENTS);
  showEvents();
  announce(event);
}

/** What was there before somebody came is not read out to them. */
function announce(event) {
  if (!page.listening) {
    return;
  }
  const urgent = event.severity === "page" && event.kind !== "over";
  if (event.severity !== undefined || event.kind === "said") {
    const said = [event.kind === "over" ? "over" : event.severity, event.subject, event.text].filter((text) => text);
    byId(urgent ? "assertive" : "polite").textContent = said.join(": ");
  }
}

let drawing = false;

/** Many come at once when the page is opened. */
function showEvents() {
  if (drawing) {
    return;
  }
  drawing = true;
  requestAnimationFrame(() => {
    drawing = false;
    const section = byId("events");
    update(section.querySelector(".list"), page.events, (event) => String(event.number), eventItem);
    section.querySelector(".empty").hidden = page.events.length > 0;
  });
}

function eventItem(event) {
  const over = event.kind === "over";
  const severity = over ? undefined : event.severity;
  return element("li", { class: `event ${over ? "over" : severity ?? ""}` },
    time(event.at),
    element("div", {},
      element("p", { class: "head" },
        event.severity === undefined ? null : over ? element("span", { class: "word ok" }, mark(undefined), "over") : word(severity),
        event.subject === "" ? null : element("span", { class: "subject" }, event.subject)),
      element("p", { class: "text" }, event.text)));
}

// The end ----------------------------------------------------------------------------------------------------------------------

function showEnding() {
  const section = byId("ending");
  const { succeeded, headline, facts: figuresAtEnd, results } = page.ended;
  section.className = `panel ending ${succeeded ? "ok" : "page"}`;
  section.querySelector("h2").replaceChildren(
    element("span", { class: `word ${succeeded ? "ok" : "page"}` }, mark(succeeded ? undefined : "page"), succeeded ? "succeeded" : "failed"),
    " ", headline);
  facts(section.querySelector(".facts"), figuresAtEnd.map(({ name, value }) => [name, value]));
  update(section.querySelector(".results"), results, (one) => one.subject, (one) => element("li", {},
    element("span", { class: `word ${one.passed ? "ok" : "page"}` }, mark(one.passed ? undefined : "page"), one.passed ? "holds" : "fails"),
    element("span", { class: "subject" }, one.subject),
    element("span", { class: "found" }, one.detail)));
  section.hidden = false;
  byId(succeeded ? "polite" : "assertive").textContent = headline;
}

// What the reader does ---------------------------------------------------------------------------------------------------------

function chosen() {
  if (page.round === null || !location.hash.startsWith("#/")) {
    return;
  }
  showReplications();
  const detail = byId("detail");
  detail.focus({ preventScroll: true });
  if (matchMedia("(max-width: 60rem)").matches) {
    detail.scrollIntoView();
  }
  showDetail();
}

function moveInList(event) {
  const links = [...byId("replications").querySelectorAll(".list a")];
  const at = links.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: links.length - 1 }[event.key];
  if (at >= 0 && next !== undefined && links[next] !== undefined) {
    event.preventDefault();
    links[next].focus();
  }
}

const redraw = () => page.detail !== null && page.round !== null && drawDetail();

addEventListener("hashchange", chosen);
byId("conditions").querySelector("button").addEventListener("click", (event) => {
  const open = event.currentTarget.getAttribute("aria-expanded") === "true";
  event.currentTarget.setAttribute("aria-expanded", String(!open));
  showConditions();
});
byId("replications").addEventListener("keydown", moveInList);
document.querySelectorAll("form").forEach((form) => form.addEventListener("submit", (event) => event.preventDefault()));
for (const input of [byId("find"), byId("trouble")]) {
  input.addEventListener("input", () => page.round !== null && showReplications());
}
for (const input of [byId("find-table"), byId("state-of-table")]) {
  input.addEventListener("input", redraw);
}
byId("latency").querySelector("details").addEventListener("toggle", redraw);
new ResizeObserver(redraw).observe(byId("latency"));
setInterval(lookAtTheClock, 1000);
connect();
