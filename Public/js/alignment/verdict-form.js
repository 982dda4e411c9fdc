// Where a team signs: its verdict, a note, and the one button. What came in between is shown before it is asked again.

import { html, signal, when } from '../dom.js';
import { clearErrors, showErrors } from '../elements/dialog.js';
import { many } from '../format.js';
import { act } from '../outbox.js';
import { VERDICTS } from './verdicts.js';

const HINTS = { agreed: 'Add a note', concerns: 'What is the concern?', disagreed: 'What would have to change?' };

/** `team`, `name` and `signOff` read whose verdict it is; `done()` is called when it has been given. */
export function verdictForm(room, { team, name, signOff, done }) {
  const verdict = signal('agreed');
  const isBusy = signal(false);
  const problem = signal(null);

  async function submit(event) {
    event.preventDefault();
    if (isBusy.peek()) return;
    const form = event.currentTarget;
    const note = form.elements.note.value.trim();
    const body = {
      team: team.peek(), verdict: verdict.peek(), seq: room.alignment.now.peek().seq, ...(note && { note }),
    };
    clearErrors(form);
    problem.set(null);
    isBusy.set(true);
    try {
      await act(`/api/plans/${room.id}/sign-offs`, body, { says: `Signed for ${name()}` });
      await room.alignment.load().catch(() => {});
      room.alignment.reviewing.set(false);
      done();
    } catch (error) {
      if (error.drift) await showNew(error.drift);
      else problem.set(showErrors(form, error));
    } finally {
      isBusy.set(false);
    }
  }

  /** Nobody signs what they have not seen. */
  async function showNew(drift) {
    const seen = new Set((signOff.peek().drift ?? []).map(it => it.seq));
    const unseen = drift.filter(it => !seen.has(it.seq)).length;
    await room.alignment.load().catch(() => {});
    problem.set(`${many(unseen || drift.length, 'change')} came while you were reading. See what is new, then sign.`);
  }

  return html`
    <form class="verdict" @submit=${submit}>
      <fieldset class="seg"><legend class="vh">${() => `Verdict of ${name()}`}</legend>
        ${Object.entries(VERDICTS).map(([value, { choice }]) => html`
          <label><input type="radio" name="verdict" value=${value} ?checked=${value === 'agreed'}
            @change=${() => verdict.set(value)}>${choice}</label>`)}
      </fieldset>
      <label><span class="vh">Note</span>
        <textarea class="field" name="note" rows="1" maxlength="2000" placeholder=${() => HINTS[verdict()]}
          ?required=${() => verdict() !== 'agreed'}></textarea></label>
      ${when(problem, () => html`<p class="error" role="alert">${problem}</p>`)}
      <div class="acts"><button class="btn primary" ?disabled=${isBusy}>${() => `Sign for ${name()}`}</button></div>
    </form>`;
}
