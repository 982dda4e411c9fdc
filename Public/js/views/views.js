// The views of a list: those that everybody has, and those that were saved, one's own and shared ones. A view is filters
// and an order, which stand in its address; `saved` there names the view they were taken from.

import { computed, each, html, when } from '../dom.js';
import { isStaff } from '../access/rights.js';
import { get } from '../api.js';
import { ask, formDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { compare } from '../format.js';
import * as outbox from '../outbox.js';
import { go } from '../router.js';
import { isAdmin, me, member } from '../session.js';
import { tell } from '../shell/tell.js';
import { replace, where } from '../store.js';

/** Reads the saved views that one may see; what comes later of one's own is told by the stream. */
export async function loadViews() {
  if (!isStaff(me())) return;
  const { items } = await get('/api/saved-views?limit=200');
  const seq = Math.max(0, ...items.map(view => view.rev));
  replace('savedView', () => true, items, seq);
}

/** What an address says of a list, without the view it was taken from; in one order, so that it can be compared. */
const questionIn = (search, drop = []) => {
  const query = new URLSearchParams(search);
  for (const name of ['saved', ...drop]) query.delete(name);
  query.sort();
  return `${query}`;
};

const addressOf = (path, query, saved) => {
  const all = new URLSearchParams(query);
  if (saved) all.set('saved', saved);
  return all.size ? `${path}?${all}` : path;
};

/**
 * The tabs of a list at `path`, which is `screen` to saved views. `search` reads what its address asks for
 * (URLSearchParams), `builtIn` answers [{ word, query }]; `loose` are parameters that make no other view of it.
 */
export function viewTabs({ screen, path, search, builtIn, loose = [] }) {
  const saved = where('savedView', view => view.screen === screen,
    (a, b) => a.position - b.position || compare(a.name, b.name));
  const here = computed(() => saved().find(view => view.id === search().get('saved')) ?? null);
  const question = computed(() => questionIn(search()));
  const isChanged = computed(() => Boolean(here()) && question() !== questionIn(here().query));
  const isBuiltIn = query => !here() && questionIn(search(), loose) === questionIn(query, loose);
  const list = { screen, path, saved, here, question, isChanged };
  return html`
    <div class="views">
      <nav class="tabs" aria-label="Views">
        ${() => builtIn().map(({ word, query }) => html`
          <a href=${addressOf(path, query)} aria-current=${() => (isBuiltIn(query) ? 'page' : null)}>${word}</a>`)}
        ${each(saved, view => view.id, view => html`
          <a href=${() => addressOf(path, view().query, view().id)} title=${() => ownership(view())}
            aria-current=${() => (here()?.id === view().id ? 'page' : null)}>
            ${() => view().name}${() => (view().shared ? icon('people', 'sm') : null)}</a>`)}
      </nav>
      ${when(() => me() && isStaff(me()), () => tools(list))}
    </div>`;
}

/** Follows an address that names a view and nothing else to what the view asks for. */
export function followView(screen, path, search) {
  const query = search();
  if (!query.get('saved') || questionIn(query)) return false;
  const view = where('savedView', it => it.id === query.get('saved') && it.screen === screen)()[0];
  if (!view?.query) return false;
  go(addressOf(path, view.query, view.id), { replace: true });
  return true;
}

const isMine = view => view.owner === me()?.id;
const mayEdit = view => isMine(view) || isAdmin();
const ownership = view => (isMine(view)
  ? view.shared ? 'Yours, shared with everybody' : 'Yours alone' : `Shared by ${member(view.owner)?.name ?? 'somebody'}`);

function tools(list) {
  const { here, isChanged, question } = list;
  return html`
    <div class="view-acts">
      ${when(isChanged, () => html`<span class="sub">Changed</span>
        ${when(() => here() && mayEdit(here()), () => html`
          <button type="button" class="btn quiet sm" @click=${() => change(here(), { query: question() }, 'updated')}>
            Update view</button>`)}`)}
      ${when(here, () => menuButton({
        content: icon('more'), label: 'This view', look: 'btn quiet sm icon', side: 'end', items: () => steps(list),
      }))}
      <button type="button" class="btn quiet sm icon" aria-label="Save these filters as a view" title="Save as a view"
        @click=${() => save(list)}>${icon('plus')}</button>
    </div>`;
}

const change = (view, fields, word) =>
  outbox.edit('savedView', view.id, fields, { says: `View ${word}` }).catch(tell);

function steps(list) {
  const view = list.here.peek();
  if (!mayEdit(view)) return [{ text: `${ownership(view)}. Save it as your own to change it.` }];
  const all = list.saved.peek();
  const at = all.indexOf(view);
  return [
    { text: 'Rename', icon: 'pen', run: () => rename(view) },
    view.shared
      ? { text: 'Make it yours alone', icon: 'lock', run: () => change(view, { shared: false }, 'no longer shared') }
      : { text: 'Share with everybody', icon: 'people', run: () => change(view, { shared: true }, 'shared') },
    at > 0 && { text: 'Move left', icon: 'left', run: () => move(all, at, -1) },
    at < all.length - 1 && { text: 'Move right', icon: 'right', run: () => move(all, at, 1) },
    'line',
    { text: 'Delete', icon: 'x', isDanger: true, run: () => remove(list, view) },
  ];
}

/** The order is that of numbers with room between them; only what is one's to change moves. */
function move(all, at, by) {
  const order = all.toSpliced(at, 1).toSpliced(at + by, 0, all[at]);
  order.forEach((view, place) => {
    if (view.position !== place + 1 && mayEdit(view)) change(view, { position: place + 1 }, 'moved');
  });
}

async function remove({ path, question }, view) {
  const isSure = !view.shared || await ask({
    title: `Delete “${view.name}”?`, text: 'It is shared: it goes for everybody.', yes: 'Delete', isDanger: true,
  });
  if (!isSure) return;
  outbox.remove('savedView', view.id, { says: 'View deleted' }).catch(tell);
  go(addressOf(path, question.peek()), { replace: true });
}

const nameField = (value = '') => html`
  <label>Name<input class="field" name="name" required maxlength="60" autocomplete="off" autofocus .value=${value}></label>`;

const rename = view => formDialog({
  title: 'Rename view', submit: 'Rename', fields: () => nameField(view.name),
  save: ({ name }) => outbox.edit('savedView', view.id, { name }, { says: 'View renamed' }),
});

function save({ screen, path, question, saved }) {
  const query = question.peek();
  return formDialog({
    title: 'Save as a view', submit: 'Save view',
    fields: () => html`
      ${nameField()}
      <label class="check"><input type="checkbox" name="shared" value="yes">Share with everybody</label>`,
    save({ name, shared }) {
      const position = Math.max(0, ...saved.peek().map(view => view.position)) + 1;
      const fields = { screen, name, query, shared: shared === 'yes', position, owner: me().id };
      const { id, done } = outbox.create('savedView', fields, { says: 'View saved' });
      go(addressOf(path, query, id), { replace: true });
      return done;
    },
  });
}
