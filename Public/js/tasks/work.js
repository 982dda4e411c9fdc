// My work: my tasks over all accounts, by due day, by account, or as a board.

import { computed, effect, html, match, when } from '../dom.js';
import { get } from '../api.js';
import { formDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { options } from '../elements/options.js';
import { compare, daysUntil, many } from '../format.js';
import { myPlans, standingOn } from '../home/mine.js';
import { markers } from '../journal/marks.js';
import { names as workspaceNames } from '../journal/names.js';
import { newId } from '../kinds.js';
import * as outbox from '../outbox.js';
import { go, withQuery } from '../router.js';
import { me, teams } from '../session.js';
import { tell } from '../shell/tell.js';
import { put, record, replace, where } from '../store.js';
import { styles } from '../styles.js';
import { taskBoard } from './board.js';
import { pickButton, taskBulk } from './bulk.js';
import { grouped } from './groups.js';
import { stepsFor } from './handshake.js';
import { selection } from './select.js';
import { dueDay, isLate, isOpen } from './statuses.js';
import { taskTable } from './table.js';
import { followView, loadViews, viewTabs } from '../views/views.js';

const VIEWS = { due: 'Due day', account: 'Account', board: 'Board' };
const SOON = 7;

/** The views that everybody has. */
const BUILT_IN = [
  { word: 'All', query: '' }, { word: 'Late', query: 'due=late' }, { word: 'Next seven days', query: 'due=soon' },
];

const dressed = styles('work', 'requests', 'views');

export const key = () => 'work';

export async function load() {
  const [body] = await Promise.all([get('/api/work'), loadViews().catch(() => {})]);
  put('account', body.accounts);
  put('plan', body.plans);
  put('objective', body.objectives);
  put('planMember', body.planMembers);
  const here = new Set(body.tasks.map(task => task.id));
  replace('task', task => task.assignee === me().id && isOpen(task) && !here.has(task.id), body.tasks, body.seq);
  await dressed;
}

/** What the address asks for; `due` is "late", "soon" or nothing, `account` an id. */
function isAskedFor(task, search) {
  const due = search.get('due');
  const account = search.get('account');
  return (!account || record('plan', task.plan)?.account === account)
    && (due !== 'late' || isLate(task))
    && (due !== 'soon' || (dueDay(task) && daysUntil(dueDay(task)) <= SOON));
}

export function screen(params) {
  const search = () => params().search;
  const set = change => go(withQuery(params.peek(), change), { replace: true });
  const view = computed(() => (VIEWS[params().search.get('view')] ? params().search.get('view') : 'due'));
  const mine = where('task', task => task.assignee === me()?.id);
  const open = computed(() => mine().filter(isOpen));
  const shown = computed(() => (view() === 'board' ? mine() : open()).filter(task => isAskedFor(task, search())));
  const desk = myDesk(shown, view);
  const accounts = computed(() => [...new Set(open().map(task => record('plan', task.plan)?.account))]
    .map(id => record('account', id)).filter(Boolean).sort((a, b) => compare(a.name, b.name)));
  effect(() => { followView('work', '/work', search); });
  const summary = () => {
    const late = open().filter(isLate).length;
    return `${many(open().length, 'open task')}${late ? `, ${late} late` : ''}`;
  };
  return {
    title: 'My work',
    crumbs: () => [{ text: 'My work' }],
    actions: () => html`
      <button type="button" class="btn primary" aria-label="New task" aria-keyshortcuts="c" @click=${newTaskForMe}>
        ${icon('plus')}<span class="wide">New task</span></button>`,
    readAgain: load,
    create: { text: 'New task', run: newTaskForMe },
    view: html`
      <div>
        <header class="page-h"><h1>My work</h1><p>${summary}</p></header>
        ${viewTabs({ screen: 'work', path: '/work', search, loose: ['view'], builtIn: () => BUILT_IN })}
        <div class="view-bar">
          <fieldset class="seg"><legend class="vh">View</legend>
            ${Object.entries(VIEWS).map(([name, word]) => html`
              <label><input type="radio" name="view" .checked=${() => view() === name}
                @change=${() => set({ view: name === 'due' ? '' : name })}>${word}</label>`)}
          </fieldset>
          <select class="field" aria-label="Account" @change=${event => set({ account: event.target.value })}>
            ${options({
              any: 'All accounts', choices: accounts, value: () => search().get('account') ?? '',
              nameOf: id => record('account', id)?.name ?? 'Another account',
            })}</select>
          ${when(() => view() !== 'board' && shown().length, () => pickButton(desk.select))}
        </div>
        ${match(() => view() === 'board', isBoard => (isBoard
          ? taskBoard(desk, () => 'status')
          : when(() => open().length > 0,
            () => html`<section class="card" aria-label="Tasks">${when(() => shown().length,
              () => taskTable(desk, view), () => html`<p class="empty-state slim">No task of yours fits these filters.</p>`)}</section>`,
            nothing)))}
        ${taskBulk(desk)}
      </div>`,
  };
}

function myDesk(tasks, by) {
  const names = { ...workspaceNames, account: plan => record('account', record('plan', plan)?.account)?.name };
  const marks = markers();
  const save = (task, patch, says) => outbox.edit('task', task.id, patch, { says }).catch(tell);
  const group = (list, way) => grouped(list, way, names);
  const order = () => group(tasks(), by()).flatMap(group => group.tasks.map(task => task.id));
  return {
    tasks, names, teams, group,
    showsAccount: true,
    find: id => record('task', id),
    mark: task => marks.record(() => task.peek().id),
    address: task => `/plans/${task.plan}/tasks?task=${task.id}`,
    select: selection(order),
    canEdit: (task, field) => standingOn(task.plan).canEditTask(task, field),
    steps: task => stepsFor(task, standingOn(task.plan), record('plan', task.plan)),
    save,
    move: (task, patch, word) => save(task, patch, `T-${task.number} moved to ${word}`),
    change: (tasks, patch, says) => {
      const group = newId();
      for (const task of tasks) outbox.edit('task', task.id, patch, { says, group }).catch(tell);
    },
  };
}

/** A task for oneself, on one of the plans one works on. */
export function newTaskForMe() {
  return formDialog({
    title: 'New task for me',
    submit: 'Add task',
    fields: () => html`
      <label>Title<input class="field" name="title" required maxlength="200" autocomplete="off" autofocus></label>
      <label>Plan
        <select class="field" name="plan" required>
          ${myPlans().map(plan => html`
            <option value=${plan.id}>${record('account', plan.account)?.name}, ${plan.title}</option>`)}
        </select>
      </label>
      <div class="pair">
        <label>Due<input class="field" type="date" name="due" min="1970-01-01" max="2199-12-31"></label>
        <label>Priority
          <select class="field" name="priority">
            <option value="low">Low</option><option value="normal" selected>Normal</option>
            <option value="high">High</option>
          </select>
        </label>
      </div>`,
    save: values => {
      const mine = { ...values, assignee: me().id, team: me().team };
      return outbox.create('task', mine, { says: 'Task added' }).done;
    },
  });
}

function nothing() {
  return html`
    <section class="card"><div class="empty-state">
      <h2>Nothing waits for you</h2>
      <p>Tasks that somebody gives you, on any plan, come together here by the day they are due.</p>
      <div class="example" aria-hidden="true">
        <span class="tag">Example</span>
        <div class="line">${icon('doing', 'st doing')}<b>Agree the renewal price corridor</b>
          <span class="end due soon">Today</span></div>
      </div>
    </div></section>`;
}
