// Somebody's words as a notice shows them: plain, and not too many.

const LONGEST = 280;

export const shortened = text => (text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text);

/** A mention is written as @[Name](member:id); here it is read. */
export const plain = text => text.replace(/@\[([^\]]*)\]\(member:[^)]*\)/g, '@$1');
