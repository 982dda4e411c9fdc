/** What a pulse asks, by field: how it is called, and the sentence that a member weighs from 1 to 5. */
export const QUESTIONS = {
  clarity: { word: 'Clarity', sentence: 'I know what this plan wants of us' },
  agreement: { word: 'Agreement', sentence: 'I think it is the right plan' },
  confidence: { word: 'Confidence', sentence: 'I believe we will reach it' },
};
