/// What plans want to win: new units, links, references, savings. A paragraph for each goal; `Goal` reads them.
enum GrowingGoals {
    static let text = """
        # open
        title Open {unit}
        title Win {unit} as the second house
        measure Qualified pipeline | money | 200000 | 1200000
        lead sales
        weight 2
        company Grow where we are known
        customer One way of working in all of {account}
        notes {unit} plans with spreadsheets and a wall. They have their own budget and decide in {city}.
        ask sales Three meetings with the head of {unit}, and who else decides.
        yes sales Three meetings by the end of the quarter; the second one in {city}, at the wall.
        ask marketing A campaign for the planners of {unit}, the first wave in eight weeks.
        yes marketing Three letters and a web session, the first wave in eight weeks, in their words.
        no marketing The segment is forty people. We would rather write to each of them than run a campaign.
        ask product The {system} import that {unit} needs, with a day.
        yes product Import of the {system} as a file each night; live in the release after.
        no product The {system} import is not on the roadmap for this year.
        ask success A visit of their planners to the {site} that works best.
        yes success A day in {city} with the {site} lead, without slides.
        task sales Map the buying group of {unit}
        task sales Price for {unit}: seats for a year, or the whole house at once
        task sales Meet the head of {unit} at the wall in {city} | Ask what they would miss if the wall were gone.
        task marketing Letter to the planners of {unit}, first wave
        task marketing Price one-pager for {unit}
        task product Try the {system} file of {unit} with real data
        task success Visit of the planners to the best {site}
        task success Find a {site} lead who will say what did not work, too
        say They like the wall because everybody sees it in passing. We should show the big screen first, not the app.
        re I have a photo of the screen in {city} with coffee cups in front of it. That one, then.
        say Their budget closes in five weeks. If the file import works by then we are in this year’s.
        re It reads eight of ten files today. The other two have two headers, I am on it.

        # story
        title A joint story at the {event}
        title {account} speaks for us at the {event}
        measure References approved | | 0 | 3
        lead marketing
        weight 1
        company Customers speak for us
        customer To be seen as the house that plans well
        ask marketing Film, story and the slot on stage.
        yes marketing Film of three minutes, story of two pages, slot on the second morning.
        ask sales The sponsor’s name on the slot, and the approval of their press office.
        yes sales Name by the end of the month; press office has the text for two weeks.
        no sales {contact} does not want to be on stage while the renewal is open. Ask again after it.
        ask success One {site} lead who will speak, and means it.
        yes success The lead from {city} speaks; rehearsal a week before.
        ask product Pictures of the release that the story is about.
        yes product Pictures with real, harmless data, four weeks before.
        task marketing Film at the {site} in {city}, first cut
        task marketing Story of {account} in two pages | Begin with the morning shift, not with us.
        task marketing Book the slot at the {event}
        task sales Approval of the press office of {account}
        task success Prepare the {site} lead from {city} for the stage
        task product Pictures of the new overview with harmless data
        say The first cut is too much us and too little them. Their morning meeting is the best scene, can it open \
        the film?
        re Yes. I have eleven minutes of it. New cut on Friday.
        say Their press office wants the figure for {pain} left out. I think we can live with it.
        re Pity. Then let the {site} lead say it in her own words, that they allow.

        # link
        title Connect the {system} of {account}
        title One truth with the {system}
        measure Messages taken over without hand | % | 55 | 98
        lead product
        weight 2
        company Links that need no care
        customer No figure typed twice
        notes Today somebody copies the list every morning. The interface is there on both sides; the mapping is not.
        ask product The mapping of the twelve messages that matter, tried with their test system.
        yes product Twelve messages mapped and tried, errors shown to their people and not only to us.
        no product Their test system is down until further notice. We start when it answers.
        ask success A week in which both ways run side by side, and somebody who compares.
        yes success Two weeks side by side in {city}, differences on one list each evening.
        ask sales The name of the person at {account} who owns the {system}.
        yes sales The owner is found, likes the idea, and has Tuesdays for it.
        task product Map the twelve messages of the {system}
        task product Show rejected messages to the {users}, in words
        task product Test run against the {system} in {city}
        task success Compare both lists in {city} for two weeks
        task success Ask the {users} which figure they type twice
        task sales Find who owns the {system} at {account}
        task marketing Half a page: what changes on the morning of the switch
        say Nine of twelve messages are through. The three left carry local time without a zone, of course.
        re Ask for the offset in the header, they send it already. Field 14.
        say After the switch nobody noticed. That is the best review we will get.

        # save
        title Show {account} what {pain} cost
        title Take a tenth off {pain} in {city}
        measure Cost of {pain} saved a year | money | 0 | 400000
        lead marketing
        weight 2
        company Value in the customer’s figures
        customer A tenth less of {pain}
        ask marketing The sum on one page, each figure with where it comes from.
        yes marketing One page, five figures, each with its source at {account}.
        ask success The figures of two {sites} from before and after.
        yes success Before and after for two {sites}, collected by the {users} themselves.
        no success Before we have no figures at all. We can begin to count now and compare in half a year.
        ask sales Half an hour with their controller, to agree how it is counted.
        yes sales The controller agreed the way of counting, in writing.
        ask product The count of {pain} as a report that they can pull themselves.
        yes product Report for each {site} and week, from the next release on.
        task marketing The sum on one page for {contact}
        task success Collect the figures of two {sites}, before and after
        task success Count {pain} in {city} for four weeks
        task sales Agree the way of counting with their controller | Last time we had the right figure counted the \
        wrong way.
        task product Report on {pain} for each {site} and week
        say Their controller counts an hour at 38, we had 52. The sum is smaller now and nobody can argue with it.
        re Good. I would rather show 240 that holds than 400 that falls in the meeting.
        say {contact} asked whether the sum may go into their annual report. I said we would be proud.

        # field
        title Field on the phones of {unit}
        title Bring Field to the {users} who are never at a desk
        measure Shifts closed on the phone | % | 5 | 70
        lead success
        weight 2
        company A second module in every account
        customer No paper at the end of a shift
        ask success The first two {sites}, with somebody on site for the first week.
        yes success Two {sites} in this quarter, on site Monday to Wednesday.
        ask product Closing a shift without a network, and nothing lost when it is back.
        yes product Works without a network for a whole shift; tried in the cellar in {city}.
        no product Pictures without a network are too large for the old phones. Text and times, yes.
        ask marketing A minute of film for people with gloves on.
        yes marketing One minute, no sound needed, subtitles in four languages.
        ask sales A line in the order for the phones, so that nobody waits for purchasing.
        yes sales Forty phones in the order, delivered before the first week.
        task success First week with Field in {city}, on site
        task success Find two {users} who will show it to the others
        task product Close a shift without a network
        task product Larger buttons on the closing screen | Gloves. The test in {city} was clear.
        task marketing Film of one minute for {users}
        task sales Forty phones in the order of {unit}
        say They closed the first shift on the phone at 5:52 in the morning and sent a picture of the paper bin, empty.
        re That picture goes into the story, if they let us.
        say The network in the cellar comes and goes every ten seconds. That is worse than none; we should test \
        exactly that.
        """
}
