// What changed on a plan between two moments of its history, in words; what reviews themselves left is not news.

import { get } from '../api.js';
import { each, html, match, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { day, dayOf, many } from '../format.js';
import { line } from '../journal/feed.js';
import { tryAgain } from '../shell/part.js';

const NOT_NEWS = new Set(['review', 'agendaItem', 'reviewNote', 'decision', 'comment', 'reaction', 'notification']);
const PAGE = 200;

/** `range` reads { since, until }, the seqs after which and up to which; `until` may be missing. */
export function changesBetween(room, range) {
  return match(range, it => (it?.since === undefined || it.since === null ? null : list(room, it)));
}

function list(room, { since, until }) {
  const changes = signal(null);
  const failed = signal(false);
  const read = async () => {
    failed.set(false);
    const query = new URLSearchParams({ plan: room.id, since, limit: PAGE, ...(until && { until }) });
    try {
      const { items } = await get(`/api/changes?${query}`);
      changes.set(items.filter(it => !NOT_NEWS.has(it.kind)));
    } catch {
      failed.set(true);
    }
  };
  read();
  return html`
    ${when(failed, () => tryAgain('What changed could not be read.', read))}
    ${when(() => changes()?.length === 0, () => html`<p class="sub">Nothing on the plan has changed since.</p>`)}
    ${when(() => changes()?.length, () => html`
      <p class="sub">${() => `${many(changes().length, 'change')}, the newest first`}</p>
      <ol class="since">${each(changes, it => it.seq, it => html`
        <li>${() => avatar(room.names.person(it().actor), 'xs')}
          <p>${() => line(it(), room.names)}</p><time>${() => day(dayOf(it().at))}</time></li>`)}</ol>`)}`;
}
