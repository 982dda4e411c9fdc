// Two snapshots of a plan, record by record and field by field. Pure functions.

/** What of a record is compared, in this order. */
const FIELDS = {
  plan: ['title', 'state', 'access', 'start', 'end', 'purpose', 'teams'],
  planMember: ['role', 'duty', 'team'],
  objective: ['title', 'measure', 'unit', 'baseline', 'target', 'current', 'due', 'owner', 'leadTeam', 'weight', 'companyGoal',
    'customerGoal', 'notes'],
  commitment: ['state', 'ask', 'promise', 'reason', 'settlement'],
  signOff: ['verdict', 'note'],
  task: ['title', 'status', 'team', 'from', 'assignee', 'due', 'promised', 'counter', 'start', 'effort', 'priority', 'objective',
    'waitsFor', 'parent', 'recurrence', 'notes'],
};

/** The parts of a plan: the kind, where a snapshot holds it, what it is called. */
const SECTIONS = [
  { kind: 'plan', name: 'Plan', list: snapshot => [snapshot.plan] },
  { kind: 'planMember', name: 'Plan team', list: snapshot => snapshot.planMembers },
  { kind: 'objective', name: 'Objectives', list: snapshot => snapshot.objectives },
  { kind: 'commitment', name: 'Commitments', list: snapshot => snapshot.commitments },
  { kind: 'signOff', name: 'Sign-offs', list: snapshot => snapshot.signOffs },
  { kind: 'task', name: 'Tasks', list: snapshot => snapshot.tasks },
];

/** Objectives and tasks by number, the rest in the order in which it was made. */
const inOrder = (a, b) => (a.number ?? 0) - (b.number ?? 0) || a.createdAt.localeCompare(b.createdAt)
  || a.id.localeCompare(b.id);

/**
 * Both snapshots as sections: [{ kind, name, records: [{ id, left, right, state, fields }] }], `left` and `right` the
 * records, one of them missing where it was not there; `state` is same, changed, added or removed, and `fields` is
 * [{ name, left, right, differs }] of those that hold something on either side.
 */
export function compared(left, right) {
  return SECTIONS.map(({ kind, name, list }) => {
    const sides = [left, right].map(snapshot => new Map(list(snapshot).map(it => [it.id, it])));
    const all = [...new Map([...sides[0], ...sides[1]]).values()].sort(inOrder);
    return { kind, name, records: all.map(({ id }) => pair(kind, id, sides[0].get(id), sides[1].get(id))) };
  });
}

/** One snapshot in the same shape, with nothing beside it. */
export const single = snapshot => compared(snapshot, snapshot);

function pair(kind, id, left, right) {
  const fields = FIELDS[kind].map(name => ({
    name, left: left?.[name], right: right?.[name], differs: Boolean(left && right) && !isSame(left[name], right[name]),
  })).filter(it => holds(it.left) || holds(it.right));
  const state = !left ? 'added' : !right ? 'removed' : fields.some(it => it.differs) ? 'changed' : 'same';
  return { id, kind, left, right, state, fields };
}

const holds = value => value !== null && value !== undefined && value.length !== 0;

/** Nothing is nothing, however it is written, and the order of a list says nothing. */
function isSame(a, b) {
  if (Array.isArray(a) && Array.isArray(b)) return [...a].sort().join() === [...b].sort().join();
  return a === b || (!holds(a) && !holds(b));
}

/** How many records differ, by state: { added, removed, changed }. */
export function counted(sections) {
  const counts = { added: 0, removed: 0, changed: 0 };
  for (const { records } of sections) for (const { state } of records) if (state in counts) counts[state]++;
  return counts;
}
