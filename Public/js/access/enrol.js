// Where an admin is led who has to set up a second factor before they may do anything else.

import { call } from '../api.js';
import { html } from '../dom.js';
import { styles } from '../styles.js';
import { showDoor } from './door.js';
import { enrolment } from './second-factor.js';

const dressed = styles('security');

export async function open() {
  const leave = () => call('DELETE', '/api/session').finally(() => location.replace('/signin'));
  await dressed;
  await showDoor('Second factor', () => html`
    <section class="card" aria-labelledby="enrol-h">
      <h1 id="enrol-h">Set up a second factor</h1>
      <p class="sub">Admins of this workspace need one: a code from your phone, asked for after your password.</p>
      ${enrolment({ done: () => location.replace('/'), cancel: leave })}
    </section>`);
}
