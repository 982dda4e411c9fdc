// The head of every tab of a plan: whose it is, what it is for, its facts, and the tabs.

import { isStaff } from '../access/rights.js';
import { html, when } from '../dom.js';
import { freshness } from '../alignment/freshness.js';
import { avatar } from '../elements/avatar.js';
import { logo } from '../accounts/logo.js';
import { dayWithYear, daysUntil, distance } from '../format.js';
import { PLAN_STATES } from '../kinds.js';
import { isOpen } from '../tasks/statuses.js';

const ACCESS = [['open', 'Open'], ['restricted', 'Restricted']];

/** A plan goes from draft to active to closed, and from closed back to active. */
const NEXT_STATES = { draft: ['draft', 'active'], active: ['active', 'closed'], closed: ['closed', 'active'] };

export function planHero(room, tab) {
  const edit = (field, options) => room.edit('plan', room.plan, field, options);
  const states = () => NEXT_STATES[room.plan()?.state ?? 'draft'].map(state => [state, PLAN_STATES[state].word]);
  const choice = (field, label, choices) => edit(field, { label, type: 'choice', choices, isRequired: true });
  const dayField = (field, label) => edit(field, { label, type: 'day', show: dayWithYear, empty: 'open' });
  const manager = () => room.member(room.account().generalManager);
  return html`
    <div class="hero">
      ${() => logo(room.account().name)}
      <div class="hero-t">
        <h1><a href=${() => `/accounts/${room.account().id}`}>${() => room.account().name}</a></h1>
        <div class="purpose">
          ${edit('purpose', { label: 'Purpose', type: 'lines', empty: 'Say what this plan is for' })}</div>
        <dl class="facts">
          ${when(manager, () => html`
            <div><dt>General manager</dt><dd>${() => avatar(manager(), 'xs')}${() => manager()?.name}</dd></div>`)}
          <div><dt>Plan</dt><dd>${edit('title', { label: 'Title', isRequired: true })}</dd></div>
          <div><dt>Period</dt>
            <dd>${dayField('start', 'First day')}<span>to</span>${dayField('end', 'Last day')}</dd></div>
          ${when(() => room.account().renewal, () => html`
            <div><dt>Renewal</dt><dd>${() => renewal(room.account().renewal)}</dd></div>`)}
          <div><dt>State</dt><dd>${choice('state', 'State', states)}</dd></div>
          <div><dt>Access</dt><dd>${choice('access', 'Access', ACCESS)}</dd></div>
          ${isStaff(room.me()) && html`<div><dt>Strategy</dt><dd>${freshness(room, 'strategy')}</dd></div>`}
        </dl>
      </div>
    </div>
    ${tabs(room, tab)}`;
}

const renewal = value => `${dayWithYear(value)}, ${daysUntil(value) < 0 ? 'passed' : distance(value)}`;

function tabs(room, current) {
  const open = () => room.tasks().filter(isOpen).length;
  const tab = (name, path, word, count) => html`
    <a href=${`/plans/${room.id}${path}`} aria-current=${() => (current() === name ? 'page' : null)}>
      ${word}${count}</a>`;
  return html`
    <nav class="tabs" aria-label="Plan">
      ${tab('plan', '', 'Plan')}
      ${tab('tasks', '/tasks', 'Tasks', html`${' '}<span class="n">${open}</span>`)}
      ${room.me().role !== 'guest' && tab('reviews', '/reviews', 'Reviews')}
      ${tab('history', '/history', 'History')}
    </nav>`;
}
