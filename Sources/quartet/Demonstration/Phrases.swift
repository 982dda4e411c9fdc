/// What people write whatever the goal.
enum Phrases {
    static let purposes = [
        "Make {pain} rare enough that {account} stops counting them, and renewing is the obvious choice.",
        "One plan for {account}: {unit} first, then the rest of the house, without promising what we cannot keep.",
        "Be the part of {account} that works on the worst day of {season}.",
        "From a supplier of {contact} to a partner of the whole management, before {season} comes again.",
        "Let the {users} in {city} win ten minutes a shift, and let their controller see it.",
        "Win back the trust that the late release cost us, one kept promise at a time.",
        "Grow into {unit} with what already works in {city}.",
        "Fewer figures typed twice, fewer calls at night, and a reference we can be proud of.",
    ]
    static let accounts = [
        "{contact} in {city} is our first call. They judge us by {season}.",
        "Came through a recommendation. Decisions are made in {city}; {unit} has its own budget.",
        "Runs the platform in most {sites}. {contact} wants to see the figures on {pain} every quarter.",
        "Careful buyers, loyal afterwards. Purchasing wants everything in writing, operations by phone.",
        "{unit} grows faster than the rest and plans by hand. The {system} is older than the {users}.",
    ]
    static let declined = [
        Goal.Talk(
            text: "Better said now than too late. What would have to be different for a yes?",
            reply: "A day later than the release, and two people who know the data. Then gladly."),
        Goal.Talk(
            text: "I understand the reason. Can we offer {contact} something smaller that you would stand behind?",
            reply: "Yes: a first step by hand, for one {site}. I will write down what it includes."),
        Goal.Talk(
            text: "Thank you for the plain answer. I take it to {contact} and look for another way.", reply: nil),
    ]
    static let late = [
        Goal.Talk(
            text: "This was due. What is missing, and can I help?",
            reply: "One signature on their side. I called again this morning; they promise it for Thursday."),
        Goal.Talk(
            text: "Is the day still right? I would rather move it than look at red.",
            reply: "Half of it is done. Give me until the end of the week, then I say it honestly."),
        Goal.Talk(
            text: "Who could take this over for a week?",
            reply: "Nobody needs to. It waits for the figures, and those come tonight."),
        Goal.Talk(text: "I asked for this in the weekly call, too. Let us talk before lunch.", reply: nil),
        Goal.Talk(
            text: "It is the one thing the people on site are waiting for.",
            reply: "I know. First draft is with them, I need their remarks before it can be closed."),
    ]
}
