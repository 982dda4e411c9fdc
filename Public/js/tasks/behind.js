// The tasks that a figure over many plans is made of, in a panel beside it.

import { each, html, signal, when } from '../dom.js';
import { get } from '../api.js';
import { openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { day, many } from '../format.js';
import { tryAgain } from '../shell/part.js';
import { record } from '../store.js';
import { styles } from '../styles.js';
import { dueDay, STATUSES } from './statuses.js';

const MOST = 200;
const dressed = styles('work', 'evidence');

/** `questions` are those of /api/tasks, as { name: value }; their answers stand one after the other. */
export async function showTasks({ title, words, questions }) {
  const tasks = signal(null);
  const problem = signal(null);
  const read = async () => {
    problem.set(null);
    try {
      const pages = await Promise.all(questions.map(question =>
        get(`/api/tasks?${new URLSearchParams({ limit: MOST, sort: 'due', ...question })}`)));
      tasks.set(pages.flatMap(page => page.items));
    } catch (error) {
      problem.set(error);
    }
  };
  await dressed;
  openDialog(close => html`
    <header><h2>${title}</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button></header>
    <div class="detail evidence">
      <p class="sub">${words}</p>
      ${when(problem, () => tryAgain('The tasks could not be read.', read))}
      ${when(tasks, () => html`
        <p>${() => (tasks().length ? many(tasks().length, 'task') : 'There is none.')}</p>
        <ul class="dues">${each(tasks, it => it.id, line)}</ul>`)}
    </div>`, { look: 'panel', label: title });
  read();
}

function line(it) {
  const account = () => record('account', record('plan', it().plan)?.account)?.name;
  const status = () => STATUSES[it().status];
  const said = () => [
    `T-${it().number}`, account(), status().word, it().promised && `promised for ${day(it().promised)}`,
  ].filter(Boolean).join(' · ');
  return html`
    <li>
      ${() => icon(status().icon, `st ${it().status}`)}
      <a href=${() => `/plans/${it().plan}/tasks?task=${it().id}`}>${() => it().title}</a>
      ${() => (dueDay(it()) ? html`<time class="num" datetime=${dueDay(it())}>${day(dueDay(it()))}</time>` : null)}
      <span class="sub">${said}</span>
    </li>`;
}
