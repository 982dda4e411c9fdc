// When its reader last visited a plan, as this browser remembers. Signing out forgets it (access/leave.js).

const KEPT = 100;
/** Who comes back within this is still on the same visit. */
const VISIT = 30 * 60_000;

const keyOf = member => `quartet.visits.${member}`;

function read(member) {
  try { return JSON.parse(localStorage.getItem(keyOf(member))) ?? {}; } catch { return {}; }
}

/** Notes that the member is on the plan now. `visits` is { plan: { last, before } }: seen last, and on the visit before. */
export function visit(member, plan, now = Date.now()) {
  const { [plan]: known, ...rest } = read(member);
  const isSame = known && now - known.last < VISIT;
  const visits = { ...rest, [plan]: { last: now, before: isSame ? known.before : known?.last } };
  const kept = Object.entries(visits).slice(-KEPT);
  try { localStorage.setItem(keyOf(member), JSON.stringify(Object.fromEntries(kept))); } catch { /* full, or forbidden */ }
}

/** The moment at which the visit before this one ended; undefined on the first. */
export function lastVisit(member, plan) {
  const before = read(member)[plan]?.before;
  return before && new Date(before).toISOString();
}
