// Where a team signs: its verdict, a note, and the one button. What came in between is shown before it is asked again.

import { html, signal, when } from '../dom.js';
import { clearErrors, showErrors } from '../elements/dialog.js';
import { many } from '../format.js';
import { seatedAt } from '../live/seated.js';
import { act, waiting } from '../outbox.js';
import { me } from '../session.js';
import { tell } from '../shell/tell.js';
import { driftList } from './drift-list.js';

/** What there is to choose, by the verdict that stands. */
const CHOICES = {
  none: { agreed: 'Agree', concerns: 'Concerns', disagreed: 'Disagree' },
  agreed: { agreed: 'Agree again', concerns: 'Raise a concern', disagreed: 'Disagree' },
  concerns: { agreed: 'Agree now', concerns: 'Still concerned', disagreed: 'Disagree' },
  disagreed: { agreed: 'Agree now', concerns: 'Raise a concern', disagreed: 'Still disagree' },
};
const HINTS = { agreed: 'Add a note', concerns: 'What is the concern?', disagreed: 'What would have to change?' };

/** What was written and not signed yet, by plan and team: closing the form does not throw it away. */
const drafts = new Map();

/** `team`, `name` and `signOff` read whose verdict it is; `done()` is called when it has been given. */
export function verdictForm(room, { team, name, signOff, done }) {
  const stood = signOff.peek();
  const key = `${room.id} ${team.peek()}`;
  const begun = drafts.get(key) ?? {
    verdict: stood.verdict ?? 'agreed', note: stood.verdict === 'agreed' ? '' : stood.note ?? '',
  };
  const verdict = signal(begun.verdict);
  const isBusy = signal(false);
  const problem = signal(null);
  const came = signal([]);
  // What was on the screen when the form opened: what came after that has not been looked at.
  let seen = room.alignment.now.peek().seq;

  const send = body => act(`/api/plans/${room.id}/sign-offs`, { ...body, seq: seen }, { says: `Signed for ${name()}` });

  async function submit(event) {
    event.preventDefault();
    if (isBusy.peek()) return;
    const form = event.currentTarget;
    const note = form.elements.note.value.trim();
    clearErrors(form);
    problem.set(null);
    isBusy.set(true);
    try {
      await sign({ team: team.peek(), verdict: verdict.peek(), ...(note && { note }) });
      drafts.delete(key);
      await room.alignment.load().catch(() => {});
      room.alignment.reviewing.set(false);
      done();
    } catch (error) {
      if (!form.isConnected) tell(error);
      else if (error.drift) await showNew(error.drift);
      else problem.set(showErrors(form, error));
    } finally {
      isBusy.set(false);
    }
  }

  /** One's own changes need not be shown to oneself. */
  async function sign(body) {
    try {
      await send(body);
    } catch (error) {
      if (!error.drift?.every(it => it.by === me().id)) throw error;
      await look();
      await send(body);
    }
  }

  async function look() {
    await room.alignment.load().catch(() => {});
    seen = room.alignment.now.peek().seq;
  }

  /** Nobody signs what they have not seen. */
  async function showNew(drift) {
    came.set(drift);
    await look();
    problem.set(`${many(drift.length, 'change')} came while you were reading. Look, then sign.`);
  }

  const choose = (value, form) => {
    verdict.set(value);
    // Words of a concern that stood say nothing of an agreement.
    const { note } = form.elements;
    if (value === 'agreed' && note.value === (stood.note ?? '')) note.value = '';
    else if (value === stood.verdict && !note.value) note.value = stood.note ?? '';
  };
  const keep = ({ currentTarget }) =>
    drafts.set(key, { verdict: verdict.peek(), note: currentTarget.elements.note.value });
  const choices = () => CHOICES[signOff()?.verdict ?? 'none'];
  const button = () => (isBusy() && waiting() ? 'Sent when the line is back' : `Sign for ${name()}`);

  return html`
    <form class="verdict" @submit=${submit} @input=${keep} @change=${keep}
      ${seatedAt(room, () => `team:${team.peek()}.verdict`)} ${room.marks.field(team, 'verdict')}>
      <fieldset class="seg"><legend class="vh">${() => `Verdict of ${name()}`}</legend>
        ${Object.keys(CHOICES.none).map(value => html`
          <label><input type="radio" name="verdict" value=${value} ?checked=${value === verdict.peek()}
            @change=${event => choose(value, event.target.form)}>${() => choices()[value]}</label>`)}
      </fieldset>
      <label><span class="vh">Note</span>
        <textarea class="field" name="note" rows="1" maxlength="2000" placeholder=${() => HINTS[verdict()]}
          ?required=${() => verdict() !== 'agreed'} .value=${begun.note}></textarea></label>
      ${when(problem, () => html`<p class="error" role="alert">${problem}</p>`)}
      ${when(() => came().length, () => driftList(room, came))}
      <div class="acts"><button class="btn primary" ?disabled=${isBusy}>${button}</button></div>
    </form>`;
}
