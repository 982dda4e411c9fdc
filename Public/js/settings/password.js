// Another password for oneself.

import { call } from '../api.js';
import { html, signal } from '../dom.js';
import { newPassword, passwordField } from '../access/door.js';
import { stepForm } from '../access/second-factor.js';
import { me } from '../session.js';
import { toast } from '../shell/toast.js';

/** `changed` is called when the other sessions have ended. */
export function passwordCard(changed) {
  const isOpen = signal(false);
  const close = () => isOpen.set(false);
  const form = () => stepForm({
    submit: 'Change password', cancel: close,
    fields: html`
      <input class="vh" type="email" autocomplete="username" .value=${me()?.email} readonly tabindex="-1" aria-hidden="true">
      ${passwordField('Current password', 'current', 'current-password')}
      ${newPassword('New password')}`,
    save: async ({ current = '', password = '' }) => {
      await call('POST', '/api/password-changes', { body: { current, password } });
      close();
      toast('Password changed; you were signed out everywhere else');
      changed();
    },
  });
  return html`
    <section class="card" aria-labelledby="password-h">
      <header><h2 id="password-h">Password</h2><p>Changing it signs you out everywhere else</p>
        <div class="acts"><button type="button" class="btn line sm" ?hidden=${isOpen} @click=${() => isOpen.set(true)}>
          Change password</button></div></header>
      ${() => (isOpen() ? html`<div class="step">${form()}</div>` : null)}
    </section>`;
}
