// One's own second factor: switching it on and off, and the codes for when the phone is lost.

import { call, get, post } from '../api.js';
import { html, match, signal } from '../dom.js';
import { codeField } from '../access/door.js';
import { enrolment, recoveryCodes, stepForm } from '../access/second-factor.js';
import { many, moment } from '../format.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';

export function secondFactorCard() {
  const state = signal(null);
  // What is being done: null, "on", "renew", "off", or new codes to be kept.
  const doing = signal(null);
  const load = () => get('/api/second-factor').then(found => state.set(found), tell);
  const rest = () => { doing.set(null); return load(); };
  load();
  const steps = {
    on: () => enrolment({ done: rest, cancel: rest }),
    renew: () => stepForm({
      submit: 'Make new codes', cancel: rest, fields: [html`<p>Those you have now will not work any more.</p>`, codeField()],
      save: async ({ code = '' }) => doing.set((await post('/api/second-factor/recovery-codes', { code })).codes),
    }),
    off: () => stepForm({
      submit: 'Switch off', cancel: rest, fields: [html`<p>From then on your password alone lets you in.</p>`, codeField()],
      save: async ({ code = '' }) => {
        await call('POST', '/api/second-factor/removals', { body: { code } });
        toast('Second factor switched off');
        await rest();
      },
    }),
  };
  const draw = now => (Array.isArray(now) ? recoveryCodes(now, rest) : steps[now]?.() ?? null);
  return html`
    <section class="card factor" aria-labelledby="factor-h" aria-busy=${() => (state() ? null : 'true')}>
      <header><h2 id="factor-h">Second factor</h2><p>A code from your phone</p></header>
      ${() => (doing() ? null : overview(state(), step => doing.set(step)))}
      <div class="step" ?hidden=${() => !doing()}>${match(doing, draw)}</div>
    </section>`;
}

function overview(state, begin) {
  if (!state) return html`<p class="foot">…</p>`;
  const { isOn, since, codesLeft, isRequired } = state;
  const button = (step, text, look = 'line') => html`
    <button type="button" class="btn ${look} sm" @click=${() => begin(step)}>${text}</button>`;
  if (!isOn) {
    return html`<div class="foot"><span>It is off: whoever knows your password gets in.</span>
      <span class="end acts">${button('on', 'Switch on')}</span></div>`;
  }
  return html`
    <dl class="set">
      <div><dt>State</dt><dd><span class="tag acc">On</span> since ${moment(since)}
        ${isRequired ? html`<span class="hint">Admins of this workspace need one</span>` : button('off', 'Switch off', 'quiet')}</dd></div>
      <div><dt>Recovery codes<span class="hint">For when your phone is lost</span></dt>
        <dd><span class=${codesLeft < 3 ? 'error' : null}>${codesLeft ? `${many(codesLeft, 'code')} left` : 'None left'}</span>
          ${button('renew', 'Make new ones')}</dd></div>
    </dl>`;
}
