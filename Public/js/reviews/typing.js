// Who is writing a comment at this moment, and telling the others that one is.

import { html } from '../dom.js';
import { list } from '../format.js';

const IDLE_AFTER = 6000;

const placeOf = about => `comments:${about ?? 'plan'}`;

/** `hear()` at each letter; `rest()` once the words are sent or left. */
export function typing(room, about) {
  let timer = null;
  const rest = () => {
    if (timer === null) return;
    clearTimeout(timer);
    timer = null;
    room.here();
  };
  return {
    rest,
    hear() {
      if (timer === null) room.here(placeOf(about()), 'typing');
      clearTimeout(timer);
      timer = setTimeout(rest, IDLE_AFTER);
    },
  };
}

/** "Vera is typing", while others are. */
export function typingNow(room, about) {
  const who = () => [...new Set(room.places()
    .filter(it => it.doing === 'typing' && it.place === placeOf(about()) && it.member !== room.me().id)
    .map(it => room.names.member(it.member)?.split(' ')[0]).filter(Boolean))];
  const words = () => (who().length ? `${list(who())} ${who().length === 1 ? 'is' : 'are'} typing` : '');
  return html`<p class="typing" role="status">${words}</p>`;
}
