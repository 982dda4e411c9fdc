// The Alignment card: the score and what it is made of, the teams by name with the weakest first, what costs points.

import { computed, each, html, when } from '../dom.js';
import { icon } from '../elements/icon.js';
import { dot } from '../elements/team.js';
import { daysUntil, difference, many, oneDecimal } from '../format.js';
import { workspace } from '../session.js';
import { tryAgain } from '../shell/part.js';
import { costs } from './costs.js';
import { INGREDIENTS, weightsOf } from './ingredients.js';
import { ring } from './ring.js';
import { spark } from './spark.js';

const TREND_DAYS = 30;

export function alignmentCard(room) {
  const { now: reading, failed, load } = room.alignment;
  const again = () => load().catch(() => {});
  return html`
    <section class="card" aria-labelledby="alignment-h" aria-busy=${() => String(!reading() && !failed())}>
      <header>
        <h2 id="alignment-h">Alignment</h2><p>${() => (reading() ? summary(reading()) : '')}</p>
        ${() => (reading()?.isProvisional ? html`<span class="tag open">${icon('asked')}Provisional</span>` : null)}
      </header>
      ${when(reading, () => [
        when(failed, () => tryAgain('This is how it stood: it could not be read anew.', again)), drawn(room),
      ], () => when(failed, () => tryAgain('The alignment could not be read.', again), skeleton))}
    </section>`;
}

function summary({ inputs, signOffs, isProvisional, isCapped }) {
  const stale = signOffs.filter(it => it.isStale).length;
  const made = isProvisional ? (stale ? `${stale} of ${signOffs.length} sign-offs stale` : null) : 'today';
  const held = isCapped ? '; held at 59 while a team disagrees' : '';
  return [`${inputs} of 4 inputs`, made].filter(Boolean).join(', ') + held;
}

function drawn(room) {
  const reading = room.alignment.now;
  const ingredients = computed(() => weightsOf(workspace())
    .map(([name]) => reading().ingredients.find(it => it.name === name)).filter(Boolean));
  const weakest = () => room.names.team(reading().weakest);
  return html`
    <div class="al">
      <div class="dial">${ring(reading)}
        <a class="trend" href=${`/plans/${room.id}?figure=trend`}>${() => trend(reading())}</a></div>
      <div>
        <h3><span>Ingredients</span><span>points</span></h3>
        <ul class="ing">${each(ingredients, it => it.name, it => ingredient(room, it))}</ul>
      </div>
      <div>
        <h3><span>${() => (weakest() ? `Weakest: ${weakest()}` : 'Teams')}</span>
          <span>${() => (reading().teams.length > 1 ? `spread ${oneDecimal(reading().spread)}` : '')}</span></h3>
        <ul class="tms">
          ${each(() => reading().teams, it => it.team, (it, index) => html`
            <li class=${() => (index() === 0 ? 'weak' : null)} data-color=${() => room.team(it().team)?.color}>
              ${() => dot(room.team(it().team))}
              <a class="name" href=${() => `/plans/${room.id}?signoffs=${it().team}`}
                aria-label=${() => `${room.names.team(it().team)}: ${oneDecimal(it().score)} of 100. See what made it`}>
                ${() => room.names.team(it().team)}</a>
              <span class="v"><b>${() => oneDecimal(it().score)}</b></span>
              <span class="bar" aria-hidden="true"><i --p=${() => it().score}></i></span>
            </li>`)}
        </ul>
      </div>
    </div>
    ${costs(room)}`;
}

/** Where the records stand that an ingredient is made of. */
const SOURCES = { agreement: '#signs-h', commitment: '#commitments-h', promises: '?figure=promises', pulse: '?figure=pulse' };

function ingredient(room, it) {
  const { name } = it.peek();
  const { letter, word } = INGREDIENTS[name];
  const isMeasured = () => it().part !== null;
  const due = () => room.alignment.now().promises.reduce((sum, each) => sum + each.due, 0);
  const spoken = () => (isMeasured() ? `${word}: ${oneDecimal(it().earned)} of ${Math.round(it().points)} points` : word);
  return html`
    <li>
      <span class="letter" aria-hidden="true">${letter}</span>
      <a class="name" href=${SOURCES[name]} aria-label=${() => `${spoken()}. See what made it`}>${word}
        ${name === 'promises' ? html`<small>${() => (due() ? `${due()} due` : '')}</small>` : null}</a>
      <span class="v">${() => (isMeasured() ? earned(it()) : 'nothing to measure yet')}</span>
      ${when(isMeasured,
        () => html`<span class="bar" aria-hidden="true"><i --p=${() => it().part * 100}></i></span>`,
        () => html`<span class="nothing"></span>`)}
    </li>`;
}

const earned = it => [html`<b>${oneDecimal(it.earned)}</b>`, ` of ${Math.round(it.points)}`];

function trend({ trend: days, score, isProvisional }) {
  if (isProvisional) return 'No trend while provisional';
  const measured = days.filter(it => !it.isProvisional && daysUntil(it.day) >= -TREND_DAYS);
  if (measured.length < 2) return 'The trend begins tomorrow';
  const change = score - measured[0].score;
  return [
    spark(measured.map(it => it.score)),
    html`<span><span class=${change < 0 ? 'dn' : 'up'}>${difference(change)}</span>
      ${' '}in ${many(-daysUntil(measured[0].day), 'day')}<span class="vh">. See the score by day</span></span>`,
  ];
}

function skeleton() {
  const lines = () => Array.from({ length: 4 }, (_, index) => html`<p class="wait"><i class="sk w${index}"></i></p>`);
  return html`<div class="al"><div></div><div>${lines()}</div><div>${lines()}</div></div>`;
}
