/// The plan that is shown first, line by line. Days are counted from today, people are named in full.
///
/// - `aim` title | lead | weight | owner | measure | unit | baseline | target | due | days ago | company | customer
/// - `notes` of the aim
/// - `read` value | who | days ago
/// - `cell` team | who asks | ask | `committed`, `declined` or `asked` | who answers | words | days ago
/// - `task` team | assignee | due | status | priority | effort | days ago | title | notes
/// - `wait` title of the task that the last one waits for; `part` title of the one that it is part of
/// - `say` who | days ago | text, about the aim; `ask` the same about the last task, `cellsay` about the last cell
/// - `said` the same about the plan itself
/// - `on` `purpose` or `notes` | the words of it that the last remark is about
/// - `like` emoji | who | days ago; `done` who | days ago settles the thread
/// - `re` who | days ago | text, in answer to it
///
/// `@Mira Okafor` in a text calls her.
///
/// `12m` is minutes ago instead of days.
enum FlagshipWords {
    static let purpose = """
        Make Velmora’s dispatchers faster every day, so that renewing for three years is the obvious choice.
        """

    static let text = """
        aim Renew the fleet platform for three years | sales | 3 | Mira Okafor | Renewal terms agreed | | 0 | 8 | 80 \
        | 88 | Renewals signed a quarter ahead | A price that holds for three years
        notes Eight terms: price, term, seats, service level, data, exit, indexation, depots. Astrid Kvam wants all \
        eight on one page before their budget round.
        read 1 | Mira Okafor | 81
        read 2 | Mira Okafor | 60
        read 4 | Dana Whitfield | 34
        read 5 | Dana Whitfield | 5
        cell sales | Mira Okafor | The price corridor and the paper, in time for their budget round. | committed | \
        Dana Whitfield | Price corridor and paper to legal three weeks before their budget round. | 86
        cell marketing | Mira Okafor | A value story for the board, with figures they recognise. | committed | June \
        Lindqvist | Value story for the board, in Velmora’s figures. | 84
        cell product | Mira Okafor | Release 9 on the fleet server before the renewal. | committed | Tomás Silva | \
        Release 9 on the fleet server before the renewal. | 78
        cell success | Mira Okafor | Two sponsor reviews before the renewal day. | committed | Rosa Bianchi | Two \
        sponsor reviews before the renewal day. | 86
        task sales | Mira Okafor | 1 | doing | high | 2 | 19 | Agree the renewal price corridor | Floor and ceiling \
        for three years, with the depots that are still to come priced apart.
        ask Dana Whitfield | 3 | Finance will accept the ceiling if the indexation is fixed at two percent. Shall I \
        say so on Tuesday?
        re Mira Okafor | 3 | Yes, but first the exit clause. If they take ours, two percent is fine.
        task sales | Dana Whitfield | 22 | todo | normal | 1 | 12 | Draft contract to their legal team |
        wait Agree the renewal price corridor
        task product | Tomás Silva | 8 | doing | high | 3 | 15 | Security answers, second round | 42 questions, 31 \
        answered. The open ones are about key rotation and the depot gateways.
        ask Dana Whitfield | 2 | Their security officer is away from Friday. Can we have the last eleven before?
        re Tomás Silva | 2 | Nine by Monday. Two need the gateway team, I have asked them for Tuesday.
        task success | Rosa Bianchi | -24 | done | high | 1 | 50 | First sponsor review with Astrid Kvam |
        task success | Rosa Bianchi | 38 | todo | normal | 1 | 9 | Second sponsor review, in Halden |
        task marketing | Clara Novák | 17 | doing | normal | 4 | 26 | Value story for the board, six pages | Savings \
        at depots 1 and 2; the sum was agreed with their controller.
        task sales | Kofi Mensah | -12 | done | normal | 0.5 | 30 | Who signs at Velmora, and who is asked before |
        say Rosa Bianchi | 16 | Astrid said in the review that the board reads the first page only. The savings have \
        to stand there.
        re June Lindqvist | 16 | Then page one is one figure and one photo. I will turn the story around.

        aim Adopt analytics in four depots | success | 3 | Rosa Bianchi | Weekly active dispatchers | | 40 | 140 | \
        219 | 87 | Adoption before expansion | Fewer missed connections at the junctions
        notes Depots 1 and 2 are live. Depot 3 opens this month, depot 4 next quarter. Counted on Mondays, without \
        test accounts.
        read 46 | Rosa Bianchi | 72
        read 52 | Rosa Bianchi | 51
        read 58 | Rosa Bianchi | 30
        read 66 | Rosa Bianchi | 16
        read 74 | Rosa Bianchi | 2
        cell marketing | Rosa Bianchi | Invitations and a guide for each depot opening. | committed | June Lindqvist \
        | Invitations and guide for each depot opening. | 70
        cell product | Rosa Bianchi | The dispatcher view in under two seconds, on their terminals. | committed | \
        Anil Kapoor | Dispatcher view under two seconds on depot terminals. | 72
        cell success | Rosa Bianchi | Training in every depot, two weeks after it opens. | committed | Rosa Bianchi \
        | Training in every depot, two weeks after it opens. | 86
        task success | Evan Cole | 4 | doing | high | 3 | 14 | Dispatcher training in depot 3 | Two early shifts and \
        one night. Bring the printed guide; the network in the hall is weak.
        ask Rosa Bianchi | 1 | Yusuf can take the night shift if you want to be at the opening in the morning.
        re Evan Cole | 1 | Gladly. I have told the depot lead that he comes.
        task success | Yusuf Demir | 3 | todo | normal | 0.5 | 6 | Exercises for the night shift, in Norwegian |
        part Dispatcher training in depot 3
        task product | Tomás Silva | 7 | blocked | normal | 2 | 20 | Usage dashboard for depot leads | Waits for the \
        pictures, because the help page is part of it.
        wait Gateway pictures from release 9
        task marketing | Priya Nand | 2 | doing | high | 1 | 11 | Invitation list for depot 3 training |
        task marketing | Mateo Fuentes | -8 | done | normal | 2 | 33 | Guide for dispatchers: the first hour | Depot \
        2 got it late. For depot 3 it goes out with the invitations.
        task product | Anil Kapoor | -19 | done | high | 3 | 45 | Dispatcher view under two seconds in depot 2 |
        task product | Anil Kapoor | 25 | todo | normal | 3 | 8 | Dispatcher view under two seconds in depot 4 | \
        Their terminals are two years older than those in depot 3.
        task success | Amara Diallo | -5 | dropped | low | 1 | 28 | Survey among dispatchers of depot 1 | They had \
        two surveys this year. We ask in person instead.
        say Rosa Bianchi | 4 | Depot 2 went live without the guide. We need it before depot 3.
        re June Lindqvist | 4 | It will be there on Thursday, printed and as a link. Sorry for depot 2; that was our \
        list, not theirs.
        re Evan Cole | 3 | Thursday works. I take the printed ones with me.
        say Nadia Haddad | 23 | Watched two shifts in depot 1. They open the map, then go back to the list for the \
        decision. The list has to carry the delays.
        re Tomás Silva | 22 | That is release 9. The delays stand in the list, the map becomes the second tab.

        aim Open the Northern Lines unit | sales | 1 | Dana Whitfield | Qualified pipeline | money | 200000 | \
        1200000 | 128 | 62 | Grow where we are known | One way of dispatching in all of Velmora
        notes Northern Lines dispatches by telephone and a wall of cards. They have their own budget; it closes at \
        the end of the quarter after this.
        read 320000 | Dana Whitfield | 40
        read 510000 | Dana Whitfield | 21
        read 680000 | Dana Whitfield | 6
        cell sales | Mira Okafor | Three meetings with the unit’s operations chief. | committed | Dana Whitfield | \
        Three meetings with the unit’s operations chief. | 58
        cell marketing | Mira Okafor | A campaign for timetable planners, first wave next quarter. | asked | | | 24
        cellsay Mira Okafor | 1 | Marketing, what do you need from us to answer this? The first wave has to be \
        booked next week.
        re June Lindqvist | 140m | The number of planners and who may write to them. If Dana has it today, you have \
        the answer tomorrow.
        cell product | Mira Okafor | Signal import for the northern junctions. | declined | Tomás Silva | Signal \
        import is not on the roadmap for two more releases. | 12
        cellsay Dana Whitfield | 11 | Would a file each night be possible, by hand at first? They would live with \
        that for a year.
        re Wei Zhang | 10 | A file each night is two weeks of work, not a roadmap item. Let us talk about that instead.
        cell success | Dana Whitfield | A reference visit to depot 1 for their planners. | committed | Rosa Bianchi \
        | A reference visit to depot 1 for their planners. | 49
        task sales | Dana Whitfield | 10 | todo | normal | 2 | 9 | Map the buying group at Northern Lines |
        task sales | Kofi Mensah | -3 | doing | high | 1 | 18 | Seats and price for Northern Lines | The old price \
        list has no night shifts. Ask Ingrid for the new one.
        ask Mira Okafor | 95m | @Kofi Mensah, is this still waiting for the new list? They ask me every time I call.
        task marketing | | 7 | todo | high | 2 | 2 | Price one-pager for Northern Lines |
        wait Seats and price for Northern Lines
        task success | Rosa Bianchi | 15 | todo | normal | 1 | 10 | Visit of the Northern Lines planners to depot 1 |
        task sales | Dana Whitfield | -15 | done | normal | 1 | 36 | Second meeting with their operations chief, at \
        the wall of cards |
        task product | Wei Zhang | 20 | doing | normal | 4 | 8 | Try a nightly file of the northern junctions | Two \
        sample files came from Halden. One is fine, the other has no platform numbers.

        aim Joint story at the spring rail congress | marketing | 1 | June Lindqvist | References approved | | 0 | 3 \
        | 172 | 56 | Customers speak for us | To be seen as the railway that plans well
        read 1 | Clara Novák | 31
        read 2 | Clara Novák | 9
        cell sales | June Lindqvist | The sponsor’s name on the stage slot. | committed | Dana Whitfield | Sponsor’s \
        name on the stage slot. | 52
        cell marketing | Mira Okafor | Film, story and stage slot. | committed | June Lindqvist | Film, story and \
        stage slot. | 55
        cell success | June Lindqvist | One depot lead who will speak on stage. | asked | | | 5
        task marketing | Priya Nand | -6 | doing | high | 5 | 27 | Reference film, first cut | Eleven minutes of the \
        morning meeting, three of them good. Needs the pictures of the gateway.
        ask June Lindqvist | 2 | This was due on Tuesday. Is it the pictures, or the cut?
        re Priya Nand | 2 | The pictures. Everything else is there; if they come on Friday you see it on Monday.
        wait Gateway pictures from release 9
        task product | Anil Kapoor | 11 | doing | normal | 1 | 13 | Gateway pictures from release 9 | Harmless data, \
        please. Depot 1 has agreed, depot 2 has not been asked.
        ask Anil Kapoor | 12m | Eight days later than we said: release 9 reaches the test depot only then. I \
        would rather give you true ones.
        task marketing | Aiko Tanaka | -30 | done | normal | 0.5 | 48 | Book the slot on the second morning |
        task success | Evan Cole | -3 | done | normal | 0.5 | 21 | Reference call with the depot 1 lead |
        task sales | Dana Whitfield | 30 | todo | normal | 0.5 | 7 | Approval of Velmora’s press office |
        say June Lindqvist | 9 | The congress wants a title by the end of the month. “Four depots, one morning” is \
        what I have.
        re Mira Okafor | 8 | I like it. Astrid will, too; it is her sentence.

        aim Halve repeat service tickets | product | 2 | Anil Kapoor | Repeat tickets a month | | 84 | 42 | 128 | 80 \
        | Solve a thing once | No second call for the same fault
        notes A repeat names the same depot and the same cause within sixty days.
        read 86 | Petra Horvat | 70
        read 80 | Petra Horvat | 51
        read 78 | Petra Horvat | 33
        read 73 | Petra Horvat | 20
        read 71 | Petra Horvat | 3
        cell product | Rosa Bianchi | The root cause of the ten oldest, and one of them mended in each sprint. | \
        committed | Anil Kapoor | Root cause of the ten oldest, one fixed each sprint. | 78
        cell success | Anil Kapoor | Every repeat ticket linked to its first. | committed | Evan Cole | Every repeat \
        ticket linked to its first. | 76
        task product | Anil Kapoor | 9 | doing | high | 4 | 22 | Root cause of ten repeat tickets | Seven of ten \
        found. Five of the seven are the signal gateway after a restart.
        task product | Jonas Weber | -10 | done | high | 2 | 31 | Signal gateway sends its messages once after a \
        restart |
        task success | Petra Horvat | -2 | done | normal | 2 | 40 | Link the repeat tickets of this year to the first |
        task success | Petra Horvat | 14 | todo | low | 1 | 5 | Answer for dispatchers: what to do when a train has \
        no delay |
        task product | Lukas Brandt | 6 | doing | normal | 3 | 10 | Gateway log beside the ticket in depot 1 |
        ask Lukas Brandt | 1 | Works in the test depot. I need the address of the log server in Halden to go on.
        re Evan Cole | 1 | Sent to you by their administrator this afternoon.
        say Petra Horvat | 6 | 71 this month. Honest ones: the links of half a year are complete, so the fall is real.
        re Anil Kapoor | 6 | Thank you. The restart mend goes to depot 2 on Wednesday; that should bring us under 60.
        say Evan Cole | 5 | Most of them come back within ten days. Shall we count thirty instead?
        on notes | within sixty days
        re Anil Kapoor | 5 | Let us keep sixty until the year is over, or we compare apples with pears.
        like 👍 | Petra Horvat | 4

        said Rosa Bianchi | 6 | Who keeps the minutes of the sponsor reviews? I found them in three places.
        re Evan Cole | 6 | I do, from now on: in the notes of each review.
        done Rosa Bianchi | 5
        said Mira Okafor | 2 | @June Lindqvist @Dana Whitfield let us say **three years** to the board and never \
        “renewal”. It is how Astrid puts it.
        on purpose | renewing for three years
        like 🎉 | Rosa Bianchi | 1
        like 👍 | Dana Whitfield | 1
        re June Lindqvist | 1 | Agreed. It is the first line of the value story now, in her words.
        re Dana Whitfield | 35m | The price corridor is built on three years as well, so it is the same figure everywhere.
        like 👍 | Mira Okafor | 20m
        """
}
