// What costs points, in words: what is so, and what would mend it.

import { html } from '../dom.js';
import { many, oneDecimal } from '../format.js';
import { QUESTIONS } from './questions.js';

/**
 * `reading` is the alignment the cost is one of. Answers { text, mend }: a node for the row, whose links lead to what it
 * is about, and the action as a sentence's end would say it.
 */
export function costInWords(cost, reading, room) {
  const name = room.names.team(cost.team) ?? 'A team';
  const team = cost.team ? link(`/plans/${room.id}?signoffs=${cost.team}`, name) : name;
  const known = room.objective(cost.objective);
  const objective = known ? link(room.objectiveAddress(known), known.title) : 'an objective';
  const signOff = reading.signOffs.find(it => it.team === cost.team);
  const say = TEXTS[cost.cause];
  return { text: say ? html`<span>${say({ cost, reading, room, signOff, team, objective })}</span>` : team, mend: MENDS[cost.mend] };
}

const link = (href, words) => html`<a href=${href}><b>${words}</b></a>`;
const pulseOf = room => link(`/plans/${room.id}?figure=pulse`, 'Pulse');

const TEXTS = {
  unsigned: ({ team }) => [team, ' has not signed'],
  stale({ cost, room, signOff, team }) {
    const changes = signOff?.drift?.length;
    const said = signOff?.verdict === 'agreed' ? 'agreed to' : 'signed';
    const since = changes
      ? ['; ', html`<a href=${`/plans/${room.id}?drift=${cost.team}`}>${many(changes, 'change')} since</a>`] : '';
    return [team, ` ${said} an earlier plan`, since];
  },
  concerns: about => signed(about, ' signed with concerns'),
  disagreed: about => signed(about, ' disagreed'),
  capped: ({ team }) => [team, ' disagrees: the score is held at 59'],
  nothingAsked: ({ cost, team }) => (cost.team
    ? [team, ' was asked for nothing']
    : [html`<b>The plan</b>`, ' has no objective that a team could commit to']),
  unasked: ({ objective }) => ['No team was asked for ', objective],
  unanswered: ({ team, objective }) => [team, ' has not answered ', objective],
  declined: ({ team, objective }) => [team, ' declined ', objective],
  missed: ({ cost, room, team }) => [team, ' kept ', html`
    <a href=${`/plans/${room.id}?figure=promises`}>${cost.kept} of ${many(cost.due, 'promise')}</a>`, ' due in 90 days'],
  level({ cost, reading, room }) {
    const lowest = lowestQuestion(reading);
    return [pulseOf(room), ` stands at ${oneDecimal(cost.mean)} of 5`, lowest ? `; ${lowest} is lowest` : ''];
  },
  spread: ({ cost, room, team }) => [
    pulseOf(room), ` is ${oneDecimal(cost.spread)} apart between `, team, ' and ',
    room.names.team(cost.highest) ?? 'another team',
  ],
};

const signed = ({ signOff, team }, said) =>
  [team, said, signOff?.note ? `: ${signOff.note.replace(/\.$/, '')}` : ''];

/** The pulse question with the lowest mean over the teams, or null where there is none or all are the same. */
function lowestQuestion({ pulses }) {
  const teams = pulses?.teams ?? [];
  if (teams.length === 0) return null;
  const mean = name => teams.reduce((sum, it) => sum + it[name], 0) / teams.length;
  const means = Object.keys(QUESTIONS).map(name => [name, mean(name)]);
  means.sort((a, b) => a[1] - b[1]);
  return means[1][1] - means[0][1] > 0.05 ? means[0][0] : null;
}

/** One for each `mend` of the reading, said to who cannot do it. */
const MENDS = {
  sign: 'Ask for the sign-off', reviewDrift: 'Review the changes', answerConcern: 'Answer the concern',
  addObjective: 'Add an objective', ask: 'Ask a team', answer: 'Answer', settle: 'Settle the decline',
  keepPromises: 'Keep the next promise', readPulse: 'Read the notes', talk: 'Talk it through',
};
