// What stands around every screen: the sidebar, the top bar, the state of the line, and the dock on a phone.

import { computed, effect, html, match, mount, signal, when } from '../dom.js';
import { current } from '../router.js';
import { member } from '../session.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { switchTheme } from '../settings/preferences.js';
import { connection } from './connection.js';
import { sidebar } from './sidebar.js';
import { leaveWorkspace, openPalette } from './later.js';
import { placeOf, places } from './places.js';
import { waitingAt } from './waiting.js';

// As css/layout.css has it: the dock stands in place of the sidebar, which is not drawn for nobody.
const narrow = matchMedia('screen and (max-width: 860px)');
const isNarrow = signal(narrow.matches);
narrow.addEventListener('change', () => isNarrow.set(narrow.matches));

const read = value => (typeof value === 'function' ? value() : value);

export function showShell() {
  document.body.className = 'app';
  const place = computed(() => placeOf(current()?.path ?? location.pathname));
  effect(() => {
    const title = read(current()?.title);
    document.title = title ? `${title} · Quartet` : 'Quartet';
  });
  mount(document.body, () => html`
    <a class="skip" href="#main">Skip to the content</a>
    ${when(() => !isNarrow(), () => sidebar(place))}
    ${topBar()}
    ${connection()}
    <main id="main" tabindex="-1" aria-busy=${() => (current() && !current().isWaiting ? null : 'true')}>
      ${match(() => current()?.view, view => view ?? null)}
    </main>
    ${dock(place)}`);
}

function topBar() {
  const crumbs = computed(() => read(current()?.crumbs) ?? []);
  const here = computed(() => (read(current()?.here) ?? []).map(member).filter(Boolean));
  return html`
    <header class="top">
      <nav aria-label="Breadcrumb" class="crumbs-at">
        <ol class="crumbs">${() => crumbs().map((crumb, at) => html`
          <li aria-current=${at === crumbs().length - 1 ? 'page' : null}>
            ${crumb.href && at < crumbs().length - 1 ? html`<a href=${crumb.href}>${crumb.text}</a>` : crumb.text}
          </li>`)}</ol>
      </nav>
      ${when(() => here().length, () => html`
        <div class="live" role="group" aria-label="Here now">${() => here().map(each => avatar(each))}</div>`)}
      <button type="button" class="btn quiet icon" aria-label="Switch theme" @click=${switchTheme}>
        ${icon('theme')}</button>
      ${match(() => current()?.actions, actions => actions?.() ?? null)}
    </header>`;
}

function dock(place) {
  const seldom = places().filter(each => each.isSeldom);
  return html`
    <nav class="dock" aria-label="Workspace, small screens">
      ${places().filter(each => !each.isSeldom).map(each => html`
        <a href=${each.href} aria-current=${() => (place() === each.href ? 'page' : null)}>
          ${icon(each.icon)}${each.text}${waitingAt(each)}</a>`)}
      <button type="button" @click=${() => openPalette()}>${icon('search')}Search</button>
      ${menuButton({
        content: [icon('more'), 'More'], look: '', side: 'end',
        here: () => (seldom.some(each => each.href === place()) ? 'true' : null),
        items: () => [...seldom, 'line', { text: 'Sign out', icon: 'power', run: leaveWorkspace }],
      })}
    </nav>`;
}
