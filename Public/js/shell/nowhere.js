// The screen for what cannot be shown: nothing there (for this member), or no line to ask.

import { ApiError, LineError } from '../api.js';
import { html } from '../dom.js';
import { icon } from '../elements/icon.js';

export function nowhere(error) {
  const isLine = error instanceof LineError || isUnfetched(error);
  const isBroken = !isLine && !isMissing(error);
  if (isBroken) reportError(error);
  const title = isLine ? 'Not opened here before' : isBroken ? 'This could not be shown' : 'Nothing here';
  return {
    title,
    crumbs: () => [{ text: title }],
    view: html`
      <div class="empty-state">
        ${icon(isLine ? 'alert' : 'search')}
        <h1>${title}</h1>
        <p>${explanation({ isLine, isBroken, error })}</p>
        <div class="acts">
          ${isLine || isBroken ? again() : null}
          <a class="btn quiet" href="/">Go to Home</a>
        </div>
      </div>`,
  };
}

const again = () => html`<button type="button" class="btn line" @click=${() => location.reload()}>Try again</button>`;

// A module that the line kept back; each browser has its own words for it.
const isUnfetched = error => error instanceof TypeError && /import|module/i.test(error.message);

const isMissing = error => error.message === 'nowhere'
  || (error instanceof ApiError && (error.status === 404 || error.status === 400));

function explanation({ isLine, isBroken, error }) {
  if (isLine) return 'There is no connection to the server, and this was never opened in this browser. What was, can be.';
  if (isBroken) return error.message;
  return 'This address leads nowhere, or to something you may not see.';
}
