// Taking a team off a plan: what leaves the score with it is said before it is done.

import { ask } from '../elements/dialog.js';
import { list, many } from '../format.js';

export async function leavePlan(room, { id, name }) {
  const others = room.plan().teams.filter(it => it !== id);
  const isSure = await ask({
    title: `Take ${name} off the plan?`, text: consequences(room, id, name), yes: 'Take off', isDanger: true,
  });
  if (isSure) room.save('plan', room.plan(), { teams: others }, `${name} taken off the plan`);
}

function consequences(room, id, name) {
  const reading = room.alignment.now();
  const ofTeam = all => all?.find(it => it.team === id);
  const asked = room.commitments().filter(it => it.team === id).length;
  const due = ofTeam(reading?.promises)?.due;
  const answers = ofTeam(reading?.pulses.teams)?.n;
  const leaves = [
    ofTeam(reading?.signOffs)?.verdict && 'its sign-off', asked && many(asked, 'commitment'),
    due && `${many(due, 'promise')} that fell due`, answers && many(answers, 'answer of the pulse', 'answers of the pulse'),
  ].filter(Boolean);
  const score = leaves.length ? `${list(leaves)} leave the score` : 'Nothing of it is in the score yet';
  const others = (reading?.signOffs ?? []).filter(it => it.verdict && it.team !== id).map(it => room.names.team(it.team));
  const stale = others.length ? ` ${list(others)} signed a plan with ${name} and must sign again.` : '';
  return `${score[0].toLocaleUpperCase()}${score.slice(1)}; it all stays in the history.${stale}`;
}
