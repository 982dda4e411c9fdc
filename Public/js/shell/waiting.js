// How much waits for the member, beside the place where it is seen to: answers at Home, what is not read in the inbox.

import { html, when } from '../dom.js';
import { waitingCount } from '../home/mine.js';
import { unread } from '../inbox/notices.js';

const MOST = 99;
const unreadCount = () => (unread().length > MOST ? `${MOST}+` : unread().length);
const COUNTS = { '/': [waitingCount, ' waiting for your answer'], '/inbox': [unreadCount, ' not read'] };

export function waitingAt({ href }) {
  const [count, words] = COUNTS[href] ?? [];
  return count ? when(count, () => html`<span class="n">${count}<span class="vh">${words}</span></span>`) : null;
}
