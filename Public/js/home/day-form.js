// A day to promise: the next working days, each with how much of the member's own falls due on it, or any other.

import { computed, each, html, signal } from '../dom.js';
import { addDays, day as dayText, many, mondayOf, today, weekday } from '../format.js';
import { dueDay } from '../tasks/statuses.js';
import { myTasks } from './mine.js';

const OFFERED = 8;
const FULL = 4;

/**
 * `send({ day, reason })` is told what was chosen; `after` is the day that was wanted; `to` reads the note. `given` is
 * what is chosen first, `problem` reads what is wrong with it.
 */
export function dayForm({ legend, verb, after, hasNote = false, to, given, problem, close, send }) {
  const days = workingDays(after && after > today() ? after : today());
  const chosen = signal(given.day ?? days[0]);
  const due = computed(() => Map.groupBy(myTasks(), dueDay));
  const count = day => due().get(day)?.length ?? 0;
  const submit = event => {
    event.preventDefault();
    const reason = event.currentTarget.elements.namedItem('reason')?.value.trim();
    send({ day: chosen.peek(), ...(reason && { reason }) });
  };
  const focus = element => queueMicrotask(() =>
    (element.querySelector('input:checked') ?? element.querySelector('[type=date]')).focus());
  return html`
    <form class="answer days-form" @submit=${submit} ${focus}
      @keydown=${event => { if (event.key === 'Escape') close(); }}>
      <fieldset><legend>${legend}<small>bars show how much of yours is due</small></legend>
        <div class="days">${each(() => days, day => day, day => option(day.peek(), chosen, count))}</div>
      </fieldset>
      <div class="say-day">
        <input class="field" type="date" aria-label="Any other day" min=${today()} max="2199-12-31" required
          .value=${chosen} @change=${event => event.currentTarget.value && chosen.set(event.currentTarget.value)}>
        ${hasNote ? html`<input class="field" name="reason" maxlength="2000" autocomplete="off"
          aria-label=${`Note to ${to}`} placeholder="Why this day (optional)" .value=${given.reason ?? ''}>` : null}
        <button class="btn line">${() => `${verb} ${weekday(chosen())}`}</button>
        <button type="button" class="btn quiet" @click=${close}>Cancel</button>
      </div>
      ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
    </form>`;
}

function option(day, chosen, count) {
  const [name] = weekday(day).split(' ');
  return html`
    <label><input type="radio" name="day" value=${day} .checked=${() => chosen() === day}
        @change=${() => chosen.set(day)}>
      <span><b>${name}</b>${' '}${dayText(day)}</span>
      <span class=${() => ['bar', count(day) >= FULL && 'behind']} aria-hidden="true">
        <i --p=${() => Math.min(100, (count(day) / FULL) * 100)}></i></span>
      <span class="vh">${() => `, ${many(count(day), 'task')} of yours due`}</span></label>`;
}

function workingDays(after) {
  const isWeekend = day => day >= addDays(mondayOf(day), 5);
  const found = [];
  for (let day = addDays(after, 1); found.length < OFFERED; day = addDays(day, 1)) {
    if (!isWeekend(day)) found.push(day);
  }
  return found;
}
