// What concerns the member over all accounts, as GET /api/home tells it; the sidebar's list of plans comes from here.

import { get } from '../api.js';
import { batch, signal } from '../signals.js';
import { me } from '../session.js';
import { onEntry, onStranger, put, record, replace, where } from '../store.js';
import { compare } from '../format.js';

const planIds = signal([]);
const asked = signal(new Set());
const activityHere = signal(null);
let loading = null;

/** Changes on my plans by others, newest first; null before the first answer. */
export const activity = activityHere;

const name = plan => record('account', plan.account)?.name ?? '';

/** The plans I am on the team of that are not closed, by account. Reactive. */
export const myPlans = where('plan', plan => planIds().includes(plan.id) && plan.state !== 'closed',
  (a, b) => compare(name(a), name(b)) || compare(a.title, b.title));

export function loadMine() {
  loading ??= get('/api/home').then(take).finally(() => { loading = null; });
  return loading;
}

function take(body) {
  batch(() => {
    const mine = me().id;
    put('account', body.accounts);
    put('plan', body.plans);
    put('objective', body.objectives);
    replace('task', task => task.assignee === mine && isOpen(task), body.tasks, body.seq);
    put('commitment', body.commitments);
    asked.set(new Set(body.commitments.map(each => each.id)));
    planIds.set(body.plans.map(plan => plan.id));
    activityHere.set(body.activity);
  });
}

const isOpen = task => task.status === 'todo' || task.status === 'doing' || task.status === 'blocked';

/** Commitments asked of teams I represent, longest waiting first. Reactive. */
export const waitingForMe = where('commitment', each => asked().has(each.id) && each.state === 'asked',
  (a, b) => compare(a.askedAt ?? '', b.askedAt ?? ''));

/** My open tasks. Reactive. */
export const myTasks = where('task', task => task.assignee === me()?.id && isOpen(task),
  (a, b) => compare(a.due ?? '9999', b.due ?? '9999') || a.number - b.number);

/** Keeps all of this true while the page is open; answers a function that stops it. */
export function followMine() {
  let timer = null;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => loadMine().catch(() => {}), 250);
  };
  const stops = [
    onStranger(change => { if (change.kind !== 'comment') soon(); }),
    onEntry(entry => {
      const shown = entry.changes.filter(change => planIds.peek().includes(change.plan) && change.kind !== 'planMember');
      if (entry.actor !== me().id && shown.length) addActivity(entry, shown);
      if (entry.changes.some(change => change.kind === 'planMember' || isNewRequest(change))) soon();
    }),
  ];
  return () => stops.forEach(stop => stop());
}

const isNewRequest = ({ kind, id }) => kind === 'commitment' && !asked.peek().has(id);

function addActivity({ entry, at, actor }, changes) {
  const lines = changes.map(({ fields, ...change }) => ({ ...change, entry, at, actor, after: fields })).reverse();
  const known = new Set((activityHere.peek() ?? []).map(change => change.seq));
  activityHere.update(list => [...lines.filter(line => !known.has(line.seq)), ...list ?? []].slice(0, 30));
}
