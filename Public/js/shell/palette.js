// Go anywhere, do anything, find everything: a combobox over one list of what was found, commands and places.

import { computed, effect, html, match, signal } from '../dom.js';
import { openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { logo } from '../accounts/logo.js';
import { leaveWorkspace } from '../access/leave.js';
import { myPlans } from '../home/mine.js';
import { isStaff } from '../access/rights.js';
import { current, go } from '../router.js';
import { me } from '../session.js';
import { bounded, finding, isTooLong, TOO_LONG } from '../search/finding.js';
import { addressOf, kindsWord, nameOf, placeOf, signOf } from '../search/hits.js';
import { recentPlaces } from '../search/recent.js';
import { record } from '../store.js';
import { switchTheme } from '../settings/preferences.js';
import { places } from './places.js';
import { showKeys } from './shortcuts.js';

const ASKED_FOR = 30;
const OF_A_KIND = 4;
let isShown = false;

/** `typed()` answers what was typed before it was here. */
export function openPalette(typed = () => '') {
  if (isShown) return;
  isShown = true;
  const start = typed();
  const words = signal(bounded(start.trim()));
  const at = signal(0);
  openDialog(close => {
    const { found, problem, ask } = finding({ limit: ASKED_FOR });
    const groups = computed(() => (words() ? [
      ...hitGroups(found()),
      { title: 'Do', items: commands().filter(matches(words())) },
      { title: 'Go to', items: places().map(placeItem).filter(matches(words())) },
      { title: 'Search', items: found()?.items.length ? [allItem(words())] : [] },
    ] : [
      { title: 'Recent', items: recentPlaces().slice(0, 4).map(recentItem) },
      { title: 'My plans', items: myPlans().slice(0, 6).map(planItem) },
      { title: 'Do', items: commands() },
      { title: 'Go to', items: places().map(placeItem) },
    ]).filter(group => group.items.length));
    const items = computed(() => groups().flatMap(group => group.items));
    effect(() => { ask(words()); });
    effect(() => { items(); at.set(0); });
    const choose = item => {
      close();
      item?.run();
    };
    return html`
      <label class="pal">${icon('search')}<span class="vh">Search or type what to do</span>
        <input role="combobox" aria-expanded="true" aria-controls="pal-l" aria-autocomplete="list"
          aria-activedescendant=${() => (items().length ? `po${at()}` : null)}
          placeholder="Search, go to, or do" autocomplete="off" spellcheck="false" autofocus .value=${start}
          @input=${event => words.set(bounded(event.currentTarget.value.trim()))}
          @keydown=${event => steer(event, { at, items, choose })}>
        <kbd class="key">Esc</kbd></label>
      <div class="pal-l" id="pal-l" role="listbox" aria-label="Results" tabindex="-1">
        ${match(groups, all => sections(all, { words, at, choose }))}
        ${() => (items().length ? null : html`
          <p class="empty-state slim" role="presentation">${emptyWords(found(), problem(), words())}</p>`)}
      </div>
      <div class="pal-f" aria-hidden="true">
        <span><kbd class="key">↑</kbd><kbd class="key">↓</kbd>move</span>
        <span><kbd class="key">↵</kbd>open</span><span>Only what you may see is searched</span>
      </div>`;
  }, { label: 'Search and do', onClose: () => { isShown = false; } }).element.id = 'palette';
}

function steer(event, { at, items, choose }) {
  const count = items.peek().length;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step && count) {
    event.preventDefault();
    at.update(now => (now + step + count) % count);
    document.getElementById(`po${at.peek()}`)?.scrollIntoView({ block: 'nearest' });
  } else if (event.key === 'Enter' && !event.isComposing) {
    event.preventDefault();
    if (count) choose(items.peek()[at.peek()]);
  }
}

function sections(groups, { words, at, choose }) {
  let number = 0;
  return groups.map((group, g) => html`
    <div role="group" aria-labelledby=${`pg${g}`}><h3 id=${`pg${g}`} role="presentation">${group.title}</h3>
      ${group.items.map(item => option(item, number++, { words, at, choose }))}</div>`);
}

function option(item, index, { words, at, choose }) {
  return html`
    <div role="option" id=${`po${index}`} aria-selected=${() => at() === index}
      @pointermove=${() => at.set(index)} @click=${() => choose(item)}>
      ${item.sign ?? (item.logo ? logo(item.logo, 'sm') : icon(item.icon))}
      <b>${item.name ?? marked(item.text, words.peek())}</b>
      ${item.about ? html`<small>${item.about}</small>` : null}
      <span class="rt">${(item.keys ?? []).map(key => html`<kbd class="key">${key}</kbd>`)}</span>
    </div>`;
}

function marked(text, words) {
  const at = words ? text.toLocaleLowerCase().indexOf(words.toLocaleLowerCase()) : -1;
  if (at < 0) return text;
  return [text.slice(0, at), html`<mark>${text.slice(at, at + words.length)}</mark>`, text.slice(at + words.length)];
}

/** The kinds in the order in which the best of each was found, so that Enter opens the best of all. */
function hitGroups(found) {
  const hits = found?.items ?? [];
  const known = new Set(hits.map(hit => hit.id));
  const kinds = Map.groupBy([...hits, ...hits.flatMap(plansOf).filter(plan => !known.has(plan.id))], hit => hit.kind);
  return [...kinds].map(([kind, hits]) => ({ title: kindsWord(kind), items: hits.slice(0, OF_A_KIND).map(hitItem) }));
}

/** Who looks for an account wants to get to its plans. */
const plansOf = account => (account.plans ?? []).map(plan => ({
  kind: 'plan', id: plan.id, title: [plan.title], plan, account: { id: account.id, name: account.title.join('') },
  isPast: plan.state === 'closed',
}));

/** Nothing is said of what was not answered yet. */
const emptyWords = (found, problem, words) => (isTooLong(words) ? TOO_LONG : problem
  ? `What you may see could not be searched. ${problem.message}` : found?.words === words && 'Nothing found.');

const hitItem = hit => ({
  name: nameOf(hit), sign: signOf(hit), about: placeOf(hit), run: () => go(addressOf(hit)),
});

const allItem = words => ({
  text: `All that is found for “${words}”`, icon: 'search', run: () => go(`/search?${new URLSearchParams({ q: words })}`),
});

const recentItem = place => ({ text: place.title, icon: 'clock', run: () => go(place.path) });

const planItem = plan => ({
  text: `${record('account', plan.account)?.name} · ${plan.title}`,
  about: plan.state === 'active' ? 'Plan' : `Plan, ${plan.state}`,
  logo: record('account', plan.account)?.name,
  run: () => go(`/plans/${plan.id}`),
});

const placeItem = place => ({ ...place, keys: ['g', place.key], run: () => go(place.href) });

function commands() {
  const { create } = current() ?? {};
  return [
    create && { text: create.text, icon: 'plus', keys: ['c'], run: create.run },
    isStaff(me()) && { text: 'New account', icon: 'plus', run: () => go('/accounts?new') },
    { text: 'Switch theme', icon: 'theme', run: switchTheme },
    { text: 'Keyboard shortcuts', icon: 'keyboard', keys: ['?'], run: showKeys },
    { text: 'Sign out', icon: 'power', run: leaveWorkspace },
  ].filter(Boolean).filter((each, at, all) => all.findIndex(other => other.text === each.text) === at);
}

const matches = words => item => item.text.toLocaleLowerCase().includes(words.toLocaleLowerCase());
