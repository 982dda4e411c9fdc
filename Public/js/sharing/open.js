// Where a link leads: the parts of a plan that somebody chose to show, read again now and then while they are looked at.
// There is no session here and nothing is kept, so that this page knows no more than it shows.

import { get, LineError, post } from '../api.js';
import { html, match, mount, signal, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { keepTime, moment, useSettings } from '../format.js';
import { sharedView } from './view.js';

const AGAIN_AFTER = 5 * 60_000;
const GONE = 'This link is not valid any more. Ask who sent it for a new one.';

const address = `/api/shared/${encodeURIComponent(location.pathname.split('/')[2] ?? '')}`;

/** "reading", "open", "locked", "gone" or "line": what stands on the page. */
const state = signal('reading');
const page = signal(null);
/** Why what is shown may be old, if it may. */
const notice = signal(null);

async function read() {
  try {
    const found = await get(address);
    useSettings({ currency: found.currency });
    page.set(found);
    notice.set(null);
    state.set('open');
    document.title = `${found.customer} and ${found.company}, ${found.title}`;
  } catch (error) {
    refused(error);
  }
}

function refused(error) {
  if (error.status === 403) return state.set('locked');
  if (error.status === 404) {
    page.set(null);
    document.title = 'A link that is not valid any more';
    return state.set('gone');
  }
  const text = error instanceof LineError ? 'There is no connection at the moment.' : error.message;
  notice.set(text);
  if (!page.peek()) state.set('line');
}

const SIDES = {
  reading: () => null,
  open: () => html`
    ${when(notice, () => html`<p class="shared-note" role="status">${notice} What is shown may be out of date.</p>`)}
    ${match(page, found => found && sharedView(found, { actions: printButton(), asOf: moment(found.asOf) }))}`,
  locked: () => html`
    <div class="shared-door"><section class="card" aria-labelledby="locked-h">
      <h1 id="locked-h">${icon('lock')}This page has a password</h1>
      <p class="sub">Whoever sent you the link can tell it to you.</p>
      ${unlocking()}
    </section></div>`,
  gone: () => html`
    <div class="shared-door"><section class="card"><h1>This page is closed</h1><p>${GONE}</p></section></div>`,
  line: () => html`
    <div class="shared-door"><section class="card"><h1>The page could not be read</h1><p>${notice}</p>
      <button type="button" class="btn line" @click=${read}>Try again</button></section></div>`,
};

const printButton = () => html`
  <button type="button" class="btn line" @click=${() => print()}>${icon('print')}Print</button>`;

function unlocking() {
  const isBusy = signal(false);
  const problem = signal(null);
  const send = async event => {
    event.preventDefault();
    const field = event.currentTarget.elements.password;
    if (isBusy.peek() || !field.value) return;
    isBusy.set(true);
    problem.set(null);
    try {
      await post(`${address}/unlock`, { password: field.value });
      await read();
    } catch (error) {
      if (error.status === 404) refused(error);
      problem.set(error.message);
      field.select();
    } finally {
      isBusy.set(false);
    }
  };
  return html`
    <form class="form" method="post" @submit=${send}>
      <label>Password<input class="field" type="password" name="password" required maxlength="200" autofocus
        autocomplete="off" aria-invalid=${() => (problem() ? 'true' : null)} aria-describedby="problem"></label>
      <p class="error" role="alert" id="problem">${problem}</p>
      <button class="btn primary" aria-disabled=${isBusy}>Open</button>
    </form>`;
}

const lookAgain = () => {
  if (document.visibilityState === 'visible' && state.peek() !== 'gone') read();
};

mount(document.body, () => html`<main id="main" class="shared">${match(state, name => SIDES[name]())}</main>`);
keepTime();
await read();
setInterval(lookAgain, AGAIN_AFTER);
document.addEventListener('visibilitychange', lookAgain);
