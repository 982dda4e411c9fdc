import Domain
import HTTPTypes
import Store
import TestSupport
import Testing

@testable import Web

/// What is refused of agreement, and what the refusal says.
@Suite struct AgreementTests {
    private let house: House
    private var hub: TestSupport.Hub { house.hub }
    private var plan: String { "/api/plans/\(hub.plan.text)" }
    private var task: String { "/api/tasks/\(hub.task.text)" }
    private var commitment: String { "/api/commitments/\(hub.commitment.text)" }
    private var seq: Int64 { hub.log.changes.last?.seq ?? 0 }

    init() async throws { house = try await House() }

    private func post(_ who: Who, _ path: String, _ body: String) async throws -> Answer {
        try await house.ask(who, .post, path, body)
    }
    private func fields(_ answer: Answer) -> [String] {
        (answer.object["errors"] as? [[String: Any]] ?? []).compactMap { $0["field"] as? String }
    }
    private func signature(
        _ verdict: String = "agreed", team: ID<Team>? = nil, seq: Int64? = nil, rest: String = ""
    ) -> String {
        #"{"team":"\#((team ?? hub.teams[1]).text)","verdict":"\#(verdict)","seq":\#(seq ?? self.seq)\#(rest)}"#
    }

    @Test func plansThatCannotBeAskedAreNamed() async throws {
        let body = """
            {"plans":["\(hub.plan.text)","\(hub.restricted.text)"],"team":"\(hub.teams[1].text)","title":"A film"}
            """
        let answer = try await post(.contributor, "/api/requests", body)
        let refused = answer.object["errors"] as? [[String: Any]] ?? []
        #expect(answer.status == 422 && refused.map { $0["plan"] as? String } == [hub.restricted.text])
        #expect(refused.map { $0["message"] as? String } == ["there is no such plan"])
        #expect(try await hub.read(as: hub.leader) { try $0.list("tasks", ListQuery()).ids.count } == 1, "none is made")
    }

