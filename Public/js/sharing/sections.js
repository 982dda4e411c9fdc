// The parts of a plan that a link may show: what each is called in the choice, and in a sentence.

export const SECTIONS = {
  purpose: { text: 'Purpose', short: 'the purpose', about: 'What the plan is for' },
  objectives: { text: 'Objectives', short: 'objectives', about: 'With their measures and how far they are' },
  commitments: { text: 'What teams have promised', short: 'promises', about: 'The words of those that committed' },
  tasks: { text: 'Who does what by when', short: 'tasks', about: 'The tasks you choose below, ours and theirs' },
  dates: { text: 'Days that matter', short: 'dates', about: 'The period, and the days of what else is shown' },
  people: { text: 'Names', short: 'names', about: 'Of those who own what else is shown; no addresses' },
};
