import Domain

/// Somebody of the demonstration's company.
struct Person: Sendable {
    let id: ID<Member>, name: String, email: String, title: String
    /// Where their team stands in `Company.teams`.
    let team: Int
    let role: Member.Role, timeZone: String?

    func caller(in teams: [ID<Team>]) -> Caller { Caller(member: id, role: role, team: teams[team]) }
}

/// All of them, found by name.
struct People: Sendable {
    let all: [Person]

    init(using dice: inout Dice, at founded: Instant) {
        all = Table.rows(Self.table).map { row in
            Person(
                id: dice.id(at: founded), name: row[0], email: row[1], title: row[2], team: Company.team(row[3]),
                role: Member.Role(rawValue: row[4]) ?? .member, timeZone: row.count > 5 ? row[5] : nil)
        }
    }

    /// A text in which "@Mira Okafor" calls her.
    func called(in text: String) -> String {
        all.reduce(text) { $0.replacing("@\($1.name)", with: "@[\($1.name)](member:\($1.id.text))") }
    }
    func find(_ name: String) -> Person? { all.first { $0.name == name } }
    var staff: [Person] { all.filter { $0.role != .guest } }
    var admin: Person? { all.first { $0.role == .admin } }
    /// Those who work on plans for this team.
    func workers(of team: Int) -> [Person] { all.filter { $0.team == team && $0.role == .member } }

    private static let table = """
        Ingrid Solberg | ingrid.solberg@ellandra.example | Revenue operations lead | sales | admin | Europe/Oslo
        Henrik Aalto | henrik.aalto@ellandra.example | Chief customer officer | sales | leader | Europe/Helsinki
        Mira Okafor | mira.okafor@ellandra.example | Customer general manager | sales | member | Europe/London
        Sana Oduya | sana.oduya@ellandra.example | Customer general manager | sales | member | Europe/Vienna
        Dana Whitfield | dana.whitfield@ellandra.example | Account executive | sales | member | Europe/London
        Kofi Mensah | kofi.mensah@ellandra.example | Account executive | sales | member | Europe/Berlin
        June Lindqvist | june.lindqvist@ellandra.example | Head of customer marketing | marketing | member | \
        Europe/Stockholm
        Priya Nand | priya.nand@ellandra.example | Campaign manager | marketing | member | Europe/London
        Mateo Fuentes | mateo.fuentes@ellandra.example | Content strategist | marketing | member | Europe/Madrid
        Aiko Tanaka | aiko.tanaka@ellandra.example | Events manager | marketing | member | Europe/Berlin
        Clara Novák | clara.novak@ellandra.example | Customer references manager | marketing | member | Europe/Prague
        Samuel Osei | samuel.osei@ellandra.example | Marketing analyst | marketing | member | Europe/London
        Freya Lund | freya.lund@ellandra.example | Vice president, product | product | leader | Europe/Copenhagen
        Tomás Silva | tomas.silva@ellandra.example | Senior product manager | product | member | Europe/Lisbon
        Anil Kapoor | anil.kapoor@ellandra.example | Product manager, reliability | product | member | Europe/London
        Wei Zhang | wei.zhang@ellandra.example | Integrations lead | product | member | Europe/Berlin
        Nadia Haddad | nadia.haddad@ellandra.example | User researcher | product | member | Europe/Paris
        Jonas Weber | jonas.weber@ellandra.example | Release manager | product | member | Europe/Berlin
        Rosa Bianchi | rosa.bianchi@ellandra.example | Customer success manager | success | member | Europe/Rome
        Evan Cole | evan.cole@ellandra.example | Onboarding lead | success | member | Europe/Dublin
        Leo Varga | leo.varga@ellandra.example | Customer general manager | success | member | Europe/Budapest
        Amara Diallo | amara.diallo@ellandra.example | Customer success manager | success | member | Europe/Paris
        Petra Horvat | petra.horvat@ellandra.example | Support lead | success | member | Europe/Zagreb
        Yusuf Demir | yusuf.demir@ellandra.example | Training specialist | success | member | Europe/Istanbul
        Lukas Brandt | lukas.brandt@railworks.example | Implementation partner | product | guest | Europe/Berlin
        """
}
