// A shared page, drawn from what GET /api/shared/{token} answers and from nothing else: who does what by when, ours and
// theirs. Managers see the same beside the choice of what to show.

import { logo } from '../accounts/logo.js';
import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { day, dayWithYear, daysUntil, isNothing, many, measured, today } from '../format.js';

const SECTIONS = {
  tasks: steps, objectives: aims, commitments: promises, dates: calendar, people: crew,
};

/** `actions` stand in the head, `asOf` says of when it is. */
export function sharedView(page, { actions = null, asOf = null } = {}) {
  return html`
    <div class="shared-page">
      <div class="shared-h">
        ${logo(page.customer)}
        <div>
          <h1>${page.customer} and ${page.company}</h1>
          <p class="sub">${[`Our shared plan ${page.title}`, period(page)].filter(Boolean).join(', ')}</p>
        </div>
        ${actions && html`<div class="acts">${actions}</div>`}
      </div>
      ${page.purpose ? html`<p class="shared-lead">${page.purpose}</p>` : null}
      ${page.tasks?.length ? standing(page) : null}
      ${Object.entries(SECTIONS).map(([name, draw]) => (isNothing(page[name]) ? null : draw(page)))}
      ${isEmpty(page) ? html`<p class="shared-none">There is nothing to show here yet.</p>` : null}
      <p class="shared-f">${asOf && html`<span>As of ${asOf}</span>`}<span>Shared by ${page.company} with Quartet</span></p>
    </div>`;
}

const isEmpty = page => !page.purpose && !page.start && Object.keys(SECTIONS).every(name => isNothing(page[name]));

function period({ start, end }) {
  if (start && end) return `${dayWithYear(start)} to ${dayWithYear(end)}`;
  return start ? `from ${dayWithYear(start)}` : end ? `to ${dayWithYear(end)}` : '';
}

const nameOf = (page, side) => (side === 'theirs' ? page.customer : page.company);

const isDone = it => it.state === 'done';
const isLate = it => !isDone(it) && Boolean(it.due) && daysUntil(it.due) < 0;

/** How far the two have come, and what is next for each. */
function standing(page) {
  const done = page.tasks.filter(isDone).length;
  const next = side => page.tasks.find(it => it.side === side && !isDone(it));
  const both = ['ours', 'theirs'].filter(side => page.tasks.some(it => it.side === side));
  return html`
    <dl class="shared-now">
      <div><dt>Done</dt><dd>${done} of ${many(page.tasks.length, 'step')}
        <span class="bar" --p=${done / page.tasks.length * 100} aria-hidden="true"><i></i></span></dd></div>
      ${both.map(side => html`
        <div><dt>Next for ${nameOf(page, side)}</dt>
          <dd>${next(side)?.title ?? 'Nothing open'}${next(side)?.due
            ? html`${' '}<span class="sub">${day(next(side).due)}</span>` : null}</dd></div>`)}
    </dl>`;
}

const card = (id, title, note, content) => html`
  <section class="card" aria-labelledby=${id}>
    <header><h2 id=${id}>${title}</h2>${note ? html`<p>${note}</p>` : null}</header>
    ${content}
  </section>`;

const STATES = { todo: 'To do', doing: 'Under way', done: 'Done' };

function steps(page) {
  const open = page.tasks.filter(it => !isDone(it));
  const late = open.filter(isLate).length;
  const groups = [['Open', open], ['Done', page.tasks.filter(isDone)]].filter(([, tasks]) => tasks.length);
  return card('steps-h', 'Who does what by when',
    [`${open.length} open`, late && `${late} past their day`].filter(Boolean).join(', '), html`
    <table class="tbl cards steps">
      <caption class="vh">Steps of both sides by day</caption>
      <thead><tr><th scope="col">Step</th><th scope="col">Who</th><th scope="col">State</th>
        <th scope="col" class="r">By</th></tr></thead>
      ${groups.map(([word, tasks]) => html`
        <tbody>
          <tr class="grp"><th scope="rowgroup" colspan="4">${word}<span class="n">${tasks.length}</span></th></tr>
          ${tasks.map(task => step(page, task))}
        </tbody>`)}
    </table>`);
}

