// What is being written in a review reaches everybody while it is written: a first pause makes the record, later ones
// change it, and Enter ends it. Nobody else writes in it, so that nothing can clash.

import { onCleanup, signal } from '../dom.js';
import * as outbox from '../outbox.js';
import { peek } from '../store.js';
import { tell } from '../shell/tell.js';

const PAUSE = 600;
const AT_LATEST = 2500;

/** `item` reads the item that is written at. `draft()` is the id of what is being written, null while nothing is. */
export function writing(sheet, item) {
  const draft = signal(null);
  let at = null;           // { kind, item, id, text }: what the server has, or is about to
  let timer = null;
  let since = null;

  function put(kind, text) {
    clearTimeout(timer);
    timer = since = null;
    const words = text.trim();
    if (at && (at.kind !== kind || !words)) forget();
    if (!words || at?.text === words) return;
    if (!at) {
      const made = sheet.create(kind, { item: item.peek(), text: words }, '');
      made.done.catch(tell);
      at = { kind, id: made.id };
      draft.set(made.id);
    } else {
      outbox.edit(kind, at.id, { text: words }, { says: '' }).catch(tell);
    }
    at.text = words;
  }

  function forget() {
    if (peek(at.kind, at.id)) sheet.remove(at.kind, { id: at.id }, '');
    at = null;
    draft.set(null);
  }

  onCleanup(() => clearTimeout(timer));
  return {
    draft,
    /** To be called with every key. */
    write(kind, text) {
      since ??= performance.now();
      clearTimeout(timer);
      timer = setTimeout(put, Math.min(PAUSE, Math.max(0, since + AT_LATEST - performance.now())), kind, text);
    },
    /** It is said; answers the record's id, null where there were no words. */
    end(kind, text) {
      put(kind, text);
      const id = at?.id ?? null;
      at = null;
      draft.set(null);
      return id;
    },
  };
}
