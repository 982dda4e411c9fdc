import { html } from '../dom.js';
import { zones } from '../elements/zones.js';
import { isAdmin, workspace } from '../session.js';
import { adminField } from './field.js';
import { weightsCard } from './weights.js';

const monthName = new Intl.DateTimeFormat(navigator.language, { month: 'long', timeZone: 'UTC' });
const MONTHS = Array.from({ length: 12 }, (_, month) => [month + 1, monthName.format(Date.UTC(2026, month, 1))]);
const zoneChoices = () => zones().map(zone => [zone, zone.replaceAll('_', ' ')]);

function currencies() {
  const names = new Intl.DisplayNames(navigator.language, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map(code => [code, `${code}, ${names.of(code)}`]);
}

export function workspacePage() {
  const line = (field, label, hint, options) => html`
    <div><dt>${label}<span class="hint">${hint}</span></dt>
      <dd>${adminField('workspace', workspace, field, { label, isRequired: true, ...options })}</dd></div>`;
  return [html`
    <section class="card" aria-labelledby="ws-h">
      <header><h2 id="ws-h">Workspace</h2>
        <p>${() => (isAdmin() ? 'For everybody in the company' : 'An admin can change these')}</p></header>
      <dl class="set">
        ${line('name', 'Name', 'Your company’s', {})}
        ${line('currency', 'Currency', 'All money is kept in it', { type: 'choice', choices: currencies })}
        ${line('fiscalYearStart', 'Fiscal year starts in', 'New plans take their period from it',
          { type: 'choice', choices: MONTHS })}
        ${line('timeZone', 'Time zone', 'Decides which day it is for shared figures',
          { type: 'choice', choices: zoneChoices })}
      </dl>
    </section>`, weightsCard()];
}
