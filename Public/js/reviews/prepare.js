// A review before it begins: when, who leads, and the agenda as it would be today, to be added to and put in order.

import { html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { go } from '../router.js';
import { tell } from '../shell/tell.js';
import { agendaEditor } from './agenda.js';
import { reviewTalk } from './comments.js';
import { scheduleReview } from './schedule.js';
import { sizeInWords, startInWords, TYPES } from './causes.js';

export function preparation(room, sheet) {
  const review = () => sheet.review();
  const leader = () => room.member(review()?.leader);
  const start = () => sheet.act('openings', {}, 'Review begun').catch(tell);
  const cancel = () => {
    go(`/plans/${room.id}/reviews`);
    room.remove('review', review(), 'Review cancelled');
  };
  return html`
    <div class="review-page">
      <header class="review-h">
        <p class="k">${() => TYPES[review()?.type]}</p>
        <h1>${() => review()?.title}</h1>
        <p class="facts-l">${icon('cal')}${() => startInWords(review())}
          ${() => avatar(leader(), 'xs')}${() => (leader() ? `${leader().name} leads` : 'nobody leads yet')}</p>
        <div class="acts">
          ${when(sheet.canRun, () => html`
            <button type="button" class="btn primary" @click=${start}>${icon('play')}Start the review</button>
            <button type="button" class="btn line" @click=${() => scheduleReview(room, review())}>Change</button>
            <button type="button" class="btn quiet" @click=${cancel}>Cancel it</button>`)}
        </div>
      </header>
      <section class="card" aria-labelledby="agenda-h">
        <header><h2 id="agenda-h">Agenda</h2>
          <p>${() => (sheet.agenda().length ? `${sizeInWords(sheet.agenda())}, as it would be today` : 'As it would be today')}</p></header>
        ${agendaEditor(room, sheet)}
      </section>
      ${reviewTalk(room, sheet)}
    </div>`;
}
