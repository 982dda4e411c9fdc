// What a notice speaks of may never have been opened here: what comes with the stream is read by itself.

import { get } from '../api.js';
import { effect, untrack } from '../signals.js';
import { need } from '../home/fill.js';
import { put, record } from '../store.js';
import { accountOf } from './words.js';

/** While the surrounding scope lives, reads what the notices speak of. */
export function fillIn(notices) {
  effect(() => {
    for (const notice of notices()) {
      const { plan, about, cause, seq } = notice;
      const [kind, id] = about.split(':');
      const known = record(kind, id);
      const account = accountOf(notice);
      const further = kind === 'comment' && known?.about?.split(':');
      untrack(() => {
        need('plan', plan);
        need('account', account);
        need(kind, id);
        if (further) need(...further);
        if (cause === 'replied') replies(id, seq);
      });
    }
  });
}

const asked = new Set();

/** What was said last of a conversation, each time that more was said. */
async function replies(thread, seq) {
  if (asked.has(`${thread} ${seq}`)) return;
  asked.add(`${thread} ${seq}`);
  const found = await get(`/api/comments?parent=${thread}&sort=-createdAt&limit=1`).catch(() => null);
  if (found) put('comment', found.items);
}