    @Test func whatChangesNothingHasNoEntryToUndo() async throws {
        let headers: HTTPFields = [HTTPField.Name("Idempotency-Key")!: "0199a000-0000-7000-8000-000000000001"]
        for _ in 1...2 {
            let same = try await house.ask(.manager, .patch, task, #"{"title":"Call them"}"#, headers: headers)
            #expect(same.status == 200 && same.headers[.quartetEntry] == nil && same.headers[.quartetSeq] == "\(seq)")
        }
        let other = try await house.ask(.manager, .patch, task, #"{"title":"Write to them"}"#)
        #expect(other.headers[.quartetEntry] == "\(seq)")
    }

    @Test func aConcernIsAnsweredWhereItStands() async throws {
        let signed = try await post(
            .contributor, plan + "/sign-offs", signature("concerns", rest: #","note":"Nobody owns it""#))
        let id = try #require(signed.object["id"] as? String)
        let answer = try await post(
            .viewer, "/api/comments",
            #"{"plan":"\#(hub.plan.text)","about":"signOff:\#(id)","text":"Jonas takes it"}"#)
        #expect(answer.status == 201 && answer.object["about"] as? String == "signOff:\(id)")
        let elsewhere = try await post(
            .leader, "/api/comments",
            #"{"plan":"\#(hub.restricted.text)","about":"signOff:\#(id)","text":"Jonas takes it"}"#)
        #expect(elsewhere.status == 422 && fields(elsewhere) == ["about"])
    }

    // MARK: bad input

    @Test(arguments: ["clarity", "agreement", "confidence"]) func aPulseIsFromOneToFive(question: String) async throws {
        let before = seq
        for wrong in ["0", "6", "-1", "3.5", "\"3\"", "null", "1e3"] {
            var body = ["clarity": "3", "agreement": "3", "confidence": "3"]
            body[question] = wrong
            let text = "{" + body.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}"
            let answer = try await post(.viewer, plan + "/pulses", text)
            #expect(answer.status == 422 && fields(answer) == [question], "\(wrong): \(answer.text)")
        }
        let missing = try await post(.viewer, plan + "/pulses", "{}")
        #expect(missing.status == 422 && Set(fields(missing)) == ["clarity", "agreement", "confidence"])
        #expect(seq == before, "nothing of it is kept")
    }

    @Test func aPulseIsForTheOpenWeek() async throws {
        func give(_ week: String) async throws -> Answer {
            try await post(.viewer, plan + "/pulses", #"{"clarity":3,"agreement":3,"confidence":3,"week":"\#(week)"}"#)
        }
        for week in ["2026-11-16", "2026-11-30", "2026-11-24", "2026-W48", "2026-02-30"] {
            let answer = try await give(week)
            #expect(answer.status == 422 && fields(answer) == ["week"], "\(week): \(answer.text)")
        }
        #expect(try await give("2026-11-23").status == 201)
        house.clock.now = TestSupport.Hub.now.adding(seconds: 7 * 86_400)
        let late = try await give("2026-11-23")
        #expect(late.status == 422 && fields(late) == ["week"], "it was open when the card was drawn")
        #expect(late.object["detail"] as? String == "week must be the week that is open: 2026-11-30.")
    }

    @Test(arguments: ["concerns", "disagreed"]) func aDoubtNeedsItsNote(verdict: String) async throws {
        for rest in ["", #","note":null"#, #","note":"""#, #","note":"  ""#] {
            let answer = try await post(.contributor, plan + "/sign-offs", signature(verdict, rest: rest))
            #expect(answer.status == 422 && fields(answer) == ["note"], "\(rest): \(answer.text)")
        }
        #expect(
            try await post(.contributor, plan + "/sign-offs", signature(verdict, rest: #","note":"Who?""#)).status
                == 201)
    }

    @Test func aSignatureIsOfASeqThatThereIs() async throws {
        for wrong in [seq + 1, -1] {
            let answer = try await post(.contributor, plan + "/sign-offs", signature(seq: wrong))
            #expect(answer.status == 422 && fields(answer) == ["seq"], "\(answer.text)")
        }
        let verdict = try await post(.contributor, plan + "/sign-offs", signature("perhaps"))
        #expect(verdict.status == 422 && fields(verdict) == ["verdict"])
    }

    @Test func weightsMakeOneTogether() async throws {
        let path = "/api/workspaces/\(hub.workspace.text)"
        let all = ["weightAgreement", "weightCommitment", "weightPromises", "weightPulse"]
        var answer = try await house.ask(.admin, .patch, path, #"{"weightPulse":0.5}"#)
        #expect(answer.status == 422 && fields(answer) == all, "\(answer.text)")
        answer = try await house.ask(.admin, .patch, path, #"{"weightPulse":1.2,"weightAgreement":-0.7}"#)
        #expect(answer.status == 422 && fields(answer) == ["weightAgreement", "weightPulse"])
        answer = try await house.ask(.admin, .patch, path, #"{"weightPulse":0,"weightAgreement":0.5}"#)
        #expect(answer.status == 200 && hub.log.scores.count > 0)
        let sum = try await house.ask(.admin, .patch, path, #"{"weightAgreement":0.1,"weightPromises":0.7}"#)
        #expect(sum.status == 200, "ten tenths are one, whatever their last bits: \(sum.text)")
    }

    // MARK: rights

    @Test func nobodySignsForATeamThatIsNotTheirs() async throws {
        let elsewhere = try await hub.write(as: hub.admin) {
            try $0.create(Team.self, id: nil, ["name": .text("Finance"), "color": .text("violet")])
        }
        for who in [Who.manager, .leader, .admin, .viewer, .stranger, .guest] {
            let answer = try await post(who, plan + "/sign-offs", signature())
            #expect(answer.status == 403, "\(who)")
        }
        // Not even who signs for another, and no more for one that is not on the plan, or nowhere.
        for team in [hub.teams[0], hub.teams[2], elsewhere.id, ID(Identifier(high: 0x7000, low: 1 << 63))] {
            let answer = try await post(.contributor, plan + "/sign-offs", signature(team: team))
            #expect(answer.status == 403, "\(answer.text)")
        }
        #expect(!hub.log.changes.contains { $0.kind == "signOff" })
    }

    @Test func aTeamThatHasLeftSignsNoMore() async throws {
        let rest = [0, 2, 3].map { "\"\(hub.teams[$0].text)\"" }.joined(separator: ",")
        #expect(try await house.ask(.contributor, .patch, plan, #"{"teams":[\#(rest)]}"#).status == 200)
        let answer = try await post(.contributor, plan + "/sign-offs", signature())
        #expect(answer.status == 422 && fields(answer) == ["team"])
    }

    @Test func aTeamLeavesByWhoAnswersForIt() async throws {
        let join = """
            {"plan":"\(hub.plan.text)","member":"\(hub.stranger.id.text)","team":"\(hub.teams[3].text)","role":"manager"}
            """
        #expect(try await post(.manager, "/api/plan-members", join).status == 201)
        func keep(_ teams: [Int], as who: Who) async throws -> Answer {
            let list = teams.map { "\"\(hub.teams[$0].text)\"" }.joined(separator: ",")
            return try await house.ask(who, .patch, plan, #"{"teams":[\#(list)]}"#)
        }
        for who in [Who.stranger, .admin] {
            let answer = try await keep([0, 2, 3], as: who)
            #expect(answer.status == 403, "a manager of the plan, and an admin: \(who)")
            let wording = "Marketing leaves the plan by its representative or the general manager."
            #expect(answer.object["detail"] as? String == wording)
        }
        for teams in [[0, 1, 3], [0, 3], [1, 0, 2]] {
            #expect(
                try await keep(teams, as: .contributor).status == 403, "not another, and no other with it: \(teams)")
        }
        for who in [Who.viewer, .leader, .guest] { #expect(try await keep([0, 2, 3], as: who).status == 403) }
        let before = hub.log.changes.count
        #expect(try await keep([0, 2, 3], as: .contributor).status == 200)
        #expect(hub.log.changes.dropFirst(before).map(\.kind) == ["plan"] && hub.log.scores.last?.plan == hub.plan)
        #expect(try await keep([0, 3], as: .manager).status == 200, "the account's general manager")
    }

    @Test func reliabilityIsForLeaders() async throws {
        for (who, status) in [(Who.manager, 403), (.contributor, 403), (.guest, 403), (.leader, 200), (.admin, 200)] {
            let answer = try await house.ask(who, .get, "/api/reliability?from=2026-01-01&to=2026-12-31")
            #expect(answer.status == status, "\(who)")
        }
        for (query, field) in [
            ("from=2026-12-01&to=2026-11-01", "to"), ("from=soon", "from"), ("to=2026-13-01", "to"),
        ] {
            let answer = try await house.ask(.leader, .get, "/api/reliability?" + query)
            #expect(answer.status == 422 && fields(answer) == [field], "\(query)")
        }
    }

    @Test(arguments: [
        ("sort=title", "sort"), ("sort=--score", "sort"), ("only=all", "only"), ("team=sales", "team"),
        ("generalManager=me", "generalManager"), ("limit=0", "limit"), ("limit=201", "limit"), ("after=x", "after"),
        ("state=draft", "state"),
    ]) func aQuestionForThePortfolioIsOneThatItKnows(query: String, field: String) async throws {
        let answer = try await house.ask(.viewer, .get, "/api/alignment?" + query)
        #expect(answer.status == 422 && fields(answer) == [field], "\(answer.text)")
    }

    // MARK: what has come in between

    @Test func aClosedPlanTakesNothingMore() async throws {
        let accepted = try await hub.write(as: hub.manager) { tx in
            try tx.insert(
                PlanTask(tx.newID()) {
                    ($0.plan, $0.team, $0.title, $0.due) = (hub.plan, hub.teams[1], "Send it", Day(2026, 12, 9))
                })
        }
        let promise = "/api/tasks/\(accepted.id.text)"
        #expect(try await post(.contributor, promise + "/answers", #"{"answer":"accepted"}"#).status == 200)
        let no = #"{"answer":"declined","reason":"No time"}"#
        #expect(try await post(.contributor, commitment + "/answers", no).status == 200)
        #expect(try await house.ask(.manager, .patch, plan, #"{"state":"closed"}"#).status == 200)
        let before = seq
        let all: [(Who, String, String)] = [
            (.contributor, plan + "/sign-offs", signature()),
            (.contributor, commitment + "/answers", #"{"answer":"committed"}"#),
            (.manager, commitment + "/requests", "{}"),
            (.manager, commitment + "/settlements", "{}"),
            (.manager, plan + "/verifications", #"{"section":"strategy"}"#),
            (.viewer, plan + "/pulses", #"{"clarity":3,"agreement":3,"confidence":3}"#),
            (.contributor, task + "/answers", #"{"answer":"accepted"}"#),
            (.manager, promise + "/releases", "{}"),
        ]
        for (who, path, body) in all {
            let answer = try await post(who, path, body)
            #expect(
                answer.status == 409 && answer.object["detail"] as? String == "The plan is closed.",
                "\(path): \(answer.text)")
        }
        #expect(seq == before)
        #expect(try await post(.stranger, plan + "/sign-offs", signature()).status == 403, "rights are asked first")
    }

    @Test func whoSignsWhatHasDriftedIsToldWhat() async throws {
        let seen = seq
        let path = "/api/objectives/\(hub.objective.text)"
        #expect(try await house.ask(.manager, .patch, path, #"{"target":60,"title":"Adopt it"}"#).status == 200)
        let answer = try await post(.contributor, plan + "/sign-offs", signature(seq: seen))
        #expect(answer.status == 409 && answer.object["type"] as? String == "urn:quartet:problem:conflict")
        let drift = try #require(answer.object["drift"] as? [[String: Any]])
        #expect(
            drift.count == 1 && drift[0]["field"] as? String == "target" && drift[0]["title"] as? String == "Adopt it")
        #expect(drift[0]["before"] as? Int == 40 && drift[0]["after"] as? Int == 60)
        #expect(drift[0]["by"] as? String == hub.manager.id.text && drift[0]["seq"] as? Int64 == seq)
        #expect(try await post(.contributor, plan + "/sign-offs", signature()).status == 201)
    }

    @Test func whoAnswersWhatIsAnsweredIsToldHow() async throws {
        let yes = #"{"answer":"accepted","day":"2026-11-27"}"#
        #expect(try await post(.contributor, task + "/answers", yes).status == 200)
        let before = seq
        for (who, word) in [(Who.contributor, "declined"), (.contributor, "accepted"), (.manager, "withdrawn")] {
            let again = try await post(who, task + "/answers", #"{"answer":"\#(word)","reason":"No"}"#)
            #expect(again.status == 409, "\(word)")
            let record = try #require(again.object["record"] as? [String: Any])
            #expect(record["id"] as? String == hub.task.text && record["handshake"] as? String == "accepted")
            #expect(record["promised"] as? String == "2026-11-27")
            #expect(record["answeredBy"] as? String == hub.contributor.id.text)
        }
        #expect(seq == before)
    }

    @Test func whatWasNeverAskedIsNotAnswered() async throws {
        let own = try await hub.write(as: hub.contributor) { tx in
            try tx.insert(PlanTask(tx.newID()) { ($0.plan, $0.team, $0.title) = (hub.plan, hub.teams[1], "Tidy up") })
        }
        let path = "/api/tasks/\(own.id.text)"
        let answer = try await post(.contributor, path + "/answers", #"{"answer":"accepted"}"#)
        #expect(answer.status == 422 && fields(answer) == ["answer"])
        #expect(try await post(.manager, path + "/releases", "{}").status == 403, "nobody asked")
    }

    @Test(arguments: [
        (#"{"answer":"declined"}"#, "reason"), (#"{"answer":"countered"}"#, "day"), (#"{"answer":"maybe"}"#, "answer"),
        (#"{"answer":"accepted","day":"2026-12-02"}"#, "day"), (#"{"answer":"withdrawn"}"#, "answer"), ("{}", "answer"),
    ]) func anAnswerIsWhole(body: String, field: String) async throws {
        let answer = try await post(.contributor, task + "/answers", body)
        #expect(answer.status == 422 && fields(answer) == [field], "\(answer.text)")
    }

    @Test func oneRequestForManyPlansIsMadeOnAllOrOnNone() async throws {
        func ask(_ plans: [ID<Plan>], as who: Who) async throws -> Answer {
            let list = plans.map { "\"\($0.text)\"" }.joined(separator: ",")
            let body =
                #"{"plans":[\#(list)],"team":"\#(hub.teams[2].text)","title":"Name a reference","due":"2026-12-11"}"#
            return try await post(who, "/api/requests", body)
        }
        let before = seq
        #expect(
            try await ask([hub.plan, hub.restricted], as: .contributor).status == 422,
            "one of them is not there for them")
        #expect(try await ask([], as: .manager).status == 422)
        #expect(seq == before)
        let made = try await ask([hub.plan, hub.restricted], as: .manager)
        #expect(made.status == 201 && (made.object["tasks"] as? [String])?.count == 2)
        #expect(seq == before + 2)
    }
}
