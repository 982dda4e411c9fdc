// What changed on a plan between two moments of its history, in words; what reviews themselves left is not news.

import { get } from '../api.js';
import { each, html, match, signal, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { day, dayOf, many } from '../format.js';
import { line } from '../journal/feed.js';
import { tryAgain } from '../shell/part.js';

const NOT_NEWS = new Set(['review', 'agendaItem', 'reviewNote', 'decision', 'comment', 'reaction', 'notification']);
const PAGE = 200;
const SHOWN = 20;

/** `range` reads { since, until }, the seqs after which and up to which; `until` may be missing. */
export function changesBetween(room, range) {
  const key = () => {
    const { since, until } = range();
    return since === undefined || since === null ? '' : `${since} ${until ?? ''}`;
  };
  return match(key, it => {
    if (!it) return null;
    const [since, until] = it.split(' ');
    return list(room, { since, until });
  });
}

function list(room, { since, until }) {
  const changes = signal(null);
  const failed = signal(false);
  const isWhole = signal(false);
  const shown = () => (isWhole() ? changes() : changes().slice(0, SHOWN));
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
      <ol class="since">${each(shown, it => it.seq, it => html`
        <li>${() => avatar(room.names.person(it().actor), 'xs')}
          <p>${() => line(it(), room.names)}</p><time>${() => day(dayOf(it().at))}</time></li>`)}</ol>
      ${when(() => shown().length < changes().length, () => html`
        <button type="button" class="btn quiet" @click=${() => isWhole.set(true)}>Show all ${() => changes().length}</button>`)}`)}`;
}
