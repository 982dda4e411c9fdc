// What stands on the screen for one item of an agenda, by its cause and by what it is about.

import { computed, each, html, match, when } from '../dom.js';
import { alignmentCard } from '../alignment/plan.js';
import { driftList } from '../alignment/drift-list.js';
import { QUESTIONS } from '../alignment/questions.js';
import { verdictForm } from '../alignment/verdict-form.js';
import { signedInWords, verdictMark } from '../alignment/verdicts.js';
import { avatar } from '../elements/avatar.js';
import { dot, teamName } from '../elements/team.js';
import { dayWithYear, daysUntil, distance, exactMoney, many, oneDecimal } from '../format.js';
import { PACES, paceOf } from '../plans/pace.js';
import { isOpen, stands } from '../tasks/statuses.js';
import { objectiveItem, taskRows } from './objective-item.js';
import { changesBetween } from './since.js';
import { CAUSES } from './causes.js';
import { talkMark } from './mark.js';

/** `item` reads the item that is shown, `sheet` its review. */
export function itemView(room, sheet, item) {
  const subject = computed(() => subjectOf(room, item().about));
  return html`
    <header>
      <p class="k">${() => kicker(room, item(), subject())}</p>
      <div class="h-line"><h2 id="item-h" tabindex="-1">${() => item().title}</h2>
        ${talkMark(room, () => `agendaItem:${item().id}`, () => item().title)}</div>
      ${when(() => item().evidence, () => html`<p class="lead-l">${() => item().evidence}</p>`)}
      ${when(() => item().notes || sheet.canWrite(), () => html`
        <div class="before">${room.edit('agendaItem', item, 'notes', {
          label: 'What to know before', type: 'lines', empty: 'Add what to know before',
          canEdit: sheet.canWrite,
        })}</div>`)}
    </header>
    ${match(() => `${item().cause} ${item().about ?? ''}`, () => inside(room, sheet, item, subject))}`;
}

function subjectOf(room, about) {
  const [kind, id] = (about ?? ':').split(':');
  if (kind === 'objective') return { kind, it: room.objective(id) };
  if (kind === 'team') return { kind, it: room.team(id) };
  if (kind === 'task') return { kind, it: room.task(id) };
  if (kind === 'commitment') return { kind, it: room.names.record('commitment', id) };
  return { kind: null, it: null };
}

function kicker(room, { cause, createdBy }, { kind, it }) {
  if (kind === 'objective' && it) {
    const { state } = paceOf(it, room.plan());
    const owner = room.member(it.owner);
    return [
      html`<span class="oid">O${it.number}</span>`,
      state ? html`<span class="tag ${PACES[state].tone}">${PACES[state].word}</span>` : null,
      it.leadTeam ? html`<span class="g"><span class="lbl">Lead</span>${teamName(room.team(it.leadTeam))}</span>` : null,
      owner ? html`<span class="g"><span class="lbl">Owner</span>${avatar(owner, 'xs')}${owner.name}</span>` : null,
    ];
  }
  const by = cause === 'own' ? room.names.member(createdBy) : null;
  return by ? `${CAUSES.own.how} by ${by}` : CAUSES[cause].how;
}

function inside(room, sheet, item, subject) {
  const { cause } = item.peek();
  const { kind } = subject.peek();
  const draws = {
    changes: () => changesBetween(room, () => ({
      since: sheet.review().sinceSeq ?? sheet.before()?.closedSeq, until: sheet.review().closedSeq,
    })),
    alignment: () => alignmentCard(room),
    gap: () => gapItem(room, item),
    declined: () => declinedItem(room, () => subject().it),
    overdue: () => overdueItem(room),
    drift: () => driftItem(room, () => subject().it),
    renewal: () => renewalItem(room),
    signOffs: () => signOffsItem(room),
  };
  if (draws[cause]) return draws[cause]();
  if (kind === 'objective') return objectiveOf(room, computed(() => subject().it));
  if (kind === 'team') return when(() => subject().it, () => driftItem(room, () => subject().it));
  if (kind === 'task') return when(() => subject().it, () => taskRows(room, () => [subject().it]));
  return null;
}

const objectiveOf = (room, objective) => when(objective, () => objectiveItem(room, objective));

