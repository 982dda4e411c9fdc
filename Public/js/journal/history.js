// Every change of a plan in words, by day, read page by page; new ones arrive on top while one looks.

import { computed, each, effect, html, onCleanup, signal, untrack, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { dayInWords, dayOf, moment, time } from '../format.js';
import { tell } from '../shell/tell.js';
import { line, quotation } from './feed.js';

const KINDS = {
  plan: 'The plan', planMember: 'Plan team', objective: 'Objectives',
  commitment: 'Commitments', task: 'Tasks', signOff: 'Sign-offs', comment: 'Comments',
};

/**
 * `filters` reads { actor, kind }, `setFilters(change)` puts them in the address; `read(query)` answers a page of
 * changes, `onChange(fn)` calls with each later one, `undo(entry)` answers null or the reasons why not.
 */
export function history({ filters, setFilters, people, names, read, onChange, undo, canUndo }) {
  const changes = signal([]);
  const next = signal(null);
  const state = signal('loading');
  const reasons = signal(new Map());

  async function load(after) {
    const { actor, kind } = filters.peek();
    const query = new URLSearchParams({ limit: 60 });
    for (const [name, value] of Object.entries({ actor, kind, after })) if (value) query.set(name, value);
    state.set('loading');
    try {
      const page = await read(query);
      changes.set(after ? [...changes.peek(), ...page.items] : page.items);
      next.set(page.next);
      state.set('ready');
    } catch (problem) {
      state.set('failed');
      throw problem;
    }
  }

  onCleanup(onChange(change => {
    const { actor, kind } = filters.peek();
    if ((actor && change.actor !== actor) || (kind && change.kind !== kind)) return;
    if (!changes.peek().some(it => it.seq === change.seq)) changes.update(all => [change, ...all]);
  }));
  const chosen = computed(() => `${filters().actor} ${filters().kind}`);
  effect(() => {
    chosen();
    untrack(() => {
      changes.set([]);
      load().catch(tell);
    });
  });

  const undoEntry = async change => {
    const refused = await undo(change.entry);
    if (refused) reasons.update(all => new Map(all).set(change.seq, refused));
  };
  const days = computed(() => [...Map.groupBy(changes(), change => dayOf(change.at))]
    .map(([key, list]) => ({ key, list })));
  const isWaiting = () => state() === 'loading' && changes().length === 0;
  const earlier = () => load(next.peek()).catch(tell);
  const drawn = { names, reasons, canUndo, undoEntry };

  return html`
    <div class="view-bar">
      <select class="field" aria-label="Person" @change=${event => setFilters({ actor: event.target.value })}>
        <option value="">Everybody</option>
        ${each(people, it => it.id, it => html`
          <option value=${() => it().id} ?selected=${() => filters().actor === it().id}>${() => it().name}</option>`)}
      </select>
      <select class="field" aria-label="Kind" @change=${event => setFilters({ kind: event.target.value })}>
        <option value="">Everything</option>
        ${Object.entries(KINDS).map(([kind, word]) => html`
          <option value=${kind} ?selected=${filters.peek().kind === kind}>${word}</option>`)}
      </select>
    </div>
    <section class="card journal" aria-label="Changes" aria-busy=${() => String(isWaiting())}>
      ${each(days, day => day.key, day => html`
        <section>
          <h2>${() => dayInWords(day().key)}</h2>
          <ol>${each(() => day().list, it => it.seq, change => entry(change, drawn))}</ol>
        </section>`)}
      ${when(() => state() === 'ready' && changes().length === 0, () => html`
        <div class="empty-state"><p>Nothing has changed that fits these filters.</p></div>`)}
      ${when(() => next(), () => html`
        <div class="more">
          <button type="button" class="btn line" @click=${earlier}>Show earlier changes</button></div>`)}
    </section>`;
}

function entry(change, { names, reasons, canUndo, undoEntry }) {
  const refused = () => reasons().get(change().seq);
  return html`
    <li>
      <time datetime=${() => change().at} title=${() => moment(change().at)}>${() => time(change().at)}</time>
      ${() => avatar(names.person(change().actor), 'sm')}
      <p>${() => line(change(), names)}</p>
      ${() => (canUndo(change()) ? html`
        <button type="button" class="btn quiet sm" @click=${() => undoEntry(change.peek())}>Undo</button>` : null)}
      ${() => quotation(change(), names)}
      ${() => (refused() ? html`<p class="reasons" role="alert">${refused()}</p>` : null)}
    </li>`;
}
