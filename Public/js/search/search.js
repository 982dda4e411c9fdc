// Everything that has these words, the best first: by kind, page after page, at an address of its own.

import { computed, each, effect, html, signal, untrack, when } from '../dom.js';
import { get } from '../api.js';
import { icon } from '../elements/icon.js';
import { missing, more, pages } from '../elements/pages.js';
import { many } from '../format.js';
import { go } from '../router.js';
import { styles } from '../styles.js';
import { bounded, isTooLong, TOO_LONG } from './finding.js';
import { addressOf, FOUND_KINDS, kindsWord, marked, nameOf, placeOf, signOf, whenOf } from './hits.js';

const dressed = styles('search');
const PAUSE = 150;

export const key = () => 'search';
export const load = () => dressed;

export function screen(params) {
  const words = computed(() => bounded(params().search.get('q')?.trim() ?? ''));
  const kind = computed(() => (FOUND_KINDS.includes(params().search.get('kind')) ? params().search.get('kind') : ''));
  const answer = signal({ counts: {}, isAll: true, isWhole: true });
  // Of all kinds, as long as the words are the same.
  const counts = signal({});
  const list = pages({
    size: 20,
    key: hit => `${hit.kind} ${hit.id}`,
    read: async ({ after, limit }) => {
      if (!words.peek() || isTooLong(words.peek())) return { items: [], next: null, counts: {}, isAll: true, isWhole: true };
      const asked = new URLSearchParams({ q: words.peek(), limit: Math.min(limit, 50) });
      if (kind.peek()) asked.set('kind', kind.peek());
      if (after) asked.set('after', after);
      return get(`/api/search?${asked}`);
    },
    take(page) {
      answer.set(page);
      if (!kind.peek()) counts.set(page.counts);
      return page.items;
    },
  });
  effect(() => {
    words();
    kind();
    untrack(list.ask);
  });
  const address = (q, only) => `/search?${new URLSearchParams({ ...q && { q }, ...only && { kind: only } })}`;
  return {
    title: () => (words() ? `${words()} · Search` : 'Search'),
    crumbs: () => [{ text: 'Search' }],
    view: html`
      <div class="found">
        <header class="page-h"><h1>Search</h1><p role="status">${() => summary({ words, list, answer, kind })}</p></header>
        ${field(words, q => go(address(q, kindGoneTo()), { replace: true }))}
        ${when(words, () => kinds({ words, kind, counts, address }))}
        ${when(() => !answer().isWhole, () => html`
          <p class="sub" role="status">The index is still being made; some things may be missing for a few minutes.</p>`)}
        <section class="card hits" aria-label="Found" ?hidden=${() => !words() || list.isEmpty() || list.isMissing()}>
          <ol data-keys="list" aria-busy=${() => String(list.isWaiting())} ${list.hand}>
            ${each(list.rows, hit => `${hit.kind} ${hit.id}`, hit => row(hit))}
          </ol>
          ${more(list)}
        </section>
        ${missing(list, 'What was found')}
        ${when(() => words() && list.isEmpty(), () => nothing(isTooLong(words())))}
        ${when(() => !words(), beginning)}
      </div>`,
  };
}

/** What was typed just before a kind was chosen is looked for within that kind, which the screen may not show yet. */
const kindGoneTo = () => new URLSearchParams(location.search).get('kind');

function summary({ words, list, answer, kind }) {
  if (!words() || list.isReading() || list.isMissing()) return '';
  const total = Object.values(answer().counts).reduce((sum, count) => sum + count, 0);
  if (!total) return '';
  const what = kind() ? kindsWord(kind()).toLocaleLowerCase() : many(total, 'result');
  return `${answer().isAll ? '' : 'more than '}${kind() ? `${total} ${what}` : what}`;
}

function field(words, set) {
  let timer;
  const change = event => {
    clearTimeout(timer);
    const { value } = event.currentTarget;
    timer = setTimeout(() => set(bounded(value.trim())), PAUSE);
  };
  // What is being typed is ahead of the address.
  const follow = element => effect(() => {
    const text = words();
    if (element !== document.activeElement) element.value = text;
  });
  const toList = event => {
    if (event.key !== 'ArrowDown') return;
    event.preventDefault();
    document.querySelector('.hits [data-open]')?.focus();
  };
  return html`
    <label class="ask">${icon('search')}<span class="vh">Words to look for</span>
      <input class="field" type="search" data-search placeholder="Accounts, tasks, comments, anything"
        autocomplete="off" spellcheck="false" @input=${change} @keydown=${toList} ${follow}
        ${element => queueMicrotask(() => words.peek() || element.focus())}></label>`;
}

function kinds({ words, kind, counts, address }) {
  const shown = () => ['', ...FOUND_KINDS.filter(each => counts()[each] || each === kind())];
  return html`
    <nav class="tabs" aria-label="Kinds">
      ${each(shown, it => it, it => html`
        <a href=${() => address(words(), it.peek())} aria-current=${() => (kind() === it() ? 'page' : null)}>
          ${() => (it() ? kindsWord(it()) : 'Everything')}
          ${() => (it() && counts()[it()] ? html`<span class="n">${' '}${counts()[it()]}</span>` : null)}</a>`)}
    </nav>`;
}

const row = hit => html`
  <li data-row tabindex="-1">
    <span class="sign">${() => signOf(hit())}</span>
    <div>
      <a data-open href=${() => addressOf(hit())}>${() => nameOf(hit())}</a>
      ${() => (hit().title && hit().excerpt ? html`<p>${marked(hit().excerpt)}</p>` : null)}
      <small>${() => placeOf(hit())}</small>
    </div>
    <time datetime=${() => hit().updatedAt}>${() => whenOf(hit())}</time>
  </li>`;

const nothing = isLong => html`
  <section class="card"><div class="empty-state">
    <h2>Nothing found</h2>
    <p>${isLong ? TOO_LONG : 'All words must occur, in any order. Fewer words find more, and the beginning of the last one is enough.'}</p>
  </div></section>`;

const beginning = () => html`
  <section class="card"><div class="empty-state">
    <h2>What are you looking for?</h2>
    <p>Names, titles, notes, promises, comments and decisions of all that you may see. Put a phrase in quotes.</p>
    <div class="example" aria-hidden="true"><span class="tag">Example</span>
      <div class="line"><b>“price corridor” renew</b></div></div>
  </div></section>`;
