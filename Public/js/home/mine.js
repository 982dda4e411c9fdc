// What concerns the member over all accounts, as GET /api/home tells it; the sidebar's list of plans comes from here.

import { get } from '../api.js';
import { batch, signal } from '../signals.js';
import { me } from '../session.js';
import { onEntry, onStranger, put, record, replace, where } from '../store.js';
import { compare } from '../format.js';

const planIds = signal([]);
const asked = signal(new Set());
const requested = signal(new Map());
const lostHere = signal([]);
const pulseHere = signal(null);
const activityHere = signal(null);
let loading = null;

/** Edits come in bursts; what they do to an agreement is asked for once they are over. */
const SETTLED_AFTER = 1500;

/** Changes on my plans by others, newest first; null before the first answer. */
export const activity = activityHere;

const name = plan => record('account', plan.account)?.name ?? '';

/** The plans whose agreement a team I sign for has lost: [{ plan, team, changes, signedAt }]. Reactive. */
export const lostPlans = lostHere;

/** This week's pulse: { week, closes, plans: [{ plan, answered }] }, or null. Reactive. */
export const pulse = pulseHere;

/** What I have answered stands at once, while it is on its way. */
export function answerPulse(plan, answered) {
  const change = it => (it.plan === plan ? { ...it, answered } : it);
  pulseHere.update(now => now && { ...now, plans: now.plans.map(change) });
}

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
    put('task', body.requests ?? []);
    requested.set(new Map((body.requests ?? []).map(task => [task.id, task.handshake])));
    lostHere.set(body.lost ?? []);
    pulseHere.set(body.pulse ?? null);
    asked.set(new Set(body.commitments.map(each => each.id)));
    planIds.set(body.plans.map(plan => plan.id));
    activityHere.set(body.activity);
  });
}

const isOpen = task => task.status === 'todo' || task.status === 'doing' || task.status === 'blocked';

/** Commitments asked of teams I represent, longest waiting first. Reactive. */
export const waitingForMe = where('commitment', each => asked().has(each.id) && each.state === 'asked',
  (a, b) => compare(a.askedAt ?? '', b.askedAt ?? ''));

// Once it is answered its handshake is another, and it waits for somebody else or for nobody.
const waitsHere = task => requested().has(task.id) && requested().get(task.id) === task.handshake;

/** Tasks that wait for my answer: asked of a team I represent, or another day proposed to me. Reactive. */
export const requestsForMe = where('task', task => isOpen(task) && waitsHere(task),
  (a, b) => compare(a.due ?? '9999', b.due ?? '9999') || compare(a.createdAt, b.createdAt));

/** Whether a commitment or a task waits for my answer. Reactive. */
export const isWaitingForMe = it => ('handshake' in it ? waitsHere(it) : asked().has(it.id) && it.state === 'asked');

/** How many answers wait for me. Reactive. */
export const waitingCount = () => waitingForMe().length + requestsForMe().length;

/** My open tasks. Reactive. */
export const myTasks = where('task', task => task.assignee === me()?.id && isOpen(task),
  (a, b) => compare(a.due ?? '9999', b.due ?? '9999') || a.number - b.number);

/** Keeps all of this true while the page is open; answers a function that stops it. */
export function followMine() {
  let timer = null;
  const soon = (delay = 250) => {
    clearTimeout(timer);
    timer = setTimeout(() => loadMine().catch(() => {}), delay);
  };
  const stops = [
    onStranger(change => { if (change.kind !== 'comment') soon(); }),
    onEntry(entry => {
      const shown = entry.changes.filter(change => planIds.peek().includes(change.plan) && change.kind !== 'planMember');
      if (entry.actor !== me().id && shown.length) addActivity(entry, shown);
      if (entry.changes.some(change => change.kind === 'planMember' || isNewRequest(change))) soon();
      else if (entry.changes.some(touchesAgreement)) soon(SETTLED_AFTER);
    }),
  ];
  return () => stops.forEach(stop => stop());
}

const isNewRequest = ({ kind, id, fields }) => (kind === 'commitment' && !asked.peek().has(id))
  || (kind === 'task' && Boolean(fields?.handshake));

const MATERIAL_KINDS = new Set(['signOff', 'objective', 'commitment', 'plan']);
const touchesAgreement = ({ kind, plan }) => MATERIAL_KINDS.has(kind) && planIds.peek().includes(plan);

function addActivity({ entry, at, actor }, changes) {
  const lines = changes.map(({ fields, ...change }) => ({ ...change, entry, at, actor, after: fields })).reverse();
  const known = new Set((activityHere.peek() ?? []).map(change => change.seq));
  activityHere.update(list => [...lines.filter(line => !known.has(line.seq)), ...list ?? []].slice(0, 30));
}
