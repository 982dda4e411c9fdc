// The screen of a plan: its head, and the tab that the address names. A task or an objective named there stands open.
// What is not seen at once is fetched when it is asked for.

import { isStaff } from '../access/rights.js';
import { computed, effect, html, match, onCleanup, scope, signal, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { go, withQuery } from '../router.js';
import { below, part } from '../shell/part.js';
import { styles } from '../styles.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { planHero } from './hero.js';
import { openRoom } from './room.js';
import { planSkeleton } from './skeleton.js';
import * as summary from './summary.js';


const dressed = styles('plan');

export const key = params => `plan ${params.id}`;
export const skeleton = planSkeleton;

export async function load(params) {
  const room = openRoom(params().id);
  // One that cannot be fetched says so in its place.
  const tab = fetchTab(tabIn(params())).catch(() => {});
  if (room.isReady()) room.load().catch(tell);
  else await room.load();
  await Promise.all([tab, dressed]);
  return room;
}

export function screen(params, room) {
  const tab = computed(() => tabIn(params()));
  const newTask = async () => (await import('../tasks/new-task.js')).openNewTask(room);
  const canEdit = () => room.standing().canEdit;
  for (const [name, it] of Object.entries(PANELS)) panel(room, params, name, it);
  keepPlace(params);
  return {
    title: () => `${room.account().name}, ${room.plan()?.title}`,
    crumbs: () => [
      { text: 'Accounts', href: '/accounts' },
      { text: room.account().name, href: `/accounts/${room.account().id}` },
      { text: `${room.plan()?.title} plan` },
    ],
    here: room.present,
    readAgain: room.load,
    actions: () => actions(room, canEdit, newTask),
    create: canEdit() ? { text: 'New task', run: newTask } : null,
    view: html`<div>${planHero(room, tab)}${below(() => match(tab, name => drawTab(name, room, params, newTask)))}</div>`,
  };
}

/** A panel opens and closes over the place where its reader is: a change of the address alone does not scroll. */
function keepPlace(params) {
  let last = null;
  effect(() => {
    const tab = tabIn(params());
    const at = scrollY;
    if (tab === last) navigation.transition?.finished.then(() => scrollTo({ top: at, behavior: 'instant' }), () => {});
    last = tab;
  });
}

const share = room => import('../sharing/share.js').then(module => module.openShare(room)).catch(tell);

const actions = (room, canEdit, newTask) => [
  when(() => isStaff(room.me()), () => html`
    <button type="button" class="btn line" aria-label="Share" @click=${() => share(room)}>
      ${icon('share')}<span class="wide">Share</span></button>`),
  html`
    <button type="button" class="btn line" aria-label="Print" @click=${() => print()}>
      ${icon('print')}<span class="wide">Print</span></button>`,
  when(canEdit, () => html`
    <button type="button" class="btn line" aria-label="New task" aria-keyshortcuts="c" @click=${newTask}>
      ${icon('plus')}<span class="wide">New task</span><kbd aria-hidden="true">c</kbd></button>`),
];

const TABS = {
  plan: () => summary,
  tasks: () => withWork(import('./tasks-tab.js')),
  history: async () => (await Promise.all([withWork(import('./history-tab.js')), styles('history')]))[0],
  reviews: () => withWork(import('../reviews/tab.js')),
};

const withWork = async module => (await Promise.all([module, styles('work', 'requests')]))[0];

const fetched = new Map();

const tabIn = ({ tab }) => (TABS[tab] ? tab : 'plan');

async function fetchTab(name) {
  fetched.set(name, await TABS[name]());
}

function drawTab(name, room, params, newTask) {
  const draw = () => fetched.get(name).tab(room, { params, newTask, setSearch: setSearch(params) });
  if (fetched.has(name)) return draw();
  return part(async () => {
    await fetchTab(name);
    return draw;
  });
}

const setSearch = params => change => go(withQuery(params.peek(), change), { replace: true });

const byName = (fetchModule, name) => async () => {
  const module = await withWork(fetchModule());
  await module.dressed;
  return module[name];
};

const ofTeam = {
  label: 'A team on this plan', find: (room, id) => room.teams().find(it => it.id === id),
  fetchDraw: byName(() => import('../alignment/team-panel.js'), 'teamPanel'),
};

/** What stands open beside the plan while the address names it. */
const PANELS = {
  task: {
    label: 'Task', find: (room, id) => room.task(id), fetchDraw: byName(() => import('../tasks/detail.js'), 'taskDetail'),
  },
  objective: {
    label: 'Objective', find: (room, id) => room.objective(id),
    fetchDraw: byName(() => import('./objective-detail.js'), 'objectiveDetail'),
  },
  drift: ofTeam,
  signoffs: ofTeam,
  figure: {
    label: 'What a figure is made of', find: (_, name) => (['promises', 'pulse', 'trend'].includes(name) ? name : null),
    fetchDraw: byName(() => import('../alignment/figure-panel.js'), 'figurePanel'),
  },
};

/** Opens a panel while the address names a record, and takes the name out of the address when it closes. */
function panel(room, params, name, { label, find, fetchDraw }) {
  const id = computed(() => params().search.get(name));
  const leave = () => setSearch(params)({ [name]: '', comment: '' });
  const tries = signal(0);
  effect(() => {
    tries();
    const now = id();
    if (!now) return;
    let isLeft = false;
    onCleanup(() => { isLeft = true; });
    const lifetime = scope(() => null);
    Promise.all([fetchDraw(), import('../elements/dialog.js')]).then(([draw, { openDialog }]) => {
      if (!isLeft) lifetime.run(() => open(now, draw, openDialog));
    }).catch(error => {
      tell(error);
      if (!isLeft) leave();
    });
  });

  /** What was deleted says so and can be brought back. */
  function missing(now) {
    if (name === 'task' || name === 'objective') {
      const again = () => tries.update(count => count + 1);
      return import('./gone.js').then(({ openGone }) => openGone(room, name, now, { leave, again })).catch(tell);
    }
    toast('What this link leads to is no longer there.');
  }

  function open(now, draw, openDialog) {
    if (!find(room, now)) return missing(now);
    const record = computed(last => find(room, now) ?? last);
    let isLeft = false;
    const { close } = openDialog(shut => draw(room, record, shut), {
      look: 'panel', label, onClose: () => isLeft || leave(),
    });
    effect(() => { if (!find(room, now)) close(); });
    onCleanup(() => {
      isLeft = true;
      close();
    });
  }
}
