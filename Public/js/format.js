// Days, moments, numbers and money as the member's own language writes them.
// Days are "2026-11-23" and have no zone; moments are RFC 3339 and are shown in the member's zone.
// What is said from now, such as "today" or "2 min", is reactive: it stays true on a page that is left open.

import { computed, signal } from './signals.js';

const DAY = 86_400_000;
const MINUTE = 60_000;
const LOCALE = navigator.language;

let currency = 'EUR';
let zone;

/** The workspace's currency, and the zone in which "today" is asked for: the member's, or else the browser's. */
export function useSettings({ currency: code, timeZone }) {
  currency = code || currency;
  zone = timeZone || undefined;
  clock.set(new Date());
}

/** The zone in which days are shown. */
export const timeZone = () => zone ?? dates({}).resolvedOptions().timeZone;

const clock = signal(new Date());

/** From here on time passes, a minute at a time, and at once when the page is looked at again. */
export function keepTime() {
  const tick = () => clock.set(new Date());
  setInterval(tick, MINUTE);
  document.addEventListener('visibilitychange', tick);
}

const made = new Map();
function formatter(Kind, options) {
  const key = Kind.name + JSON.stringify(options);
  if (!made.has(key)) made.set(key, new Kind(LOCALE, options));
  return made.get(key);
}
const dates = options => formatter(Intl.DateTimeFormat, options);
const numbers = options => formatter(Intl.NumberFormat, options);

const utc = day => new Date(`${day}T00:00:00Z`);

/** The day that it is, or was at a moment. */
export const today = at => (at ? dayAt(at) : thisDay());

/** Whether a moment has come. */
export const isPast = moment => new Date(moment) <= clock();

const thisDay = computed(() => dayAt(clock()));

/** The day that it is in a zone: shared figures go by the workspace's. */
export const todayIn = timeZone => dayAt(clock(), timeZone);

function dayAt(moment, timeZone = zone) {
  const parts = dates({ timeZone, calendar: 'gregory', numberingSystem: 'latn',
    year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(moment);
  const part = type => parts.find(each => each.type === type).value;
  return `${part('year')}-${part('month')}-${part('day')}`;
}

export const dayOf = moment => dayAt(new Date(moment));
export const daysUntil = (day, from = today()) => Math.round((utc(day) - utc(from)) / DAY);
/** How many days ago a moment was; one that is not known, or still to come, was today. */
export const daysSince = moment => (moment ? Math.max(0, -daysUntil(dayOf(moment))) : 0);
export const addDays = (day, count) => new Date(utc(day).getTime() + count * DAY).toISOString().slice(0, 10);

/** "25 Feb", and "25 Feb 2028" where the year is not plain. */
export function day(value) {
  const isNear = Math.abs(daysUntil(value)) < 330;
  return isNear ? dates({ day: 'numeric', month: 'short', timeZone: 'UTC' }).format(utc(value)) : dayWithYear(value);
}

export const dayWithYear = value =>
  dates({ day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(utc(value));

/** "Thu 26 Nov". */
export const weekday = value =>
  `${dates({ weekday: 'short', timeZone: 'UTC' }).format(utc(value))} ${day(value)}`;

/** The Monday of a day's week. */
export const mondayOf = value => addDays(value, -((utc(value).getUTCDay() + 6) % 7));

/** The number of a day's week in its year, as ISO 8601 counts. */
export function weekNumber(value) {
  const thursday = addDays(mondayOf(value), 3);
  return 1 + Math.floor((utc(thursday) - utc(`${thursday.slice(0, 4)}-01-01`)) / DAY / 7);
}

/** "Today", "Tomorrow", "Yesterday" or "Friday 27 November", for headings and lists by day. */
export function dayInWords(value) {
  const distance = daysUntil(value);
  if (Math.abs(distance) < 2) {
    const words = formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(distance, 'day');
    return words[0].toLocaleUpperCase(LOCALE) + words.slice(1);
  }
  return dates({ weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(utc(value)).replace(',', '');
}

/** "in 94 days", "today", "3 days late". */
export function distance(value) {
  const days = daysUntil(value);
  if (days < 0) return `${many(-days, 'day')} late`;
  return formatter(Intl.RelativeTimeFormat, { numeric: 'auto' }).format(days, 'day');
}

export const time = moment => dates({ hour: '2-digit', minute: '2-digit', timeZone: zone }).format(new Date(moment));

export const moment = value =>
  dates({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZone: zone })
    .format(new Date(value));

/** How long ago, as short as it can be said: "now", "12 min", "3 h", "4 d", then the day. */
export function ago(value, at = clock()) {
  const minutes = Math.floor((at - new Date(value)) / MINUTE);
  if (minutes < 1) return 'now';
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h`;
  if (minutes < 7 * 24 * 60) return `${Math.floor(minutes / 1440)} d`;
  return day(dayOf(value));
}

/** How long somebody has waited since a moment: "3 days", "Since today". */
export const waited = since => (daysSince(since) ? many(daysSince(since), 'day') : 'Since today');

export const number = value => numbers({ maximumFractionDigits: 3 }).format(value);

/** A score, or a mean: always one decimal, so that figures stand under each other. */
export const oneDecimal = value => numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value);

/** By how much a score rose or fell: "+2.8", "-7.7". */
export const difference = value =>
  numbers({ minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' }).format(value);

export const percent = share => numbers({ style: 'percent', maximumFractionDigits: 0 }).format(share);

export const many = (count, one, more = `${one}s`) => `${numbers({}).format(count)} ${count === 1 ? one : more}`;

const digits = () => numbers({ style: 'currency', currency }).resolvedOptions().maximumFractionDigits;

export const minorUnits = () => 10 ** digits();

/** Money kept in minor units, such as 186000000, as "€1.86M". */
export const money = minor => wholeMoney(minor / minorUnits());

/** The same without shortening, for where each unit counts. */
export const exactMoney = minor =>
  numbers({ style: 'currency', currency, maximumFractionDigits: minor % minorUnits() ? digits() : 0 })
    .format(minor / minorUnits());

export function wholeMoney(value) {
  const fraction = Math.abs(value) >= 1e6 ? 2 : 0;
  return numbers({ style: 'currency', currency, notation: 'compact', maximumFractionDigits: fraction }).format(value);
}

/** Nobody has written anything here. */
export const isNothing = value => value === null || value === undefined || value.length === 0;

/** A figure of an objective: money for the unit "money", else the number; other units stand with the measure. */
export function measured(value, unit) {
  if (isNothing(value)) return '–';
  if (unit === 'money') return wholeMoney(value);
  if (unit === '%') return `${number(value)} %`;
  return number(value);
}

/** "Sales, Marketing and Product". */
export const list = words => formatter(Intl.ListFormat, { type: 'conjunction' }).format(words);

export const compare = formatter(Intl.Collator, { numeric: true, sensitivity: 'base' }).compare;
