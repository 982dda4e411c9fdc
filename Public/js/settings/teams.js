// The teams of the company: four to begin with, as many as are needed.

import { computed, each, html, when } from '../dom.js';
import { formDialog } from '../elements/dialog.js';
import { icon } from '../elements/icon.js';
import { menuButton } from '../elements/menu.js';
import { dot } from '../elements/team.js';
import { many } from '../format.js';
import { newId } from '../kinds.js';
import { create, edit } from '../outbox.js';
import { allTeams, isAdmin, members } from '../session.js';
import { tell } from '../shell/tell.js';
import { toast } from '../shell/toast.js';
import { adminField } from './field.js';

const COLORS = ['blue', 'pink', 'teal', 'amber', 'violet', 'green', 'red', 'cyan'];
const named = color => color.charAt(0).toUpperCase() + color.slice(1);
const CHOICES = COLORS.map(color => [color, named(color)]);

export function teamsPage() {
  const size = computed(() => Map.groupBy(members(), member => member.team));
  return html`
    <section class="card" aria-labelledby="teams-h">
      <header><h2 id="teams-h">Teams</h2><p>Functions of the company; each member belongs to one</p>
        ${when(isAdmin, () => html`<div class="acts">
          <button type="button" class="btn line sm" @click=${addTeam}>${icon('plus')}Add team</button></div>`)}
      </header>
      <table class="tbl">
        <caption class="vh">Teams</caption>
        <thead><tr><th scope="col">Team</th><th scope="col">Colour</th><th scope="col" class="r">Members</th>
          <th scope="col"><span class="vh">Actions</span></th></tr></thead>
        <tbody>${each(allTeams, team => team.id, team => row(team, size))}</tbody>
      </table>
    </section>`;
}

function row(team, size) {
  const field = (name, options) => adminField('team', team, name, { isRequired: true, ...options });
  return html`
    <tr class=${() => (team().archived ? 'off' : null)}>
      <th scope="row"><span class="team">${() => dot(team())}${field('name', { label: 'Name' })}</span>
        ${() => (team().archived ? html`${' '}<span class="tag">Archived</span>` : null)}</th>
      <td>${field('color', { label: 'Colour', type: 'choice', choices: CHOICES })}</td>
      <td class="r">${() => size().get(team().id)?.length ?? 0}</td>
      <td class="r">${when(isAdmin, () => menuButton({
        label: () => `Actions for ${team().name}`, content: icon('more'), look: 'btn quiet sm icon', side: 'end',
        items: () => [archiving(team.peek(), size().get(team.peek().id)?.length ?? 0), ...moving(team.peek())],
      }))}</td>
    </tr>`;
}

function archiving(team, size) {
  const says = team.archived ? `${team.name} is back` : `${team.name} archived`;
  const run = () => {
    if (size && !team.archived) toast(`${team.name} still has ${many(size, 'member')}. Give them another team first.`);
    else edit('team', team.id, { archived: !team.archived }, { says }).catch(tell);
  };
  return { text: team.archived ? 'Bring back' : 'Archive', icon: team.archived ? 'undo' : 'inbox', run };
}

function moving(team) {
  const order = allTeams.peek();
  const at = order.findIndex(each => each.id === team.id);
  // Positions are given anew from where it stands, so that two teams with one position come apart.
  const swap = other => {
    const list = order.with(at, order[other]).with(other, team);
    const about = { says: `${team.name} moved`, group: newId() };
    list.forEach((each, position) => {
      if (each.position !== position) edit('team', each.id, { position }, about).catch(tell);
    });
  };
  return [
    at > 0 && { text: 'Move up', icon: 'up', run: () => swap(at - 1) },
    at < order.length - 1 && { text: 'Move down', icon: 'down', run: () => swap(at + 1) },
  ];
}

function addTeam() {
  const taken = new Set(allTeams.peek().map(team => team.color));
  const free = COLORS.find(color => !taken.has(color)) ?? 'blue';
  formDialog({
    title: 'Add a team', submit: 'Add team',
    fields: html`
      <label>Name<input class="field" name="name" required maxlength="80" autocomplete="off" autofocus></label>
      <label>Colour<select class="field" name="color">${CHOICES.map(([color, text]) => html`
        <option value=${color} ?selected=${color === free}>${text}</option>`)}</select></label>`,
    save: values => {
      const position = allTeams.peek().length;
      return create('team', { ...values, position }, { says: `${values.name} added` }).done;
    },
  });
}
