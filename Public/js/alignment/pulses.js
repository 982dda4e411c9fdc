// The pulses of closed weeks: each answer by name, the means of the teams, where they are far apart. Answers of the week
// that is open are nobody's to read.

import { computed, each, html, when } from '../dom.js';
import { avatar } from '../elements/avatar.js';
import { teamName } from '../elements/team.js';
import { addDays, many, mondayOf, oneDecimal, weekNumber } from '../format.js';
import { tryAgain } from '../shell/part.js';
import { listing } from './listing.js';
import { QUESTIONS } from './questions.js';

const NAMES = Object.keys(QUESTIONS);

/** How far back an answer counts, in days. */
const WINDOW = 30;

export function pulsesPanel(room) {
  const reading = room.alignment.now;
  const summary = computed(() => reading()?.pulses ?? { teams: [], gaps: [] });
  const { items: answers, failed, read } = listing(room, `/api/pulses?plan=${room.id}&sort=-week&limit=200`);
  const parted = computed(() => part(room, answers() ?? [], reading()?.day));
  return html`
    <p class="sub">Each member’s newest answer of the last ${WINDOW} days, from weeks that have closed. This week’s answers
      stay blind until it closes.</p>
    ${when(() => summary().teams.length, () => html`<p>${() => level(room, reading())}</p>`, () => html`
      <p>Nobody has answered in a week that has closed, so there is nothing to read yet.</p>`)}
    ${each(() => summary().gaps, gap => gap.question, gap => html`<p class="gap">${() => apart(room, gap())}</p>`)}
    ${when(() => failed() && !answers(), () => tryAgain('The answers could not be read.', read))}
    ${when(() => summary().teams.length, () => html`
      <table class="answers">
        <caption class="vh">Answers of each member and means of each team, 1 to 5</caption>
        <thead><tr><th scope="col">Team and member</th>
          ${Object.values(QUESTIONS).map(({ word }) => html`<th scope="col">${word}</th>`)}</tr></thead>
        ${each(() => summary().teams, it => it.team, it => ofTeam(room, it, () => parted().counting, summary))}
      </table>`)}
    ${when(() => parted().earlier.length, () => html`
      <details><summary>${() => many(parted().earlier.length, 'earlier answer')}</summary>
        <table class="answers">
          <caption class="vh">Answers that no longer count, newest first</caption>
          <thead class="vh"><tr><th scope="col">Member</th>
            ${Object.values(QUESTIONS).map(({ word }) => html`<th scope="col">${word}</th>`)}</tr></thead>
          <tbody>${each(() => parted().earlier, it => it.id, it => answer(room, it, null))}</tbody>
        </table></details>`)}`;
}

/** Those that the means are made of, and those that were given before them. */
function part(room, answers, today) {
  if (!today) return { counting: [], earlier: [] };
  const closed = answers.filter(it => it.week < mondayOf(today));
  const seen = new Set();
  const counts = it => {
    if (it.week <= addDays(today, -WINDOW) || seen.has(it.member) || !teamOf(room, it.member)) return false;
    return Boolean(seen.add(it.member));
  };
  const counting = closed.filter(counts);
  return { counting, earlier: closed.filter(it => !counting.includes(it)) };
}

/** The team a member acts for on the plan, if the plan has it. */
function teamOf(room, member) {
  const team = room.parts().find(it => it.member === member)?.team;
  return room.plan()?.teams.includes(team) ? team : null;
}

function ofTeam(room, it, counting, summary) {
  const mine = computed(() => counting().filter(answer => teamOf(room, answer.member) === it().team));
  return html`
    <tbody>
      <tr class="grp"><th scope="rowgroup">${() => teamName(room.team(it().team))}
        <span class="n">${() => it().n}<span class="vh">${' '}${() => (it().n === 1 ? 'answer' : 'answers')}</span></span></th>
        ${NAMES.map(name => html`<td>${() => oneDecimal(it()[name])}</td>`)}</tr>
      ${each(mine, answer => answer.id, item => answer(room, item, summary))}
    </tbody>`;
}

/** `summary` reads what the newest closed week is, beside which another week is worth naming. */
function answer(room, it, summary) {
  const isNewest = () => it().week === summary?.().week;
  return html`
    <tr>
      <th scope="row"><span class="person">${() => avatar(room.member(it().member), 'xs')}
        <span>${() => room.names.member(it().member)}</span></span>
        ${() => (isNewest() ? null : html`<span class="n">week ${weekNumber(it().week)}</span>`)}</th>
      ${NAMES.map(name => html`<td>${() => it()[name]}</td>`)}
    </tr>
    ${() => (it().note ? html`<tr class="note"><td colspan="4"><blockquote>${it().note}</blockquote></td></tr>` : null)}`;
}

function level(room, { pulses, ingredients }) {
  const means = pulses.teams.map(it => it.mean);
  const mean = means.reduce((sum, each) => sum + each, 0) / means.length;
  const spread = Math.max(...means) - Math.min(...means);
  const { earned, points } = ingredients.find(it => it.name === 'pulse');
  if (means.length < 2) return 'Only one team has answered: with fewer than two there is nothing to compare.';
  return `The teams stand at ${oneDecimal(mean)} of 5 on the mean and are ${oneDecimal(spread)} apart, which makes `
    + `${oneDecimal(earned)} of ${Math.round(points)} points.`;
}

function apart(room, { question, lowest, highest }) {
  const end = ({ team, mean }) => `${room.names.team(team)} ${oneDecimal(mean)}`;
  return `${QUESTIONS[question].word} is seen differently: ${end(lowest)}, ${end(highest)}. `
    + 'So far apart, it is something to talk about in the next review.';
}
