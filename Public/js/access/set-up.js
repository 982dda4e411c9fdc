// The first page of an empty installation, opened by the one-time link that the server prints.

import { get, post } from '../api.js';
import { html } from '../dom.js';
import { ownZone, zones } from '../elements/zones.js';
import { enter } from '../session.js';
import { doorForm, newPassword, showDoor, tokenInAddress } from './door.js';

const USUAL = ['EUR', 'USD', 'GBP', 'CHF', 'SEK', 'NOK', 'DKK', 'PLN', 'CZK', 'JPY', 'CNY', 'INR', 'AUD', 'CAD', 'BRL'];

export async function open() {
  const isOpen = (await get('/api/setup').catch(() => null))?.open;
  const token = tokenInAddress();
  showDoor('Set up', () => (isOpen && token ? form(token) : closed()));
}

const closed = () => html`
  <section class="card"><h1>This workspace is set up</h1>
    <p class="sub">The link worked once. Sign in to go on.</p>
    <a class="btn primary" href="/signin">Sign in</a></section>`;

function form(token) {
  const names = new Intl.DisplayNames(navigator.language, { type: 'currency' });
  const currencies = [...new Set([...USUAL, ...Intl.supportedValuesOf('currency')])];
  const send = async values => {
    location.replace(enter(await post('/api/setup', { ...values, token })));
  };
  return html`
    <section class="card" aria-labelledby="set-up-h">
      <h1 id="set-up-h">Set up Quartet</h1>
      <p class="sub">The workspace is your company’s. You become its first admin; teams and members come after.</p>
      ${doorForm({ submit: 'Create workspace', send, fields: html`
        <label>Workspace
          <input class="field" name="workspace" required maxlength="80" autocomplete="organization" autofocus></label>
        <div class="pair">
          <label>Currency<select class="field" name="currency">${currencies.map(code => html`
            <option value=${code}>${code}, ${names.of(code)}</option>`)}</select></label>
          <label>Time zone<select class="field" name="timeZone">${zones().map(each => html`
            <option ?selected=${each === ownZone()}>${each}</option>`)}</select></label>
        </div>
        <label>Your name<input class="field" name="name" required maxlength="80" autocomplete="name"></label>
        <label>Your e-mail
          <input class="field" type="email" name="email" required maxlength="254" autocomplete="username"></label>
        ${newPassword()}` })}
    </section>`;
}
