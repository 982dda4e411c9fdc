// Where agreement was lost this week: which teams, on which plan, why, and the one thing that would mend it.

import { computed, each, html, signal, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { addDays, day, isNothing, list as inList, many, oneDecimal, today } from '../format.js';
import { me, team } from '../session.js';

const SHOWN = 6;
const SPAN = 7;

const nameOf = id => team(id)?.name ?? 'A team';

/** What happened in words, and where the mending begins for a team. */
const REASONS = {
  stale: {
    why: teams => `${teams.length === 1 ? `The sign-off of ${nameOf(teams[0])}` : many(teams.length, 'sign-off')} went `
      + 'stale: something material changed since',
    mend: 'Review what changed', at: id => `?drift=${id}`,
  },
  disagreed: {
    why: teams => `${inList(teams.map(nameOf))} signed “disagreed”; the score cannot pass 59 while that stands`,
    mend: 'Answer the concern', at: id => `?signoffs=${id}`,
  },
  declined: {
    why: teams => `${inList(teams.map(nameOf))} declined what was asked`,
    mend: 'Settle the commitment', at: () => '#commitments-h',
  },
};

/** `list` reads lost, sums, isWaiting and isMissing (portfolio-list.js). */
export function lostCard(list) {
  const isAll = signal(false);
  const all = computed(() => together(list.lost()));
  const shown = () => (isAll() ? all() : all().slice(0, SHOWN));
  return html`
    <section class="card" aria-labelledby="lost-h" ?hidden=${list.isMissing}>
      <header><h2 id="lost-h">Agreement lost this week</h2><p>${() => span(list)}</p></header>
      ${when(() => all().length,
        () => html`<ol class="lost">${each(shown, it => it.key, row)}</ol>`,
        () => when(list.sums, () => html`
          <div class="empty-state slim">${icon('yes')}
            <p>No team has lost its agreement to a plan this week.</p></div>`))}
      ${when(() => all().length > shown().length, () => html`
        <p class="foot"><button type="button" class="link" @click=${() => isAll.set(true)}>
          ${() => `Show all ${all().length}`}</button></p>`)}
    </section>`;
}

/** One change often makes several teams' sign-offs stale at once: that is one loss to read of. */
function together(losses) {
  return [...Map.groupBy(losses, it => `${it.plan} ${it.reason} ${it.day}`)]
    .map(([key, all]) => ({ ...all[0], key, teams: all.map(it => it.team) }));
}

function span({ lost, sums }) {
  const days = `${day(addDays(today(), -SPAN))} to ${day(today())}`;
  const all = sums()?.lost ?? 0;
  return all > lost().length ? `${days}, the newest ${lost().length} of ${all}` : days;
}

function row(it) {
  const reason = () => REASONS[it().reason];
  const mine = () => it().teams.find(id => id === me()?.team) ?? it().teams[0];
  return html`
    <li>
      <div class="hd">
        <a href=${() => `/plans/${it().plan}`}>${() => it().accountName}</a>
        ${() => it().teams.map(id => teamName(team(id)))}
        <time class="sub" datetime=${() => it().day}>${() => day(it().day)}</time></div>
      <span class="fell">${() => fell(it())}</span>
      <p>${() => reason().why(it().teams)}</p>
      <a class="btn line sm" href=${() => `/plans/${it().plan}${reason().at(mine())}`}
        aria-label=${() => `${reason().mend}, ${it().accountName}`}>${() => reason().mend}</a>
    </li>`;
}

function fell({ from, to }) {
  if (isNothing(to)) return null;
  return html`
    ${isNothing(from) ? null : html`<span class="vh">from </span><span class="was">${oneDecimal(from)}</span>
      <span aria-hidden="true"> → </span>`}
    <span class="vh"> to </span><b>${oneDecimal(to)}</b>`;
}
