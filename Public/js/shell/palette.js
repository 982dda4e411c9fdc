// Go anywhere, do anything: a combobox over one list of accounts, plans, commands and places.

import { computed, effect, html, match, signal } from '../dom.js';
import { get } from '../api.js';
import { openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { logo } from '../accounts/logo.js';
import { leaveWorkspace } from '../access/leave.js';
import { myPlans } from '../home/mine.js';
import { isStaff } from '../access/rights.js';
import { current, go } from '../router.js';
import { me } from '../session.js';
import { record } from '../store.js';
import { switchTheme } from '../settings/preferences.js';
import { PLACES } from './places.js';
import { showKeys } from './shortcuts.js';

const FIND_AFTER = 90;
let isShown = false;

export function openPalette() {
  if (isShown) return;
  isShown = true;
  const words = signal('');
  const found = signal({ accounts: [], plans: [] });
  const groups = computed(() => [
    { title: 'Accounts', items: words() ? found().accounts.map(accountItem) : [] },
    { title: words() ? 'Plans' : 'My plans', items: (words() ? found().plans : myPlans().slice(0, 6)).map(planItem) },
    { title: 'Do', items: commands().filter(matches(words())) },
    { title: 'Go to', items: PLACES.map(placeItem).filter(matches(words())) },
  ].filter(group => group.items.length));
  const items = computed(() => groups().flatMap(group => group.items));
  const at = signal(0);
  openDialog(close => {
    effect(() => { find(words(), found); });
    effect(() => { items(); at.set(0); });
    const choose = item => {
      close();
      item?.run();
    };
    return html`
      <label class="pal">${icon('search')}<span class="vh">Search or type what to do</span>
        <input role="combobox" aria-expanded="true" aria-controls="pal-l" aria-autocomplete="list"
          aria-activedescendant=${() => (items().length ? `po${at()}` : null)}
          placeholder="Search, go to, or do" autocomplete="off" spellcheck="false" autofocus maxlength="200"
          @input=${event => words.set(event.currentTarget.value.trim())}
          @keydown=${event => steer(event, { at, items, choose })}>
        <kbd class="key">Esc</kbd></label>
      <div class="pal-l" id="pal-l" role="listbox" aria-label="Results" tabindex="-1">
        ${match(groups, all => sections(all, { words, at, choose }))}
        ${() => (items().length ? null : html`<p class="empty-state slim" role="presentation">Nothing found.</p>`)}
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
      ${item.logo ? logo(item.logo, 'sm') : icon(item.icon)}<b>${marked(item.text, words.peek())}</b>
      ${item.about ? html`<small>${item.about}</small>` : null}
      <span class="rt">${(item.keys ?? []).map(key => html`<kbd class="key">${key}</kbd>`)}</span>
    </div>`;
}

function marked(text, words) {
  const at = words ? text.toLocaleLowerCase().indexOf(words.toLocaleLowerCase()) : -1;
  if (at < 0) return text;
  return [text.slice(0, at), html`<mark>${text.slice(at, at + words.length)}</mark>`, text.slice(at + words.length)];
}

// Finding

let request = 0;
function find(words, found) {
  const mine = ++request;
  if (!words) return found.set({ accounts: [], plans: [] });
  setTimeout(async () => {
    if (mine !== request) return;
    const query = new URLSearchParams({ q: words, limit: 8, include: 'plans' });
    const page = await get(`/api/accounts?${query}`).catch(() => null);
    if (!page || mine !== request) return;
    const names = new Map(page.items.map(account => [account.id, account.name]));
    const plans = (page.plans ?? []).map(plan => ({ ...plan, accountName: names.get(plan.account) }));
    found.set({ accounts: page.items, plans });
  }, FIND_AFTER);
}

const accountItem = account => ({
  text: account.name, about: account.industry, logo: account.name, run: () => go(`/accounts/${account.id}`),
});

const planItem = plan => ({
  text: `${plan.accountName ?? record('account', plan.account)?.name} · ${plan.title}`,
  about: plan.state === 'active' ? 'Plan' : `Plan, ${plan.state}`,
  logo: plan.accountName ?? record('account', plan.account)?.name,
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
