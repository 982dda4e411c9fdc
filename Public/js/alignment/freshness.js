// When somebody last said that a section of the plan is still true, and the button that says so again.

import { html, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { ago, moment } from '../format.js';
import { SECTIONS } from '../kinds.js';

const OLD = 0.5;

export function freshness(room, section) {
  const found = () => room.alignment.now()?.freshness.find(it => it.section === section);
  const renew = () => room.act(`/api/plans/${room.id}/verifications`, { section }, {
    says: `${SECTIONS[section]}: still true`,
  });
  return html`
    <span class="fresh">
      ${() => (found() ? told(room, found()) : null)}
      ${when(() => found() && room.standing().canEdit && room.plan()?.state !== 'closed', () => html`
        <button type="button" class="btn quiet sm" aria-label=${`Still true: ${SECTIONS[section]}`} @click=${renew}>
          Still true</button>`)}
    </span>`;
}

function told(room, { verifiedAt, verifiedBy, freshness: left }) {
  if (!verifiedAt) return html`<span>Not verified yet</span>`;
  const who = room.names.member(verifiedBy)?.split(' ')[0] ?? 'somebody';
  const isOld = left < OLD;
  return html`
    <span class=${isOld ? 'old' : null} title=${moment(verifiedAt)}>
      ${isOld ? [icon('clock'), ' Last verified'] : 'Verified'} by ${who}${' '}${since(verifiedAt)}</span>`;
}

const AGE = /^\d+ (min|h|d)$/;

function since(at) {
  const age = ago(at);
  if (age === 'now') return 'just now';
  return AGE.test(age) ? `${age} ago` : `on ${age}`;
}
