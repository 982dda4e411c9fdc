// Who is on the plan team: for which team they act, what they may do, who answers for their team.

import { computed, each, html, signal, when } from '../dom.js';
import { freshness } from '../alignment/freshness.js';
import { avatar } from '../elements/avatar.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { teamName } from '../elements/team.js';
import { compare } from '../format.js';
import { inTime } from '../shell/part.js';

const ROLES = [['manager', 'Manager'], ['contributor', 'Contributor'], ['viewer', 'Viewer']];
const DUTIES = [['', 'No duty'], ['representative', 'Representative'], ['deputy', 'Deputy']];
const DUTY_ORDER = { representative: 0, deputy: 1 };

export function planTeam(room) {
  const sorted = computed(() => room.parts().toSorted((a, b) =>
    teamPosition(room, a.team) - teamPosition(room, b.team)
    || (DUTY_ORDER[a.duty] ?? 2) - (DUTY_ORDER[b.duty] ?? 2)
    || compare(room.names.member(a.member) ?? '', room.names.member(b.member) ?? '')));
  const canManage = () => room.standing().canManage;
  const isAdding = signal(false);
  const isWhole = signal(false);
  const shown = computed(() => (isWhole() || sorted().length <= FEW ? sorted() : sorted().filter(isProminent)));
  const rest = () => sorted().length - shown().length;
  return html`
    <section class="card flat" aria-labelledby="crew-h">
      <header>
        <h2 id="crew-h">Plan team</h2><p>${() => room.parts().length}</p>
        ${when(canManage, () => html`
          <div class="acts">
            <button type="button" class="btn quiet sm icon" aria-label="Add a person"
              aria-expanded=${() => String(isAdding())} @click=${() => isAdding.update(is => !is)}>
              ${icon('plus')}</button>
          </div>`)}
      </header>
      ${when(() => isAdding() && canManage(), () => adding(room, () => isAdding.set(false)))}
      <ul class="crew">${each(shown, part => part.id, part => person(room, part, canManage))}</ul>
      ${when(() => rest() > 0 || isWhole(), () => html`
        <button type="button" class="btn quiet sm" aria-expanded=${() => String(isWhole())}
          @click=${() => isWhole.update(is => !is)}>
          ${() => icon(isWhole() ? 'up' : 'down')}${() => (isWhole() ? 'Show fewer' : `${rest()} more`)}</button>`)}
      ${freshness(room, 'team')}
    </section>`;
}

/** Those who answer for a team or manage the plan; a long list of the others opens on demand. */
const FEW = 8;
const isProminent = part => Boolean(part.duty) || part.role === 'manager';

const teamPosition = (room, team) => room.team(team)?.position ?? 99;

function person(room, part, canManage) {
  const name = () => room.names.member(part().member);
  const mark = signal(null);
  inTime(() => import('../reviews/mark.js'), it => mark.set(it.talkMark(room, () => `planMember:${part.peek().id}`, name)));
  return html`
    <li>
      ${() => avatar(room.member(part().member), 'sm')}
      <span class="who">${name}</span>
      <span class="sub">${() => teamName(room.team(part().team))}${() => standingOf(part())}</span>
      ${mark}
      ${when(canManage, () => partMenu(room, part))}
    </li>`;
}

const wordOf = (choices, value) => choices.find(([key]) => key === value)?.[1];

function standingOf({ role, duty }) {
  const words = duty ? wordOf(DUTIES, duty) : role === 'contributor' ? '' : wordOf(ROLES, role);
  const also = duty && role === 'manager' ? ', manager' : '';
  return words ? html`<span>${words}${also}</span>` : null;
}

function partMenu(room, part) {
  const name = () => room.names.member(part().member);
  const choices = (field, list) => list.map(([value, word]) => ({
    text: word, isChecked: (part.peek()[field] ?? '') === value,
    run: () => room.save('planMember', part.peek(), { [field]: value || null }, `${name()} is ${word.toLowerCase()}`),
  }));
  return menuButton({
    content: icon('more'), look: 'btn quiet sm icon', side: 'end', label: () => `Change what ${name()} does`,
    items: () => [
      ...choices('role', ROLES), 'line', ...choices('duty', DUTIES), 'line',
      { text: 'Take off the plan team', run: () =>
        room.remove('planMember', part.peek(), `${name()} taken off the plan team`) },
    ],
  });
}

function adding(room, close) {
  const candidates = () => {
    const taken = new Set(room.parts().map(part => part.member));
    return room.everyone().filter(member => !member.archived && !taken.has(member.id));
  };
  const add = async event => {
    event.preventDefault();
    const { member, role } = Object.fromEntries(new FormData(event.currentTarget));
    if (!member) return;
    const { team, name } = room.member(member);
    close();
    await room.create('planMember', { member, role, team }, `${name} put on the plan team`);
  };
  return html`
    <form class="form" @submit=${add}>
      <label>Person
        <select class="field" name="member" required>
          <option value="">Choose</option>
          ${each(candidates, member => member.id, member => html`
            <option value=${() => member().id}>
              ${() => `${member().name}, ${room.names.team(member().team)}`}</option>`)}
        </select>
      </label>
      <label>May
        <select class="field" name="role">
          ${ROLES.map(([value, word]) => html`
            <option value=${value} ?selected=${value === 'contributor'}>${word}</option>`)}
        </select>
      </label>
      <div class="acts">
        <button type="button" class="btn quiet sm" @click=${close}>Cancel</button>
        <button class="btn line sm">Add</button>
      </div>
    </form>`;
}
