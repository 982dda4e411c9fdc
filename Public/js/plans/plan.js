// The screen of a plan: its head, and the tab that the address names. A task or an objective named there stands open.

import { computed, effect, html, match, onCleanup, untrack, when } from '../dom.js';
import { openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { go } from '../router.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { taskDetail } from '../tasks/detail.js';
import { openNewTask } from '../tasks/new-task.js';
import { planHero } from './hero.js';
import { objectiveDetail } from './objective-detail.js';
import { openRoom } from './room.js';
import { planSkeleton } from './skeleton.js';
import { planSummary } from './summary.js';
import { planHistory } from './history-tab.js';
import { tasksTab } from './tasks-tab.js';

export const key = params => `plan ${params.id}`;
export const skeleton = planSkeleton;

export async function load(params) {
  const room = openRoom(params().id);
  if (room.isReady()) room.load().catch(tell);
  else await room.load();
  return room;
}

export function screen(params, room) {
  const tab = computed(() => (TABS[params().tab] ? params().tab : 'plan'));
  const newTask = () => openNewTask(room);
  const canEdit = () => room.standing().canEdit;
  panel(params, 'task', room.task, (task, close) => taskDetail(room, task, close));
  panel(params, 'objective', room.objective, (objective, close) => objectiveDetail(room, objective, close));
  return {
    title: () => `${room.account().name}, ${room.plan()?.title}`,
    crumbs: () => [
      { text: 'Accounts', href: '/accounts' },
      { text: room.account().name, href: `/accounts/${room.account().id}` },
      { text: `${room.plan()?.title} plan` },
    ],
    here: room.present,
    actions: () => actions(canEdit, newTask),
    create: canEdit() ? { text: 'New task', run: newTask } : null,
    view: html`<div>${planHero(room, tab)}${match(tab, name => TABS[name](room, params, newTask))}</div>`,
  };
}

const actions = (canEdit, newTask) => [
  html`
    <button type="button" class="btn line" aria-label="Print" @click=${() => print()}>
      ${icon('print')}<span class="wide">Print</span></button>`,
  when(canEdit, () => html`
    <button type="button" class="btn line" aria-label="New task" aria-keyshortcuts="c" @click=${newTask}>
      ${icon('plus')}<span class="wide">New task</span><kbd aria-hidden="true">c</kbd></button>`),
];

const TABS = {
  plan: room => planSummary(room),
  tasks: (room, params, newTask) => {
    const view = computed(() => Object.fromEntries(params().search));
    return tasksTab(room, { view, setView: change => go(withChange(params.peek(), change), { replace: true }), newTask });
  },
  history: planHistory,
};

/** The same address with some of its search changed; what is empty is left out. */
function withChange({ path, search }, change) {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query.size ? `${path}?${query}` : path;
}

/** Opens a panel while the address names a record, and takes the name out of the address when it closes. */
function panel(params, name, find, draw) {
  const id = computed(() => params().search.get(name));
  effect(() => {
    const now = id();
    if (now) untrack(() => open(now));
  });

  function open(now) {
    if (!find(now)) {
      toast('What this link leads to is no longer there.');
      return;
    }
    const record = computed(last => find(now) ?? last);
    const leave = () => go(withChange(params.peek(), { [name]: '' }), { replace: true });
    let isLeft = false;
    const { close } = openDialog(shut => draw(record, shut), {
      look: 'panel', label: name === 'task' ? 'Task' : 'Objective', onClose: () => isLeft || leave(),
    });
    effect(() => { if (!find(now)) close(); });
    onCleanup(() => {
      isLeft = true;
      close();
    });
  }
}
