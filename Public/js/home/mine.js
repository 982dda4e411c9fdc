// What concerns the member over all accounts, as GET /api/home tells it; the sidebar's list of plans comes from here.

import { get } from '../api.js';
import { batch, computed, signal } from '../signals.js';
import { me } from '../session.js';
import { onEntry, onStranger, put, record, replace, where } from '../store.js';
import { compare } from '../format.js';
import { changesOf } from '../journal/changes.js';
import { isOpen } from '../tasks/statuses.js';

const ACTIVITY_KEPT = 30;

/** Changes on my plans by others, newest first; null before the first answer. */
export const activity = signal(null);

const parts = where('planMember', part => part.member === me()?.id);
const plansOfMine = computed(() => new Set(parts().map(part => part.plan)));
const duties = computed(() => new Set(parts().filter(part => part.duty).map(part => `${part.plan} ${part.team}`)));

const name = plan => record('account', plan.account)?.name ?? '';

/** The plans I am on the team of that are not closed, by account. Reactive. */
export const myPlans = where('plan', plan => plan.state !== 'closed' && plansOfMine().has(plan.id),
  (a, b) => compare(name(a), name(b)) || compare(a.title, b.title));

/** Commitments asked of teams I represent, longest waiting first. Reactive. */
export const waitingForMe = where('commitment',
  each => each.state === 'asked' && duties().has(`${each.plan} ${each.team}`)
    && record('plan', each.plan)?.state !== 'closed',
  (a, b) => compare(a.askedAt ?? '', b.askedAt ?? ''));

/** My open tasks, by the day they are due. Reactive. */
export const myTasks = where('task', task => task.assignee === me()?.id && isOpen(task),
  (a, b) => compare(a.due ?? '9999', b.due ?? '9999') || a.number - b.number);

let loading = null;

export function loadMine() {
  loading ??= get('/api/home').then(take).finally(() => { loading = null; });
  return loading;
}

function take(body) {
  const mine = me().id;
  batch(() => {
    put('account', body.accounts);
    put('plan', body.plans);
    put('objective', body.objectives);
    put('commitment', body.commitments);
    replace('planMember', part => part.member === mine, body.planMembers, body.seq);
    replace('task', task => task.assignee === mine && isOpen(task), body.tasks, body.seq);
    activity.set(body.activity);
  });
}

/** Keeps all of this true while the page is open; answers a function that stops it. */
export function followMine() {
  let timer = null;
  const readAgain = () => {
    clearTimeout(timer);
    timer = setTimeout(() => loadMine().catch(() => {}), 250);
  };
  const stops = [
    // A task that comes to me, or a plan I am put on, was never loaded here: its change alone does not tell enough.
    onStranger(change => { if (concernsMe(change)) readAgain(); }),
    onEntry(entry => {
      if (entry.changes.some(isMyPart)) readAgain();
      if (entry.actor !== me().id) addActivity(changesOf(entry));
    }),
  ];
  return () => stops.forEach(stop => stop());
}

const concernsMe = ({ kind, fields = {} }) => (kind === 'task' && fields.assignee === me().id)
  || (kind === 'commitment' && fields.state === 'asked');

const isMyPart = ({ kind, fields, before }) =>
  kind === 'planMember' && [fields?.member, before?.member].includes(me().id);

function addActivity(changes) {
  const known = new Set((activity.peek() ?? []).map(change => change.seq));
  const lines = changes.filter(change => plansOfMine.peek().has(change.plan) && !known.has(change.seq)).reverse();
  if (lines.length) activity.update(list => [...lines, ...list ?? []].slice(0, ACTIVITY_KEPT));
}
