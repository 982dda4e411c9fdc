// How the digest leaves the server: whether, from which address, by which program, and how it went last.

import { call, get } from '../api.js';
import { each, html, signal, when } from '../dom.js';
import { moment } from '../format.js';
import { edit } from '../outbox.js';
import { me, member, workspace } from '../session.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { adminField } from './field.js';

const STATES = { sent: ['Sent', ''], failed: ['Failed', 'bad'], begun: ['Leaving, or cut off', ''] };

export function mailCard() {
  const state = signal(null);
  const isSending = signal(false);
  const load = () => get('/api/digests').then(body => state.set(body), tell);
  const test = async () => {
    isSending.set(true);
    try {
      await call('POST', '/api/digests/tests', { body: {} });
      toast(`Handed over for ${me().email}`);
    } catch (error) {
      tell(error);
    }
    isSending.set(false);
  };
  const turn = event => {
    const box = event.currentTarget;
    const fields = { sendsDigests: box.checked };
    edit('workspace', workspace().id, fields, { says: box.checked ? 'Digests are sent' : 'No more digests are sent' })
      .catch(error => {
        box.checked = !box.checked;
        tell(error);
      });
  };
  load();
  return html`
    <section class="card" aria-labelledby="mail-h">
      <header><h2 id="mail-h">Mail</h2><p>For everybody in the company</p></header>
      <dl class="set">
        <div><dt>Digests<span class="hint">Each member says when and whether</span></dt>
          <dd><label class="check"><input type="checkbox" .checked=${() => workspace()?.sendsDigests} @change=${turn}>
            Send them</label></dd></div>
        <div><dt>From<span class="hint">The address that mail comes from</span></dt>
          <dd>${adminField('workspace', workspace, 'mailFrom', { label: 'From', empty: 'No address yet' })}</dd></div>
        <div><dt>Handed to<span class="hint">QUARTET_SENDMAIL and QUARTET_PUBLIC_URL of the server</span></dt>
          <dd>${() => state()?.program ?? '–'}${() => (state() && !state().url
            ? html`<span class="tag warn">The public address is not set: links may not open elsewhere</span>` : null)}
            <button type="button" class="btn line sm" aria-disabled=${() => String(isSending())}
              @click=${test}>Send me a test</button></dd></div>
      </dl>
      ${when(() => state()?.items.length, () => html`
        <table class="tbl">
          <caption class="vh">The last digests</caption>
          <thead><tr><th scope="col">Member</th><th scope="col">When</th><th scope="col">How it went</th></tr></thead>
          <tbody>${each(() => state().items, it => `${it.member} ${it.day}`, it => html`
            <tr><th scope="row">${() => member(it().member)?.name}</th><td>${() => moment(it().at)}</td>
              <td><span class=${() => ['tag', STATES[it().state][1]]}>${() => STATES[it().state][0]}</span>
                ${() => it().error}</td></tr>`)}</tbody>
        </table>`, () => html`<p class="foot">No digest was sent yet.</p>`)}
    </section>`;
}
