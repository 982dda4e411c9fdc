// How many answers wait for the member, beside the place where they are given.

import { html, when } from '../dom.js';
import { waitingCount } from '../home/mine.js';

export const waitingAt = place => (place.href === '/' ? when(waitingCount, () => html`
  <span class="n">${waitingCount}<span class="vh"> waiting for your answer</span></span>`) : null);
