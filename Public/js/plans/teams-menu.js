// The teams of a plan: one comes by a manager of the plan; it leaves by who answers for it, or by the general manager,
// and what leaves the score with it is said before.

import { html, when } from '../dom.js';
import { menuButton } from '../elements/menu.js';
import { dot } from '../elements/team.js';
import { list, many } from '../format.js';
import { ask } from '../shell/later.js';

export function teamsMenu(room) {
  const isOpenTo = () => {
    const { canManage, part } = room.standing();
    return canManage || (Boolean(part?.duty) && room.plan()?.teams.includes(part.team));
  };
  return html`<div class="acts" ?hidden=${() => !isOpenTo()}>${when(isOpenTo, () => menuButton({
    content: 'Teams', look: 'btn quiet sm', side: 'end', items: () => room.allTeams().map(team => row(room, team)),
  }))}</div>`;
}

function row(room, team) {
  const { id, name } = team;
  const isChecked = room.plan().teams.includes(id);
  const add = () => room.save('plan', room.plan(), { teams: [...room.plan().teams, id] }, `${name} works on the plan`);
  const may = isChecked ? mayRemove(room, id) : room.standing().canManage;
  const why = may || !isChecked ? null : `${name} leaves by its representative or the general manager`;
  return { text: name, sign: dot(team), isChecked, why, run: may ? (isChecked ? () => remove(room, team) : add) : null };
}

function mayRemove(room, team) {
  const { isGeneralManager, canAnswerFor, canManage } = room.standing();
  if (isGeneralManager || canAnswerFor(team)) return true;
  return canManage && !room.account().generalManager && !room.answerersFor(team).length;
}

async function remove(room, { id, name }) {
  const isSure = await ask({
    title: `Take ${name} off the plan?`, text: consequences(room, id, name), yes: 'Take off', isDanger: true,
  });
  const others = room.plan().teams.filter(it => it !== id);
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
