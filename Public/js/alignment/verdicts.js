// A team's verdict on the plan, in words and by shape: what it said, and whether the plan is still what it spoke of.

import { html } from '../dom.js';
import { icon } from '../elements/icon.js';
import { day, dayOf } from '../format.js';

export const VERDICTS = {
  agreed: { word: 'Agreed', icon: 'yes', said: 'agreed' },
  concerns: { word: 'Concerns', icon: 'asked', said: 'signed with concerns' },
  disagreed: { word: 'Disagreed', icon: 'no', said: 'disagreed' },
};

/** "June Lindqvist, 2 Nov"; of a team that has not signed, who could. */
export const signedInWords = ({ signedAt }, name) =>
  [name ?? 'No representative', signedAt && day(dayOf(signedAt))].filter(Boolean).join(', ');

const UNSIGNED = { word: 'Not signed', icon: 'none' };

/** What stands beside a team: its verdict, or that it no longer holds. `signOff` is one of the reading's. */
export function verdictMark(signOff) {
  if (!signOff?.verdict) return mark('unsigned', UNSIGNED);
  const verdict = VERDICTS[signOff.verdict];
  if (!signOff.isStale) return mark(signOff.verdict, verdict);
  return html`
    <span class="said stale">
      ${icon('drift')}Stale<span class="vh">, ${verdict.said} with an earlier plan</span></span>`;
}

const mark = (look, { word, icon: name }) => html`<span class="said ${look}">${icon(name)}${word}</span>`;
