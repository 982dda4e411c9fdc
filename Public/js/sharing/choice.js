// What a link shows, chosen beside what the customer will see of it.

import { each, effect, html, match, onCleanup, signal, when } from '../dom.js';
import { post } from '../api.js';
import { openDialog, submission } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { addDays, day, many, today } from '../format.js';
import { SECTIONS } from './sections.js';
import { sharedView } from './view.js';

const LIFE = 30;
const LONGEST = 365;
const SETTLED_AFTER = 150;

/**
 * Opens the choice, beginning with that of `link` or else with what is mostly wanted. `save(values)` keeps it and may
 * refuse. Answers what save answered, or nothing where it was left.
 */
export function openChoice(room, { title, submit, save, link = null, withPassword = false }) {
  const chosen = signal(link ? { ...link } : firstChoice(room));
  const set = change => chosen.update(now => ({ ...now, ...change }));
  return openDialog(close => {
    const { send, isBusy, problem } = submission(async form => close(await save(valuesOf(form, chosen.peek())) ?? true));
    return html`
      <header><h2 id="choice-h">${title}</h2>
        <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
      </header>
      <div class="choosing">
        <form class="form" method="dialog" @submit=${send}>
          <label>Whom it is for<input class="field" name="label" required maxlength="80" autocomplete="off" autofocus
            .value=${chosen.peek().label} placeholder="Steering group"><span class="hint">For ourselves; it does not
            stand on the page.</span></label>
          ${sectionsPart(chosen, set)}
          ${when(() => chosen().sections.includes('tasks'), () => tasksPart(room, chosen, set))}
          <div class="pair">
            <label>Last day<input class="field" type="date" name="expires" required min=${today()}
              max=${addDays(today(), LONGEST)} .value=${chosen.peek().expires}></label>
            ${withPassword && html`
              <label>Password, if wanted<input class="field" name="password" minlength="6" maxlength="200"
                autocomplete="off"></label>`}
          </div>
          ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
          <div class="acts">
            <button type="button" class="btn quiet" @click=${() => close()}>Cancel</button>
            <button class="btn primary" aria-disabled=${isBusy}>${submit}</button>
          </div>
        </form>
        ${preview(room, chosen)}
      </div>`;
  }, { look: 'choice', labelledby: 'choice-h', isLight: false }).closed;
}

const isGuest = (room, task) => room.member(task.assignee)?.role === 'guest';

/** No task is shown that nobody chose; those of guests are the customer's once they are. */
function firstChoice(room) {
  return {
    label: '', sections: ['purpose', 'objectives', 'tasks', 'dates', 'people'], tasks: [],
    theirs: room.tasks.peek().filter(it => isGuest(room, it)).map(it => it.id), expires: addDays(today(), LIFE),
  };
}

function valuesOf(form, { sections, tasks, theirs }) {
  const { label, expires, password } = Object.fromEntries(new FormData(form));
  return {
    label: label.trim(), sections, tasks, theirs: theirs.filter(id => tasks.includes(id)), expires,
    ...(password && { password }),
  };
}

const toggled = (all, it) => (all.includes(it) ? all.filter(each => each !== it) : [...all, it]);

const sectionsPart = (chosen, set) => html`
  <fieldset class="picks">
    <legend>What it shows</legend>
    ${Object.entries(SECTIONS).map(([name, { text, about }]) => html`
      <label class="check"><input type="checkbox" name="sections" .checked=${() => chosen().sections.includes(name)}
        @click=${() => set({ sections: toggled(chosen.peek().sections, name) })}>
        <span>${text}<small>${about}</small></span></label>`)}
  </fieldset>`;

const byDay = (a, b) => (a.due ?? '9').localeCompare(b.due ?? '9') || a.number - b.number;

function tasksPart(room, chosen, set) {
  const tasks = () => room.tasks().filter(it => it.status !== 'dropped').sort(byDay);
  const isAll = () => tasks().every(it => chosen().tasks.includes(it.id));
  return html`
    <fieldset class="picks">
      <legend>Tasks<span class="n">${() => `${chosen().tasks.length} of ${tasks().length}`}</span>
        <button type="button" class="link" @click=${() => set({ tasks: isAll() ? [] : tasks().map(it => it.id) })}>
          ${() => (isAll() ? 'None' : 'All')}</button></legend>
      <div class="pick-list" tabindex="0" role="group" aria-label="Tasks">
        ${each(tasks, it => it.id, it => pick(room, it, chosen, set))}
      </div>
      ${when(() => !tasks().length, () => html`<p class="sub">The plan has no tasks yet.</p>`)}
    </fieldset>`;
}

function pick(room, task, chosen, set) {
  const { id } = task.peek();
  const isIn = () => chosen().tasks.includes(id);
  const isTheirs = () => chosen().theirs.includes(id);
  return html`
    <div class="pick-row">
      <label class="check"><input type="checkbox" .checked=${isIn}
        @click=${() => set({ tasks: toggled(chosen.peek().tasks, id) })}>
        <span>${() => task().title}<small>${() => [room.names.team(task().team), task().due && day(task().due)]
          .filter(Boolean).join(', ')}</small></span></label>
      ${when(isIn, () => html`
        <button type="button" class="btn quiet sm" aria-pressed=${() => String(isTheirs())}
          aria-label=${() => `${task().title} is done by ${room.account().name}`}
          @click=${() => set({ theirs: toggled(chosen.peek().theirs, id) })}>
          ${() => (isTheirs() ? 'Theirs' : 'Ours')}</button>`)}
    </div>`;
}

/** As the customer will see it: the same page, from the server, which alone knows what may be on it. */
function preview(room, chosen) {
  const page = signal(null);
  const failed = signal(null);
  let turn = 0;
  let timer = null;
  onCleanup(() => clearTimeout(timer));
  effect(() => {
    const { sections, tasks, theirs } = chosen();
    room.plan();
    room.objectives();
    room.tasks();
    clearTimeout(timer);
    const mine = ++turn;
    timer = setTimeout(async () => {
      if (!sections.length) return page.set(null);
      try {
        const found = await post(`/api/plans/${room.id}/share-previews`, { sections, tasks, theirs });
        if (mine !== turn) return;
        failed.set(null);
        page.set(found);
      } catch (error) {
        if (mine === turn) failed.set(error.message);
      }
    }, SETTLED_AFTER);
  });
  return html`
    <div class="seen">
      <h3 id="seen-h">${icon('eye')}What ${room.account().name} will see
        <span class="sub">${() => (page()?.tasks ? many(page().tasks.length, 'step') : '')}</span></h3>
      <div tabindex="0" role="region" aria-labelledby="seen-h">
        ${() => (failed() ? html`<p class="error" role="alert">${failed()}</p>` : null)}
        ${match(page, found => (found ? sharedView(found) : html`<p class="sub">Choose at least one part.</p>`))}
      </div>
    </div>`;
}
