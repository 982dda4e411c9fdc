// The map of commitments: objectives down, teams across, one cell for each answer.
// Arrow keys move between cells; a cell opens what is asked, promised or refused, and what can be done about it.

import { computed, each, html, onCleanup, scope, signal, when } from '../dom.js';
import { dot } from '../elements/team.js';
import { icon } from '../elements/icon.js';
import { daysSince } from '../format.js';
import { part } from '../shell/part.js';
import { tell } from '../shell/tell.js';
import { stateOf, STATES } from './commitment-states.js';

export function commitmentMap(room) {
  const opened = signal(null);
  const here = scope(() => null);
  const pop = signal(null);
  let isLeft = false;
  onCleanup(() => { isLeft = true; });
  const fetchPop = once(async () => {
    const { commitmentPop } = await import('./commitment-pop.js');
    if (!isLeft) pop.set(here.run(() => commitmentPop(room, opened)));
  });
  const open = at => {
    const is = opened.peek();
    const isSame = is?.objective === at.objective && is.team === at.team;
    opened.set(isSame ? null : at);
    fetchPop().catch(error => {
      opened.set(null);
      tell(error);
    });
  };

  const isEmpty = () => room.objectives().length === 0 || room.teams().length === 0;
  const waiting = state => room.commitments().filter(it => stateOf(it) === state).length;
  const summary = () => room.objectives().length === 0
    ? 'Nothing to promise yet'
    : `${waiting('asked')} waiting for an answer, ${waiting('declined')} declined`;

  return html`
    <section class="card" aria-labelledby="commitments-h">
      <header>
        <h2 id="commitments-h" tabindex="-1">Commitments</h2><p>${summary}</p>
        ${part(async () => {
          const { teamsMenu } = await import('./teams-menu.js');
          return () => teamsMenu(room);
        })}
      </header>
      ${when(isEmpty, () => nothingYet(room))}
      <div class="map" ?hidden=${isEmpty}>
        <table @keydown=${moveByArrows}>
          <caption class="vh">Commitment of each team to each objective</caption>
          <thead>
            <tr>
              <th scope="col">Objective</th>
              ${each(room.teams, team => team.id, team => html`
                <th scope="col">
                  <span class="team">${() => dot(team())}<span class="full">${() => team().name}</span>
                    <span class="abbr" aria-hidden="true">${() => team().name.slice(0, 3)}</span></span>
                </th>`)}
            </tr>
          </thead>
          <tbody>
            ${each(room.objectives, it => it.id, objective => html`
              <tr>
                <th scope="row">
                  <div>
                    <span class="oid">${() => `O${objective().number}`}</span>
                    <a href=${() => room.objectiveAddress(objective())}>${() => objective().title}</a>
                  </div>
                </th>
                ${each(room.teams, team => team.id, team => cell(room, objective, team, opened, open))}
              </tr>`)}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">Committed of asked</th>
              ${each(room.teams, team => team.id, team => html`<td>${() => tally(room.commitments(), team().id)}</td>`)}
            </tr>
          </tfoot>
        </table>
        ${legend()}
      </div>
      ${pop}
    </section>`;
}

function cell(room, objective, team, opened, open) {
  const commitment = computed(() => room.commitmentAt(objective().id, team().id));
  const state = () => stateOf(commitment());
  const isOpen = () => opened()?.objective === objective().id && opened()?.team === team().id;
  const isFixed = () => state() === 'none' && (!room.standing().canEdit || room.plan()?.state === 'closed');
  const word = () => {
    if (state() === 'asked') return askedFor(commitment());
    return state() === 'none' ? 'Ask' : STATES[state()].word;
  };
  const label = () => [
    `${team().name}, ${objective().title}: ${STATES[state()].word.toLowerCase()}`,
    objective().leadTeam === team().id && 'lead team',
  ].filter(Boolean).join(', ');
  const button = html`
    <button type="button" class="cell ${state}" data-color=${() => team().color} data-fixed=${isFixed}
      data-cell=${() => `${objective().id} ${team().id}`} aria-haspopup="dialog"
      aria-expanded=${() => String(isOpen())} aria-label=${label}
      @click=${() => open({ objective: objective().id, team: team().id, from: button })}
      ${room.marks.cell(() => objective().id, () => team().id)}>
      ${() => icon(STATES[state()].icon)}<span class="w">${word}</span>
      ${() => (objective().leadTeam === team().id ? html`<i class="lead"></i>` : null)}
    </button>`;
  return html`<td>${button}</td>`;
}

function nothingYet(room) {
  const sentence = () => room.teams().length === 0
    ? 'No team works on this plan yet. Add the teams, so that each can be asked for its part.'
    : 'Here each team answers for its part of each objective. Add the first objective below.';
  return html`<div class="empty-state slim"><p>${sentence}</p></div>`;
}

/** "Asked 24 d", "Asked today". */
function askedFor({ askedAt }) {
  const days = daysSince(askedAt);
  return days > 0 ? `Asked ${days} d` : 'Asked today';
}

function tally(commitments, team) {
  const asked = commitments.filter(it => it.team === team);
  return `${asked.filter(it => it.state === 'committed').length} of ${asked.length}`;
}

function legend() {
  return html`
    <ul class="key foot">
      ${Object.entries(STATES).map(([state, { word, icon: name }]) => html`
        <li><span class="cell ${state}">${icon(name)}</span>${word}</li>`)}
      <li><span class="cell"><i class="lead"></i></span>Lead team</li>
    </ul>`;
}

/** Does it once; what failed is tried again when it is next asked for. */
function once(work) {
  let started = null;
  return () => {
    started ??= work().catch(error => {
      started = null;
      throw error;
    });
    return started;
  };
}

const STEPS = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowDown: [1, 0], ArrowUp: [-1, 0] };

function moveByArrows(event) {
  const step = STEPS[event.key];
  const here = event.target.closest('td');
  if (!step || !here) return;
  event.preventDefault();
  const row = here.parentElement;
  const rows = [...row.parentElement.rows];
  const target = rows[rows.indexOf(row) + step[0]]?.cells[here.cellIndex + step[1]];
  target?.querySelector('.cell')?.focus();
}
