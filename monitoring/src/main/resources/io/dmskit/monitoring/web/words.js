// Numbers and times as people read them.

export function count(number) {
  return Math.round(number).toLocaleString("en");
}

export function plural(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** Seconds in words. */
export function duration(seconds) {
  if (seconds === undefined) {
    return "unknown";
  }
  if (seconds < 10) {
    return `${Number(seconds.toFixed(1))} s`;
  }
  const whole = Math.round(seconds);
  const [days, hours, minutes] = [Math.floor(whole / 86400), Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60];
  const two = (value, unit, rest, small) => (rest === 0 ? `${value} ${unit}` : `${value} ${unit} ${rest} ${small}`);
  if (days > 0) {
    return two(days, "d", hours, "h");
  }
  if (hours > 0) {
    return two(hours, "h", minutes, "min");
  }
  return minutes > 0 ? two(minutes, "min", whole % 60, "s") : `${whole} s`;
}

/** The time of day where the reader is. */
export function clock(time, withSeconds = true) {
  const shown = { hour: "2-digit", minute: "2-digit", hour12: false };
  return new Date(time).toLocaleTimeString("en-GB", withSeconds ? { ...shown, second: "2-digit" } : shown);
}

/** The time of day, with the day if that is another one. */
export function moment(time) {
  const at = new Date(time);
  const today = at.toDateString() === new Date().toDateString();
  return today ? clock(at) : `${at.toLocaleDateString("en-GB", { day: "numeric", month: "short" })} ${clock(at)}`;
}
