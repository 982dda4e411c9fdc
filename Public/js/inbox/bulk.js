// What can be done with the selected notices at once.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { moment } from '../format.js';
import { peek, record } from '../store.js';
import { isMuted, moments, putOff, setMuted, setRead } from './deeds.js';

/** Those that are selected, of which some may have gone meanwhile. */
export const chosenIn = select => select.ids().map(id => peek('notification', id)).filter(Boolean);

export function noticeBulk(select) {
  const chosen = () => chosenIn(select);
  const act = work => {
    work(chosen());
    select.clear();
  };
  const isAllRead = () => select.ids().every(id => record('notification', id)?.readAt);
  const plans = () => [...new Set(chosen().map(it => it.plan).filter(Boolean))].filter(plan => !isMuted(plan));
  const mute = () => act(() => {
    for (const plan of plans()) setMuted(plan, true, record('account', record('plan', plan)?.account)?.name ?? 'The plan');
  });
  return html`
    <div class="bulk" role="toolbar" aria-label="Selected notices" ?hidden=${() => select.size() === 0}>
      <span class="ct" role="status"><b>${() => `${select.size()} selected`}</b></span>
      <button type="button" class="btn quiet sm" @click=${() => {
        const isBack = isAllRead();
        act(all => setRead(all, !isBack, isBack ? 'Not read' : 'Read'));
      }}>${icon('yes')}${() => (isAllRead() ? 'Not read' : 'Mark as read')}</button>
      ${menuButton({
        content: [icon('clock'), 'Put off'], look: 'btn quiet sm',
        items: () => moments().map(choice => ({
          text: choice.text, keys: moment(choice.at), run: () => act(all => putOff(all, choice)),
        })),
      })}
      <button type="button" class="btn quiet sm" @click=${mute}>${icon('pause')}Mute the plans</button>
      <button type="button" class="btn quiet sm icon" aria-label="Clear the selection" @click=${select.clear}>
        ${icon('x')}</button>
    </div>`;
}
