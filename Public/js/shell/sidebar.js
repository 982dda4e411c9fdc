import { each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { logo } from '../accounts/logo.js';
import { myPlans } from '../home/mine.js';
import { current } from '../router.js';
import { isAdmin, me, team, workspace } from '../session.js';
import { record } from '../store.js';
import { switchTheme } from '../settings/preferences.js';
import { COMMAND, places } from './places.js';
import { leaveWorkspace, openPalette, showKeys } from './later.js';
import { waitingAt } from './waiting.js';

export function sidebar(place) {
  return html`
    <nav class="side" aria-label="Workspace">
      ${menuButton({ look: 'ws', items: workspaceMenu, content: html`
        <span class="mark" aria-hidden="true"></span><b>${() => workspace()?.name}</b>${icon('updown')}` })}
      <button type="button" class="find" @click=${() => openPalette()}>
        ${icon('search')}Search<kbd>${COMMAND}K</kbd></button>
      <ul class="nav">
        ${places().map(each => html`
          <li class=${each.isGroupStart && 'gap'}>
            <a href=${each.href} aria-current=${() => (place() === each.href ? 'page' : null)}>
              ${icon(each.icon)}${each.text}${waitingAt(each)}</a>
          </li>`)}
      </ul>
      ${when(() => myPlans().length, () => html`
        <h2 class="side-h" id="mine-h">My plans</h2>
        <ul class="nav pins" aria-labelledby="mine-h">
          ${each(myPlans, plan => plan.id, plan => pin(plan))}
        </ul>`, () => html`<div class="pins"></div>`)}
      <div class="me">
        ${() => avatar(me(), '')}
        <span><b>${() => me()?.name}</b><small>${() => team(me()?.team)?.name}</small></span>
      </div>
    </nav>`;
}

function pin(plan) {
  const account = () => record('account', plan().account);
  const isHere = () => current()?.path.startsWith(`/plans/${plan().id}`);
  return html`
    <li><a href=${() => `/plans/${plan().id}`} aria-current=${() => (isHere() ? 'true' : null)}>
      ${() => logo(account()?.name, 'sm')}<span>${() => account()?.name}</span></a></li>`;
}

const workspaceMenu = () => [
  isAdmin.peek() && { text: 'Invite people', icon: 'people', href: '/settings/members' },
  { text: 'Settings', icon: 'gear', href: '/settings' },
  { text: 'Keyboard shortcuts', icon: 'keyboard', run: showKeys, keys: '?' },
  { text: 'Switch theme', icon: 'theme', run: switchTheme },
  'line',
  { text: 'Sign out', icon: 'power', run: leaveWorkspace },
];
