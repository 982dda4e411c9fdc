// Where an invitation leads: the invited member chooses a password and is in.

import { post } from '../api.js';
import { html, signal, when } from '../dom.js';
import { enter } from '../session.js';
import { codeField, doorForm, newPassword, showDoor, tokenInAddress } from './door.js';

export async function open() {
  const token = tokenInAddress();
  const found = await post('/api/invitations/lookup', { token }).catch(error => ({ error }));
  showDoor('Join', () => (found.error ? invalid(found.error) : form(token, found)));
}

const OVER = 'It was used, or it is too old. Ask who sent it for another one.';

const invalid = error => html`
  <section class="card"><h1>This link does not work any more</h1>
    <p class="sub">${error.status === 404 ? OVER : error.message}</p>
    <a class="btn line" href="/signin">Sign in</a></section>`;

function form(token, { name, email, workspace, isReset }) {
  const needsCode = signal(false);
  const send = async ({ password = '', code }) => {
    try {
      location.replace(enter(await post('/api/invitations/accept', { token, password, code })));
    } catch (error) {
      if (error.needs === 'code') needsCode.set(true);
      throw error;
    }
  };
  return html`
    <section class="card" aria-labelledby="join-h">
      <h1 id="join-h">${isReset ? 'Choose a new password' : `Join ${workspace}`}</h1>
      <p class="sub">${isReset ? 'For ' : 'You were invited as '}<b>${name}</b>${isReset ? `, ${workspace}` : ''}.</p>
      ${doorForm({ submit: isReset ? 'Set password' : 'Join', send, fields: html`
        <label>E-mail<input class="field" type="email" .value=${email} readonly autocomplete="username"></label>
        ${newPassword()}
        ${when(needsCode, codeField)}` })}
    </section>`;
}
