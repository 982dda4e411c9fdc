/// What plans want to keep: renewals, use, quality, people. A paragraph for each goal; `Goal` reads them.
enum KeepingGoals {
    static let text = """
        # renew
        title Renew the platform for three years
        title Bring the renewal of {unit} and the platform together
        measure Renewal terms agreed | | 0 | 8
        lead sales
        weight 3
        company Renewals signed a quarter ahead
        customer A price that holds for three years
        notes {contact} wants the paper before {season}. Procurement starts with the security questionnaire, then \
        terms.
        ask sales The price corridor and the paper, with procurement in {city} before the holidays.
        yes sales Price corridor agreed inside, paper to their legal team four weeks before the renewal day.
        ask marketing A value story for their board, in {account}’s own figures.
        yes marketing Value story of six pages, with the savings of two {sites}, checked by {contact}.
        no marketing We have no figures from {unit} yet, and a story without them would be ours, not theirs.
        ask product A statement on the two open requests that procurement made a condition.
        yes product Both requests are in the next release; written statement with dates to {contact}.
        no product The offline mode they ask for is not decided. We will not put a date into a contract.
        ask success Two sponsor reviews before the renewal day, with the open tickets settled.
        yes success Sponsor reviews in {city}, one each quarter, the open tickets on one page.
        task sales Agree the price corridor for {account} | Floor and ceiling, with the three-year discount shown \
        apart.
        task sales Walk through the terms with their procurement in {city}
        task sales Map who signs at {account}, and who is asked before
        task sales Answer the indexation clause of the draft contract
        task marketing Value story for the board of {account} | Savings at two {sites}, in their figures and their \
        words.
        task marketing One page on what changed for {users} this year
        task product Statement on the two requests of {unit}
        task product Answers to the security questionnaire of {account}
        task success Sponsor review with {contact}
        task success Close or explain every ticket older than thirty days
        say {contact} said on the phone that the budget round moves up by three weeks. Can we have the corridor sooner?
        re If legal gets the draft by Thursday, yes. I have moved my other review.
        say Procurement asks for a cap on yearly increases. I would rather give them a longer term than a cap.
        re Agreed. Three years with a fixed step is easier to explain to their controller, too.
        say The last renewal hung on the security answers. Let us send them before anybody asks.

        # adopt
        title Adopt Insight in four {sites}
        title Make Insight the first screen of the {users} in {city}
        measure Weekly active {users} | | 40 | 180
        lead success
        weight 3
        company Use before expansion
        customer Less time lost to {pain}
        notes Measured on Monday mornings, from sign-ins at the {sites} that are live. Test accounts are left out.
        ask marketing An invitation and a guide for each {site} that opens, in the words of the {users}.
        yes marketing Invitations and a guide of two pages, two weeks before each opening.
        ask product The overview in under two seconds on the old terminals of the {sites}.
        yes product Under two seconds on the terminals in {city}, measured there and not in our office.
        no product The terminals in {city} are from another decade. We can do four seconds, or they replace them.
        ask success Training in every {site}, two weeks after it opens.
        yes success Training in each {site} within two weeks, one colleague on site for the first early shift.
        ask sales A word from {contact} to the heads of the {sites}: why now, and what is asked of them.
        yes sales {contact} opens each kick-off in person or by video.
        task success Train the {users} of the second {site} in {city}
        task success Sit beside the early shift in {city} and note what they still do on paper | Bring the old forms \
        home.
        task success List the {users} who signed in once and never again
        task marketing Guide for {users}: the first hour with Insight
        task marketing Invitation to the opening in {city}
        task product Usage figures for the heads of the {sites}
        task product Make the overview faster on the terminals of {city} | Two seconds is the promise; four is what \
        we see.
        task sales Ask {contact} to name one lead in each {site}
        say The second {site} went live without the guide. We need it before the third.
        re It was printed and lay in {city} at the reception. From now on I send it to the {site} lead by name.
        say {users} trust the morning list more than the map. Let us lead with the list in the training.
        re Good catch. I will change the first exercise, it takes ten minutes less as well.
        say Sign-ins doubled in the week after {contact} mentioned the numbers in the staff meeting.

        # tickets
        title Halve repeat tickets from {unit}
        title Bring tickets about {pain} below twenty a month
        measure Repeat tickets a month | | 84 | 42
        lead product
        weight 2
        company Solve a thing once
        customer Fewer {pain}, fewer calls about them
        notes A repeat ticket is one that names the same {site} and the same cause within sixty days.
        ask product The root cause of the ten oldest, and one of them mended in each release.
        yes product Root causes of all ten by the end of next month; one mended in each release from then on.
        ask success Every repeat linked to its first, so that the count is honest.
        yes success Linked on the day it comes in, half a year back; figures on the first Monday.
        no success Linking half a year back would cost a week of the team. From this month on, gladly.
        ask sales Patience from {contact} until the second release, and the wish list kept short.
        yes sales One list with {contact}, five lines long, in the order in which it hurts.
        task product Root cause of the ten oldest tickets of {unit}
        task product Mend the time zone error in the exports for {city} | Third report this year; the fix is known.
        task product Put the log of the {system} beside the ticket
        task success Link repeat tickets of {unit} to their first
        task success Call the three {sites} with the most tickets
        task success Write the answer to the question that {users} ask every week
        task sales Agree with {contact} which five tickets hurt most
        say Six of the ten oldest are one thing: the {system} sends the same message twice after a restart.
        re Then we mend that first. It is small, it goes into the next release.
        say The count went down because nobody linked last week. It is up again, and now it is true.
        re Thank you for saying so. An honest 71 is worth more to {contact} than a pretty 60.

        # people
        title Three friends in the management of {account}
        title Know more people at {unit} than {contact}
        measure Meetings with people new to us | | 2 | 12
        lead sales
        weight 1
        company No account on one person
        customer Somebody to call in each house
        ask sales Meetings with operations, finance and purchasing, each with a next step.
        yes sales One meeting a month with somebody new, notes on the plan on the same day.
        ask marketing Two seats at the round table for people of {unit}.
        yes marketing Two seats at the {event}, and a personal invitation.
        ask success An introduction to the heads of the {sites} who like us.
        yes success Introductions to three {site} heads by the end of the quarter.
        no success The heads of the {sites} are in the middle of {season}. Ask us again in six weeks.
        ask product Half an hour of the product lead with their operations chief.
        yes product Half an hour on where the {system} link goes next, with questions first.
        task sales First meeting with the finance director of {account}
        task sales Draw the buying group of {unit} and what each of them wants
        task sales Lunch with {contact} and whoever follows them one day
        task marketing Invite two people of {unit} to the round table
        task success Introduce Sales to the heads of two {sites} in {city}
        task product Show their operations chief where the {system} link goes
        say If {contact} leaves we know nobody. That is the risk here, more than the price.
        re Agreed. Finance is the one I would start with; they approved the last two orders.
        say Their operations chief asked three sharp questions about the {system}. We should send somebody who can \
        answer.

        # season
        title Get {account} through {season} without a night call
        title Ready for {season} in every {site}
        measure Readiness checks passed | % | 35 | 100
        lead success
        weight 2
        company Calm operations
        customer {season} as an ordinary week
        ask success A readiness check in each {site}, with a name beside each open point.
        yes success All {sites} checked three weeks before {season}; open points on one list.
        ask product No release in the last two weeks before, and somebody on call who knows the {system}.
        yes product Releases stop two weeks before; on-call rota with names is on the plan.
        no product We cannot stop releases for one account. Urgent mends only, with notice, is what we can do.
        ask marketing A page for the {users}: what to do when something looks wrong.
        yes marketing One laminated page for each {site}, and the same as a card on the phone.
        task success Readiness check of the {sites} around {city}
        task success Rehearse the fallback with the {users} on one quiet evening
        task product Load test with last year’s figures of {season}, times one and a half
        task product On-call rota for {season}
        task marketing Page for the {users}: when something looks wrong
        task sales Tell {contact} whom to call, day and night
        say Last year the queue of the {system} stood for forty minutes and nobody noticed. I want an alarm before \
        {season}.
        re Alarm is in since yesterday, it rings at five minutes. Try it.
        say Four {sites} checked, one open point: nobody there knows the password of the gateway.
        """
}
