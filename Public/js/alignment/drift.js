// The bar under the tabs for whoever signs for a team: what has changed since it agreed, and the place to sign again.

import { computed, effect, html, signal, untrack, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { day, dayOf, many, oneDecimal, today } from '../format.js';
import { tell } from '../shell/tell.js';
import { VERDICTS } from './verdicts.js';

export function driftBar(room) {
  const team = computed(() => {
    const part = room.standing().part;
    const mayAct = part?.duty && room.plan()?.state !== 'closed';
    return mayAct && room.alignment.now()?.signOffs.some(it => it.team === part.team) ? part.team : null;
  });
  return when(team, () => bar(room, team));
}

function bar(room, team) {
  const { now, reviewing } = room.alignment;
  const signOff = computed(() => now()?.signOffs.find(it => it.team === team()) ?? { drift: [] });
  const name = () => room.names.team(team()) ?? 'The team';
  const price = () => now()?.costs.find(it => it.ingredient === 'agreement' && it.team === team())?.points;
  const holds = () => Boolean(signOff().verdict) && !signOff().isStale;
  const sign = () => (holds() ? VERDICTS[signOff().verdict].icon : signOff().verdict ? 'drift' : 'asked');
  const toggle = () => reviewing.update(is => !is);
  const verb = () => {
    if (reviewing()) return 'Close';
    if (holds()) return 'Change';
    return signOff().verdict ? 'Review and agree again' : 'Review and sign';
  };
  const review = signal(null);
  const done = () => section.focus({ preventScroll: true });
  const section = html`
    <section class="drift ${() => (holds() ? signOff().verdict : '')}" id="drift" tabindex="-1"
      aria-labelledby="drift-h">
      <div class="lead">
        ${() => icon(sign())}
        <div><h2 id="drift-h">${() => heading(name(), signOff())}</h2>
          <p>${() => beside(name(), signOff(), price())}</p></div>
        <button type="button" class=${() => ['btn', reviewing() ? 'line' : holds() ? 'quiet' : 'primary']}
          aria-expanded=${() => String(reviewing())} @click=${toggle}>${verb}</button>
      </div>
      ${when(() => reviewing() && review(), () => html`
        <div class="inside">
          ${when(() => signOff().drift?.length, () => review.peek().driftList(room, () => signOff().drift ?? []),
            () => html`<p class="sub">${() => meant(room, team())}</p>`)}
          ${review.peek().verdictForm(room, { team, name, signOff, done })}
        </div>`)}
    </section>`;
  effect(() => {
    if (!reviewing()) return;
    if (review()) untrack(() => queueMicrotask(() => section.scrollIntoView({ block: 'nearest' })));
    else fetchReview().then(parts => review.set(parts), tell);
  });
  return section;
}

/** What is needed only once somebody reviews. */
const fetchReview = async () => Object.assign({}, ...await Promise.all([
  import('./drift-list.js'), import('./verdict-form.js'),
]));

const signedOn = at => (dayOf(at) === today() ? 'today' : `on ${day(dayOf(at))}`);

function heading(team, { verdict, isStale, drift, signedAt }) {
  if (!verdict) return `${team} has not signed this plan`;
  const { said } = VERDICTS[verdict];
  if (!isStale) return `${team} ${said} ${signedOn(signedAt)}`;
  return `${drift?.length ? many(drift.length, 'change') : 'Changes'} since ${team} ${said}`;
}

function beside(team, { verdict, isStale, signedAt, note }, price) {
  if (verdict && !isStale) return note ?? 'with the plan as it stands now';
  const costing = price ? `; this costs the plan ${oneDecimal(price)} points` : '';
  return `${verdict ? `${signedOn(signedAt)}. ` : ''}You sign for ${team}${costing}.`;
}

/** What a signature is about, where there is no change to list. */
function meant(room, team) {
  const asked = room.commitments().filter(it => it.team === team);
  const committed = asked.filter(it => it.state === 'committed').length;
  return `${room.names.team(team)} signs the plan as it stands now: its purpose, period and teams, its `
    + `${many(room.objectives().length, 'objective')} with their targets, due days, owners and weights, and what it `
    + `committed to itself: ${committed} of ${asked.length} asked.`;
}
