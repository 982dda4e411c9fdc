// The screen of one review: prepared before it begins, held on the whole screen, kept when it has ended.

import { computed, effect, html, match, onCleanup } from '../dom.js';
import { openRoom } from '../plans/room.js';
import { planSkeleton } from '../plans/skeleton.js';
import { go, query, withQuery } from '../router.js';
import { tell } from '../shell/tell.js';
import { styles } from '../styles.js';
import { reviewMode } from './mode.js';
import { follow } from './places.js';
import { preparation } from './prepare.js';
import { reviewRecord } from './record.js';
import { openSheet } from './sheet.js';

const dressed = styles('plan', 'alignment', 'drift', 'evidence', 'work', 'requests', 'reviews', 'review-mode');

export const key = params => `review ${params.review}`;
export const skeleton = planSkeleton;

export async function load(params) {
  const room = openRoom(params().id);
  const sheet = openSheet(room, params().review);
  const reading = room.isReady() ? void room.load().catch(tell) : room.load();
  await Promise.all([reading, sheet.load(), dressed]);
  return { room, sheet };
}

export function screen(params, { room, sheet }) {
  const address = `/plans/${room.id}/reviews`;
  const state = () => sheet.review()?.state ?? 'gone';
  // Nothing stands around one that is held.
  effect(() => { document.body.classList.toggle('whole', state() === 'open'); });
  onCleanup(() => document.body.classList.remove('whole'));
  effect(() => { if (state() === 'gone') go(address, { replace: true }); });
  const named = computed(() => query().get('comment'));
  const setSearch = change => go(withQuery(params.peek(), change), { replace: true });
  effect(() => { if (named()) follow(room, named(), setSearch).catch(tell); });
  const draws = { scheduled: preparation, open: reviewMode, closed: reviewRecord };
  return {
    title: () => `${sheet.review()?.title ?? 'Review'}, ${room.account().name}`,
    crumbs: () => [
      { text: room.account().name, href: `/accounts/${room.account().id}` },
      { text: `${room.plan()?.title} plan`, href: `/plans/${room.id}` },
      { text: 'Reviews', href: address },
      { text: sheet.review()?.title ?? 'Review' },
    ],
    here: room.present,
    readAgain: () => Promise.all([room.load(), sheet.load()]),
    view: html`<div>${match(state, name => draws[name]?.(room, sheet, address) ?? null)}</div>`,
  };
}
