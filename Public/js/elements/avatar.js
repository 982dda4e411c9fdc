import { html } from '../dom.js';

const initials = name => {
  const words = name.trim().split(/\s+/);
  return (words[0][0] + (words.length > 1 ? words.at(-1)[0] : '')).toLocaleUpperCase();
};

/** The colour that goes with a member, in degrees. */
export const hue = id => {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 997;
  return (sum * 47) % 360;
};

/** A member as two letters; `size` is "", "lg", "sm" or "xs". Without a member, nobody yet. */
export function avatar(member, size = '') {
  if (!member) {
    return html`<span class="av nobody ${size}" role="img" aria-label="Nobody" title="Nobody yet">–</span>`;
  }
  return html`
    <span class="av ${size}" role="img" aria-label=${member.name} title=${member.name} --h=${hue(member.id)}>
      ${initials(member.name)}</span>`;
}
