// What a member wishes to be told by e-mail, and of which plans little; and for admins, how mail leaves the server.

import { get } from '../api.js';
import { each, html, when } from '../dom.js';
import { edit as editor } from '../elements/edit.js';
import { isMuted, setMuted, wish } from '../inbox/deeds.js';
import { create, edit } from '../outbox.js';
import { isAdmin, me, workspace } from '../session.js';
import { tell } from '../shell/tell.js';
import { put, record } from '../store.js';
import { mailCard } from './mail.js';

const DIGESTS = [['off', 'Never'], ['whenSomething', 'When there is something new'], ['daily', 'Every day']];
const HOURS = Array.from({ length: 24 }, (_, hour) => [hour, `${String(hour).padStart(2, '0')}:00`]);

export function notificationsPage() {
  load().catch(tell);
  const mine = field => wish()?.[field] ?? { digest: 'whenSomething', digestHour: 7 }[field];
  const line = (field, label, hint, choices) => html`
    <div><dt>${label}<span class="hint">${hint}</span></dt><dd>${editor({
      label, choices, type: 'choice', isRequired: true, of: { kind: 'preference', field },
      read: () => mine(field), save: value => save({ [field]: value }, `${label} changed`),
    })}</dd></div>`;
  const muted = () => wish()?.mutedPlans ?? [];
  return [html`
    <section class="card" aria-labelledby="not-h">
      <header><h2 id="not-h">Notifications</h2><p>For you, wherever you sign in</p></header>
      <dl class="set">
        ${line('digest', 'Digest by e-mail', () => (workspace()?.sendsDigests
          ? 'What is new in your inbox, once a day' : 'This workspace sends none at the moment'), DIGESTS)}
        ${line('digestHour', 'Not before', 'By your own clock', HOURS)}
        <div><dt>Muted plans<span class="hint">Of these you are told only when a task is given to you, and when you are
          mentioned. Mute a plan from your inbox.</span></dt>
          <dd>${when(() => muted().length, () => html`
            <ul class="muted">${each(muted, id => id, id => mutedPlan(id))}</ul>`, () => html`<span class="off">None</span>`)}
          </dd></div>
      </dl>
    </section>`, when(isAdmin, mailCard)];
}

/** The wishes of old, and what the muted plans are called. */
async function load() {
  const { items } = await get('/api/preferences');
  put('preference', items);
  const plans = await Promise.all(items.flatMap(it => it.mutedPlans)
    .map(id => get(`/api/plans/${id}`).catch(() => null)));
  put('plan', plans.filter(Boolean));
  const accounts = new Set(plans.filter(Boolean).map(plan => plan.account));
  put('account', (await Promise.all([...accounts].map(id => get(`/api/accounts/${id}`).catch(() => null)))).filter(Boolean));
}

function save(fields, says) {
  if (wish()) return edit('preference', wish().id, fields, { says });
  return create('preference', { member: me().id, ...fields }, { says }).done;
}

function mutedPlan(id) {
  const plan = () => record('plan', id());
  const name = () => record('account', plan()?.account)?.name;
  return html`
    <li ?hidden=${() => !plan() || !isMuted(id())}><a href=${() => `/plans/${id()}`}>${name}, ${() => plan()?.title}</a>
      <button type="button" class="btn quiet sm" @click=${() => setMuted(id.peek(), false, name())}>Tell me again</button>
    </li>`;
}
