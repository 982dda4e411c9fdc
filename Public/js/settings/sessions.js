// Where one is signed in, and the way to end it there.

import { call, get } from '../api.js';
import { each, html, signal, when } from '../dom.js';
import { ask } from '../elements/dialog.js';
import { moment } from '../format.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { longAgo } from './words.js';

/** { view, load }: load reads them anew. */
export function sessionsCard() {
  const sessions = signal(null);
  const load = () => get('/api/sessions').then(({ items }) => sessions.set(inOrder(items)), tell);
  const end = (path, says) => call('DELETE', path).then(() => { toast(says); return load(); }, tell);
  const endOthers = async () => {
    const isSure = await ask({
      title: 'Sign out everywhere else?', yes: 'Sign out there', isDanger: true,
      text: 'All browsers but this one will ask for the password again.',
    });
    if (isSure) await end('/api/sessions', 'Signed out everywhere else');
  };
  load();
  const view = html`
    <section class="card" aria-labelledby="sessions-h" aria-busy=${() => (sessions() ? null : 'true')}>
      <header><h2 id="sessions-h">Sessions</h2><p>Where you are signed in</p>
        ${when(() => sessions()?.length > 1, () => html`<div class="acts">
          <button type="button" class="btn line sm" @click=${endOthers}>Sign out everywhere else</button></div>`)}
      </header>
      <table class="tbl sessions">
        <caption class="vh">Your sessions</caption>
        <thead><tr><th scope="col">Browser</th><th scope="col" class="opt">Address</th><th scope="col">Last seen</th>
          <th scope="col"><span class="vh">End</span></th></tr></thead>
        <tbody>${each(() => sessions() ?? [], it => it.id, it => html`
          <tr>
            <th scope="row">${() => it().device}${' '}
              ${() => (it().current ? html`<span class="tag acc">This one</span>` : null)}
              <small class="place">${() => it().address}</small></th>
            <td class="opt">${() => it().address}</td>
            <td><time datetime=${() => it().lastSeenAt} title=${() => `since ${moment(it().createdAt)}`}>
              ${() => seen(it())}</time></td>
            <td class="r">${() => (it().current ? null : html`
              <button type="button" class="btn quiet sm" aria-label=${`End the session of ${it().device}`}
                @click=${() => end(`/api/sessions/${it.peek().id}`, 'Session ended')}>End</button>`)}</td>
          </tr>`)}</tbody>
      </table>
    </section>`;
  return { view, load };
}

const inOrder = items => items.toSorted((a, b) => b.current - a.current || b.lastSeenAt.localeCompare(a.lastSeenAt));

const seen = ({ current, lastSeenAt }) => (current ? 'now' : longAgo(lastSeenAt));