const step = (page, task) => html`
  <tr class=${isDone(task) ? 'over' : null}>
    <th scope="row" class="what">${icon(task.state, `st ${task.state}`)}<span>${task.title}
      ${task.objective ? html`<small>Objective ${task.objective}</small>` : null}</span></th>
    <td class="who">${side(page, task.side)}${detail(task)}</td>
    <td class="state">${STATES[task.state]}</td>
    <td class="r by">${task.due ? html`
      <time datetime=${task.due} class=${['due', isLate(task) && 'late']}>${day(task.due)}</time>` : 'open'}</td>
  </tr>`;

const side = (page, name) => html`<span class=${['whose', name]}>${nameOf(page, name)}</span>`;

const detail = ({ owner, team }) => {
  const words = [owner, team].filter(Boolean).join(', ');
  return words ? html`<small>${words}</small>` : null;
};

const share = ({ baseline, target, current }) => {
  if (target === null || current === null || target === baseline) return null;
  const from = baseline ?? 0;
  return Math.min(1, Math.max(0, (current - from) / (target - from)));
};

function aims(page) {
  return card('aims-h', 'What we want to reach', many(page.objectives.length, 'objective'), html`
    <ol class="aims">${page.objectives.map(aim => html`
      <li>
        <span class="oid">${aim.number}</span>
        <div>
          <h3>${aim.title}</h3>
          ${aim.goal ? html`<p class="goal">${aim.goal}</p>` : null}
          <p class="sub">${[aim.measure, aim.owner ?? aim.team, aim.due && `by ${dayWithYear(aim.due)}`]
            .filter(Boolean).join(' · ')}</p>
        </div>
        ${share(aim) === null ? null : measure(aim)}
      </li>`)}
    </ol>`);
}

function measure(aim) {
  const say = value => measured(value, aim.unit);
  return html`
    <div class="measure">
      <p><b>${say(aim.current)}</b>${' '}<span class="sub">of ${say(aim.target)}</span></p>
      <span class="bar" --p=${share(aim) * 100} aria-hidden="true"><i></i></span>
      ${aim.baseline === null ? null : html`<p class="sub">from ${say(aim.baseline)}</p>`}
    </div>`;
}

function promises(page) {
  const titles = new Map((page.objectives ?? []).map(aim => [aim.number, aim.title]));
  const numbers = [...new Set(page.commitments.map(it => it.objective))];
  return card('promises-h', `What ${page.company} has promised`, '', html`
    <ol class="aims">${numbers.map(number => html`
      <li>
        <span class="oid">${number}</span>
        <div>
          <h3>${titles.get(number) ?? `Objective ${number}`}</h3>
          <ul class="vows">${page.commitments.filter(it => it.objective === number).map(it => html`
            <li><b>${it.team}</b>${it.promise ?? 'is committed to it.'}</li>`)}</ul>
        </div>
      </li>`)}
    </ol>`);
}

const PLACES = 100;

/** The period as a line with today on it, and the days that matter, in order. */
function calendar(page) {
  const first = page.start ?? page.dates[0].day;
  const last = page.end ?? page.dates.at(-1).day;
  const whole = daysUntil(last, first);
  const place = value => Math.min(PLACES, Math.max(0, daysUntil(value, first) / whole * PLACES));
  const coming = page.dates.filter(it => !it.isDone);
  return card('days-h', 'Days that matter', `${coming.length} to come`, html`
    ${whole > 0 ? html`
      <div class="timeline" aria-hidden="true">
        <span class="bar" --p=${place(today())}><i></i></span>
        ${page.dates.map(it => html`<i class=${['mark-at', it.isDone && 'done']} --p=${place(it.day)}></i>`)}
        <p><span>${dayWithYear(first)}</span><span>${dayWithYear(last)}</span></p>
      </div>` : null}
    <ol class="day-list">${page.dates.map(it => html`
      <li class=${it.isDone ? 'over' : null}><time datetime=${it.day}>${day(it.day)}</time><span>${it.title}</span>
        ${it.isDone ? html`<span class="tag good">Done</span>` : null}</li>`)}
    </ol>`);
}

function crew(page) {
  const both = ['ours', 'theirs'].map(name => [name, page.people.filter(it => it.side === name)])
    .filter(([, people]) => people.length);
  return card('crew-h', 'Who works on it', '', html`
    <div class="sides">${both.map(([name, people]) => html`
      <section aria-label=${nameOf(page, name)}>
        <h3>${side(page, name)}</h3>
        <ul>${people.map(it => html`
          <li><b>${it.name}</b><small>${[it.title, it.team].filter(Boolean).join(', ')}</small></li>`)}</ul>
      </section>`)}
    </div>`);
}
