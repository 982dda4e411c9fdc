// Switching a second factor on, step by step: one's password, a secret for the app on one's phone, a code that shows it
// works, and recovery codes, which are shown once.

import { post } from '../api.js';
import { html, match, signal, svg } from '../dom.js';
import { clearErrors, submission, valuesOf } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { qrModules } from '../elements/qr.js';
import { toast } from '../shell/toast.js';
import { codeField, focused } from './door.js';

/** Draws the steps; `done` is called when the codes were kept. `cancel`, where one may leave it. */
export function enrolment({ done, cancel = null }) {
  const step = signal({ name: 'password' });
  const steps = {
    password: () => passwordStep(made => step.set({ name: 'code', ...made }), cancel),
    code: ({ secret, link }) => codeStep(secret, link, codes => step.set({ name: 'codes', codes }), cancel),
    codes: ({ codes }) => recoveryCodes(codes, done),
  };
  return html`<div class="enrol">${match(step, now => steps[now.name](now))}</div>`;
}

/** A form of a few fields; what is wrong lands at them. */
export function stepForm({ fields, submit, save, cancel }) {
  const { send, isBusy, problem } = submission(form => {
    clearErrors(form);
    return save(valuesOf(form));
  });
  return html`
    <form class="form" method="post" @submit=${send}>
      ${fields}
      ${() => (problem() ? html`<p class="error" role="alert">${problem()}</p>` : null)}
      <div class="acts">
        ${cancel ? html`<button type="button" class="btn quiet" @click=${() => cancel()}>Cancel</button>` : null}
        <button class="btn primary" aria-disabled=${() => String(isBusy())}>${submit}</button></div>
    </form>`;
}

const passwordStep = (next, cancel) => stepForm({
  submit: 'Continue', cancel,
  fields: html`
    <p>You need an app that makes codes on your phone, such as those of your phone’s maker or of your password manager.</p>
    <label>Your password<input class="field" type="password" name="password" required autocomplete="current-password"
      maxlength="200" ${focused}></label>`,
  save: async ({ password = '' }) => next(await post('/api/second-factor', { password })),
});

/** Black on white whatever the theme, with the margin that cameras need. */
function qrCode(text, label) {
  const rows = qrModules(text);
  const path = rows.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + 4} ${y + 4}h1v1h-1z` : ''))).join('');
  const size = rows.length + 8;
  return svg`<svg class="qr" viewBox=${`0 0 ${size} ${size}`} role="img" aria-label=${label} shape-rendering="crispEdges">
    <rect width=${size} height=${size} fill="#fff"/><path d=${path} fill="#000"/></svg>`;
}

const inFours = secret => secret.match(/.{1,4}/g).join(' ');

const codeStep = (secret, link, next, cancel) => stepForm({
  submit: 'Switch on', cancel,
  fields: html`
    <p>Scan this with the app, or type the secret into it. Then give the code that it shows.</p>
    <div class="secret">
      ${qrCode(link, 'QR code of the secret, for the camera of your phone')}
      <dl><dt>Secret</dt><dd><code>${inFours(secret)}</code></dd>
        <dt>On this phone</dt><dd><a href=${link}>Open the app</a></dd></dl>
    </div>
    ${codeField('Six digits, another every thirty seconds.')}`,
  save: async ({ code = '' }) => next((await post('/api/second-factor/confirmations', { code })).codes),
});

/** The codes, once; `done` when they were kept. */
export function recoveryCodes(codes, done) {
  const text = codes.join('\n');
  const copy = () => navigator.clipboard.writeText(text).then(() => toast('Codes copied'), error => toast(error.message));
  const file = URL.createObjectURL(new Blob([`Recovery codes for Quartet at ${location.host}\n\n${text}\n`], { type: 'text/plain' }));
  return html`
    <div class="form">
      <p role="status"><b>Your second factor is on.</b> Keep these codes where your phone is not: each lets you in once when you
        have lost it. They are not shown again.</p>
      <ul class="codes">${codes.map(code => html`<li><code>${code}</code></li>`)}</ul>
      <div class="acts">
        <button type="button" class="btn line" @click=${copy}>${icon('copy')}Copy</button>
        <a class="btn line" href=${file} download="quartet-recovery-codes.txt">${icon('download')}Download</a>
        <button type="button" class="btn primary" @click=${() => { URL.revokeObjectURL(file); done(); }} ${focused}>
          I have kept them</button>
      </div>
    </div>`;
}
