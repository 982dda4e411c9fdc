// The pulse of the newest closed week: the answers of each team, how far they are apart, and the notes by name.

import { html } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { openDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { teamName } from '../elements/team.js';
import { oneDecimal, weekNumber } from '../format.js';

const QUESTIONS = { clarity: 'Clarity', agreement: 'Agreement', confidence: 'Confidence' };

export function openPulse(room) {
  const { pulses } = room.alignment.now.peek();
  openDialog(close => html`
    <header><h2 id="pulse-h">Pulse${pulses.week ? ` of week ${weekNumber(pulses.week)}` : ''}</h2>
      <button type="button" class="btn quiet icon" aria-label="Close" @click=${() => close()}>${icon('x')}</button>
    </header>
    <div class="form">
      <table class="pulse-table">
        <caption class="vh">Mean of the answers of each team, 1 to 5</caption>
        <thead><tr>
          <th scope="col">Team</th>${Object.values(QUESTIONS).map(word => html`<th scope="col">${word}</th>`)}
          <th scope="col">Answers</th>
        </tr></thead>
        <tbody>${pulses.teams.map(it => html`
          <tr><th scope="row">${teamName(room.team(it.team))}</th>
            ${Object.keys(QUESTIONS).map(name => html`<td>${oneDecimal(it[name])}</td>`)}<td>${it.n}</td>
          </tr>`)}</tbody>
      </table>
      ${pulses.gaps.map(gap => html`
        <p>${QUESTIONS[gap.question]} is ${oneDecimal(gap.highest.mean - gap.lowest.mean)} apart:
          ${' '}${room.names.team(gap.lowest.team)} ${oneDecimal(gap.lowest.mean)},
          ${' '}${room.names.team(gap.highest.team)} ${oneDecimal(gap.highest.mean)}.</p>`)}
      ${pulses.notes.length ? html`
        <ol class="comments">${pulses.notes.map(it => html`
          <li>${avatar(room.member(it.member), 'sm')}
            <div class="by"><b>${room.names.member(it.member)}</b>
              <span class="sub">week ${weekNumber(it.week)}</span></div>
            <p class="tx">${it.note}</p></li>`)}</ol>` : html`<p class="sub">Nobody left a note.</p>`}
    </div>`, { labelledby: 'pulse-h' });
}
