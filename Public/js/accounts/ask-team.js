// One request to a team on many accounts at once: a task on each plan, which waits for the team's answer.

import { html } from '../dom.js';
import { formDialog } from '../elements/dialog.js';
import { many, today } from '../format.js';
import { act } from '../outbox.js';
import { me, team, teams } from '../session.js';
import { tell } from '../shell/tell.js';

/** Answers whether the request was sent. `withoutPlan` counts the selected accounts that have none. */
export async function askTeam({ plans, withoutPlan }) {
  if (!plans.length) return tell(new Error('None of these accounts has a plan on which a team could be asked.'));
  const other = teams.peek().find(each => each.id !== me().team);
  const says = values => `${team(values.team)?.name ?? 'Team'} asked on ${many(plans.length, 'plan')}`;
  return formDialog({
    title: `Ask a team on ${many(plans.length, 'plan')}`,
    submit: 'Ask',
    fields: html`
      <label>What do you ask for?
        <input class="field" name="title" required maxlength="200" autocomplete="off" autofocus></label>
      <div class="pair">
        <label>Team<select class="field" name="team" required>${teams.peek().map(each => html`
          <option value=${each.id} ?selected=${each === other}>${each.name}</option>`)}</select></label>
        <label>Wanted day<input class="field" type="date" name="due" min=${today()} max="2199-12-31"></label>
      </div>
      <label>Notes<textarea class="field" name="notes" rows="2" maxlength="10000"></textarea></label>
      ${withoutPlan ? html`<p class="hint">Left out: ${many(withoutPlan, 'account')} without a plan</p>` : null}`,
    save: values => act('/api/requests', { plans, ...values }, { says: says(values) }),
  });
}
