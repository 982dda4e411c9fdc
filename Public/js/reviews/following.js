// Whose screen shows what in a review: everybody's follows the leader's, unless they look on their own for a while.

import { computed, effect, onCleanup, signal, untrack } from '../dom.js';
import { me } from '../session.js';
import { here, places } from '../stream.js';

const TELL_AGAIN = 3000;

/**
 * `shown()` is the id of the item on this screen. The leader's moves are everybody's; `go(id)` of anybody else leaves
 * the leader, `rejoin()` comes back. `present()` are the ids of those who have the review on their screens.
 */
export function following(room, sheet) {
  const prefix = `review:${sheet.id}/`;
  const inReview = computed(() => places(room.id).filter(it => it.place.startsWith(prefix)));
  const isLeading = () => sheet.review()?.leader === me().id;
  const known = id => sheet.items().some(it => it.id === id);
  const first = () => (sheet.items().find(it => !it.done) ?? sheet.items().at(-1))?.id ?? null;

  // Where the leader was last: who hides the window for a moment takes nobody along.
  const led = computed(last => {
    const place = inReview().find(it => it.doing === 'leading' && it.member === sheet.review()?.leader)?.place;
    const id = place?.slice(prefix.length);
    return known(id) ? id : known(last) ? last : null;
  });
  const own = signal(null);
  const isAway = signal(false);
  const shown = computed(() => {
    const mine = isLeading() || isAway() ? own() : led();
    // A leader who has not moved yet follows nobody: not what they told of themselves, either, when half the agenda was there.
    return known(mine) ? mine : (isLeading() ? null : led()) ?? first();
  });

  const isTyping = signal(false);
  const tell = () => {
    const id = shown();
    if (!sheet.isOpen() || !id) return;
    here(room.id, prefix + id, isTyping() ? 'typing' : undefined);
    here(room.id, isLeading() ? prefix + id : '', 'leading');
  };
  effect(tell);
  // A field that is edited takes this page's place, and leaves none when it is closed.
  const again = setInterval(() => document.activeElement?.closest('.edit-open') || untrack(tell), TELL_AGAIN);
  // Who takes the lead goes on from where everybody is, once: later, that is what they told of themselves.
  let hasLead = false;
  effect(() => {
    const isTaken = isLeading() && !hasLead;
    hasLead = isLeading();
    if (!isTaken) return;
    untrack(() => {
      if (!known(own.peek())) own.set(led.peek());
      isAway.set(false);
    });
  });
  onCleanup(() => {
    clearInterval(again);
    here(room.id, '');
    here(room.id, '', 'leading');
  });

  return {
    shown, led, isLeading, isAway, isTyping,
    leader: () => room.member(sheet.review()?.leader),
    present: computed(() => [...new Set(inReview().map(it => it.member))]),
    isWriting: (member, item) =>
      inReview().some(it => it.member === member && it.doing === 'typing' && it.place === prefix + item),
    writers: item => inReview().filter(it => it.doing === 'typing' && it.place === prefix + item && it.member !== me().id)
      .map(it => it.member),
    go(id) {
      if (!known(id)) return;
      own.set(id);
      if (!isLeading()) isAway.set(id !== led.peek());
    },
    rejoin: () => isAway.set(false),
  };
}