function gapItem(room, item) {
  const question = () => Object.entries(QUESTIONS).find(([name]) => item().title.endsWith(name));
  const teams = () => room.alignment.now()?.pulses.teams ?? [];
  return html`
    <p class="quote">“${() => question()?.[1].sentence}”, answered from 1 to 5 in the pulses of closed weeks.</p>
    <ul class="scale">${each(teams, it => it.team, it => html`
      <li>${() => dot(room.team(it().team))}<span class="t">${() => room.names.team(it().team)}</span>
        <span class="bar" aria-hidden="true"><i --p=${() => (it()[question()?.[0]] - 1) * 25}></i></span>
        <b class="num">${() => oneDecimal(it()[question()?.[0]])}</b>
        <small>${() => many(it().n, 'answer')}</small></li>`)}</ul>`;
}

function declinedItem(room, commitment) {
  const objective = () => room.objective(commitment()?.objective);
  const who = () => room.member(commitment()?.answeredBy);
  return when(commitment, () => html`
    ${when(() => commitment().reason, () => html`
      <blockquote>${() => commitment().reason}</blockquote>
      <p class="by">${() => avatar(who(), 'xs')}${() => who()?.name} for ${() => teamName(room.team(commitment().team))}</p>`)}
    ${when(() => commitment().ask, () => html`
      <section class="sect"><h3>What was asked for</h3><p>${() => commitment().ask}</p></section>`)}
    ${when(objective, () => html`
      <p><a class="link" href=${() => room.objectiveAddress(objective())}>${() => `O${objective().number} ${objective().title}`}</a>
        ${() => (commitment().state === 'declined' && !commitment().settledBy
          ? ' waits for the general manager to settle it, or for somebody to ask for something else.' : ' is settled.')}</p>`)}`);
}

function overdueItem(room) {
  const late = computed(() => room.tasks()
    .filter(it => stands(it) && isOpen(it) && daysUntil(it.promised) < 0)
    .sort((a, b) => a.promised.localeCompare(b.promised)));
  return when(() => late().length, () => taskRows(room, late),
    () => html`<p class="sub">No promise is overdue any more.</p>`);
}

function driftItem(room, team) {
  const signOff = () => room.alignment.now()?.signOffs.find(it => it.team === team()?.id);
  const drift = () => (signOff()?.isStale ? signOff().drift : []);
  return html`
    ${when(() => drift().length, () => driftList(room, drift), () => when(signOff, () => html`
      <p class="sub">The team's sign-off fits the plan as it is.</p>`))}
    ${signing(room, team)}`;
}

/** The form of who signs for the team, where the plan is something else than what was signed, or nothing was. */
function signing(room, team) {
  const id = computed(() => team()?.id);
  const signOff = computed(() => room.alignment.now()?.signOffs.find(it => it.team === id()));
  const mayBeSigned = () => signOff() && (!signOff().verdict || signOff().isStale)
    && room.standing().canAnswerFor(id()) && room.plan()?.state !== 'closed';
  return when(mayBeSigned, () => verdictForm(room, {
    team: id, name: () => room.names.team(id()), signOff, done: () => {},
  }));
}

function signOffsItem(room) {
  const signOffs = () => room.alignment.now()?.signOffs ?? [];
  return html`
    <p class="sub">Signing refers to the plan as it stands on the screen.</p>
    <ul class="verdicts">${each(signOffs, it => it.team, it => {
      const who = () => it().signedBy ?? room.answerersFor(it().team)[0];
      return html`
        <li><div class="line">${() => avatar(room.member(who()), 'xs')}${() => teamName(room.team(it().team))}
          <span class="sub">${() => signedInWords(it(), room.names.member(who()))}</span>${() => verdictMark(it())}</div>
          ${() => (it().note ? html`<blockquote>${it().note}</blockquote>` : null)}
          ${when(() => it().isStale && it().drift?.length, () => driftList(room, () => it().drift ?? []))}
          ${signing(room, () => room.team(it().team))}</li>`;
    })}</ul>`;
}

function renewalItem(room) {
  const { renewal, arr } = room.account();
  const fact = (label, value, more) => html`
    <div><dt>${label}</dt><dd>${value}${more ? html`<small>${more}</small>` : null}</dd></div>`;
  return html`
    <dl class="figs">
      ${renewal ? fact('Renewal', dayWithYear(renewal), distance(renewal)) : null}
      ${arr ? fact('Yearly revenue', exactMoney(arr)) : null}
      ${fact('Alignment', oneDecimal(room.alignment.now()?.score ?? 0), 'of 100')}
    </dl>`;
}
