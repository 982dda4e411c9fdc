// Where agreement was lost this week: which team, on which plan, why, and the one thing that would mend it.

import { each, html, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { day, oneDecimal } from '../format.js';
import { team } from '../session.js';

const name = id => team(id)?.name ?? 'A team';

/** What happened in words, and where the mending begins. */
const REASONS = {
  stale: {
    why: it => `The sign-off of ${name(it.team)} went stale: something material changed since`,
    mend: 'Review what changed', hash: '#drift',
  },
  disagreed: {
    why: it => `${name(it.team)} signed “disagreed”; the score is held at 59 while that stands`,
    mend: 'Answer the concern', hash: '#signs-h',
  },
  declined: {
    why: it => `${name(it.team)} declined what it was asked for`,
    mend: 'Settle the commitment', hash: '#commitments-h',
  },
};

export function lostCard(list) {
  return html`
    <section class="card" aria-labelledby="lost-h">
      <header><h2 id="lost-h">Agreement lost this week</h2></header>
      ${when(() => list.lost().length,
        () => html`<ol class="lost">${each(list.lost, it => `${it.plan} ${it.team} ${it.reason}`, row)}</ol>`,
        () => when(() => list.state() !== 'loading', () => html`
          <div class="empty-state slim">${icon('yes')}
            <p>No team has lost its agreement to a plan this week.</p></div>`))}
    </section>`;
}

function row(it) {
  const reason = () => REASONS[it().reason];
  return html`
    <li>
      <div class="hd">
        <a href=${() => `/plans/${it().plan}`}>${() => it().accountName}</a>${() => teamName(team(it().team))}
        <time class="sub" datetime=${() => it().day}>${() => day(it().day)}</time></div>
      <span class="fell">${() => fell(it())}</span>
      <p>${() => reason().why(it())}</p>
      <a class="btn line sm" href=${() => `/plans/${it().plan}${reason().hash}`}
        aria-label=${() => `${reason().mend}, ${it().accountName}`}>${() => reason().mend}</a>
    </li>`;
}

function fell({ from, to }) {
  const isKnown = value => value !== null && value !== undefined;
  if (!isKnown(to)) return null;
  return html`
    ${isKnown(from) ? html`<span class="vh">from </span><span class="was">${oneDecimal(from)}</span>
      <span aria-hidden="true"> → </span>` : null}
    <span class="vh"> to </span><b>${oneDecimal(to)}</b>`;
}
