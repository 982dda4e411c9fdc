// What costs points, in words: what is so, and what would mend it.

import { html } from '../dom.js';
import { many, oneDecimal } from '../format.js';

const bold = text => html`<b>${text}</b>`;

/**
 * `names` answers team(id) → name and record(kind, id); `reading` is the alignment the cost is one of. Answers
 * { text, mend }: a node for the row, and the action as a button or a sentence's end would say it.
 */
export function costInWords(cost, reading, names) {
  const team = names.team(cost.team) ?? 'A team';
  const objective = names.record('objective', cost.objective)?.title ?? 'an objective';
  return { text: TEXTS[cost.cause]?.({ cost, reading, names, team, objective }) ?? team, mend: MENDS[cost.mend] ?? '' };
}

const TEXTS = {
  unsigned: ({ team }) => html`<span>${bold(team)} has not signed</span>`,
  stale({ cost, reading, team }) {
    const signOff = reading.signOffs.find(it => it.team === cost.team);
    const changes = signOff?.drift?.length;
    const since = changes ? `; ${many(changes, 'change')} since` : '';
    const said = signOff?.verdict === 'agreed' ? 'agreed to' : 'signed';
    return html`<span>${bold(team)} ${said} an earlier plan${since}</span>`;
  },
  concerns: about => signed(about, 'signed with concerns'),
  disagreed: about => signed(about, 'disagreed'),
  nothingAsked: ({ cost, team }) => (cost.team
    ? html`<span>${bold(team)} was asked for nothing</span>`
    : html`<span>${bold('The plan')} has no objective that a team could commit to</span>`),
  unasked: ({ objective }) => html`<span>No team was asked for ${bold(objective)}</span>`,
  unanswered: ({ team, objective }) => html`<span>${bold(team)} has not answered ${bold(objective)}</span>`,
  declined: ({ team, objective }) => html`<span>${bold(team)} declined ${bold(objective)}</span>`,
  missed: ({ cost, team }) => html`
    <span>${bold(team)} kept ${cost.kept} of ${many(cost.due, 'promise')} due in 90 days</span>`,
  level({ cost, reading }) {
    const lowest = lowestQuestion(reading);
    const where = lowest ? `; ${lowest} is lowest` : '';
    return html`<span>${bold('Pulse')} stands at ${oneDecimal(cost.mean)} of 5${where}</span>`;
  },
  spread: ({ cost, names, team }) => html`
    <span>${bold('Pulse')} is ${oneDecimal(cost.spread)} apart between ${team} and
      ${' '}${names.team(cost.highest) ?? 'another team'}</span>`,
};

function signed({ cost, reading, team }, said) {
  const note = reading.signOffs.find(it => it.team === cost.team)?.note;
  return html`<span>${bold(team)} ${said}${note ? `: ${note.replace(/\.$/, '')}` : ''}</span>`;
}

const QUESTIONS = ['clarity', 'agreement', 'confidence'];

/** The pulse question with the lowest mean over the teams, or null where there is none or all are the same. */
function lowestQuestion({ pulses }) {
  const teams = pulses?.teams ?? [];
  if (teams.length === 0) return null;
  const means = QUESTIONS.map(name => [name, teams.reduce((sum, it) => sum + it[name], 0) / teams.length]);
  means.sort((a, b) => a[1] - b[1]);
  return means[1][1] - means[0][1] > 0.05 ? means[0][0] : null;
}

/** One for each `mend` of the reading. */
const MENDS = {
  sign: 'Sign', reviewDrift: 'Review the changes', answerConcern: 'Answer the concern', addObjective: 'Add objective',
  ask: 'Ask', answer: 'Answer', settle: 'Settle the decline', keepPromises: 'Keep the next promise',
  readPulse: 'Read the notes', talk: 'Talk it through',
};
