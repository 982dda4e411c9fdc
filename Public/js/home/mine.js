// What concerns the member over all accounts, as GET /api/home tells it; the sidebar's list of plans comes from here.

import { get } from '../api.js';
import { batch, computed, effect, signal } from '../signals.js';
import { me, workspace } from '../session.js';
import { onEntry, onStranger, put, record, replace, where } from '../store.js';
import { compare, today, todayIn } from '../format.js';
import { changesOf, isNews } from '../journal/changes.js';
import { dueDay, isOpen } from '../tasks/statuses.js';
import { standing } from '../access/rights.js';

const ACTIVITY_KEPT = 30;
const requested = signal(new Map());
const lostHere = signal([]);
const pulseHere = signal(null);
const given = signal(new Map());

/** Edits come in bursts; what they do to an agreement is asked for once they are over. */
const SETTLED_AFTER = 500;

/** Changes on my plans by others, newest first; null before the first answer. */
export const activity = signal(null);

const parts = where('planMember', part => part.member === me()?.id);
const plansOfMine = computed(() => new Set(parts().map(part => part.plan)));
const duties = computed(() => new Set(parts().filter(part => part.duty).map(part => `${part.plan} ${part.team}`)));

const name = plan => record('account', plan.account)?.name ?? '';

/** The plans whose agreement a team I sign for has lost: [{ plan, team, changes, signedAt }]. Reactive. */
export const lostPlans = lostHere;

/** This week's pulse: { week, closes, plans: [{ plan, answered }] }, or null. Reactive. */
export const pulse = computed(() => {
  const now = pulseHere();
  const mine = given();
  return now && { ...now, plans: now.plans.map(it => ({ ...it, answered: mine.get(it.plan)?.answered ?? it.answered })) };
});

/**
 * What I have answered stands at once; what was read before the answer's `rev` does not take it away again. Without
 * `answered` it is taken back.
 */
export function answerPulse(plan, answered, rev = Infinity) {
  given.update(all => {
    const next = new Map(all);
    if (answered) next.set(plan, { answered, rev });
    else next.delete(plan);
    return next;
  });
}

/** What I may do on a plan of mine (access/rights.js). Reactive. */
export const standingOn = plan => standing(me(), record('account', record('plan', plan)?.account),
  parts().filter(part => part.plan === plan));

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
  (a, b) => compare(dueDay(a) ?? '9999', dueDay(b) ?? '9999') || a.number - b.number);

let loading = null;
let takenAt = -Infinity;

/** Read so lately that what came since is on the stream: at the start, while the screen is still on its way. */
export const isFresh = () => performance.now() - takenAt < 5000;

export function loadMine() {
  loading ??= get('/api/home').then(take).finally(() => { loading = null; });
  return loading;
}

function take(body) {
  const mine = me().id;
  takenAt = performance.now();
  batch(() => {
    put('account', body.accounts);
    put('plan', body.plans);
    put('objective', body.objectives);
    put('commitment', body.commitments);
    put('task', body.requests);
    takeNews(body);
    replace('planMember', part => part.member === mine, body.planMembers, body.seq);
    replace('task', task => task.assignee === mine && isOpen(task), body.tasks, body.seq);
    requested.set(new Map(body.requests.map(task => [task.id, task.handshake])));
    lostHere.set(body.lost);
    pulseHere.set(body.pulse);
    given.update(all => new Map([...all].filter(([, { rev }]) => rev > body.seq)));
    activity.set(body.activity);
  });
}

/** Of many not all are sent: those that are missing may be older. */
function takeNews({ notifications, unread, seq }) {
  if (unread > notifications.length) put('notification', notifications);
  else replace('notification', notice => !notice.readAt, notifications, seq);
}

// Once it is answered its handshake is another, and it waits for somebody else or for nobody.
const waitsHere = task => requested().has(task.id) && requested().get(task.id) === task.handshake;

/** Tasks that wait for my answer: asked of a team I represent, or another day proposed to me. Reactive. */
export const requestsForMe = where('task', task => isOpen(task) && waitsHere(task),
  (a, b) => compare(a.due ?? '9999', b.due ?? '9999') || compare(a.createdAt, b.createdAt));

/** Whether a commitment or a task waits for my answer. Reactive. */
export const isWaitingForMe = it => ('handshake' in it ? waitsHere(it) : waitingForMe().includes(it));

/** How many answers wait for me. Reactive. */
export const waitingCount = () => waitingForMe().length + requestsForMe().length;

/** Keeps all of this true while the page is open; answers a function that stops it. */
export function followMine() {
  let timer = null;
  const readAgain = (delay = 250) => {
    clearTimeout(timer);
    timer = setTimeout(() => loadMine().catch(() => {}), delay);
  };
  let day = today();
  const stops = [
    // A new day has another pulse, other tasks that are late, other promises that fell due.
    effect(() => {
      if (today() !== day) readAgain();
      day = today();
    }),
    // The week whose pulse is asked here has closed, by the workspace's clock: looked for each minute until it is read.
    effect(() => {
      if (pulseHere() && todayIn(workspace()?.timeZone) > pulseHere().closes) readAgain();
    }),
    // A task that comes to me, or a plan I am put on, was never loaded here: its change alone does not tell enough.
    onStranger(change => { if (concernsMe(change)) readAgain(); }),
    onEntry(entry => {
      if (entry.actor !== me().id) addActivity(changesOf(entry).filter(isNews));
      if (entry.changes.some(change => isMyPart(change) || isNewRequest(change) || isMyPulse(change))) readAgain();
      else if (entry.changes.some(touchesAgreement)) readAgain(SETTLED_AFTER);
    }),
  ];
  return () => stops.forEach(stop => stop());
}

/** Of others' pulses nothing comes here. */
const isMyPulse = ({ kind }) => kind === 'pulse';

const concernsMe = ({ kind, fields = {} }) => (kind === 'task' && (fields.assignee === me().id || fields.handshake))
  || (kind === 'commitment' && fields.state === 'asked');

const isNewRequest = ({ kind, fields }) => kind === 'task' && Boolean(fields?.handshake);

const MATERIAL_KINDS = new Set(['signOff', 'objective', 'commitment', 'plan']);
const touchesAgreement = ({ kind, plan }) => MATERIAL_KINDS.has(kind) && plansOfMine.peek().has(plan);

const isMyPart = ({ kind, fields, before }) =>
  kind === 'planMember' && [fields?.member, before?.member].includes(me().id);

function addActivity(changes) {
  const known = new Set((activity.peek() ?? []).map(change => change.seq));
  const lines = changes.filter(change => plansOfMine.peek().has(change.plan) && !known.has(change.seq)).reverse();
  if (lines.length) activity.update(list => [...lines, ...list ?? []].slice(0, ACTIVITY_KEPT));
}
