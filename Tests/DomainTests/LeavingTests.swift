import Domain
import TestSupport
import Testing

/// A team leaves a plan by who answers for it, or by the account's general manager.
@Suite struct LeavingTests {
    private let ids = Ids()

    /// A plan of four teams, and who there is on it.
    private struct House {
        let plan: Plan, shelf: Shelf
        let manager: Member, representative: Member, deputy: Member, general: Member, admin: Member
    }

    /// - Parameters:
    ///   - isGeneral: whether the account has a general manager
    ///   - isAnswered: whether the second team has anybody who answers for it
    ///   - managing: the representative of the second team manages the plan, too
    private func house(isGeneral: Bool = true, isAnswered: Bool = true, managing: Bool = false) -> House {
        func id<R>() -> ID<R> { ID(ids.next()) }
        let teams = (0..<4).map { n in Team(id()) { $0.name = ["Sales", "Marketing", "Product", "Success"][n] } }
        func member(_ team: Int, _ role: Member.Role = .member) -> Member {
            Member(id()) { ($0.team, $0.role) = (teams[team].id, role) }
        }
        let manager = member(0), representative = member(1), deputy = member(1), general = member(0)
        let account = Account(id()) { $0.generalManager = isGeneral ? general.id : nil }
        let plan = Plan(id()) { ($0.account, $0.title, $0.teams) = (account.id, "FY27", teams.map(\.id)) }
        func place(_ member: Member, _ role: PlanMember.Role, _ duty: PlanMember.Duty?) -> PlanMember {
            PlanMember(id()) {
                ($0.plan, $0.member, $0.team) = (plan.id, member.id, member.team)
                ($0.role, $0.duty) = (role, isAnswered ? duty : nil)
            }
        }
        let places = [
            place(manager, .manager, nil), place(representative, managing ? .manager : .contributor, .representative),
            place(deputy, .contributor, .deputy),
        ]
        return House(
            plan: plan, shelf: Shelf(records: [account, plan] + teams + places), manager: manager,
            representative: representative, deputy: deputy, general: general, admin: member(3, .admin))
    }

    private func refusal(_ house: House, _ member: Member, _ edit: (inout Plan) -> Void) throws -> String? {
        var new = house.plan
        edit(&new)
        return try Plan.access.refusal(.edit(new), house.plan, Caller(member), house.shelf)
    }
    private let wording = "Marketing leaves the plan by its representative or the general manager."

    @Test func byItsRepresentativeItsDeputyOrTheGeneralManager() throws {
        let house = house()
        for member in [house.representative, house.deputy, house.general] {
            #expect(try refusal(house, member) { $0.teams.remove(at: 1) } == nil)
        }
        for member in [house.manager, house.admin] {
            #expect(try refusal(house, member) { $0.teams.remove(at: 1) } == wording)
        }
    }

    @Test func whoAnswersForATeamTakesThatOneOffAndChangesNothingElse() throws {
        let house = house(), one = house.representative, other = ID<Team>(ids.next())
        #expect(try refusal(house, one) { $0.teams.remove(at: 2) } != nil, "another team")
        #expect(try refusal(house, one) { $0.teams.removeSubrange(1...2) } != nil, "another team besides")
        #expect(try refusal(house, one) { $0.teams = [$0.teams[0], $0.teams[3], $0.teams[3]] } != nil)
        #expect(try refusal(house, one) { $0.teams[1] = other } == Refusals.notAManager, "one for another")
        #expect(
            try refusal(house, one) {
                $0.teams.remove(at: 1)
                $0.purpose = "Ours"
            } == Refusals.notAManager)
    }

    @Test func aManagerWhoAnswersForOneTeamTakesOffNoOther() throws {
        let house = house(managing: true)
        #expect(try refusal(house, house.representative) { $0.teams.remove(at: 1) } == nil)
        #expect(
            try refusal(house, house.representative) { $0.teams.removeSubrange(1...2) }
                == "Product leaves the plan by its representative or the general manager.")
    }

    @Test func whereThereIsNeitherAManagerOfThePlanDoes() throws {
        let nobody = house(isGeneral: false, isAnswered: false)
        #expect(try refusal(nobody, nobody.manager) { $0.teams.remove(at: 1) } == nil)
        #expect(try refusal(nobody, nobody.admin) { $0.teams.remove(at: 1) } == nil)
        #expect(try refusal(nobody, nobody.deputy) { $0.teams.remove(at: 1) } == Refusals.notAManager)
        let led = house(isGeneral: true, isAnswered: false), answered = house(isGeneral: false)
        #expect(try refusal(led, led.manager) { $0.teams.remove(at: 1) } == wording)
        #expect(try refusal(answered, answered.manager) { $0.teams.remove(at: 1) } == wording)
    }

    @Test func whatKeepsAllTeamsIsAManagersToDo() throws {
        let house = house(), more = ID<Team>(ids.next())
        for edit: (inout Plan) -> Void in [{ $0.teams.append(more) }, { $0.teams.reverse() }, { $0.purpose = "Grow" }] {
            #expect(try refusal(house, house.manager, edit) == nil)
            #expect(try refusal(house, house.representative, edit) == Refusals.notAManager)
        }
    }
}
