// Charts as SVG: nothing is drawn where nothing is known.
import { clock, duration } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 220;
const MARGIN = { top: 10, right: 8, bottom: 24, left: 52 };
/** What the logarithmic axis adds before it takes the logarithm, so that 0 has a place: a tenth of a second. */
const FLOOR = 0.1;
const LOG_TICKS = [0, 1, 10, 60, 600, 3600, 36000, 360000];

function svg(name, attributes, text) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) {
    element.setAttribute(key, value);
  }
  if (text !== undefined) {
    element.textContent = text;
  }
  return element;
}

/**
 * A linear axis shows how far off a threshold is as long as both fit on it; values far below or far above their threshold would be a
 * flat line at one end.
 */
function axis(highest, thresholds) {
  const page = thresholds.lagPage ?? highest;
  const linear = highest > page / 10 && highest < page * 5;
  if (linear) {
    const top = Math.max(highest, page) * 1.1;
    return { words: "linear", share: (value) => value / top, ticks: linearTicks(top) };
  }
  const top = Math.max(highest, page, 1) * 1.6;
  const span = Math.log10((top + FLOOR) / FLOOR);
  return {
    words: "logarithmic",
    share: (value) => Math.log10((value + FLOOR) / FLOOR) / span,
    ticks: LOG_TICKS.filter((tick) => tick <= top),
  };
}

function linearTicks(top) {
  const steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600, 7200, 21600, 86400];
  const step = steps.find((one) => top / one <= 5) ?? top / 4;
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, i) => i * step);
}

/** Points of a line, in pieces: a gap of more than two and a half usual distances is a gap. */
function pieces(points, key, usual) {
  const found = [];
  let piece = [];
  let before = null;
  for (const point of points) {
    const broken = point[key] === undefined || (before !== null && point.time - before > 2.5 * usual);
    if (broken && piece.length > 0) {
      found.push(piece);
      piece = [];
    }
    if (point[key] !== undefined) {
      piece.push(point);
      before = point.time;
    }
  }
  return piece.length > 0 ? [...found, piece] : found;
}

function usualDistance(points) {
  const distances = points.slice(1).map((point, i) => point.time - points[i].time).sort((a, b) => a - b);
  return distances[Math.floor(distances.length / 2)] ?? 60000;
}

function describe(points, thresholds) {
  const known = points.filter((point) => point.target !== undefined);
  const last = known[known.length - 1];
  const highest = known.reduce((one, other) => (other.target > one.target ? other : one), known[0]);
  const said = last === undefined
    ? "No target latency is known."
    : `Target latency ${duration(last.target)} at ${clock(last.time)}, at most ${duration(highest.target)} at ${clock(highest.time)}.`;
  return `${said} More than ${duration(thresholds.lagWarn)} warns, more than ${duration(thresholds.lagPage)} pages.`;
}

/** Draws source and target latency with the thresholds; returns the words for its axis. */
export function latencyChart(place, given, thresholds) {
  const width = Math.max(240, place.clientWidth);
  const points = given.map((point) => ({ ...point, time: Date.parse(point.at) }));
  const highest = Math.max(0, ...points.flatMap((point) => [point.source ?? 0, point.target ?? 0]));
  const scale = axis(highest, thresholds);
  const first = points[0].time;
  const span = Math.max(1000, points[points.length - 1].time - first);
  const right = width - MARGIN.right;
  const bottom = HEIGHT - MARGIN.bottom;
  const x = (time) => (MARGIN.left + ((right - MARGIN.left) * (time - first)) / span).toFixed(1);
  const y = (value) => (bottom - (bottom - MARGIN.top) * scale.share(value)).toFixed(1);

  const chart = svg("svg", {
    viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: "img", "aria-labelledby": "chart-title chart-text",
  });
  chart.append(
    svg("title", { id: "chart-title" }, "Source and target latency over time"),
    svg("desc", { id: "chart-text" }, describe(points, thresholds)),
  );
  for (const tick of scale.ticks) {
    chart.append(
      svg("line", { class: "grid", x1: MARGIN.left, x2: right, y1: y(tick), y2: y(tick) }),
      svg("text", { x: MARGIN.left - 6, y: Number(y(tick)) + 4, "text-anchor": "end" }, tick === 0 ? "0" : duration(tick)),
    );
  }
  const labels = width < 480 ? 3 : 5;
  let before = "";
  for (let i = 0; i < labels; i++) {
    const time = first + (span * i) / (labels - 1);
    const anchor = i === 0 ? "start" : i === labels - 1 ? "end" : "middle";
    const words = clock(time, span < 900000);
    if (words !== before) {
      chart.append(svg("text", { x: x(time), y: HEIGHT - 6, "text-anchor": anchor }, words));
    }
    before = words;
  }
  for (const [name, value] of [["warn", thresholds.lagWarn], ["page", thresholds.lagPage]]) {
    if (value !== undefined && scale.share(value) <= 1) {
      chart.append(
        svg("line", { class: `threshold ${name}`, x1: MARGIN.left, x2: right, y1: y(value), y2: y(value) }),
        svg("text", { class: `threshold ${name}`, x: right, y: Number(y(value)) - 4, "text-anchor": "end" },
          `${name === "warn" ? "warns" : "pages"} above ${duration(value)}`),
      );
    }
  }
  const usual = usualDistance(points);
  for (const key of ["source", "target"]) {
    for (const piece of pieces(points, key, usual)) {
      if (piece.length === 1) {
        chart.append(svg("circle", { class: `dot ${key}`, cx: x(piece[0].time), cy: y(piece[0][key]), r: 2 }));
      } else {
        const line = piece.map((point) => `${x(point.time)},${y(point[key])}`).join(" ");
        chart.append(svg("polyline", { class: `line ${key}`, points: line }));
      }
    }
  }
  place.replaceChildren(chart);
  return scale.words;
}

/** Draws where a target's latency has gone, for eyes that want no figures: those stand beside it. */
export function sparkline(values) {
  const chart = svg("svg", { class: "spark", viewBox: "0 0 72 18", width: 72, height: 18, "aria-hidden": "true" });
  const highest = Math.max(1, ...values.filter((value) => value !== null));
  const step = 70 / Math.max(1, values.length - 1);
  let line = [];
  const draw = () => {
    if (line.length === 1) {
      const [x, y] = line[0].split(",");
      chart.append(svg("circle", { cx: x, cy: y, r: 1 }));
    } else if (line.length > 1) {
      chart.append(svg("polyline", { points: line.join(" ") }));
    }
    line = [];
  };
  values.forEach((value, i) => {
    if (value === null) {
      draw();
    } else {
      line.push(`${(1 + i * step).toFixed(1)},${(16 - (14 * value) / highest).toFixed(1)}`);
    }
  });
  draw();
  return chart;
}
